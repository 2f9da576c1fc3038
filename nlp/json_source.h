// A JSON file whose values know their line and column.
// Errors: syntax errors and repeated keys are issues; readers report missing, unknown and mistyped keys, all at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/result.h"

namespace chartgap {

struct JsonValue {
  enum class Kind : uint8_t { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  uint32_t line = 0;
  uint32_t column = 0;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::vector<JsonValue> items;
  std::vector<std::pair<std::string, JsonValue>> members;

  // The member of that name, or null.
  const JsonValue* find(std::string_view key) const;
};

std::string_view to_string(JsonValue::Kind kind);

// Parses one whole file; `file` is only for the issues.
Result<JsonValue> parse_json(std::string_view text, const std::string& file);

// Reads the members of one object and remembers which were asked for; `finish` reports the rest.
class ObjectReader {
 public:
  ObjectReader(const JsonValue& object, const std::string& file, Issues& issues);

  // Each gives the member's value; a wrong type, or a required member that is missing, is an issue and gives the empty value.
  std::string required_string(std::string_view key);
  std::string string(std::string_view key, std::string fallback = "");
  bool boolean(std::string_view key, bool fallback = false);
  std::optional<double> number(std::string_view key);
  std::vector<std::string> strings(std::string_view key);
  const JsonValue* array(std::string_view key);
  const JsonValue* object(std::string_view key);
  const JsonValue* any(std::string_view key);
  // Reports every member that was never asked for.
  void finish();

  void report(const JsonValue& at, std::string code, std::string message, std::string expected = "");

 private:
  const JsonValue* take(std::string_view key, JsonValue::Kind kind);

  const JsonValue& object_;
  const std::string& file_;
  Issues& issues_;
  std::vector<std::string> asked_;
};

}  // namespace chartgap
