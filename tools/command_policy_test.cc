// `chartgap policy test`: policies against the cases that are labelled for them.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "tools/command.h"
#include "tools/commands.h"
#include "tools/labelled_cases.h"
#include "tools/policy_shelf.h"
#include "tools/policy_test.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

struct Task {
  std::vector<Policy> policies;
  std::vector<LabelledCase> cases;
};

Result<std::vector<Policy>> policies_of(const std::vector<LabelledCase>& cases) {
  std::set<std::string> ids;
  for (const LabelledCase& each : cases) ids.insert(each.policy);
  std::vector<Policy> out;
  Issues issues;
  for (const std::string& id : ids) {
    Result<Policy> policy = find_policy(id);
    if (!policy.ok()) add_issues(issues, policy.issues());
    else out.push_back(std::move(policy.value()));
  }
  if (!issues.empty()) return issues;
  return out;
}

// A folder: its cases, each under the policy that it names. Else one policy, or all, with the cases of the roots and, for a file, of the folder of its name beside it.
Result<Task> task_of(const PolicyTestOptions& options) {
  const bool folder = fs::is_directory(options.what);
  std::vector<std::string> roots = folder ? std::vector<std::string>{options.what} : options.roots;
  if (!folder && options.what.ends_with(".json")) roots.push_back(fs::path(options.what).replace_extension().string());
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  Result<std::vector<LabelledCase>> cases = read_labelled_cases(roots);
  if (!cases.ok()) return cases.issues();
  Result<std::vector<Policy>> policies = folder ? policies_of(cases.value()) : options.what.empty() ? program_policies() : find_policies(options.what);
  if (!policies.ok()) return policies.issues();
  return Task{std::move(policies.value()), std::move(cases.value())};
}

// A case below two of the roots is one case.
void drop_repeated(std::vector<LabelledCase>& cases) {
  std::set<std::string> seen;
  std::erase_if(cases, [&](const LabelledCase& each) {
    std::error_code error;
    return !seen.insert(fs::canonical(each.folder, error).string()).second;
  });
}

}  // namespace

int run_policy_test(const PolicyTestOptions& options) {
  Result<Task> task = task_of(options);
  if (!task.ok()) return fail(task.issues());
  drop_repeated(task.value().cases);
  const Result<Lexicon> lexicon = load_lexicon();
  if (!lexicon.ok()) return fail(lexicon.issues());
  Analyzer analyzer(lexicon.value());
  size_t cases = 0;
  size_t misses = 0;
  for (const Policy& policy : task.value().policies) {
    const PolicyTest test = test_policy(policy, task.value().cases, analyzer);
    printf("%s", to_string(policy, test).c_str());
    cases += test.cases;
    misses += test.misses.size();
  }
  if (cases == 0) return fail("no case is labelled for the policy; expected folders with gold.json below corpus/cases or criteria/policies, or --cases");
  return misses == 0 ? 0 : kExitGaps;
}

}  // namespace chartgap
