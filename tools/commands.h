// The commands of the program, one file each.
// Out: each gives the exit code.
#pragma once

#include <string>
#include <vector>

#include "nlp/text.h"

namespace chartgap {

struct CheckOptions {
  std::string policy = "cervical-esi-62321";
  std::string format = "text";
  bool exit_zero = false;
  bool colour = false;
  std::vector<std::string> documents;
};
int run_check(const CheckOptions& options);

struct ExtractOptions {
  std::string format = "ndjson";
  OffsetUnit offsets = OffsetUnit::codepoint;
  std::vector<std::string> documents;
};
int run_extract(const ExtractOptions& options);

struct InspectOptions {
  std::string stage = "facts";
  std::string format = "text";
  std::vector<std::string> documents;
};
int run_inspect(const InspectOptions& options);

struct ScoreOptions {
  std::string corpus;
  std::string match = "overlap";
  std::string by = "type";
  bool intervals = false;
  size_t errors = 0;
  std::string gate;         // a file, or empty
  std::string predictions;  // a file, or empty: this program reads the notes
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

int run_policies();

}  // namespace chartgap
