// What another version of a policy changes: in its own numbers and lists, and in the verdicts on a case.
#pragma once

#include <string>
#include <vector>

#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

// The arguments in which the tests of the same criterion differ: "min_days 28 -> 42", "modalities -ct".
std::vector<std::string> argument_changes(const Criterion& before, const Criterion& after);

struct VerdictChange {
  std::string criterion;
  std::string before;  // the status; "-" where that version has no such criterion
  std::string after;
  std::string why_before;
  std::string why_after;
  std::vector<std::string> arguments;
};
// Criteria whose status differs, in the order of the first policy, then what only the second has.
std::vector<VerdictChange> verdict_changes(const Policy& before, const Judgement& judged_before, const Policy& after, const Judgement& judged_after);

}  // namespace chartgap
