#include "tools/policy_test.h"

#include <algorithm>
#include <cstdio>

#include "criteria/judge.h"
#include "criteria/test_shape.h"
#include "tools/case_input.h"

namespace chartgap {
namespace {

// The verdict on the criterion, or null.
const Verdict* verdict_on(const Policy& policy, const Judgement& judgement, const std::string& criterion) {
  const auto found = std::find_if(judgement.verdicts.begin(), judgement.verdicts.end(), [&](const Verdict& verdict) { return policy.criteria[verdict.criterion].id == criterion; });
  return found == judgement.verdicts.end() ? nullptr : &*found;
}

void score_label(const Label& label, const std::string& folder, const Verdict* verdict, PolicyTest& test) {
  ++test.labels;
  if (verdict == nullptr) return void(test.misses.push_back({folder, label.criterion, std::string(to_string(label.status)), "no such criterion", ""}));
  ++test.seen[verdict->criterion][static_cast<size_t>(label.status)];
  if (verdict->status == label.status) ++test.right;
  else test.misses.push_back({folder, label.criterion, std::string(to_string(label.status)), std::string(to_string(verdict->status)), verdict->why});
}

void score_case(const Policy& policy, const LabelledCase& labelled, Analyzer& analyzer, PolicyTest& test) {
  const Judgement judgement = judge(read_case(analyzer, labelled.documents), policy);
  ++test.cases;
  for (const Label& label : labelled.labels) score_label(label, labelled.folder, verdict_on(policy, judgement, label.criterion), test);
  if (judgement.standing == labelled.standing) ++test.standings_right;
  else test.misses.push_back({labelled.folder, "", std::string(to_string(labelled.standing)), std::string(to_string(judgement.standing)), ""});
}

struct Coverage {
  size_t seen = 0;
  size_t all = 0;
};

// "met 3, not_met 1, conflicting -": a status that the test can find and no label shows is a dash.
std::string row_of(const Criterion& criterion, const std::array<size_t, kStatuses>& seen, Coverage& coverage) {
  std::string out;
  for (const Status status : statuses_of(criterion.test)) {
    const size_t count = seen[static_cast<size_t>(status)];
    ++coverage.all;
    coverage.seen += count != 0 ? 1 : 0;
    out += (out.empty() ? "" : ", ") + std::string(to_string(status)) + " " + (count == 0 ? "-" : std::to_string(count));
  }
  return out;
}

}  // namespace

PolicyTest test_policy(const Policy& policy, const std::vector<LabelledCase>& cases, Analyzer& analyzer) {
  PolicyTest test;
  test.seen.resize(policy.criteria.size());
  for (const LabelledCase& each : cases) {
    if (each.policy == policy.id) score_case(policy, each, analyzer, test);
  }
  return test;
}

std::string to_string(const Policy& policy, const PolicyTest& test) {
  std::string rows;
  Coverage coverage;
  for (size_t i = 0; i < policy.criteria.size(); ++i) {
    std::string name = policy.criteria[i].id;
    name.resize(std::max<size_t>(name.size(), 26), ' ');
    rows += "  " + name + row_of(policy.criteria[i], test.seen[i], coverage) + "\n";
  }
  std::string out = policy.id + " " + policy.version + ": " + std::to_string(test.cases) + " cases, " + std::to_string(test.right) + " of " + std::to_string(test.labels) +
                    " labels found, " + std::to_string(test.standings_right) + " standings; labels show " + std::to_string(coverage.seen) + " of " + std::to_string(coverage.all) +
                    " statuses\n";
  out += rows;
  for (const LabelMiss& miss : test.misses) {
    out += "  " + miss.folder + ": " + (miss.criterion.empty() ? "the case" : miss.criterion) + " is " + miss.labelled + ", found " + miss.found +
           (miss.why.empty() ? "" : ": " + miss.why) + "\n";
  }
  return out;
}

}  // namespace chartgap
