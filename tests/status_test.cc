#include "criteria/status.h"

#include <gtest/gtest.h>

#include <array>

namespace chartgap {
namespace {

using enum Status;

// AND: not_met > conflicting > not_documented > met; a part that does not apply leaves the other as it is.
static_assert(all_of(met, met) == met);
static_assert(all_of(met, not_documented) == not_documented);
static_assert(all_of(not_documented, conflicting) == conflicting);
static_assert(all_of(conflicting, not_met) == not_met);
static_assert(all_of(met, not_applicable) == met);
static_assert(all_of(not_applicable, not_applicable) == not_applicable);

// OR: met > conflicting > not_documented > not_met.
static_assert(any_of(not_met, not_met) == not_met);
static_assert(any_of(not_met, not_documented) == not_documented);
static_assert(any_of(not_documented, conflicting) == conflicting);
static_assert(any_of(conflicting, met) == met);
static_assert(any_of(not_applicable, not_met) == not_met);

// Why a tree is evaluated as written: a AND (a OR b) is not a when the orders of the two middle statuses differ from a lattice's.
static_assert(any_of(not_documented, all_of(not_documented, conflicting)) != not_documented);

constexpr std::array<Status, kStatuses> kAll = {met, not_met, not_documented, conflicting, not_applicable};

TEST(Status, CombinationsAreSymmetricAndAssociative) {
  for (const Status a : kAll) {
    for (const Status b : kAll) {
      EXPECT_EQ(all_of(a, b), all_of(b, a));
      EXPECT_EQ(any_of(a, b), any_of(b, a));
      for (const Status c : kAll) {
        EXPECT_EQ(all_of(all_of(a, b), c), all_of(a, all_of(b, c)));
        EXPECT_EQ(any_of(any_of(a, b), c), any_of(a, any_of(b, c)));
      }
    }
    EXPECT_EQ(all_of(a, a), a);
    EXPECT_EQ(any_of(a, a), a);
  }
}

TEST(Status, NamesAreThoseOfReports) {
  EXPECT_EQ(to_string(not_documented), "not_documented");
  EXPECT_EQ(to_string(conflicting), "conflicting");
  EXPECT_EQ(to_string(CaseStanding::not_supported), "not_supported");
  EXPECT_EQ(to_string(CaseStanding::contraindicated), "contraindicated");
}

}  // namespace
}  // namespace chartgap
