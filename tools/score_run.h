// One run of `score`: the corpus, what was extracted from it, and the counts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nlp/analyze.h"
#include "tools/scoring.h"

namespace chartgap {

// An entry of a lexicon by its id and its `file:line`; both empty for none.
struct NamedEntry {
  std::string id;
  std::string place;
};

// At which stage a fact was lost, let in or changed, as `explain` names it.
struct ErrorCause {
  std::string stage;
  std::string message;
  NamedEntry entry;  // that has the words
  NamedEntry by;     // that decided: the cue, the words that hide these
};

struct ScoreRun {
  Match match = Match::overlap;  // of `documents` and their errors
  std::vector<AnnotatedDocument> corpus;
  std::vector<std::vector<AnnotatedFact>> predicted;  // by document
  std::vector<DocumentScore> documents;
  std::map<std::pair<size_t, size_t>, std::vector<ErrorCause>> causes;  // by document and error; of attributes one each
  Score overlap;
  Score exact;

  const Score& chosen() const { return match == Match::overlap ? overlap : exact; }
};
// Counts both ways; the facts are given.
void count_run(ScoreRun& run);

// Finds the causes of the first errors: the facts must be those of this lexicon, which is the one with these folders over it. Each of their notes is read once more.
void explain_errors(const Lexicon& lexicon, const std::vector<std::string>& folders, size_t limit, ScoreRun& run);
// The analysis' facts in their order, as annotated ones.
std::vector<AnnotatedFact> own_facts(const Analysis& analysis, const Lexicon& lexicon);

struct ReportOptions {
  Grouping by = Grouping::type;
  bool intervals = false;
  size_t errors = 0;
  std::map<std::string, std::string> places;  // of the lexicon's entries, by id: `file:line`
};
std::string_view to_string(Grouping grouping);
std::string score_text(const ScoreRun& run, const ReportOptions& options);
std::string score_json(const ScoreRun& run, const ReportOptions& options);

// Floors that a score must not be under: {"fact_f1": 0.9, "macro_f1": 0.8, "by_type": {"exam": 0.8}, ...}.
struct Floor {
  std::string name;  // "fact_f1", or "by_type exam"
  double least = 0;
  std::string section;  // "by_type", or empty
  std::string key;
  uint32_t line = 0;
};
Result<std::vector<Floor>> parse_gate(std::string_view json, const std::string& file);
// One line for each floor that is missed.
std::vector<std::string> missed_floors(const ScoreRun& run, const std::vector<Floor>& floors, const std::string& file);

}  // namespace chartgap
