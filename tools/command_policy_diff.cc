// `chartgap policy diff`: which cases another version of a policy changes, in which criterion, and why.
#include <cstdio>
#include <map>

#include "criteria/policy_diff.h"
#include "tools/case_input.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/labelled_cases.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "; ") + word;
  return out;
}

void print_change(const VerdictChange& change) {
  printf("  %s: %s -> %s", change.criterion.c_str(), change.before.c_str(), change.after.c_str());
  if (!change.arguments.empty()) printf(" (%s)", joined(change.arguments).c_str());
  printf("\n    before: %s\n    after:  %s\n", change.why_before.c_str(), change.why_after.c_str());
}

// The arguments that differ, whether or not a case shows it.
void print_arguments(const Policy& before, const Policy& after) {
  for (const Criterion& old_one : before.criteria) {
    for (const Criterion& new_one : after.criteria) {
      if (old_one.id != new_one.id) continue;
      const std::vector<std::string> changes = argument_changes(old_one, new_one);
      if (!changes.empty()) printf("%s: %s\n", old_one.id.c_str(), joined(changes).c_str());
    }
  }
}

class Differ {
 public:
  Differ(const Policy& before, const Policy& after) : before_(before), after_(after) {}

  void compare(const std::string& folder, const Case& patient) {
    const Judgement old_one = judge(patient, before_);
    const Judgement new_one = judge(patient, after_);
    const std::vector<VerdictChange> changes = verdict_changes(before_, old_one, after_, new_one);
    ++cases_;
    if (changes.empty() && old_one.standing == new_one.standing) return;
    ++changed_;
    printf("%s: %s -> %s\n", folder.c_str(), std::string(to_string(old_one.standing)).c_str(), std::string(to_string(new_one.standing)).c_str());
    for (const VerdictChange& change : changes) {
      print_change(change);
      ++by_criterion_[change.criterion];
    }
  }

  int finish() const {
    std::string criteria;
    for (const auto& [id, count] : by_criterion_) criteria += (criteria.empty() ? ": " : ", ") + id + " " + std::to_string(count);
    printf("%zu of %zu cases change%s\n", changed_, cases_, criteria.c_str());
    return changed_ == 0 ? 0 : kExitGaps;
  }

 private:
  const Policy& before_;
  const Policy& after_;
  size_t cases_ = 0;
  size_t changed_ = 0;
  std::map<std::string, size_t> by_criterion_;
};

}  // namespace

int run_policy_diff(const PolicyDiffOptions& options) {
  const Result<Policy> before = find_policy(options.before);
  if (!before.ok()) return fail(before.issues());
  const Result<Policy> after = find_policy(options.after);
  if (!after.ok()) return fail(after.issues());
  const Result<std::vector<UnlabelledCase>> cases = read_cases(options.cases);
  if (!cases.ok()) return fail(cases.issues());
  const Result<Lexicon> lexicon = load_lexicon();
  if (!lexicon.ok()) return fail(lexicon.issues());
  Analyzer analyzer(lexicon.value());
  print_arguments(before.value(), after.value());
  Differ differ(before.value(), after.value());
  for (const UnlabelledCase& each : cases.value()) differ.compare(each.folder, read_case(analyzer, each.documents));
  return differ.finish();
}

}  // namespace chartgap
