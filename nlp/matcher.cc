#include "nlp/matcher.h"

#include <algorithm>

#include "nlp/phrase_finder.h"

namespace chartgap {
namespace {

bool by_place(const Hit& a, const Hit& b) {
  if (a.whole.begin != b.whole.begin) return a.whole.begin < b.whole.begin;
  if (a.whole.end != b.whole.end) return a.whole.end > b.whole.end;
  return a.entry < b.entry;
}

// Adds the term hits of one layer, sorted by place.
class TermFinder {
 public:
  TermFinder(const Document& document, const Lexicon& lexicon, Layer layer, std::vector<uint32_t>& starts)
      : document_(document), tokens_(document.tokens()), lexicon_(lexicon), terms_(lexicon.terms(layer)), starts_(starts) {}

  // No term runs past `range`.
  void run(TokenRange range, std::vector<Hit>& out) {
    const size_t count = find_starts(range);
    for (size_t i = 0; i < count; ++i) {
      if (i + kAhead < count) terms_.fetch(tokens_[starts_[i + kAhead]].word);
      walk(starts_[i], range.end, out);
    }
  }

 private:
  static constexpr size_t kAhead = 4;  // places whose nodes are on their way from memory while one is walked

  // Where a term may begin, by its first two words. Every place is written and only some are kept: no branch, so that the look-ups overlap.
  size_t find_starts(TokenRange range) {
    if (range.empty()) return 0;
    if (starts_.size() < range.size()) starts_.resize(range.size());
    size_t count = 0;
    for (uint32_t at = range.begin; at + 1 < range.end; ++at) {
      starts_[count] = at;
      count += terms_.may_begin(tokens_[at].word, tokens_[at + 1].word);
    }
    starts_[count] = range.end - 1;
    return count + terms_.may_begin(tokens_[range.end - 1].word, kUnknownWord);
  }

  void walk(uint32_t begin, uint32_t limit, std::vector<Hit>& out) const {
    const size_t before = out.size();
    uint32_t node = terms_.first(tokens_[begin].word);
    for (uint32_t at = begin + 1; node != 0; ++at) {
      for (const uint32_t cell : terms_.accepts(node)) {
        const TermTrie::Accept accept = TermTrie::unpack(cell);
        const TokenRange whole{begin, at};
        if (capitals_fit(document_, lexicon_.traits(accept.entry), whole)) out.push_back({{begin + accept.before, at - accept.behind}, whole, accept.entry});
      }
      if (at >= limit || tokens_[at].word == kUnknownWord) break;
      node = terms_.next(node, tokens_[at].word);
    }
    if (out.size() - before > 1) std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), by_place);
  }

  const Document& document_;
  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
  const TermTrie& terms_;
  std::vector<uint32_t>& starts_;
};

TokenRange tokens_of(const Document& document, TokenRange within, size_t begin, size_t end) {
  TokenRange out{within.end, within.end};
  for (uint32_t i = within.begin; i < within.end; ++i) {
    const Token& token = document.tokens()[i];
    if (token.end <= begin) continue;
    if (token.begin >= end) break;
    if (out.begin == within.end) out.begin = i;
    out.end = i + 1;
  }
  return out;
}

void find_patterns(const Document& document, const Lexicon& lexicon, bool statements, std::vector<Hit>& out) {
  if (!lexicon.has_patterns()) return;
  for (const Sentence& sentence : document.sentences()) {
    uint64_t tried = 0;
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      if (!lexicon.patterns().has(document.tokens()[at].word)) continue;
      for (uint32_t pattern : lexicon.patterns().at(document.tokens()[at].word)) {
        if ((tried >> (pattern & 63u) & 1u) != 0) continue;
        if (!statements && lexicon.traits(lexicon.pattern_entry(pattern)).hit_class == HitClass::statement) continue;
        tried |= uint64_t{1} << (pattern & 63u);
        const std::string_view text = document.folded(sentence.tokens);
        const size_t base = document.tokens()[sentence.tokens.begin].begin;
        size_t begin = 0;
        size_t end = 0;
        for (size_t from = 0; from < text.size() && lexicon.find_pattern(pattern, text, from, begin, end) && end > begin; from = end) {
          const TokenRange range = tokens_of(document, sentence.tokens, base + begin, base + end);
          if (!range.empty()) out.push_back({range, range, lexicon.pattern_entry(pattern)});
        }
      }
    }
  }
}

// Which hits compete: within a group, a shorter one inside a longer one is left out.
int group_of(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::fact: return 0;
    case HitClass::statement: return 1;
    case HitClass::cue: return 2;
    default: return 3 + static_cast<int>(hit_class);
  }
}

bool outranks(const Hit& a, const Hit& b) { return a.tokens.size() > b.tokens.size() || (a.tokens.size() == b.tokens.size() && a.whole.size() > b.whole.size()); }

// Leaves out what lies inside an overriding hit, inside a longer hit of its group, or is the same evidence of the same entry twice.
class Resolver {
 public:
  Resolver(const Lexicon& lexicon, MatchScratch& scratch) : lexicon_(lexicon), raw_(scratch.raw), reach_(scratch.reach) {}

  void run(std::vector<Hit>& hits) {
    reach_.clear();
    uint32_t furthest = 0;
    for (const Hit& hit : raw_) reach_.push_back(furthest = std::max(furthest, hit.whole.end));
    hits.clear();
    for (size_t i = 0; i < raw_.size(); ++i) {
      if (!hidden(i)) hits.push_back(raw_[i]);
    }
  }

 private:
  // Only hits that overlap this one can hide it; `reach_` tells where those before it end.
  bool hidden(size_t index) const {
    const Hit& hit = raw_[index];
    for (size_t i = index; i-- > 0 && reach_[i] > hit.whole.begin;) {
      if (raw_[i].whole.end > hit.whole.begin && hides(i, index)) return true;
    }
    for (size_t i = index + 1; i < raw_.size() && raw_[i].whole.begin < hit.tokens.end; ++i) {
      if (hides(i, index)) return true;
    }
    return false;
  }

  bool hides(size_t other_index, size_t index) const {
    const Hit& hit = raw_[index];
    const Hit& other = raw_[other_index];
    const EntryTraits entry = lexicon_.traits(hit.entry);
    const EntryTraits other_entry = lexicon_.traits(other.entry);
    if (other_entry.overrides && !entry.overrides && other.whole.contains(hit.whole) && other.whole.size() > hit.whole.size()) return true;
    if (group_of(entry.hit_class) != group_of(other_entry.hit_class)) {
      return entry.hit_class == HitClass::cue && other_entry.hit_class == HitClass::fact && other.tokens.contains(hit.tokens) && other.tokens.size() > hit.tokens.size();
    }
    if (!other.tokens.contains(hit.tokens)) return false;
    if (outranks(other, hit)) return true;
    if (outranks(hit, other)) return false;
    return other.entry == hit.entry ? other_index < index : entry.hit_class == HitClass::fact && other_entry.overrides;
  }

  const Lexicon& lexicon_;
  std::vector<Hit>& raw_;
  std::vector<uint32_t>& reach_;
};

}  // namespace

namespace {

// Whether modifiers change anything of it, or what it says stands by itself.
bool takes_modifiers(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::none:
    case HitClass::body:
    case HitClass::modality:
    case HitClass::quality:
    case HitClass::elsewhere:
    case HitClass::contrast: return false;
    default: return true;
  }
}

// Sentences with something that modifiers can change, and the ones right after ("It did not help.", "Blood thinners? No").
void find_lively(const Document& document, const Lexicon& lexicon, const MatchOptions& options, MatchScratch& scratch) {
  scratch.lively.assign(document.sentences().size() + 1, options.modifiers_everywhere ? 1 : 0);
  if (options.modifiers_everywhere) return;
  for (const std::vector<Hit>* found : {&scratch.things, &scratch.others}) {
    for (const Hit& hit : *found) {
      if (!takes_modifiers(lexicon.traits(hit.entry).hit_class)) continue;
      const uint32_t sentence = document.sentence_of(hit.whole.begin);
      scratch.lively[sentence] = 1;
      scratch.lively[sentence + 1] = 1;
    }
  }
}

void merge(const std::vector<Hit>& a, const std::vector<Hit>& b, std::vector<Hit>& out) {
  out.resize(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), out.begin(), by_place);
}

}  // namespace

void find_hits(const Document& document, const Lexicon& lexicon, const MatchOptions& options, MatchScratch& scratch, std::vector<Hit>& hits) {
  const TokenRange all{0, static_cast<uint32_t>(document.tokens().size())};
  scratch.things.clear();
  scratch.modifiers.clear();
  scratch.others.clear();
  TermFinder(document, lexicon, Layer::things, scratch.starts).run(all, scratch.things);
  PhraseFinder phrases(document, lexicon, scratch.things, scratch.phrases);
  for (const Sentence& sentence : document.sentences()) phrases.sentence(Layer::things, sentence.tokens, scratch.others);
  if (options.statements) {
    TermFinder(document, lexicon, Layer::statements, scratch.starts).run(all, scratch.others);
    for (const Sentence& sentence : document.sentences()) phrases.sentence(Layer::statements, sentence.tokens, scratch.others);
  }
  find_patterns(document, lexicon, options.statements, scratch.others);
  find_lively(document, lexicon, options, scratch);
  TermFinder modifiers(document, lexicon, Layer::modifiers, scratch.starts);
  for (uint32_t i = 0; i < document.sentences().size(); ++i) {
    if (scratch.lively[i] == 0) continue;
    modifiers.run(document.sentences()[i].tokens, scratch.modifiers);
    phrases.sentence(Layer::modifiers, document.sentences()[i].tokens, scratch.others);
  }
  std::sort(scratch.others.begin(), scratch.others.end(), by_place);
  merge(scratch.things, scratch.modifiers, scratch.terms);
  merge(scratch.terms, scratch.others, scratch.raw);
  Resolver(lexicon, scratch).run(hits);
}

}  // namespace chartgap
