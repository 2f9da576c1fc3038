// What is wrong or missing in a lexicon that loads: findings, each at an entry's line.
// In:     the lexicon, read from its files with its terms spelled out.
// Shape:  codes are stable: no_cues, no_headings, code_once, replaces, dead, shadowed, duplicate, contradiction, pseudo_equal, example, no_example, empty_class, never_tried, pattern_empty, pattern_large, plural, spelling, compound, never_hit.
// Cost:   a second or two for a thousand entries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/lexicon.h"
#include "nlp/result.h"
#include "tools/command.h"

namespace chartgap {

enum class LintLevel : uint8_t { note, warning, error };
std::string_view to_string(LintLevel level);

struct LintFinding {
  LintLevel level = LintLevel::note;
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string code;
  std::string message;
  std::string suggestion;
};
// `file:line:column: error: message [code]; suggestion`
std::string to_string(const LintFinding& finding);

// What every check reads, and where it puts what it finds.
struct LintInput {
  const Lexicon& lexicon;
  const SpelledTerms& terms;
  const std::vector<LexiconSource>& sources;
};
using LintFindings = std::vector<LintFinding>;

// The terms against each other: dead and shadowed, duplicate and contradicting ones, those that cannot match.
void lint_terms(const LintInput& in, LintFindings& out);
// What a lexicon as a whole lacks (cues, headings), codes that look like slips, and what one layer takes from another.
void lint_whole(const LintInput& in, LintFindings& out);
// Each entry's own examples, and entries without any.
void lint_examples(const LintInput& in, LintFindings& out);
// Patterns that match nothing, or cost much.
void lint_patterns(const LintInput& in, LintFindings& out);
// Plurals, spellings and compounds that stand in the notes, that the lexicon has elsewhere and an entry lacks.
void lint_spelling(const LintInput& in, const std::vector<InputDocument>& notes, LintFindings& out);
// Entries that none of the notes hits.
void lint_corpus(const LintInput& in, const std::vector<InputDocument>& notes, LintFindings& out);

// Of a term's words, for sets and maps of them.
struct SequenceHash {
  size_t operator()(const std::vector<WordId>& sequence) const {
    size_t hash = 1469598103934665603ull;
    for (WordId word : sequence) hash = (hash ^ word) * 1099511628211ull;
    return hash;
  }
};
LintFinding finding_at(const LintInput& in, const SpelledTerms::Term& term, LintLevel level, std::string code, std::string message, std::string suggestion);
LintFinding finding_at(const LintInput& in, uint32_t entry, LintLevel level, std::string code, std::string message, std::string suggestion);

}  // namespace chartgap
