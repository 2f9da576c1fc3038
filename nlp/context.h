// Whether a mention is so: what the cues of its sentence say of it.
// Method:  ConText's sweep with reach by direction, window, types and ends (Chapman et al. 2007; Harkema et al. 2009), with lists that cues reach across and clauses that they do not.
// Shape:   a cue's code bends its direction: an `answer` looks left where nothing stands to its right ("Fever: no"), a `predicate` also where a noun stands to its left ("Spurling's negative");
//          an end with the code `verb` ends reaches at the separator before it, where the new clause began.
// Out:     an assertion and the cue that decided it.
// Threads: a SentenceContext is one worker's scratch.
// Cost:    one pass over a sentence's hits; a few comparisons a mention, no allocation once warm.
#pragma once

#include <cstdint>
#include <vector>

#include "nlp/assertion.h"
#include "nlp/document.h"
#include "nlp/lexicon.h"
#include "nlp/matcher.h"

namespace chartgap {

struct Assessment {
  Assertion assertion = Assertion::present;
  uint32_t cue = kNoEntry;  // index into the hits
};

// A cue of a sentence with the tokens that it reaches; the cue itself stands inside or at an edge of its reach.
struct CueReach {
  uint32_t hit = 0;
  Cue cue;
  TokenRange tokens;  // of the cue
  TokenRange reach;
};

// The cues of one sentence, ready to be asked about its mentions. Scratch: reused from sentence to sentence.
class SentenceContext {
 public:
  void prepare(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, uint32_t sentence);
  // What the cues say of a mention of this type.
  Assessment assess(TokenRange mention, FactType type) const;
  // The nearest cue of that axis which reaches the mention, or null.
  const CueReach* reaching(TokenRange mention, FactType type, CueAxis axis) const;
  const std::vector<CueReach>& reaches() const { return reaches_; }

 private:
  // Where reaches stop: from the left at `begin`, from the right at `end`.
  struct Cut {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint8_t axes = 0;  // bit per CueAxis
    bool verb = false;
  };
  void add_hit(uint32_t index);
  void add_marks();
  void add_asserting_cuts();
  void set_reach(CueReach& cue) const;
  uint32_t stop_right(const CueReach& cue, uint8_t stops, bool item) const;
  uint32_t stop_left(const CueReach& cue, uint8_t stops) const;
  uint32_t next_comma(uint32_t from) const;
  bool nothing_right(uint32_t next) const;
  bool noun_left(uint32_t begin) const;
  bool follows_separator(uint32_t token) const;
  uint32_t separator_before(uint32_t verb, uint32_t from) const;
  uint32_t last_comma(uint32_t from, uint32_t to) const;

  const Document* document_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  const std::vector<Hit>* hits_ = nullptr;
  std::vector<CueReach> reaches_;  // in order
  std::vector<Cut> cuts_;
  TokenRange sentence_;
};

}  // namespace chartgap
