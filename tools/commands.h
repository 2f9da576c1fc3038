// The commands of the program, one file each.
// Out: each gives the exit code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nlp/text.h"
#include "tools/batch/batch_options.h"
#include "tools/case_input.h"

namespace chartgap {

struct CheckOptions {
  CaseOptions input;
  std::string format = "text";
  bool exit_zero = false;
  bool colour = false;
};
int run_check(const CheckOptions& options);

struct QueryOptions {
  CaseOptions input;
  std::string format = "text";
};
int run_query(const QueryOptions& options);

struct ExtractOptions {
  std::string format = "ndjson";
  OffsetUnit offsets = OffsetUnit::codepoint;
  std::vector<std::string> documents;
  ReadingOptions reading;
  std::vector<std::string> lexicons;  // folders laid over the lexicon in the program
};
int run_extract(const ExtractOptions& options);

// 0 done, 2 error, 3 done with rejects, 130 interrupted.
int run_batch(const BatchOptions& options);

struct InspectOptions {
  std::string stage = "facts";
  std::string format = "text";
  std::vector<std::string> documents;
  ReadingOptions reading;
  std::vector<std::string> lexicons;  // folders laid over the lexicon in the program
};
int run_inspect(const InspectOptions& options);

struct ScoreOptions {
  std::string corpus;
  std::string match = "overlap";
  std::string by = "type";
  bool intervals = false;
  size_t errors = 0;
  std::string gate;                   // a file, or empty
  std::string predictions;            // a file, or empty: this program reads the notes
  std::vector<std::string> lexicons;  // folders laid over the lexicon in the program
  std::string format = "text";
};
int run_score(const ScoreOptions& options);

struct ConvertOptions {
  std::string from;
  std::string to;
  std::string input;
  std::string output;
  bool predictions = false;  // Label Studio: as predictions
  bool force = false;        // write over what is there
};
int run_convert(const ConvertOptions& options);

struct ExplainOptions {
  std::string note;
  ReadingOptions reading;
  std::optional<uint32_t> at;  // in code points
  std::string quote;
  std::string type;
  std::vector<std::string> lexicons;
};
// 0 when a fact stands there, 1 when none does.
int run_explain(const ExplainOptions& options);

struct DiffOptions {
  std::string before;  // folders, or - for the lexicon in the program
  std::string after;
  size_t samples = 3;
  uint32_t threads = 0;  // 0: as many as there are cores
  std::vector<std::string> notes;
};
// 0 when nothing changed, 1 when something did.
int run_diff(const DiffOptions& options);

struct LintOptions {
  std::vector<std::string> lexicons;
  std::vector<std::string> corpus;
  std::string level = "note";
};
// 1 when there are findings of the level error.
int run_lint(const LintOptions& options);

// `policy lint`: 1 when a file has errors.
int run_policy_lint(const std::vector<std::string>& files);

struct PolicyTestOptions {
  std::string what;  // an id, a policy file, a folder of labelled cases; empty: every policy
  std::vector<std::string> roots = {"corpus/cases", "criteria/policies"};
};
// 0 when every label is found again.
int run_policy_test(const PolicyTestOptions& options);

struct PolicyDiffOptions {
  std::string before;  // ids or files
  std::string after;
  std::vector<std::string> cases;  // folders
};
// 0 when nothing changed, 1 when something did.
int run_policy_diff(const PolicyDiffOptions& options);

struct ServeOptions {
  uint16_t port = 8765;  // 0: one that is free
  std::string address;   // empty: this machine only
  std::string token;     // empty: a new one for this start
  bool open = true;      // in the user's browser
};
// Until it is told to stop.
int run_serve(const ServeOptions& options);

struct PoliciesOptions {
  std::string id;  // in full, with contractors and what is not judged
};
int run_policies(const PoliciesOptions& options);

}  // namespace chartgap
