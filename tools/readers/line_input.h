// The lines of an input, each of a bounded length.
// Shape: LF ends a line; a CR before it is left to whoever reads the line.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tools/readers/input.h"

namespace chartgap {

struct InputLine {
  std::string_view text;           // with Input::kPadding readable bytes behind it; good until the next line
  uint64_t number = 0;             // from 1
  std::optional<Problem> problem;  // it was too long, and is passed over
};

class LineInput {
 public:
  LineInput(Input& input, uint64_t longest) : input_(input), longest_(longest) {}

  // Nothing at the end. Lines of nothing but blanks are counted and passed over.
  std::optional<InputLine> next();
  // The line that is read next.
  uint64_t next_number() const { return number_ + 1; }

 private:
  std::optional<InputLine> next_line();
  InputLine pass_over();

  Input& input_;
  const uint64_t longest_;
  uint64_t number_ = 0;
};

}  // namespace chartgap
