#include "criteria/policy_choice.h"

#include <algorithm>

#include "nlp/ascii.h"

namespace chartgap {
namespace {

bool begins_with(std::string_view text, std::string_view beginning) { return ascii_lower(text).starts_with(ascii_lower(beginning)); }
bool same(std::string_view a, std::string_view b) { return ascii_lower(a) == ascii_lower(b); }

// "Noridian" is also "Noridian (sibling jurisdiction)".
bool names(const Contractor& contractor, std::string_view payer) {
  const bool by_name = same(contractor.name, payer) || begins_with(contractor.name, std::string(payer) + " (");
  return by_name || same(contractor.policy, payer) || same(contractor.article, payer);
}

}  // namespace

bool is_of_payer(const Policy& policy, std::string_view payer) {
  if (payer.empty()) return false;
  return same(policy.payer, payer) || std::any_of(policy.contractors.begin(), policy.contractors.end(), [&](const Contractor& each) { return names(each, payer); });
}

// Dates in their ISO form are in the order of their letters.
bool is_in_force(const Policy& policy, std::string_view date) {
  if (date.empty()) return policy.effective_to.empty();
  return policy.effective_from <= date && (policy.effective_to.empty() || date <= policy.effective_to);
}

std::vector<const Policy*> matching(const std::vector<Policy>& policies, const PolicyWish& wish) {
  std::vector<const Policy*> out;
  for (const Policy& policy : policies) {
    const bool by_code = wish.cpt.empty() || std::find(policy.cpt.begin(), policy.cpt.end(), wish.cpt) != policy.cpt.end();
    if (by_code && (wish.payer.empty() || is_of_payer(policy, wish.payer)) && is_in_force(policy, wish.date)) out.push_back(&policy);
  }
  return out;
}

}  // namespace chartgap
