// Words of a note on one line of a terminal.
#pragma once

#include <algorithm>
#include <string>

namespace chartgap {

inline std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

}  // namespace chartgap
