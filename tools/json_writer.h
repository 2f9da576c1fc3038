// Appends JSON to a string, without building a tree: for outputs of one line a note.
// Errors: none; text that is not valid UTF-8 must be quoted through Text::quote first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chartgap {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
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
  void separate();

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace chartgap
