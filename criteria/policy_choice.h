// Which policies apply: by payer, date of service and procedure code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "criteria/policy.h"

namespace chartgap {

// Absent wishes are empty.
struct PolicyWish {
  std::string payer;  // a payer's or a contractor's name, or the number of its determination or article; case does not matter
  std::string date;   // of service, YYYY-MM-DD; without one only policies without an end apply
  std::string cpt;
};

bool is_of_payer(const Policy& policy, std::string_view payer);
bool is_in_force(const Policy& policy, std::string_view date);
std::vector<const Policy*> matching(const std::vector<Policy>& policies, const PolicyWish& wish);

}  // namespace chartgap
