// A value, or all the issues of a file that a person wrote.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace chartgap {

// One thing wrong in a file. `expected` says what would be right. Units: line and column count from 1, column in bytes; 0 where there is none.
struct Issue {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string code;
  std::string message;
  std::string expected;
};
using Issues = std::vector<Issue>;
void add_issues(Issues& to, const Issues& more);

// `file:line:column: message [code]; expected ...`
std::string to_string(const Issue& issue);
std::string to_string(const Issues& issues);

template <class T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}         // NOLINT: a value is a result
  Result(Issues issues) : state_(std::move(issues)) {}  // NOLINT: so are issues
  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  // Only when ok().
  T& value() { return std::get<T>(state_); }
  const T& value() const { return std::get<T>(state_); }
  // Only when not ok(); never empty.
  const Issues& issues() const { return std::get<Issues>(state_); }

 private:
  std::variant<T, Issues> state_;
};

// The member of `known` nearest to `word` by edit distance, or empty when none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace chartgap
