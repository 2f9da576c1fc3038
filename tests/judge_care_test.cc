#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

Patient full_care() {
  Patient patient;
  patient.document("PT did little. Naproxen. No lifting.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 42;
    fact.attributes.outcome = Outcome::failed;
  });
  patient.fact(FactType::therapy, "nsaid", "Naproxen").fact(FactType::therapy, "activity_modification", "No lifting");
  return patient;
}

TEST(JudgeCare, AllElements) {
  EXPECT_EQ(full_care().status("conservative_care"), "met");
  Patient bare;
  bare.document("Had PT for 8 weeks.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(56));
  EXPECT_EQ(bare.missing("conservative_care"), (Names{"nsaid", "activity_modification", "failure"}));
}

TEST(JudgeCare, TellsEveryLengthThatItCounted) {
  Patient patient = full_care();
  patient.document("THERAPY\nStart of care 1/6/2025; last visit 2/24/2025.\nNeck. Unchanged.", DocumentKind::therapy_note);
  patient.document("CHIROPRACTIC CARE\nStart of care 1/6/2025; last visit 1/20/2025.\nNeck.", DocumentKind::therapy_note);
  std::vector<std::string> told;
  for (const CareLength& each : patient.verdict("conservative_care").care)
    told.push_back(each.therapy + " " + std::to_string(each.days) + " " + (each.end.empty() ? "-" : to_string(each.end)));
  EXPECT_THAT(told, testing::UnorderedElementsAre("physical_therapy 42 -", "physical_therapy 49 2025-02-24", "chiropractic 14 2025-01-20"));
}

TEST(JudgeCare, ShortCareIsNotMet) {
  Patient patient;
  patient.document("PT for three weeks, no help.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 21;
    fact.attributes.outcome = Outcome::failed;
  });
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, ShortTreatmentsAreNotAddedUpAndLumbarCareNeverCounts) {
  Patient patient;
  patient.document("PT 3 weeks. Pills 3 weeks. Low back PT for months.")
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(21))
      .fact(FactType::therapy, "nsaid", "Pills", kPresent, days(21));
  patient.fact(FactType::therapy, "physical_therapy", "back PT", kPresent, [](Fact& fact) {
    fact.attributes.regions = kLowBack;
    fact.attributes.duration.min_days = 120;
  });
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, EpiduralsAreNoConservativeCare) {
  Patient patient;
  patient.document("Epidural, lasting months. PT 2 weeks.")
      .fact(FactType::therapy, "epidural_injection", "Epidural", kPresent, days(90))
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(14));
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, DoneAndNeverIsConflicting) {
  Patient patient = full_care();
  patient.document("Never had therapy.").says("never_physical_therapy", "Never had therapy");
  EXPECT_EQ(patient.status("conservative_care"), "conflicting");
}

TEST(JudgeCare, NeverInAnEarlierDocumentIsOutdated) {
  Patient patient;
  patient.document("No PT yet.", DocumentKind::er_note, {2025, 1, 2}).says("never_physical_therapy", "No PT yet");
  patient.document("PT did little. Naproxen. No lifting.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 42;
    fact.attributes.outcome = Outcome::failed;
  });
  patient.fact(FactType::therapy, "nsaid", "Naproxen").fact(FactType::therapy, "activity_modification", "No lifting");
  EXPECT_EQ(patient.status("conservative_care"), "met");
}

TEST(JudgeCare, NeverWithoutAnyTherapyOrHelpedEnoughIsNotMet) {
  EXPECT_EQ(Patient().document("Never had therapy.").says("never_physical_therapy", "Never had therapy").status("conservative_care"), "not_met");
  EXPECT_EQ(Patient()
                .document("PT took care of it.")
                .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(60))
                .says("care_sufficient", "took care of it")
                .status("conservative_care"),
            "not_met");
}

TEST(JudgeCare, HelpByItsOwnMeasureIsEnoughOrContradictsFailure) {
  const auto therapy = [](std::string_view text, Outcome how) {
    return Patient().document(std::string(text)).fact(FactType::therapy, "physical_therapy", "PT", kPresent, outcome(how));
  };
  EXPECT_EQ(therapy("PT with 80% improvement.", Outcome::helped).fact(FactType::therapy, "nsaid", "PT", kPresent, outcome(Outcome::failed)).status("conservative_care"), "not_met");
  EXPECT_EQ(therapy("PT with 80% improvement. Failed conservative care.", Outcome::helped).says("symptoms_persist", "Failed conservative care").status("conservative_care"),
            "conflicting");
  EXPECT_EQ(therapy("PT was helpful. Failed conservative care.", Outcome::helped).says("symptoms_persist", "Failed conservative care").status("conservative_care"),
            "not_documented");
  EXPECT_EQ(therapy("PT with 20% improvement.", Outcome::partial).status("conservative_care"), "not_documented");
}

TEST(JudgeCare, CourseOfATherapyNote) {
  Patient patient;
  patient.document("THERAPY\nStart of care 1/6/2025; last visit 2/24/2025.\nNeck. Unchanged.", DocumentKind::therapy_note).says("symptoms_persist", "Unchanged");
  EXPECT_EQ(patient.missing("conservative_care"), (Names{"nsaid", "activity_modification"}));
  Patient brief;
  brief.document("THERAPY\nEval date 1/6/2025\nLast visit 1/20/2025\n", DocumentKind::therapy_note);
  EXPECT_EQ(brief.status("conservative_care"), "not_met");
}

TEST(JudgeCare, ContraindicatedDrugCountsAsTried) {
  Patient patient;
  patient.document("PT. NSAIDs: contraindicated. No lifting. Persists.")
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(60))
      .fact(FactType::therapy, "nsaid", "NSAIDs", kAbsent);
  patient.says("contraindicated", "contraindicated").fact(FactType::therapy, "activity_modification", "No lifting").says("symptoms_persist", "Persists");
  EXPECT_EQ(patient.status("conservative_care"), "met");
}

TEST(JudgeCare, ListOfVisitsIsACourse) {
  Patient patient;
  patient.document("Harbor Therapy\nDates of service: 3/3/25, 3/10/25, 3/17/25\n", DocumentKind::therapy_note);
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, SinceAndDatesInTheSentenceGiveTheLength) {
  Patient since;
  since.document("Since January 2025 she does the neck exercises daily.").fact(FactType::therapy, "home_exercise", "neck exercises");
  EXPECT_EQ(since.missing("conservative_care"), (Names{"nsaid", "activity_modification", "failure"}));
  Patient course;
  course.document("Home program, begun with a therapist, 1/6/25 thru 3/3/25.").fact(FactType::therapy, "home_exercise", "Home program");
  EXPECT_EQ(course.missing("conservative_care"), (Names{"nsaid", "activity_modification", "failure"}));
}

TEST(JudgeCare, AFormThatAsksForTherapyInThePastDeniesIt) {
  const auto status = [](const std::string& form) {
    return Patient().document(form).fact(FactType::therapy, "physical_therapy", "physical therapy", Assertion::absent).status("conservative_care");
  };
  EXPECT_EQ(status("Have you had physical therapy?  YES  (NO)"), "not_met");
  EXPECT_EQ(status("Are you in physical therapy?  YES  (NO)"), "not_documented");
}

TEST(JudgeCare, TherapyThatHelpedInPartMayHaveHelpedEnough) {
  const auto status = [](Outcome result) {
    return Patient()
        .document("PT. She is happy with it.")
        .fact(FactType::therapy, "physical_therapy", "PT", kPresent, outcome(result))
        .says("care_sufficient", "happy")
        .status("conservative_care");
  };
  EXPECT_EQ(status(Outcome::partial), "not_met");
  EXPECT_EQ(status(Outcome::failed), "not_documented");
}

}  // namespace
}  // namespace chartgap
