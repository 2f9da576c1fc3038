#include "tools/readers/line_input.h"

#include <cstring>
#include <string>

namespace chartgap {
namespace {

bool is_blank(std::string_view line) { return line.empty() || (line.front() <= ' ' && line.find_first_not_of(" \t\r") == std::string_view::npos); }

const char* find_end(std::string_view bytes, size_t from) { return static_cast<const char*>(memchr(bytes.data() + from, '\n', bytes.size() - from)); }

}  // namespace

InputLine LineInput::pass_over() {
  InputLine line{{}, number_, Problem{"too-large", "is longer than " + std::to_string(longest_ >> 20) + " MB; expected one note a line"}};
  uint64_t passed = 0;
  do {
    const std::string_view unread = input_.unread();
    const char* end = find_end(unread, 0);
    passed += unread.size();
    input_.take(end == nullptr ? unread.size() : static_cast<size_t>(end - unread.data()) + 1);
    if (end != nullptr) return line;
    if (input_.is_bomb(passed)) {
      input_.stop();
      line.problem = Problem{"unpacks-too-far", "unpacks to a line without end; expected one note a line"};
    }
  } while (input_.more());
  return line;
}

std::optional<InputLine> LineInput::next_line() {
  size_t looked_at = 0;
  while (true) {
    const std::string_view unread = input_.unread();
    if (const char* end = find_end(unread, looked_at)) {
      const auto length = static_cast<size_t>(end - unread.data());
      input_.take(length + 1);
      return InputLine{unread.substr(0, length), ++number_, {}};
    }
    looked_at = unread.size();
    if (looked_at > longest_) {
      ++number_;
      return pass_over();
    }
    if (input_.more()) continue;
    // The beginning of a line in a file that was cut short is no line.
    if (looked_at == 0 || input_.problem()) return std::nullopt;
    const std::string_view last = input_.unread();
    input_.take(last.size());
    return InputLine{last, ++number_, {}};
  }
}

std::optional<InputLine> LineInput::next() {
  std::optional<InputLine> line = next_line();
  while (line && !line->problem && is_blank(line->text)) line = next_line();
  if (line && line->text.size() > longest_) line->problem = Problem{"too-large", "is longer than " + std::to_string(longest_ >> 20) + " MB; expected one note a line"};
  return line;
}

}  // namespace chartgap
