#include "nlp/phrase_compiler.h"

#include <algorithm>
#include <bit>

#include "nlp/common_words.h"

namespace chartgap {
namespace {

constexpr uint32_t kClassPer100000 = 1500;  // hits of one class, about

}  // namespace

void PhraseNeed::add(const PhraseNeed& other) {
  least_before = empty() ? other.least_before : std::min(least_before, other.least_before);
  most_before = std::max(most_before, other.most_before);
  words.insert(words.end(), other.words.begin(), other.words.end());
  classes |= other.classes;
}

Signature PhraseNeed::signature() const {
  Signature out;
  out.classes = classes;
  for (WordId word : words) out.add_bit(Signature::bit_of(word));
  return out;
}

void PhraseCompiler::add(uint32_t entry, Layer layer, const TermNode& root, const WordLists& lists, const TermProgram& program) {
  PhraseNeed first;
  std::vector<bool> visited(program.steps.size(), false);
  add_first(program, 0, visited, first);
  std::vector<PhraseNeed> needs;
  add_needs(root, lists, {}, needs);
  if (needs.empty()) needs.push_back(first);
  std::stable_sort(needs.begin(), needs.end(), [&](const PhraseNeed& a, const PhraseNeed& b) { return frequency(a) < frequency(b); });
  out_.phrases_.push_back({entry, link(program), needs.front().least_before, needs.front().most_before, first.signature()});
  PhraseNeeds others{Signature::all(), Signature::all()};
  for (size_t i = 1; i < needs.size() && i <= others.size(); ++i) others[i - 1] = needs[i].signature();
  out_.needs_.push_back(others);
  anchors_.push_back(std::move(needs.front()));
  layers_.push_back(layer);
}

PhraseTables PhraseCompiler::finish(const std::vector<std::vector<bool>>& taken, uint32_t vocabulary_size) {
  for (size_t layer = 0; layer < kLayers; ++layer) fill_anchors(static_cast<Layer>(layer), vocabulary_size);
  out_.filter_cells_ = taken.empty() ? 0 : static_cast<uint32_t>(taken.front().size() / 64 + 1);
  out_.filters_.assign(taken.size() * out_.filter_cells_, 0);
  for (size_t filter = 0; filter < taken.size(); ++filter) {
    for (size_t entry = 0; entry < taken[filter].size(); ++entry) out_.filters_[filter * out_.filter_cells_ + entry / 64] |= uint64_t{taken[filter][entry]} << (entry % 64);
  }
  return std::move(out_);
}

// How few and how many words it takes.
PhraseCompiler::Extent PhraseCompiler::extent(const TermNode& at, const WordLists& lists) const {
  const auto words = [](const std::string& text) { return static_cast<uint32_t>(split_words(text).size()); };
  Extent out;
  switch (at.kind) {
    case TermNode::Kind::word: return {words(at.text), words(at.text)};
    case TermNode::Kind::hit: return {1, longest_[static_cast<size_t>(*hit_class_named(at.text))]};
    case TermNode::Kind::gap: return {0, at.count};
    case TermNode::Kind::word_list:
      out.least = UINT32_MAX;
      for (const std::string& word : lists.find(at.text)->second) out = {std::min(out.least, words(word)), std::max(out.most, words(word))};
      return out;
    case TermNode::Kind::sequence:
      for (const TermNode& child : at.children) {
        const Extent one = extent(child, lists);
        out = {out.least + one.least, out.most + one.most};
      }
      return out;
    case TermNode::Kind::choice:
      out.least = UINT32_MAX;
      for (const TermNode& child : at.children) {
        const Extent one = extent(child, lists);
        out = {std::min(out.least, one.least), std::max(out.most, one.most)};
      }
      return out;
    default: return out;
  }
}

// For each part that no reading of the phrase can do without, what may stand for it.
void PhraseCompiler::add_needs(const TermNode& at, const WordLists& lists, Extent before, std::vector<PhraseNeed>& out) const {
  if (at.kind != TermNode::Kind::sequence) {
    if (PhraseNeed one = need(at, lists, before); !one.empty()) out.push_back(std::move(one));
    return;
  }
  for (const TermNode& child : at.children) {
    add_needs(child, lists, before, out);
    const Extent one = extent(child, lists);
    before = {before.least + one.least, before.most + one.most};
  }
}

// Empty when the part can be left out.
PhraseNeed PhraseCompiler::need(const TermNode& at, const WordLists& lists, Extent before) const {
  PhraseNeed out;
  out.least_before = before.least;
  out.most_before = before.most;
  switch (at.kind) {
    case TermNode::Kind::word: out.words.push_back(symbols_.word(split_words(at.text).front())); break;
    case TermNode::Kind::word_list:
      for (const std::string& word : lists.find(at.text)->second) out.words.push_back(symbols_.word(split_words(word).front()));
      break;
    case TermNode::Kind::hit: out.classes |= 1u << static_cast<int>(*hit_class_named(at.text)); break;
    case TermNode::Kind::sequence: {
      std::vector<PhraseNeed> parts;
      add_needs(at, lists, before, parts);
      if (!parts.empty()) out = std::move(parts.front());
      break;
    }
    case TermNode::Kind::choice:
      for (const TermNode& child : at.children) {
        const PhraseNeed branch = need(child, lists, before);
        if (branch.empty()) return {};
        out.add(branch);
      }
      break;
    default: break;
  }
  return out;
}

// Adds what may stand first. Nothing is known of a phrase that begins with a gap: it is never tried.
void PhraseCompiler::add_first(const TermProgram& program, uint32_t step, std::vector<bool>& visited, PhraseNeed& out) const {
  if (visited[step]) return;
  visited[step] = true;
  const TermStep& at = program.steps[step];
  if (at.op == TermStep::Op::word) out.words.push_back(at.a);
  if (at.op == TermStep::Op::word_set) out.words.insert(out.words.end(), symbols_.words(at.a).begin(), symbols_.words(at.a).end());
  if (at.op == TermStep::Op::hit) out.classes |= 1u << static_cast<int>(symbols_.filters()[at.a].hit_class);
  each_branch(program, step, [&](uint32_t next) { add_first(program, next, visited, out); });
}

// How often something of it stands in 100,000 words of notes.
uint32_t PhraseCompiler::frequency(const PhraseNeed& need) const {
  uint32_t sum = static_cast<uint32_t>(std::popcount(need.classes)) * kClassPer100000;
  std::vector<WordId> words = need.words;
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (WordId word : words) {
    const auto common = common_.find(word);
    sum += common == common_.end() ? kUncommon : common->second;
  }
  return sum;
}

uint32_t PhraseCompiler::link(const TermProgram& program) {
  const uint32_t base = static_cast<uint32_t>(out_.steps_.size());
  for (const TermStep& step : program.steps) out_.steps_.push_back(linked(step, program, base));
  return base;
}

TermStep PhraseCompiler::linked(TermStep step, const TermProgram& program, uint32_t base) {
  switch (step.op) {
    case TermStep::Op::word_set: step.a = link_set(step.a); break;
    case TermStep::Op::dispatch: step.a = link_dispatch(program.dispatches[step.a], base); break;
    case TermStep::Op::jump: step.a += base; break;
    case TermStep::Op::split:
      step.a += base;
      step.b += base;
      break;
    default: break;
  }
  return step;
}

uint32_t PhraseCompiler::link_set(uint32_t set) {
  const auto [known, fresh] = sets_.try_emplace(set, static_cast<uint32_t>(out_.cells_.size()));
  if (!fresh) return known->second;
  const std::vector<WordId>& words = symbols_.words(set);
  out_.cells_.push_back(static_cast<uint32_t>(words.size()));
  out_.cells_.insert(out_.cells_.end(), words.begin(), words.end());
  return known->second;
}

uint32_t PhraseCompiler::link_dispatch(const WordDispatch& dispatch, uint32_t base) {
  std::vector<uint32_t>& cells = out_.cells_;
  const uint32_t at = static_cast<uint32_t>(cells.size());
  cells.push_back(static_cast<uint32_t>(dispatch.by_word.size()));
  for (const auto& [word, targets] : dispatch.by_word) cells.push_back(word);
  uint32_t start = 0;
  for (const auto& [word, targets] : dispatch.by_word) {
    cells.push_back(start);
    start += static_cast<uint32_t>(targets.size());
  }
  cells.push_back(start);
  cells.push_back(start + static_cast<uint32_t>(dispatch.others.size()));
  for (const auto& [word, targets] : dispatch.by_word) {
    for (uint32_t target : targets) cells.push_back(target + base);
  }
  for (uint32_t target : dispatch.others) cells.push_back(target + base);
  return at;
}

void PhraseCompiler::fill_anchors(Layer layer, uint32_t vocabulary_size) {
  std::vector<std::vector<uint32_t>> by_word(vocabulary_size + 1);
  std::vector<std::vector<uint32_t>> by_class(kHitClasses);
  PhraseAnchors& anchors = out_.anchors_[static_cast<size_t>(layer)];
  for (uint32_t phrase = 0; phrase < anchors_.size(); ++phrase) {
    if (layers_[phrase] != layer) continue;
    for (WordId word : anchors_[phrase].words) {
      if (by_word[word].empty() || by_word[word].back() != phrase) by_word[word].push_back(phrase);
    }
    for (uint32_t hit_class = 0; hit_class < kHitClasses; ++hit_class) {
      if ((anchors_[phrase].classes >> hit_class & 1) == 0) continue;
      by_class[hit_class].push_back(phrase);
      anchors.classes |= 1u << hit_class;
    }
  }
  anchors.by_word.fill(by_word);
  anchors.by_class.fill(by_class);
}

}  // namespace chartgap
