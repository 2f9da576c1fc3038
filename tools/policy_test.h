// A policy against its own labelled cases: what is found otherwise, and which statuses of each criterion the labels show.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "criteria/policy.h"
#include "nlp/analyze.h"
#include "tools/labelled_cases.h"

namespace chartgap {

struct LabelMiss {
  std::string folder;
  std::string criterion;  // empty: the standing of the case
  std::string labelled;
  std::string found;
  std::string why;  // of the verdict
};

struct PolicyTest {
  size_t cases = 0;
  size_t labels = 0;
  size_t right = 0;
  size_t standings_right = 0;
  std::vector<std::array<size_t, kStatuses>> seen;  // labels by criterion and status
  std::vector<LabelMiss> misses;
};

// Only the cases that are labelled for the policy's id. A label for a criterion that the policy does not have is a miss.
PolicyTest test_policy(const Policy& policy, const std::vector<LabelledCase>& cases, Analyzer& analyzer);

// The table that `policy test` prints.
std::string to_string(const Policy& policy, const PolicyTest& test);

}  // namespace chartgap
