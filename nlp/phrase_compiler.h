// Phrase programs to the tables that match them: each phrase under its rarest part, with what else must stand there.
// Use:     add every phrase once the terms are compiled, then finish.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "nlp/phrase.h"
#include "nlp/term.h"
#include "nlp/term_program.h"

namespace chartgap {

// What may stand for one part of a phrase, and how many words stand between the phrase's first and the part's.
struct PhraseNeed {
  std::vector<WordId> words;
  uint32_t classes = 0;  // a bit for each HitClass
  uint32_t least_before = 0;
  uint32_t most_before = 0;

  bool empty() const { return words.empty() && classes == 0; }
  void add(const PhraseNeed& other);
  Signature signature() const;
};

class PhraseCompiler {
 public:
  // `longest` has, by class, the most words of one of its terms; `common` how often a word stands in 100,000 words of notes.
  PhraseCompiler(TermSymbols& symbols, const std::array<uint32_t, kHitClasses>& longest, const std::unordered_map<WordId, uint32_t>& common)
      : symbols_(symbols), longest_(longest), common_(common) {}

  void add(uint32_t entry, Layer layer, const TermNode& root, const WordLists& lists, const TermProgram& program);
  // `taken` has, by filter, the entries whose hits it takes.
  PhraseTables finish(const std::vector<std::vector<bool>>& taken, uint32_t vocabulary_size);

 private:
  struct Extent {
    uint32_t least = 0;
    uint32_t most = 0;
  };
  Extent extent(const TermNode& at, const WordLists& lists) const;
  void add_needs(const TermNode& at, const WordLists& lists, Extent before, std::vector<PhraseNeed>& out) const;
  PhraseNeed need(const TermNode& at, const WordLists& lists, Extent before) const;
  void add_first(const TermProgram& program, uint32_t step, std::vector<bool>& visited, PhraseNeed& out) const;
  uint32_t frequency(const PhraseNeed& need) const;
  // Copies the steps and what they refer to; gives where the first lies.
  uint32_t link(const TermProgram& program);
  TermStep linked(TermStep step, const TermProgram& program, uint32_t base);
  uint32_t link_set(uint32_t set);
  uint32_t link_dispatch(const WordDispatch& dispatch, uint32_t base);
  void fill_anchors(Layer layer, uint32_t vocabulary_size);

  TermSymbols& symbols_;
  const std::array<uint32_t, kHitClasses>& longest_;
  const std::unordered_map<WordId, uint32_t>& common_;
  PhraseTables out_;
  std::vector<PhraseNeed> anchors_;  // by phrase
  std::vector<Layer> layers_;        // by phrase
  std::unordered_map<uint32_t, uint32_t> sets_;
};

}  // namespace chartgap
