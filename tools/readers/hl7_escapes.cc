#include "tools/readers/hl7_escapes.h"

#include <algorithm>
#include <charconv>

#include "nlp/ascii.h"

namespace chartgap {
namespace {

bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

// Bytes as hexadecimal digits; nothing where they are none.
std::string bytes_of_hex(std::string_view digits) {
  std::string out;
  for (size_t at = 0; at + 1 < digits.size(); at += 2) {
    unsigned value = 0;
    const auto read = std::from_chars(digits.data() + at, digits.data() + at + 2, value, 16);
    if (read.ptr != digits.data() + at + 2) return "";
    out += static_cast<char>(value);
  }
  return digits.size() % 2 == 0 ? out : "";
}

class FieldText {
 public:
  FieldText(std::string_view field, uint64_t source, const Hl7Marks& marks, NoteText& out) : in_(field), source_(source), marks_(marks), out_(out) {}

  void append() {
    const char marks[] = {marks_.escape, marks_.repetition, '\r'};
    while (at_ < in_.size()) {
      const size_t mark = std::min(in_.find_first_of({marks, 3}, at_), in_.size());
      out_.copy(in_.substr(at_, mark - at_), source_ + at_);
      at_ = mark;
      if (at_ < in_.size()) read_mark();
    }
  }

 private:
  void read_mark() {
    if (in_[at_] == marks_.repetition) return replace("\n", 1);
    if (in_[at_] == '\r') return replace("\n", in_.substr(at_).starts_with("\r\n") ? 2 : 1);
    const size_t end = in_.find(marks_.escape, at_ + 1);
    constexpr size_t kLongestEscape = 80;
    if (end == std::string_view::npos || end - at_ > kLongestEscape || !resolve(in_.substr(at_ + 1, end - at_ - 1), end + 1 - at_)) return keep();
  }

  void replace(std::string_view text, size_t length) {
    out_.decode(text, source_ + at_, source_ + at_ + length);
    at_ += length;
  }
  // The mark stands for itself.
  void keep() {
    out_.copy(in_.substr(at_, 1), source_ + at_);
    ++at_;
  }

  // False where it is no escape.
  bool resolve(std::string_view escape, size_t length) {
    if (escape.size() == 1) return resolve_letter(escape[0], length);
    if (escape.starts_with('.')) return resolve_layout(escape.substr(1), length);
    if (escape.starts_with('X')) {
      const std::string bytes = bytes_of_hex(escape.substr(1));
      if (bytes.empty()) return false;
      replace(bytes == "\r" || bytes == "\r\n" ? "\n" : bytes, length);
      return true;
    }
    // A change of the character set, or a meaning of the sender's own.
    const bool is_said = escape.starts_with('C') || escape.starts_with('M') || escape.starts_with('Z');
    if (is_said && escape.find(' ') == std::string_view::npos) replace("", length);
    else return false;
    return true;
  }

  bool resolve_letter(char letter, size_t length) {
    switch (letter) {
      case 'F': replace({&marks_.field, 1}, length); break;
      case 'S': replace({&marks_.component, 1}, length); break;
      case 'T': replace({&marks_.subcomponent, 1}, length); break;
      case 'R': replace({&marks_.repetition, 1}, length); break;
      case 'E': replace({&marks_.escape, 1}, length); break;
      case 'H':
      case 'N': replace("", length); break;
      default: return false;
    }
    return true;
  }

  // Line breaks; indents and the switch between filled and unfilled text say nothing of the words.
  bool resolve_layout(std::string_view command, size_t length) {
    const std::string_view name = command.substr(0, 2);
    if (name == "br" || name == "ce") replace("\n", length);
    else if (name == "sp") replace(std::string(lines_of(command.substr(2)), '\n'), length);
    else if (name == "in" || name == "ti" || name == "fi" || name == "nf" || name == "sk") replace(name == "sk" ? " " : "", length);
    else return false;
    return true;
  }

  static size_t lines_of(std::string_view number) {
    constexpr size_t kMostLines = 8;
    number.remove_prefix(std::min(number.find_first_not_of(" +"), number.size()));
    size_t lines = 1;
    if (is_number(number)) std::from_chars(number.data(), number.data() + number.size(), lines);
    return std::clamp<size_t>(lines, 1, kMostLines);
  }

  const std::string_view in_;
  const uint64_t source_;
  const Hl7Marks& marks_;
  NoteText& out_;
  size_t at_ = 0;
};

}  // namespace

void append_hl7_field(std::string_view field, uint64_t source, const Hl7Marks& marks, NoteText& out) { FieldText(field, source, marks, out).append(); }

}  // namespace chartgap
