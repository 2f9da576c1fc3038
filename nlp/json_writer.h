// Appends JSON to a string, without building a tree: on one line, or indented for people.
// Errors: none; text that is not valid UTF-8 must be quoted through Text::quote first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

class JsonWriter {
 public:
  // `indent`: spaces a level; 0 is all on one line.
  explicit JsonWriter(std::string& out, unsigned indent = 0) : out_(out), indent_(indent) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  // A name in the program: without quotes, backslashes and control characters.
  template <size_t N>
  JsonWriter& key(const char (&name)[N]) {
    return plain_key({name, N - 1});
  }
  JsonWriter& string(std::string_view value);
  JsonWriter& strings(const std::vector<std::string>& values);
  JsonWriter& integer(int64_t value);
  // Whole numbers are written without a fraction.
  JsonWriter& number(double value);
  // The shortest digits that read back as the same double.
  JsonWriter& real(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // A value that is JSON already.
  JsonWriter& raw(std::string_view json);

 private:
  JsonWriter& plain_key(std::string_view name);
  JsonWriter& end_key();
  void separate();
  void open(char bracket);
  void close(char bracket);
  void new_line();

  std::string& out_;
  const unsigned indent_;
  unsigned depth_ = 0;
  bool needs_comma_ = false;
  bool after_key_ = false;
};

}  // namespace chartgap
