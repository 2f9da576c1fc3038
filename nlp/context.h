// Whether a mention is so: what the cues of its sentence say of it.
// Method:  ConText's sweep with reach by direction, window, types and ends, across the commas of a list and not out of a clause.
// Source:  Chapman et al. 2007; Harkema et al. 2009.
// Shape:   a cue's direction is bent by its code ("answer", "predicate", "item", "open", "cell", "verb", "denial", "inner"), as lexicons/README.md says under "Cues".
// Out:     an assertion and the cue that decided it.
// Threads: a SentenceContext is one worker's scratch.
// Cost:    one pass over a sentence's hits; a few comparisons a mention, no allocation once warm.
#pragma once

#include <cstdint>
#include <string_view>
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
  // Where reaches stop: those from the left at `begin`, those from the right at `end`.
  struct Cut {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint8_t stops = 0;    // bit per CueAxis, and one for all that is bound to its clause
    bool clause = false;  // where a clause with a verb of its own begins: no stop for what looks left
  };
  void add_hit(uint32_t index);
  void add_answer(uint32_t sentence);
  bool closes_answer(std::string_view code, uint32_t next, uint32_t end) const;
  void add_end(const Hit& hit, const Entry& entry);
  void add_marks();
  void add_asserting_cuts();
  void set_right_reaches();
  void set_left_reaches();
  uint32_t bracket_end(TokenRange cue) const;
  uint32_t right_limit(const CueReach& cue) const;
  uint32_t left_limit(const CueReach& cue, uint32_t stop) const;
  bool nothing_right(uint32_t next) const;
  bool noun_left(uint32_t begin) const;
  bool answers_colon(uint32_t token) const;
  bool begins_cell(uint32_t token) const;
  bool ends_cell(uint32_t token) const;
  bool begins_line_anew(uint32_t token) const;
  bool is_separator(uint32_t token) const;
  std::string_view code_of(const CueReach& cue) const;
  uint8_t stops_of(const CueReach& cue) const;

  const Document* document_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  const std::vector<Hit>* hits_ = nullptr;
  std::vector<CueReach> reaches_;  // in order
  std::vector<Cut> cuts_;
  TokenRange sentence_;
};

}  // namespace chartgap
