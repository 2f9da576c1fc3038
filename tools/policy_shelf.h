// The policies at hand: those in the program, and files.
// Errors: an unknown id names the nearest known one; a payer without a policy in force, the payers and dates that there are.
#pragma once

#include <string>
#include <vector>

#include "criteria/policy.h"
#include "criteria/policy_choice.h"
#include "nlp/result.h"

namespace chartgap {

Result<std::vector<Policy>> program_policies();
// A policy of the program by its id, or a file.
Result<Policy> find_policy(const std::string& name);
// Names with commas between them.
Result<std::vector<Policy>> find_policies(const std::string& names);
// The SHA-256 of the policy's text; empty when there is none.
std::string policy_sha256(const std::string& name);
// The one policy of the program that fits.
Result<Policy> choose_policy(const PolicyWish& wish);

}  // namespace chartgap
