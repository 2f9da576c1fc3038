#include "nlp/term_program.h"

#include <algorithm>
#include <optional>

namespace chartgap {
namespace {

constexpr size_t kWideChoice = 4;  // branches from which a table by first word pays
constexpr uint32_t kUnmarked = UINT32_MAX;

// Steps in the order of the tree; a lazy gap comes first with nothing, then with one more word.
class TermCompiler {
 public:
  TermCompiler(TermSymbols& symbols, const WordLists& lists, bool dispatches) : symbols_(symbols), lists_(lists), dispatches_(dispatches) {}

  CompiledTerm run(const TermNode& root, uint32_t entry) {
    compile(root);
    emit(TermStep::Op::accept, entry);
    return std::move(out_);
  }

 private:
  uint32_t emit(TermStep::Op op, uint32_t a = 0, uint32_t b = 0) {
    steps().push_back({op, a, b});
    return here() - 1;
  }
  std::vector<TermStep>& steps() { return out_.program.steps; }
  uint32_t here() { return static_cast<uint32_t>(steps().size()); }

  void compile(const TermNode& at) {
    switch (at.kind) {
      case TermNode::Kind::sequence:
        for (const TermNode& child : at.children) compile(child);
        break;
      case TermNode::Kind::choice: choice(at); break;
      case TermNode::Kind::word:
        for (const std::string& word : split_words(at.text)) emit(TermStep::Op::word, symbols_.word(word));
        break;
      case TermNode::Kind::word_list: word_list(at.text); break;
      case TermNode::Kind::hit: hit(at); break;
      case TermNode::Kind::gap: gap(at.count); break;
      case TermNode::Kind::mark_begin: emit(TermStep::Op::begin); break;
      case TermNode::Kind::mark_end: emit(TermStep::Op::end); break;
    }
  }

  void hit(const TermNode& at) {
    const std::optional<HitClass> hit_class = hit_class_named(at.text);
    if (!hit_class) {
      out_.error = "an unknown class <" + at.text + ">";
    } else if (layer_of(*hit_class) != Layer::things) {
      out_.error = "the class <" + at.text + ">, which is looked for only afterwards";
    } else {
      emit(TermStep::Op::hit, symbols_.filter({*hit_class, at.value}));
    }
  }

  // The words of which one must stand first; empty when anything else may.
  std::vector<WordId> first_words(const TermNode& at) {
    switch (at.kind) {
      case TermNode::Kind::word: return {symbols_.word(split_words(at.text).front())};
      case TermNode::Kind::word_list: return first_words_of_list(at.text);
      case TermNode::Kind::sequence:
        for (const TermNode& child : at.children) {
          if (child.kind != TermNode::Kind::mark_begin && child.kind != TermNode::Kind::mark_end) return first_words(child);
        }
        return {};
      case TermNode::Kind::choice: {
        std::vector<WordId> out;
        for (const TermNode& child : at.children) {
          const std::vector<WordId> words = first_words(child);
          if (words.empty()) return {};
          out.insert(out.end(), words.begin(), words.end());
        }
        return out;
      }
      default: return {};
    }
  }

  std::vector<WordId> first_words_of_list(const std::string& name) {
    std::vector<WordId> out;
    if (const auto list = lists_.find(name); list != lists_.end()) {
      for (const std::string& word : list->second) out.push_back(symbols_.word(split_words(word).front()));
    }
    return out;
  }

  void choice(const TermNode& at) {
    if (dispatches_ && at.children.size() >= kWideChoice) {
      wide_choice(at);
      return;
    }
    std::vector<uint32_t> jumps;
    for (size_t i = 0; i < at.children.size(); ++i) {
      const bool last = i + 1 == at.children.size();
      const uint32_t split = last ? 0 : emit(TermStep::Op::split);
      if (!last) steps()[split].a = here();
      compile(at.children[i]);
      if (!last) {
        jumps.push_back(emit(TermStep::Op::jump));
        steps()[split].b = here();
      }
    }
    for (uint32_t jump : jumps) steps()[jump].a = here();
  }

  void wide_choice(const TermNode& at) {
    const uint32_t step = emit(TermStep::Op::dispatch);
    WordDispatch dispatch;
    std::vector<uint32_t> jumps;
    for (const TermNode& child : at.children) {
      add_branch(dispatch, first_words(child));
      compile(child);
      jumps.push_back(emit(TermStep::Op::jump));
    }
    for (uint32_t jump : jumps) steps()[jump].a = here();
    steps()[step].a = static_cast<uint32_t>(out_.program.dispatches.size());
    out_.program.dispatches.push_back(std::move(dispatch));
  }

  void add_branch(WordDispatch& dispatch, const std::vector<WordId>& words) {
    dispatch.all.push_back(here());
    for (WordId word : words) {
      std::vector<uint32_t>& targets = dispatch.by_word.try_emplace(word, dispatch.others).first->second;
      if (targets.empty() || targets.back() != here()) targets.push_back(here());
    }
    if (!words.empty()) return;
    dispatch.others.push_back(here());
    for (auto& [word, targets] : dispatch.by_word) targets.push_back(here());
  }

  void word_list(const std::string& name) {
    const auto list = lists_.find(name);
    if (list == lists_.end()) {
      out_.error = "an unknown word list {" + name + "}";
      return;
    }
    std::vector<std::string> single;
    TermNode several;
    several.kind = TermNode::Kind::choice;
    for (const std::string& word : list->second) {
      const std::vector<std::string> words = split_words(word);
      if (words.size() == 1) single.push_back(words[0]);
      else several.children.push_back({TermNode::Kind::word, word, {}, 0, {}});
    }
    if (several.children.empty()) {
      emit(TermStep::Op::word_set, symbols_.word_set(single));
      return;
    }
    const uint32_t split = emit(TermStep::Op::split);
    steps()[split].a = here();
    choice(several);
    const uint32_t jump = emit(TermStep::Op::jump);
    steps()[split].b = here();
    emit(TermStep::Op::word_set, symbols_.word_set(single));
    steps()[jump].a = here();
  }

  void gap(uint32_t count) {
    std::vector<uint32_t> splits;
    for (uint32_t i = 0; i < count; ++i) {
      splits.push_back(emit(TermStep::Op::split));
      steps()[splits.back()].b = here();
      emit(TermStep::Op::any);
    }
    for (uint32_t split : splits) steps()[split].a = here();
  }

  TermSymbols& symbols_;
  const WordLists& lists_;
  const bool dispatches_;
  CompiledTerm out_;
};

// Follows a program through every word sequence that it spells.
class Speller {
 public:
  Speller(const TermProgram& program, const TermSymbols& symbols, const std::function<bool(const std::vector<WordId>&, TokenRange)>& each)
      : program_(program), symbols_(symbols), each_(each) {}

  // Gives false when the caller has had enough.
  bool follow(uint32_t step, TokenRange evidence) {
    const TermStep& now = program_.steps[step];
    switch (now.op) {
      case TermStep::Op::word: return follow_word(now.a, step + 1, evidence);
      case TermStep::Op::word_set:
        for (WordId word : symbols_.words(now.a)) {
          if (!follow_word(word, step + 1, evidence)) return false;
        }
        return true;
      case TermStep::Op::begin: return follow(step + 1, {length(), evidence.end});
      case TermStep::Op::end: return follow(step + 1, {evidence.begin, length()});
      case TermStep::Op::accept: return each_(path_, {evidence.begin, evidence.end == kUnmarked ? length() : evidence.end});
      default: {
        bool more = true;
        each_branch(program_, step, [&](uint32_t next) { more = more && follow(next, evidence); });
        return more;
      }
    }
  }

 private:
  uint32_t length() const { return static_cast<uint32_t>(path_.size()); }
  bool follow_word(WordId word, uint32_t next, TokenRange evidence) {
    path_.push_back(word);
    const bool more = follow(next, evidence);
    path_.pop_back();
    return more;
  }

  const TermProgram& program_;
  const TermSymbols& symbols_;
  const std::function<bool(const std::vector<WordId>&, TokenRange)>& each_;
  std::vector<WordId> path_;
};

}  // namespace

uint32_t TermSymbols::word_set(const std::vector<std::string>& words) {
  std::vector<WordId> ids;
  for (const std::string& word : words) ids.push_back(vocabulary_.add(word));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const auto [known, fresh] = set_index_.try_emplace(ids, static_cast<uint32_t>(sets_.size()));
  if (fresh) sets_.push_back(std::move(ids));
  return known->second;
}

uint32_t TermSymbols::filter(HitFilter filter) {
  const auto [known, fresh] = filter_index_.try_emplace(filter, static_cast<uint32_t>(filters_.size()));
  if (fresh) filters_.push_back(std::move(filter));
  return known->second;
}

CompiledTerm compile_term(const TermNode& root, uint32_t entry, TermSymbols& symbols, const WordLists& lists, bool dispatches) {
  return TermCompiler(symbols, lists, dispatches).run(root, entry);
}

void each_branch(const TermProgram& program, uint32_t step, const std::function<void(uint32_t)>& each) {
  const TermStep& now = program.steps[step];
  switch (now.op) {
    case TermStep::Op::split:
      each(now.a);
      each(now.b);
      break;
    case TermStep::Op::dispatch:
      for (uint32_t target : program.dispatches[now.a].all) each(target);
      break;
    case TermStep::Op::jump: each(now.a); break;
    case TermStep::Op::begin:
    case TermStep::Op::end: each(step + 1); break;
    default: break;
  }
}

size_t most_words(const TermProgram& program) {
  std::vector<size_t> most(program.steps.size(), 0);
  for (uint32_t step = static_cast<uint32_t>(most.size()); step-- > 0;) {
    const TermStep::Op op = program.steps[step].op;
    if (op == TermStep::Op::word || op == TermStep::Op::word_set) most[step] = most[step + 1] + 1;
    each_branch(program, step, [&](uint32_t next) { most[step] = std::max(most[step], most[next]); });
  }
  return most.front();
}

size_t count_sequences(const TermProgram& program, const TermSymbols& symbols, size_t limit) {
  std::vector<size_t> counts(program.steps.size(), 0);
  for (uint32_t step = static_cast<uint32_t>(counts.size()); step-- > 0;) {
    const TermStep& now = program.steps[step];
    if (now.op == TermStep::Op::accept) counts[step] = 1;
    if (now.op == TermStep::Op::word) counts[step] = counts[step + 1];
    if (now.op == TermStep::Op::word_set) counts[step] = symbols.words(now.a).size() * counts[step + 1];
    each_branch(program, step, [&](uint32_t next) { counts[step] += counts[next]; });
    counts[step] = std::min(counts[step], limit);
  }
  return counts.front();
}

void each_sequence(const TermProgram& program, const TermSymbols& symbols, const std::function<bool(const std::vector<WordId>&, TokenRange)>& each) {
  Speller(program, symbols, each).follow(0, {0, kUnmarked});
}

}  // namespace chartgap
