// Notes from JSON: NDJSON of {"id", "text"} rows, NDJSON of FHIR resources, and one FHIR resource or bundle.
// Shape:  every line is parsed alone, so that a bad one costs itself and nothing behind it.
// Errors: bad-json, bad-utf-8, too-deep, too-large, no-text; those of FHIR see read_fhir.h.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/readers/line_input.h"
#include "tools/record_reader.h"

namespace chartgap {

class JsonNotes {
 public:
  JsonNotes(std::string file, Input& input, const ReadingOptions& options);
  JsonNotes(JsonNotes&&) noexcept;
  ~JsonNotes();

  std::optional<Record> next();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace chartgap
