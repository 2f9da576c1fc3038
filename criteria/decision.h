// A reviewer's own verdict on a criterion, and how it stands beside the program's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/status.h"

namespace chartgap {

// holds: the notes are those that the reviewer read. notes_changed: they, or the program's verdict on them, are others now. resolved: the documents now say so themselves.
enum class DecisionState : uint8_t { holds, notes_changed, resolved };
std::string_view to_string(DecisionState state);

struct Decided {
  Status status = Status::not_documented;
  std::string reason;
  std::string by;  // as the reviewer signs; may be empty
  std::string on;  // YYYY-MM-DD; may be empty
  DecisionState state = DecisionState::holds;
  std::vector<std::string> changes;  // one clause each: what is not as it was
};

}  // namespace chartgap
