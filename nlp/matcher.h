// A document to hits: every place where a lexicon entry's words stand.
// Out:    hits sorted by their first token, longer ones first; what a longer reading hides is left out.
// Cost:   one automaton step a token for terms; phrases only where their first word or class stands.
// Threads: the scratch belongs to one worker.
#pragma once

#include <cstdint>
#include <vector>

#include "nlp/document.h"
#include "nlp/hit.h"
#include "nlp/lexicon.h"
#include "nlp/phrase_finder.h"

namespace chartgap {

struct MatchScratch {
  std::vector<Hit> things;       // of terms, by place
  std::vector<Hit> modifiers;    // of terms, by place
  std::vector<Hit> others;       // of phrases and patterns
  std::vector<Hit> terms;        // things and modifiers, by place
  std::vector<Hit> raw;          // all, by place
  std::vector<uint8_t> lively;   // by sentence: 1 where modifiers are looked for
  std::vector<uint32_t> starts;  // where a term may begin
  std::vector<uint32_t> reach;   // by hit: the furthest end of it and those before it
  PhraseScratch phrases;
};

// What is looked for: modifiers and cues in the sentences of things that they can change and in those right after, or in all (for targets that no entry names); statements or not.
struct MatchOptions {
  bool statements = true;
  bool modifiers_everywhere = false;
};

void find_hits(const Document& document, const Lexicon& lexicon, const MatchOptions& options, MatchScratch& scratch, std::vector<Hit>& hits);

}  // namespace chartgap
