// A document to hits: every place where a lexicon entry's words stand.
// Out:    hits sorted by their first token, longer ones first; what a longer reading hides is left out.
// Cost:   one automaton step a token for terms; phrases only where their first word or class stands.
// Threads: the scratch belongs to one worker.
#pragma once

#include <cstdint>
#include <vector>

#include "nlp/document.h"
#include "nlp/lexicon.h"
#include "nlp/span.h"

namespace chartgap {

struct Hit {
  TokenRange tokens;  // the evidence
  TokenRange whole;   // all that the term matched
  uint32_t entry = 0;
};

struct MatchScratch {
  std::vector<Hit> raw;
  std::vector<uint32_t> first_at;  // by token: the first raw term hit that begins there
};

void find_hits(const Document& document, const Lexicon& lexicon, MatchScratch& scratch, std::vector<Hit>& hits);

}  // namespace chartgap
