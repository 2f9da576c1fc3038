#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> flags(const std::string& text) { return facts_of(text, {"red_flag"}); }
std::vector<std::string> others(const std::string& text) { return facts_of(text, {"alternative"}); }

TEST(RedFlag, BareBowelAndBladderOnlyWhenDenied) {
  EXPECT_THAT(flags("HPI: No b/b, no saddle numbness."), ElementsAre("red_flag/bowel_bladder absent [b/b]", "red_flag/saddle_anesthesia absent [saddle numbness]"));
  EXPECT_THAT(flags("PT NOTE: B/B exercise band used."), IsEmpty());
}

TEST(RedFlag, HeadingThatIsDenied) {
  EXPECT_THAT(flags("ALLERGIES: Denies.\nSOCIAL HISTORY:\nIllicit drugs: none.\nTobacco: none.\n"),
              ElementsAre("red_flag/allergy absent [ALLERGIES]", "red_flag/drug_use absent [Illicit drugs]"));
}

TEST(RedFlag, BladderInLayWords) {
  EXPECT_THAT(flags("HPI: He can't hold his urine since Friday."), ElementsAre("red_flag/bowel_bladder present [can't hold his urine]"));
  EXPECT_THAT(flags("HPI: Walking is fine, bladder ok."), ElementsAre("red_flag/bowel_bladder absent [bladder]"));
}

TEST(RedFlag, ResidualIsJudgedByItsVolume) {
  EXPECT_THAT(flags("ED COURSE: PVR 35 ml."), ElementsAre("red_flag/bowel_bladder absent [PVR]"));
  EXPECT_THAT(flags("ED COURSE: PVR 640 ml."), ElementsAre("red_flag/bowel_bladder present [PVR]"));
  EXPECT_THAT(flags("ED COURSE: PVR 150 ml."), IsEmpty());
}

TEST(RedFlag, LetterClosesACell) {
  EXPECT_THAT(flags("INTAKE\nDiabetes N   Cancer N  Fever N\n"),
              ElementsAre("red_flag/diabetes absent [Diabetes]", "red_flag/malignancy absent [Cancer]", "red_flag/fever absent [Fever]"));
}

TEST(RedFlag, AnswerBehindAColon) {
  EXPECT_THAT(flags("Blood thinners: none (aspirin was stopped years ago)."),
              ElementsAre("red_flag/anticoagulant absent [Blood thinners]", "red_flag/antiplatelet present [aspirin] drug=aspirin"));
  EXPECT_THAT(flags("Blood thinners: Eliquis."), ElementsAre("red_flag/anticoagulant present [Eliquis] drug=apixaban"));
}

TEST(RedFlag, DrugThatIsBegunAndDrugThatIsKept) {
  EXPECT_THAT(flags("PLAN: Start apixaban."), ElementsAre("red_flag/anticoagulant hypothetical [apixaban] drug=apixaban"));
  EXPECT_THAT(flags("PLAN: He must not stop warfarin."), ElementsAre("red_flag/anticoagulant present [warfarin] drug=warfarin"));
}

TEST(RedFlag, DrugOfAnAllergyIsNotTaken) {
  EXPECT_THAT(flags("ALLERGIES: Imuran, aspirin.\nMEDICATIONS: Xarelto."), ElementsAre("red_flag/anticoagulant present [Xarelto] drug=rivaroxaban"));
}

TEST(RedFlag, CancerThatHasSpreadIsThereStill) {
  EXPECT_THAT(flags("HPI: She has a history of metastatic lung cancer."), ElementsAre("red_flag/malignancy present [metastatic lung cancer]"));
  EXPECT_THAT(flags("HPI: She has a history of lung cancer."), ElementsAre("red_flag/malignancy historical [lung cancer]"));
}

TEST(RedFlag, InfectionsThatLastAndThatAreOver) {
  EXPECT_THAT(flags("PMH: hepatitis C, cellulitis."), ElementsAre("red_flag/infection present [hepatitis C]", "red_flag/infection historical [cellulitis]"));
  EXPECT_THAT(flags("HPI: He had a recent abscess."), ElementsAre("red_flag/infection historical [abscess]"));
}

TEST(RedFlag, PlainLungDiseaseIsNone) { EXPECT_THAT(flags("PMH: h/o COPD, gout."), IsEmpty()); }

TEST(RedFlag, CalciumIsNoCancer) {
  EXPECT_THAT(flags("LABS: Ca 9.2 was normal."), IsEmpty());
  EXPECT_THAT(flags("HPI: Denies IVDU, ca, wt loss."), ElementsAre("red_flag/drug_use absent [IVDU]", "red_flag/malignancy absent [ca]", "red_flag/weight_loss absent [wt loss]"));
}

TEST(RedFlag, WarningsAreHypothetical) {
  EXPECT_THAT(flags("Return precautions: fever, urinary retention."),
              ElementsAre("red_flag/fever hypothetical [fever]", "red_flag/bowel_bladder hypothetical [urinary retention]"));
  EXPECT_THAT(flags("PLAN: New fever, incontinence, or chills -> ED."), ElementsAre("red_flag/fever hypothetical [fever]", "red_flag/bowel_bladder hypothetical [incontinence]"));
  EXPECT_THAT(flags("CONSENT: Risks incl. bleeding, infection, headache."), ElementsAre("red_flag/infection hypothetical [infection]"));
}

TEST(Alternative, PlaceOfASignIsNoDiagnosis) {
  EXPECT_THAT(others("EXAM: Tinel is positive at the left cubital tunnel."), IsEmpty());
  EXPECT_THAT(others("ASSESSMENT: SIJ dysfunction on the left."), ElementsAre("alternative/si_joint present [SIJ dysfunction] side=left"));
}

TEST(Alternative, ReleaseIsOver) { EXPECT_THAT(others("PSH: right carpal tunnel release."), ElementsAre("alternative/carpal_tunnel historical [carpal tunnel] side=right")); }

TEST(RedFlag, LikelyLungDiseaseIsNone) {
  EXPECT_THAT(flags("ASSESSMENT: Asthma or possibly COPD."), IsEmpty());
  EXPECT_THAT(flags("PMH: No COPD."), ElementsAre("red_flag/cardiopulmonary absent [COPD]"));
}

TEST(RedFlag, DrugOfThePast) {
  EXPECT_THAT(flags("HPI: She had been on warfarin until June."), ElementsAre("red_flag/anticoagulant historical [warfarin] drug=warfarin"));
  EXPECT_THAT(flags("HPI: She has been on warfarin since June."), ElementsAre("red_flag/anticoagulant present [warfarin] drug=warfarin"));
}

TEST(RedFlag, ListedAllergen) {
  EXPECT_THAT(flags("ALLERGIES: Codeine, IV contrast."), ElementsAre("red_flag/allergy present [IV contrast] drug=contrast"));
  EXPECT_THAT(flags("PROCEDURE: 2 ml of Omnipaque and Marcaine were given."), IsEmpty());
  EXPECT_THAT(flags("PMH: Significant for allergies."), IsEmpty());
}

TEST(RedFlag, DeniedOfTheFamily) { EXPECT_THAT(flags("FAMILY HISTORY: Negative for diabetes."), ElementsAre("red_flag/diabetes family [diabetes]")); }

TEST(RedFlag, InfectionOfAHistory) { EXPECT_THAT(flags("HPI: He presents with a history of osteomyelitis."), ElementsAre("red_flag/infection historical [osteomyelitis]")); }

TEST(RedFlags, IllnessThatIsDated) {
  EXPECT_THAT(facts_of("HISTORY OF PRESENT ILLNESS:\nIn June of 2009 she was found to have pneumonia.\n", {"red_flag"}), ElementsAre("red_flag/infection historical [pneumonia]"));
  EXPECT_THAT(facts_of("PAST MEDICAL HISTORY:\nRecurrent pneumonia.\n", {"red_flag"}), ElementsAre("red_flag/infection historical [pneumonia]"));
}

}  // namespace
}  // namespace chartgap
