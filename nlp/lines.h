// The lines of a note, each with marks of what may stand on it, so that the readers of forms, tables and rows look only where they may find something.
// Shape: every token belongs to exactly one line. A mark says that something may be there; that it is there is for the reader to see.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/span.h"
#include "nlp/tokens.h"

namespace chartgap {

struct Line {
  static constexpr uint8_t kBox = 1;      // an opening bracket of a box, or a blank of a form
  static constexpr uint8_t kReply = 2;    // "yes", "no", "y" or "n" by itself: a gap or a mark on both sides
  static constexpr uint8_t kSign = 4;     // a plus or a minus that ends its cell
  static constexpr uint8_t kCells = 8;    // a wide gap that follows no colon, comma or period
  static constexpr uint8_t kNumber = 16;  // a number
  static constexpr uint8_t kLetter = 32;  // a capital letter by itself
  static constexpr uint8_t kGrade = 64;   // a square bracket, a plus, a percent or "/5"
  static constexpr uint8_t kColon = 128;  // a colon

  TokenRange tokens;
  uint8_t marks = 0;

  bool has(uint8_t mark) const { return (marks & mark) != 0; }
};

// `out` is cleared first.
void find_lines(std::string_view folded, const std::vector<Token>& tokens, std::vector<Line>& out);

}  // namespace chartgap
