#include "criteria/policy_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "criteria/comparison.h"
#include "criteria/file_checks.h"
#include "criteria/policy_diff.h"
#include "tests/judge_testing.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> chosen(const PolicyWish& wish) {
  const Result<std::vector<Policy>> policies = program_policies();
  std::vector<std::string> ids;
  for (const Policy* policy : matching(policies.value(), wish)) ids.push_back(policy->id);
  return ids;
}

TEST(PolicyChoice, ByPayerCodeAndDate) {
  EXPECT_THAT(chosen({"medicare", "2025-03-01", "62323"}), ElementsAre("medicare-esi-lumbar"));
  EXPECT_THAT(chosen({"Carelon", "2023-04-08", ""}), ElementsAre("carelon-esi-cervical-2022"));
  EXPECT_THAT(chosen({"Carelon", "2023-04-09", ""}), ElementsAre("carelon-esi-cervical"));
  EXPECT_THAT(chosen({"Carelon", "", ""}), ElementsAre("carelon-esi-cervical"));
  EXPECT_THAT(chosen({"Carelon", "2020-01-01", ""}), ElementsAre());
}

TEST(PolicyChoice, ByContractorAndItsNumbers) {
  for (const char* payer : {"Noridian", "noridian (sibling jurisdiction)", "L39240", "a58993"})
    EXPECT_THAT(chosen({payer, "2025-03-01", "62321"}), ElementsAre("medicare-esi-cervical")) << payer;
  EXPECT_THAT(chosen({"Nor", "2025-03-01", "62321"}), ElementsAre());
}

std::string issue_of(const PolicyWish& wish) {
  const Result<Policy> policy = choose_policy(wish);
  return policy.ok() ? "" : to_string(policy.issues().front());
}

TEST(PolicyChoice, SaysWhyNothingFits) {
  EXPECT_THAT(issue_of({"nobody", "", ""}), HasSubstr("no policy in the program is of \"nobody\""));
  EXPECT_THAT(issue_of({"carelon", "2020-01-01", ""}), HasSubstr("2022-03-13 to 2023-04-08"));
  EXPECT_THAT(issue_of({"carelon", "2025-01-01", "62323"}), HasSubstr("is for 62323"));
  EXPECT_THAT(issue_of({"medicare", "2025-01-01", ""}), HasSubstr("medicare-esi-cervical and medicare-esi-lumbar"));
}

TEST(PolicyChoice, CalendarDays) {
  for (const char* day : {"2024-02-29", "2025-12-31"}) EXPECT_TRUE(is_calendar_day(day)) << day;
  for (const char* day : {"2025-02-29", "2025-13-01", "2025-1-01", "20250101", "2025-00-10", "2025-04-31", ""}) EXPECT_FALSE(is_calendar_day(day)) << day;
}

TEST(Comparison, LengthsInTheirLargestWholeUnit) {
  EXPECT_EQ(length_of(14), "2 weeks");
  EXPECT_EQ(length_of(7), "1 week");
  EXPECT_EQ(length_of(60), "2 months");
  EXPECT_EQ(length_of(30), "30 days");
  EXPECT_EQ(length_of(1), "1 day");
}

Judged judged(Patient& patient, const std::string& id) { return {shipped_policy(id), patient.under(id).judged()}; }

TEST(Comparison, SaysWhatSetsEachApart) {
  Patient patient;
  patient.document("Therapy for 4 weeks failed.").fact(FactType::therapy, "physical_therapy", "Therapy", kPresent, [](Fact& fact) {
    days(28)(fact);
    fact.attributes.outcome = Outcome::failed;
  });
  const std::string text = comparison({judged(patient, "evicore-esi-cervical"), judged(patient, "medicare-esi-cervical")});
  EXPECT_THAT(text, HasSubstr("evicore-esi-cervical 1.0.0   NOT SUPPORTED    misses conservative care by 2 weeks (28 of 42 days)"));
  EXPECT_THAT(text, HasSubstr("medicare-esi-cervical 1.0.0  INCOMPLETE"));
  EXPECT_THAT(text, HasSubstr("baseline scale (scale)"));
  EXPECT_THAT(text, HasSubstr("under every policy: wants diagnosis"));
}

TEST(PolicyDiff, NamesTheArgumentsThatDiffer) {
  Policy before = own_policy();
  Policy after = before;
  for (Criterion& criterion : after.criteria) {
    for (auto& [name, value] : criterion.test.numbers) {
      if (name == "min_days" && criterion.id == "conservative_care") value = 42;
    }
  }
  Patient patient;
  patient.document("Therapy for 5 weeks failed.").fact(FactType::therapy, "physical_therapy", "Therapy", kPresent, days(35));
  const std::vector<VerdictChange> changes = verdict_changes(before, judge(patient.patient(), before), after, judge(patient.patient(), after));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes.front().criterion, "conservative_care");
  EXPECT_EQ(changes.front().after, "not_met");
  EXPECT_THAT(changes.front().arguments, ElementsAre("min_days 28 -> 42"));
}

TEST(PolicyDiff, CriteriaOfOneVersionOnly) {
  Policy after = own_policy();
  after.criteria.pop_back();
  const Case nobody;
  const std::vector<VerdictChange> changes = verdict_changes(own_policy(), judge(nobody, own_policy()), after, judge(nobody, after));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes.front().after, "-");
}

}  // namespace
}  // namespace chartgap
