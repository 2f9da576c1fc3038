#include "tools/policy_shelf.h"

#include <algorithm>
#include <set>

#include "nlp/sha256.h"
#include "tools/command.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

constexpr std::string_view kPolicyFolder = "criteria/policies/";

std::string id_of(const EmbeddedFile& file) {
  std::string id(file.file.substr(kPolicyFolder.size()));
  return id.substr(0, id.size() - std::string_view(".json").size());
}

std::vector<std::string> policy_ids() {
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : embedded_policies()) ids.push_back(id_of(file));
  return ids;
}

bool is_file_name(const std::string& name) { return name.find('/') != std::string::npos || name.find('.') != std::string::npos; }

std::string listed(const std::vector<std::string>& names, std::string_view last) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : i + 1 == names.size() ? " " + std::string(last) + " " : ", ") + names[i];
  return out;
}

std::vector<std::string> payers(const std::vector<Policy>& policies) {
  std::set<std::string> names;
  for (const Policy& policy : policies) {
    if (!policy.payer.empty()) names.insert(policy.payer);
  }
  return {names.begin(), names.end()};
}

std::string times_of(const std::vector<const Policy*>& policies) {
  std::vector<std::string> out;
  for (const Policy* policy : policies) out.push_back(policy->id + " (" + policy->effective_from + " to " + (policy->effective_to.empty() ? "now" : policy->effective_to) + ")");
  return listed(out, "or");
}

// Why nothing fits, from the widest wish to the narrowest.
Issue explain_nothing(const std::vector<Policy>& policies, const PolicyWish& wish) {
  std::vector<const Policy*> of_payer;
  for (const Policy& policy : policies) {
    if (is_of_payer(policy, wish.payer)) of_payer.push_back(&policy);
  }
  if (of_payer.empty())
    return {"--payer", 0, 0, "policy.payer", "no policy in the program is of \"" + wish.payer + "\"", listed(payers(policies), "or") + ", or a contractor of `chartgap policies`"};
  if (std::none_of(of_payer.begin(), of_payer.end(), [&](const Policy* policy) { return is_in_force(*policy, wish.date); }))
    return {"--date",
            0,
            0,
            "policy.date",
            "no policy of \"" + wish.payer + "\" is in force on " + (wish.date.empty() ? "an open date" : wish.date),
            "a date within " + times_of(of_payer)};
  return {"--cpt", 0, 0, "policy.cpt", "no policy of \"" + wish.payer + "\" in force is for " + wish.cpt, "a code of " + times_of(of_payer)};
}

}  // namespace

Result<std::vector<Policy>> program_policies() {
  std::vector<Policy> out;
  for (const EmbeddedFile& file : embedded_policies()) {
    Result<Policy> policy = load_policy(file.text, std::string(file.file));
    if (!policy.ok()) return policy.issues();
    out.push_back(std::move(policy.value()));
  }
  return out;
}

Result<Policy> find_policy(const std::string& name) {
  for (const EmbeddedFile& file : embedded_policies()) {
    if (id_of(file) == name) return load_policy(file.text, std::string(file.file));
  }
  if (is_file_name(name)) {
    Result<std::vector<InputDocument>> file = read_documents({name});
    if (!file.ok()) return file.issues();
    return load_policy(file.value().front().bytes, name);
  }
  const std::string near = nearest(name, policy_ids());
  return Issues{{name, 0, 0, "policy.unknown", "there is no policy of that id",
                 near.empty() ? "one that `chartgap policies` lists, or a file" : "\"" + near + "\", or one that `chartgap policies` lists"}};
}

Result<std::vector<Policy>> find_policies(const std::string& names) {
  std::vector<Policy> out;
  Issues issues;
  for (size_t at = 0; at <= names.size();) {
    const size_t comma = std::min(names.find(',', at), names.size());
    Result<Policy> policy = find_policy(names.substr(at, comma - at));
    if (!policy.ok()) add_issues(issues, policy.issues());
    else out.push_back(std::move(policy.value()));
    at = comma + 1;
  }
  if (!issues.empty()) return issues;
  return out;
}

std::string policy_sha256(const std::string& name) {
  for (const EmbeddedFile& file : embedded_policies()) {
    if (id_of(file) == name) return sha256_hex(file.text);
  }
  const Result<std::vector<InputDocument>> file = read_documents({name});
  return file.ok() ? sha256_hex(file.value().front().bytes) : "";
}

Result<Policy> choose_policy(const PolicyWish& wish) {
  const Result<std::vector<Policy>> policies = program_policies();
  if (!policies.ok()) return policies.issues();
  const std::vector<const Policy*> fitting = matching(policies.value(), wish);
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.empty()) return Issues{explain_nothing(policies.value(), wish)};
  std::vector<std::string> ids;
  for (const Policy* policy : fitting) ids.push_back(policy->id);
  return Issues{
      {"--payer", 0, 0, "policy.ambiguous", "several policies of \"" + wish.payer + "\" fit: " + listed(ids, "and"), "--cpt with one of their codes, or --policy with an id"}};
}

}  // namespace chartgap
