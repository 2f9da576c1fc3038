// A term's tree to its program: the steps that one word after the other of a text must take.
// Errors: a message for an unknown word list or class.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/hit_class.h"
#include "nlp/span.h"
#include "nlp/term.h"
#include "nlp/term_step.h"
#include "nlp/vocabulary.h"

namespace chartgap {

// A choice of many branches by the word that stands there.
struct WordDispatch {
  std::map<WordId, std::vector<uint32_t>> by_word;  // for each first word the branches that may fit, in their order
  std::vector<uint32_t> others;                     // for every other word
  std::vector<uint32_t> all;
};

// `split` and `dispatch` are choices, the preferred branch first; no step leads back.
struct TermProgram {
  std::vector<TermStep> steps;
  std::vector<WordDispatch> dispatches;
};

// Which hits a `<class:value>` takes: those of the class, and of these the ones with the value as their code or region, where one is given.
struct HitFilter {
  HitClass hit_class = HitClass::body;
  std::string value;
  auto operator<=>(const HitFilter&) const = default;
};

// The words, sets of words and filters that programs name by their number.
class TermSymbols {
 public:
  explicit TermSymbols(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
  WordId word(const std::string& word) { return vocabulary_.add(word); }
  uint32_t word_set(const std::vector<std::string>& words);
  uint32_t filter(HitFilter filter);
  const std::vector<WordId>& words(uint32_t set) const { return sets_[set]; }  // sorted, each once
  const std::vector<HitFilter>& filters() const { return filters_; }

 private:
  Vocabulary& vocabulary_;
  std::vector<std::vector<WordId>> sets_;
  std::map<std::vector<WordId>, uint32_t> set_index_;
  std::vector<HitFilter> filters_;
  std::map<HitFilter, uint32_t> filter_index_;
};

struct CompiledTerm {
  TermProgram program;
  std::string error;  // empty when all is well
};
// With `dispatches`, a choice of many branches becomes a table by the first word, which pays where programs are run.
CompiledTerm compile_term(const TermNode& root, uint32_t entry, TermSymbols& symbols, const WordLists& lists, bool dispatches);

// Of a program without classes: the most words that it takes, how many word sequences it spells (at most `limit` are counted), and these, each with the words of its
// evidence, until `each` gives false.
size_t most_words(const TermProgram& program);
size_t count_sequences(const TermProgram& program, const TermSymbols& symbols, size_t limit);
void each_sequence(const TermProgram& program, const TermSymbols& symbols, const std::function<bool(const std::vector<WordId>&, TokenRange)>& each);

// The steps to which a step leads without taking a word, itself excepted.
void each_branch(const TermProgram& program, uint32_t step, const std::function<void(uint32_t)>& each);

}  // namespace chartgap
