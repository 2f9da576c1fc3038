// `chartgap policies`: what can be checked, and one policy in full.
#include <cstdio>
#include <string>

#include "tools/command.h"
#include "tools/commands.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

std::string dates_of(const Policy& policy) { return policy.effective_from + " to " + (policy.effective_to.empty() ? "now" : policy.effective_to); }

void print_line(const Policy& policy) {
  printf("%-26s %-8s %-9s %-9s %-18s %-24s %s\n", policy.id.c_str(), policy.version.c_str(), policy.payer.empty() ? "-" : policy.payer.c_str(),
         std::string(to_string(policy.region)).c_str(), joined(policy.cpt, " ").c_str(), dates_of(policy).c_str(), policy.title.c_str());
}

std::string value_of(const Parameter& parameter) {
  if (!parameter.words.empty()) return joined(parameter.words, ", ");
  return number_text(parameter.number);
}

void print_contractors(const Policy& policy) {
  if (policy.contractors.empty()) return;
  printf("contractors:\n");
  for (const Contractor& each : policy.contractors) {
    printf("  %-34s %-7s %-7s %-11s %s\n", each.name.c_str(), each.policy.empty() ? "-" : each.policy.c_str(), each.article.empty() ? "-" : each.article.c_str(),
           each.effective_from.c_str(), each.source.c_str());
  }
}

void print_in_full(const Policy& policy) {
  print_line(policy);
  printf("source: %s; %s; read %s\n%s\n", policy.source.title.c_str(), policy.source.section.c_str(), policy.source.date_read.c_str(), policy.source.note.c_str());
  print_contractors(policy);
  printf("parameters:\n");
  for (const Parameter& parameter : policy.parameters) {
    printf("  %s: %s %s (%s)\n", parameter.name.c_str(), value_of(parameter).c_str(), parameter.words.empty() ? parameter.unit.c_str() : "", parameter.source.c_str());
  }
  printf("criteria:\n");
  for (const Criterion& criterion : policy.criteria) {
    printf("  %-24s %-26s %s (%s)\n", criterion.id.c_str(), std::string(to_string(criterion.kind)).c_str(), criterion.label.c_str(), criterion.citation.c_str());
  }
  for (const std::string& each : policy.not_judged) printf("does not judge: %s\n", each.c_str());
}

}  // namespace

int run_policies(const PoliciesOptions& options) {
  if (!options.id.empty()) {
    const Result<Policy> policy = find_policy(options.id);
    if (!policy.ok()) return fail(policy.issues());
    print_in_full(policy.value());
    return 0;
  }
  const Result<std::vector<Policy>> policies = program_policies();
  if (!policies.ok()) return fail(policies.issues());
  for (const Policy& policy : policies.value()) print_line(policy);
  return 0;
}

}  // namespace chartgap
