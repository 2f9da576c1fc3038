#include "nlp/json_writer.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace chartgap {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighs = 0x8080808080808080;

// Whether one of the eight bytes is a control character, a quote or a backslash; now and then also where none is.
bool may_need_escape(const char* bytes) {
  uint64_t word = 0;
  memcpy(&word, bytes, sizeof word);
  const uint64_t quote = word ^ (kOnes * '"');
  const uint64_t slash = word ^ (kOnes * '\\');
  return (((word - kOnes * 0x20) & ~word) | ((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash)) & kHighs;
}

bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

// The first byte from `at` on that cannot stand in a string as it is.
size_t end_of_plain(std::string_view value, size_t at) {
  while (at + sizeof(uint64_t) <= value.size() && !may_need_escape(value.data() + at)) at += sizeof(uint64_t);
  while (at < value.size() && !needs_escape(static_cast<unsigned char>(value[at]))) ++at;
  return at;
}

void append_escaped(std::string& out, unsigned char c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
      out += "\\u00";
      out += "0123456789abcdef"[c >> 4];
      out += "0123456789abcdef"[c & 15];
  }
}

}  // namespace

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(size_t{indent_} * depth_, ' ');
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
  if (depth_ > 0 && !after_key_) new_line();
  needs_comma_ = true;
  after_key_ = false;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  needs_comma_ = false;
}

// What is empty stays on its line.
void JsonWriter::close(char bracket) {
  --depth_;
  if (needs_comma_) new_line();
  out_ += bracket;
  needs_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  open('{');
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  close('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  open('[');
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  close(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  string(name);
  return end_key();
}

JsonWriter& JsonWriter::plain_key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += '"';
  return end_key();
}

JsonWriter& JsonWriter::end_key() {
  out_ += indent_ == 0 ? ":" : ": ";
  needs_comma_ = false;
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  out_ += '"';
  for (size_t at = 0; at < value.size();) {
    const size_t end = end_of_plain(value, at);
    out_.append(value, at, end - at);
    if (end < value.size()) append_escaped(out_, static_cast<unsigned char>(value[end]));
    at = end + 1;
  }
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::strings(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) string(value);
  return end_array();
}

JsonWriter& JsonWriter::integer(int64_t value) {
  separate();
  char buffer[24];
  out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (std::nearbyint(value) == value && std::fabs(value) < 1e15) return integer(static_cast<int64_t>(value));
  separate();
  char buffer[40];
  out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, static_cast<float>(value)).ptr);
  return *this;
}

JsonWriter& JsonWriter::real(double value) {
  if (std::nearbyint(value) == value && std::fabs(value) < 1e15) return integer(static_cast<int64_t>(value));
  separate();
  char buffer[40];
  out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace chartgap
