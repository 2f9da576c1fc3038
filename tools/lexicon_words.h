// The words of a lexicon and of a note, and the fact entries whose terms are most like some words of a note: what a person may have expected to match.
// In:   lexicons read from their files (a compiled one keeps no words).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nlp/document.h"
#include "nlp/lexicon.h"

namespace chartgap {

struct NearTerm {
  uint32_t entry = 0;
  std::string text;  // the words of the term
  double likeness = 0;
};

// At most `count` entries, each with its nearest spelling, the likeliest first. `words` are folded; of a type and code only entries that can give it are looked at.
struct WantedSense {
  FactType type = FactType::symptom;
  std::string code;
};
std::vector<NearTerm> nearest_terms(const Lexicon& lexicon, const SpelledTerms& terms, const std::vector<std::string>& words, size_t count,
                                    const std::optional<WantedSense>& wanted = std::nullopt);
// The words of one spelling of a term, with spaces between them.
std::string words_of(const Lexicon& lexicon, const std::vector<WordId>& sequence);
// The words of a note in that span, folded.
std::vector<std::string> words_in(const Document& document, Span span);

}  // namespace chartgap
