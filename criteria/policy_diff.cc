#include "criteria/policy_diff.h"

#include <algorithm>
#include <optional>

namespace chartgap {
namespace {

void compare_lists(const std::string& name, const std::vector<std::string>& before, const std::vector<std::string>& after, std::vector<std::string>& out) {
  std::string change;
  for (const std::string& word : before) {
    if (std::find(after.begin(), after.end(), word) == after.end()) change += " -" + word;
  }
  for (const std::string& word : after) {
    if (std::find(before.begin(), before.end(), word) == before.end()) change += " +" + word;
  }
  if (!change.empty()) out.push_back(name + change);
}

void compare_numbers(const Test& before, const Test& after, std::vector<std::string>& out) {
  for (const auto& [name, value] : before.numbers) {
    if (!after.has(name)) out.push_back(name + " " + number_text(value) + " -> none");
    else if (after.number(name) != value) out.push_back(name + " " + number_text(value) + " -> " + number_text(after.number(name)));
  }
  for (const auto& [name, value] : after.numbers) {
    if (!before.has(name)) out.push_back(name + " none -> " + number_text(value));
  }
}

const Criterion* criterion_of(const Policy& policy, const std::string& id) {
  const auto found = std::find_if(policy.criteria.begin(), policy.criteria.end(), [&](const Criterion& each) { return each.id == id; });
  return found == policy.criteria.end() ? nullptr : &*found;
}

const Verdict* verdict_of(const Policy& policy, const Judgement& judgement, const std::string& id) {
  const auto found = std::find_if(judgement.verdicts.begin(), judgement.verdicts.end(), [&](const Verdict& each) { return policy.criteria[each.criterion].id == id; });
  return found == judgement.verdicts.end() ? nullptr : &*found;
}

std::string status_of(const Verdict* verdict) { return verdict == nullptr ? "-" : std::string(to_string(verdict->status)); }
std::string why_of(const Verdict* verdict) { return verdict == nullptr ? "no such criterion" : verdict->why; }

}  // namespace

std::vector<std::string> argument_changes(const Criterion& before, const Criterion& after) {
  std::vector<std::string> out;
  if (before.test.kind != after.test.kind) out.push_back("test " + std::string(to_string(before.test.kind)) + " -> " + std::string(to_string(after.test.kind)));
  compare_numbers(before.test, after.test, out);
  for (const auto& [name, words] : before.test.lists) compare_lists(name, words, after.test.list(name), out);
  for (const auto& [name, words] : after.test.lists) {
    if (!before.test.has(name)) compare_lists(name, {}, words, out);
  }
  return out;
}

std::vector<VerdictChange> verdict_changes(const Policy& before, const Judgement& judged_before, const Policy& after, const Judgement& judged_after) {
  std::vector<std::string> ids;
  for (const Policy* policy : {&before, &after}) {
    for (const Criterion& criterion : policy->criteria) {
      if (std::find(ids.begin(), ids.end(), criterion.id) == ids.end()) ids.push_back(criterion.id);
    }
  }
  std::vector<VerdictChange> out;
  for (const std::string& id : ids) {
    const Verdict* const a = verdict_of(before, judged_before, id);
    const Verdict* const b = verdict_of(after, judged_after, id);
    if (status_of(a) == status_of(b)) continue;
    const Criterion* const old_one = criterion_of(before, id);
    const Criterion* const new_one = criterion_of(after, id);
    out.push_back(
        {id, status_of(a), status_of(b), why_of(a), why_of(b), old_one != nullptr && new_one != nullptr ? argument_changes(*old_one, *new_one) : std::vector<std::string>{}});
  }
  return out;
}

}  // namespace chartgap
