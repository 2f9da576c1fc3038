// Labels with their answers, level by level or line by line: structured reports, reviews of systems, questionnaires.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> findings(std::string_view text) { return facts_of(text, {"imaging", "diagnosis"}); }
std::vector<std::string> told(std::string_view text) { return facts_of(text, {"symptom", "exam"}); }

TEST(LevelLabels, LabelsBelowALevelOfItsOwnLineHaveIt) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nFINDINGS:\nL3-L4\nCanal: Moderate stenosis.\nLeft neural foramen: Patent.\n\nOther: No fracture.\n"),
              ElementsAre("imaging/canal_stenosis present [stenosis] levels=L3-L4 severity=moderate modality=mri",
                          "imaging/foraminal_stenosis absent [neural foramen] side=left levels=L3-L4 modality=mri", "imaging/fracture absent [fracture] modality=mri"));
}

TEST(LevelLabels, NarrowingIsOfTheForamenThatItsLabelNames) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nFINDINGS:\nL5-S1:\nRight neural foramen: Severe stenosis.\n"),
              ElementsAre("imaging/foraminal_stenosis present [stenosis] side=right levels=L5-S1 severity=severe modality=mri"));
}

TEST(LevelLabels, LineBesideAFilledLevelHasNone) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nFINDINGS:\nL4-5: Small disc bulge.\nMarrow: No focal lesion.\n"), Contains("imaging/mass absent [focal lesion] modality=mri"));
}

TEST(SplitSides, VerbBetweenTheFindingAndItsTwoSides) {
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\nC5-6: Foraminal stenosis is mild on the left and severe on the right.\n"),
              ElementsAre("imaging/foraminal_stenosis present [Foraminal stenosis] side=left levels=C5-C6 severity=mild modality=mri",
                          "imaging/foraminal_stenosis present [severe on the right] side=right levels=C5-C6 severity=severe modality=mri"));
}

TEST(SymptomLabels, AnswerBehindTheColonGivesTheSide) {
  EXPECT_THAT(told("HPI:\nNumbness/tingling: left ring finger\n"), Contains("symptom/numbness present [Numbness] side=left region=upper_limb"));
}

TEST(SymptomLabels, ReviewUnderANeurologicalHeadingIsTheHistory) {
  EXPECT_THAT(told("HPI: Neck pain.\n\nNeurological: Negative for weakness and numbness.\n"), Contains("symptom/weakness absent [weakness]"));
}

TEST(SymptomLabels, MinusAtTheEndOfEachLineDenies) {
  EXPECT_THAT(told("HPI:\nNeck pain +\nBack pain -\nFalls -\n"),
              ElementsAre("symptom/neck_pain present [Neck pain] region=neck", "symptom/back_pain absent [Back pain]", "symptom/gait_problem absent [Falls]"));
}

TEST(SymptomLabels, MinusBeforeNewWeaknessDenies) {
  EXPECT_THAT(told("HPI: Stable since the visit, (-) new weakness, (-) falls.\n"), Contains("symptom/weakness absent [weakness]"));
}

TEST(Questions, NoOnItsLineAnswersTheQuestion) {
  EXPECT_THAT(told("HPI:\nDo you have weakness in your legs? No\nWhat makes it worse? Standing\n"), Contains("symptom/weakness absent [weakness] region=lower_limb"));
}

TEST(Questions, LettersBetweenQuestions) { EXPECT_THAT(told("HPI:\nNumbness? N Weakness? N Falls? N\n"), Contains("symptom/numbness absent [Numbness]")); }

TEST(DiagnosisList, SideOfTheNextItemIsNotTaken) {
  EXPECT_THAT(findings("PMH: Lumbar stenosis, sleep apnea, bilateral CTR\n\nHPI: She returns.\n"), ElementsAre("diagnosis/lumbar_stenosis present [Lumbar stenosis]"));
}

TEST(DiagnosisList, SideBeforeALevelIsTheDisorders) {
  EXPECT_THAT(findings("ASSESSMENT:\n1. Herniated disc, left L5-S1.\n\nHPI: He returns.\n"),
              ElementsAre("diagnosis/lumbar_disc_disorder present [Herniated disc] side=left levels=L5-S1"));
}

}  // namespace
}  // namespace chartgap
