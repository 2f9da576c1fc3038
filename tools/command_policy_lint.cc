// `chartgap policy lint`: what is wrong in policy files, one line an issue.
#include <cstdio>

#include "tools/command.h"
#include "tools/commands.h"
#include "tools/policy_lint.h"

namespace chartgap {

int run_policy_lint(const std::vector<std::string>& files) {
  const Result<Lexicon> lexicon = load_lexicon();
  if (!lexicon.ok()) return fail(lexicon.issues());
  const Result<std::vector<InputDocument>> policies = read_documents(files);
  if (!policies.ok()) return fail(policies.issues());
  const std::vector<std::string> codes = fact_codes(lexicon.value());
  size_t count = 0;
  for (const InputDocument& policy : policies.value()) {
    for (const Issue& issue : lint_policy(policy.bytes, policy.name, codes)) {
      printf("%s\n", to_string(issue).c_str());
      ++count;
    }
  }
  fprintf(stderr, "chartgap: %zu policies, %zu issues\n", files.size(), count);
  return count != 0 ? kExitGaps : 0;
}

}  // namespace chartgap
