// What each kind of test takes: the lists, numbers and elements that a policy file gives it.
// Shape: names with a space between them. `name?` may be left out; `name?argument` is there exactly when the optional argument is, and so is an element `name?`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "criteria/policy.h"
#include "criteria/status.h"

namespace chartgap {

struct TestShape {
  std::string_view name;
  std::string_view lists;     // lists of words
  std::string_view numbers;   // parameters with a number
  std::string_view words;     // parameters with a list
  std::string_view elements;  // what the test can miss
  std::string_view statuses;  // what it can find
};

const TestShape& shape_of(TestKind kind);
std::vector<std::string> test_kind_names();

struct ShapeName {
  std::string name;
  bool optional = false;
  std::string argument;  // on which it depends
};
std::vector<ShapeName> names_in(std::string_view row);

// The elements that a test of these arguments can miss, in the table's order.
std::vector<std::string> elements_of(const Test& test);
// The statuses that a test of these arguments can find, in the order of Status.
std::vector<Status> statuses_of(const Test& test);

}  // namespace chartgap
