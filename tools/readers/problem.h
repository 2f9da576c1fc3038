// Why an input, or a record of it, gives no note.
#pragma once

#include <string>
#include <utility>

#include "tools/note_record.h"

namespace chartgap {

// Nothing here quotes the input.
struct Problem {
  std::string code;    // as in Reject
  std::string reason;  // what is wrong; expected what would be right
};

inline Reject rejected(RecordPosition position, Problem problem) { return {std::move(position), std::move(problem.code), std::move(problem.reason)}; }

}  // namespace chartgap
