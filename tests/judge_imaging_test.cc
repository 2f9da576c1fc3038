#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

TEST(JudgeImaging, Compression) {
  const auto status = [](std::string_view code, Assertion assertion, uint8_t severity) {
    Patient patient;
    patient.document("MRI CERVICAL\nFinding here.", DocumentKind::imaging_report).fact(FactType::imaging, code, "Finding", assertion, at_level(5, Side::left, severity));
    return patient.status("imaging_compression");
  };
  EXPECT_EQ(status("nerve_root_compression", kPresent, 0), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kModerate), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kModerate | kSevere), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kMild), "not_documented");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, 0), "not_documented");
  EXPECT_EQ(status("nerve_root_compression", Assertion::possible, 0), "not_documented");
  EXPECT_EQ(status("disc_herniation", kPresent, 0), "not_documented");
  EXPECT_EQ(status("disc_herniation", kAbsent, 0), "not_met");
}

TEST(JudgeImaging, MissingElements) {
  EXPECT_EQ(Patient().document("MRI done, report not here.").missing("imaging_compression"), Names{"mri"});
  Patient no_level;
  no_level.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root compressed");
  EXPECT_EQ(no_level.missing("imaging_compression"), Names{"level"});
}

TEST(JudgeImaging, ComputedTomographyDoesNotSatisfy) {
  Patient patient;
  patient.document("CT CERVICAL SPINE\nSevere stenosis.", DocumentKind::imaging_report).fact(FactType::imaging, "foraminal_stenosis", "stenosis", kPresent, [](Fact& fact) {
    fact.attributes.levels = disc(5);
    fact.attributes.severities = kSevere;
  });
  EXPECT_EQ(patient.missing("imaging_compression"), Names{"mri"});
}

TEST(JudgeImaging, NewestStudyCounts) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report, {2025, 3, 1})
      .fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(6, Side::right));
  patient.document("MRI 2021: no root compression.").fact(FactType::imaging, "nerve_root_compression", "root compression", kAbsent, [](Fact& fact) {
    fact.attributes.date = {2021, 5, 0};
  });
  EXPECT_EQ(patient.status("imaging_compression"), "met");
}

TEST(JudgeImaging, TwoDocumentsAgainstEachOther) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(6, Side::right));
  patient.document("MRI: no root compression.").fact(FactType::imaging, "nerve_root_compression", "root compression", kAbsent);
  EXPECT_EQ(patient.status("imaging_compression"), "conflicting");
}

Patient imaged(int upper, Side side) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(upper, side));
  return patient;
}

TEST(JudgeCorrelation, RootAndSide) {
  const auto with_thumb = [](Patient patient, Side side) {
    patient.document("Numb thumb.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(side, 6));
    return patient.status("imaging_correlation");
  };
  EXPECT_EQ(with_thumb(imaged(5, Side::left), Side::left), "met");
  EXPECT_EQ(with_thumb(imaged(5, Side::left), Side::right), "not_met");
  EXPECT_EQ(with_thumb(imaged(7, Side::left), Side::left), "not_met");
  EXPECT_EQ(with_thumb(imaged(5, Side::bilateral), Side::right), "met");
  EXPECT_EQ(with_thumb(imaged(5, Side::none), Side::right), "met");
}

TEST(JudgeCorrelation, MissingElements) {
  EXPECT_EQ(Patient().document("Nothing").missing("imaging_correlation"), (Names{"symptom_root", "imaging_level"}));
  EXPECT_EQ(imaged(5, Side::left).missing("imaging_correlation"), Names{"symptom_root"});
  Patient no_side = imaged(5, Side::none);
  no_side.document("Numb thumb.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(Side::none, 6));
  EXPECT_EQ(no_side.missing("imaging_correlation"), Names{"side"});
}

TEST(JudgeCorrelation, SameStudyRetoldWithTheOtherSide) {
  Patient patient = imaged(5, Side::right);
  patient.document("MRI: left C6 root compressed. Right thumb numb.").fact(FactType::imaging, "nerve_root_compression", "left C6 root", kPresent, at_level(5, Side::left));
  patient.fact(FactType::symptom, "numbness", "numb", kPresent, in_arm(Side::right, 6));
  EXPECT_EQ(patient.status("imaging_compression"), "met");
  EXPECT_EQ(patient.status("imaging_correlation"), "conflicting");
}

TEST(JudgeCorrelation, StatedRadiculopathyLocalizes) {
  Patient patient = imaged(7, Side::left);
  patient.document("Left C8 radiculopathy.").fact(FactType::diagnosis, "cervical_radiculopathy", "radiculopathy", kPresent, [](Fact& fact) {
    fact.attributes.roots = root(8);
    fact.attributes.side = Side::left;
  });
  EXPECT_EQ(patient.status("imaging_correlation"), "met");
}

TEST(JudgeExam, PartsMissing) {
  Patient patient;
  patient.document("Tender. Strength 5/5. Pin intact.")
      .fact(FactType::exam, "tenderness", "Tender")
      .fact(FactType::exam, "motor_deficit", "Strength", kAbsent)
      .fact(FactType::exam, "sensory_deficit", "Pin", kAbsent);
  EXPECT_EQ(patient.missing("physical_exam"), Names{"reflex"});
  patient.document("Knee jerk 2+").fact(FactType::exam, "reflex_deficit", "Knee jerk", kAbsent, [](Fact& fact) { fact.attributes.regions = kLowerLimb; });
  EXPECT_EQ(patient.missing("physical_exam"), Names{"reflex"});
  patient.document("Biceps 2+").fact(FactType::exam, "reflex_deficit", "Biceps", kAbsent);
  EXPECT_EQ(patient.status("physical_exam"), "met");
}

}  // namespace
}  // namespace chartgap
