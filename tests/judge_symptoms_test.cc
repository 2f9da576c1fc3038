#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

TEST(JudgeDiagnosis, Statuses) {
  EXPECT_EQ(Patient().document("Radiculopathy.").fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy").status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("Radiculopathy?").fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy", Assertion::possible).status("diagnosis"), "not_documented");
  EXPECT_EQ(Patient().document("M54.2").fact(FactType::diagnosis, "cervicalgia", "M54.2").status("diagnosis"), "not_met");
  EXPECT_EQ(Patient().document("Lumbar stenosis").fact(FactType::diagnosis, "lumbar_stenosis", "stenosis").status("diagnosis"), "not_met");
  EXPECT_EQ(Patient().document("Nothing").status("diagnosis"), "not_documented");
  EXPECT_EQ(Patient()
                .document("Radiculopathy. No radic.")
                .fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy")
                .fact(FactType::diagnosis, "cervical_radiculopathy", "radic.", kAbsent)
                .status("diagnosis"),
            "conflicting");
}

TEST(JudgeDiagnosis, CodeOfADiscWithRadiculopathyCounts) {
  const auto coded = [](Fact& fact) { fact.attributes.icd = fact.span; };
  EXPECT_EQ(Patient().document("M50.122").fact(FactType::diagnosis, "cervical_disc_disorder", "M50.122", kPresent, coded).status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("m50122").fact(FactType::diagnosis, "cervical_disc_disorder", "m50122", kPresent, coded).status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("M50.322").fact(FactType::diagnosis, "cervical_disc_disorder", "M50.322", kPresent, coded).status("diagnosis"), "not_documented");
}

TEST(JudgeSymptoms, ArmSymptoms) {
  EXPECT_EQ(Patient().document("Numb hand.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm()).status("radicular_symptoms"), "met");
  EXPECT_EQ(
      Patient().document("Numb foot.").fact(FactType::symptom, "numbness", "Numb", kPresent, [](Fact& fact) { fact.attributes.regions = kLowerLimb; }).status("radicular_symptoms"),
      "not_documented");
  EXPECT_EQ(Patient()
                .document("Neck pain. No numbness.")
                .fact(FactType::symptom, "neck_pain", "Neck pain")
                .fact(FactType::symptom, "numbness", "numbness", kAbsent)
                .status("radicular_symptoms"),
            "not_met");
  EXPECT_EQ(Patient().document("No new numbness.").fact(FactType::symptom, "numbness", "numbness", kAbsent).status("radicular_symptoms"), "not_documented");
  EXPECT_EQ(Patient().document("Neck pain. Stays there.").fact(FactType::symptom, "neck_pain", "Neck pain").says("no_radiation", "Stays there").status("radicular_symptoms"),
            "not_met");
}

TEST(JudgeSymptoms, OneSymptomDisputedAnotherNot) {
  Patient disputed;
  disputed.document("Numb hand. No numbness.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm()).fact(FactType::symptom, "numbness", "numbness", kAbsent);
  EXPECT_EQ(disputed.status("radicular_symptoms"), "conflicting");
  disputed.document("Weak grip.").fact(FactType::symptom, "weakness", "Weak grip", kPresent, in_arm());
  EXPECT_EQ(disputed.status("radicular_symptoms"), "met");
}

TEST(JudgeSymptoms, DenialOfTheOtherSideIsNoConflict) {
  EXPECT_EQ(Patient()
                .document("Numb left hand. Not right.")
                .fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(Side::left))
                .fact(FactType::symptom, "numbness", "Not right", kAbsent, in_arm(Side::right))
                .status("radicular_symptoms"),
            "met");
}

TEST(JudgeSymptoms, HistoryNamesWhatIsMissing) {
  Patient patient;
  patient.document("Neck pain, burning.").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, [](Fact& fact) { fact.attributes.qualities = 4; });
  EXPECT_EQ(patient.missing("symptom_history"), Names{"duration"});
  patient.document("Neck pain for a year.").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(365));
  EXPECT_EQ(patient.status("symptom_history"), "met");
}

TEST(JudgeSymptoms, CheckedBoxGivesTheQuality) {
  Patient patient;
  patient.document("Quality: [x] burning [ ] sharp\nNeck pain").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(60));
  EXPECT_EQ(patient.status("symptom_history"), "met");
  Patient unchecked;
  unchecked.document("Quality: [ ] burning [ ] sharp\nNeck pain").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(60));
  EXPECT_EQ(unchecked.missing("symptom_history"), Names{"character"});
}

TEST(JudgeSymptoms, CheckedPlaceOfALineThatCompares) {
  Patient arm;
  arm.document("Worst component: [ ] neck  [x] arm  [ ] equal\n");
  EXPECT_EQ(arm.status("radicular_predominance"), "met");
  Patient neck;
  neck.document("Worst component: [x] neck  [ ] arm\n");
  EXPECT_EQ(neck.status("radicular_predominance"), "not_met");
  Patient other;
  other.document("Pain in: [x] arm  [ ] neck\n");
  EXPECT_EQ(other.status("radicular_predominance"), "not_documented");
}

TEST(JudgeSymptoms, DurationBesideOtherLabelsOfTheComplaint) {
  Patient patient;
  patient.document("Location: neck. Duration: 5 months. Quality: aching.").says("pain_character", "aching");
  EXPECT_EQ(patient.status("symptom_history"), "met");
}

}  // namespace
}  // namespace chartgap
