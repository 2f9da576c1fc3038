#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

TEST(Judge, EveryDecidedVerdictQuotes) {
  Patient patient;
  patient.document("Neck pain. Numb arm. No arm pain.").fact(FactType::symptom, "neck_pain", "Neck pain").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm());
  for (const Verdict& verdict : patient.judged().verdicts) {
    if (verdict.status == Status::met || verdict.status == Status::not_met || verdict.status == Status::conflicting) {
      EXPECT_FALSE(verdict.evidence.empty()) << verdict.criterion;
    }
    EXPECT_FALSE(verdict.why.empty()) << verdict.criterion;
  }
}

TEST(JudgeCase, StandingInItsOrder) {
  Patient patient;
  patient.document("Nothing");
  EXPECT_EQ(patient.judged().standing, CaseStanding::incomplete);
  patient.document("Arm worse. Neck worse.").says("arm_dominant", "Arm worse").says("neck_dominant", "Neck worse");
  EXPECT_EQ(patient.judged().standing, CaseStanding::conflicting);
  patient.document("M54.2").fact(FactType::diagnosis, "cervicalgia", "M54.2");
  EXPECT_EQ(patient.judged().standing, CaseStanding::not_supported);
  patient.document("Sepsis.").fact(FactType::red_flag, "infection", "Sepsis");
  EXPECT_EQ(patient.judged().standing, CaseStanding::contraindicated);
}

}  // namespace
}  // namespace chartgap
