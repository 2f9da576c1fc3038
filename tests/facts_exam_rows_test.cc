#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> exam(const std::string& text) { return facts_of("PHYSICAL EXAM:\n" + text, {"exam"}); }

TEST(ExamRuns, LettersUnderTheirLabel) {
  EXPECT_THAT(exam("Motor   R  D5 B5 WE4+\n"), ElementsAre("exam/motor_deficit absent [D] side=right region=upper_limb muscle=D grade=5",
                                                           "exam/motor_deficit absent [B] side=right region=upper_limb muscle=B grade=5",
                                                           "exam/motor_deficit present [WE] side=right region=upper_limb muscle=WE grade=4+"));
}

TEST(ExamRuns, MotionsUnderTheirTitle) {
  EXPECT_THAT(
      exam("Cervical AROM (deg / WNL)\nFlex: 45 (WNL)\nExt: 30 (limited, sore)\nR Rot: 60\nL Rot: 50%\n"),
      ElementsAre("exam/limited_motion absent [Flex] region=neck", "exam/limited_motion present [Ext] region=neck", "exam/limited_motion present [Rot] side=left region=neck"));
}

TEST(ExamRuns, BoxThatIsNotTickedGradesNothing) {
  EXPECT_THAT(exam("Motor: [ ] 5/5 throughout [x] Deficit: R EHL 4/5\n"), ElementsAre("exam/motor_deficit present [EHL] side=right region=lower_limb muscle=EHL grade=4/5"));
}

TEST(ExamRuns, ASideLastsToTheNext) {
  EXPECT_THAT(exam("Rt HF 5/5 DF 4/5; Lt HF 5/5 DF 5/5"), ElementsAre("exam/motor_deficit absent [HF] side=right region=lower_limb muscle=HF grade=5/5",
                                                                      "exam/motor_deficit present [DF] side=right region=lower_limb muscle=DF grade=4/5",
                                                                      "exam/motor_deficit absent [HF] side=left region=lower_limb muscle=HF grade=5/5",
                                                                      "exam/motor_deficit absent [DF] side=left region=lower_limb muscle=DF grade=5/5"));
}

TEST(ExamRuns, NamesShareAGrade) {
  EXPECT_THAT(exam("IP/Q/TA 5/5 b/l"), ElementsAre("exam/motor_deficit absent [IP] side=bilateral region=lower_limb muscle=IP grade=5/5",
                                                   "exam/motor_deficit absent [Q] side=bilateral region=lower_limb muscle=Q grade=5/5",
                                                   "exam/motor_deficit absent [TA] side=bilateral region=lower_limb muscle=TA grade=5/5"));
}

TEST(ExamRuns, EachSideOfAJerk) {
  EXPECT_THAT(exam("DTR  Bi 2/2  BR R 1+ L 2+"), ElementsAre("exam/reflex_deficit absent [Bi] side=bilateral region=upper_limb muscle=Bi grade=2/2",
                                                             "exam/reflex_deficit present [BR] side=right region=upper_limb muscle=BR grade=1+",
                                                             "exam/reflex_deficit absent [2+] side=left region=upper_limb muscle=BR grade=2+"));
}

TEST(ExamRuns, PairsAreSplitWhereTheLineSaysWhichIsWhich) {
  EXPECT_THAT(exam("DTR  Bic 2/1  Tri 2/2  (R/L)"), ElementsAre("exam/reflex_deficit absent [Bic] side=right region=upper_limb muscle=Bic grade=2",
                                                                "exam/reflex_deficit present [1] side=left region=upper_limb muscle=Bic grade=1",
                                                                "exam/reflex_deficit absent [Tri] side=bilateral region=upper_limb muscle=Tri grade=2/2"));
}

TEST(ExamRuns, CrossesOfTheUk) { EXPECT_THAT(exam("KJ ++ AJ -/+ both\n"), Contains("exam/reflex_deficit absent [KJ] region=lower_limb grade=++")); }

TEST(ExamRuns, MotionsBySharesAndWords) {
  EXPECT_THAT(exam("L-spine ROM: flex 80%, ext full, RSB 10/25"),
              ElementsAre("exam/limited_motion present [flex] region=low_back", "exam/limited_motion absent [ext] region=low_back",
                          "exam/limited_motion present [RSB] side=right region=low_back"));
}

TEST(ExamRuns, MyotomesByRoot) {
  EXPECT_THAT(exam("Myotomes: L4 5/5, L5 3/5"),
              ElementsAre("exam/motor_deficit absent [L4] region=lower_limb roots=L4 grade=5/5", "exam/motor_deficit present [L5] region=lower_limb roots=L5 grade=3/5"));
}

TEST(ExamRuns, FingersAndVitaminsAreNoMuscles) {
  EXPECT_THAT(exam("Tingling in L D3 D4 D5. Takes B 12 and D 3 at 5 pm."), IsEmpty());
  EXPECT_THAT(exam("Reflexes were hard to get. There is tenderness from T4 through T8."), Not(Contains(StartsWith("exam/reflex_deficit absent [T]"))));
}

TEST(ExamRuns, VisitsAndSetsAreNoGrades) { EXPECT_THAT(exam("Plan: IP 1/5 visits, quads 3 sets, hams 3 sets."), IsEmpty()); }

TEST(ExamGrades, OtherSharesOfFiveAreNoStrength) { EXPECT_THAT(exam("Waddell 2/5. SI cluster 3/5."), Not(Contains(StartsWith("exam/motor_deficit")))); }

TEST(ExamGrades, AShortLimbLeavesTheSpanToItsGrade) { EXPECT_THAT(exam("UE 5/5 throughout."), ElementsAre("exam/motor_deficit absent [5/5] region=upper_limb grade=5/5")); }

TEST(ExamWords, ShortSensesAndJerks) {
  EXPECT_THAT(exam("JPS impaired at both great toes. Right biceps jerk is gone."),
              ElementsAre(StartsWith("exam/sensory_deficit present [JPS impaired]"), StartsWith("exam/reflex_deficit present [biceps jerk is gone]")));
}

TEST(ExamSides, AnswersForEachSide) {
  EXPECT_THAT(exam("Spurling: R +, L -"), ElementsAre("exam/spurling present [Spurling] side=right", "exam/spurling absent [-] side=left"));
  EXPECT_THAT(exam("SLR: + L at 45, neg R"), ElementsAre("exam/straight_leg_raise present [SLR] side=left", "exam/straight_leg_raise absent [neg] side=right"));
  EXPECT_THAT(exam("SLR R 40 L 80"), ElementsAre("exam/straight_leg_raise present [SLR] side=right", "exam/straight_leg_raise absent [80] side=left"));
}

TEST(ExamSides, ASignBeforeItsTest) { EXPECT_THAT(exam("Neck stiff. + Spurling R."), Contains("exam/spurling present [Spurling] side=right")); }

TEST(ExamSides, TickedBoxes) {
  EXPECT_THAT(exam("Hoffmann   R [ ]pos [x]neg    L [x]pos [ ]neg"),
              ElementsAre("exam/upper_motor_neuron_sign absent [Hoffmann] side=right", "exam/upper_motor_neuron_sign present [L [x]pos] side=left"));
  EXPECT_THAT(exam("Gait   [x] nl  [ ] antalgic  [ ] wide based"), ElementsAre("exam/gait_abnormality absent [Gait]"));
}

TEST(ExamGrids, AColumnAMuscle) {
  EXPECT_THAT(exam("Motor\n      Delt  WE  EHL\nR     5     4   5\nL     5     5   5\n"),
              ElementsAre("exam/motor_deficit absent [Delt] side=bilateral region=upper_limb muscle=Delt grade=5",
                          "exam/motor_deficit present [WE] side=right region=upper_limb muscle=WE grade=4",
                          "exam/motor_deficit absent [EHL] side=bilateral region=lower_limb muscle=EHL grade=5",
                          "exam/motor_deficit absent [5] side=left region=upper_limb muscle=WE grade=5"));
}

TEST(ExamGrids, AColumnASide) {
  EXPECT_THAT(exam("                R      L\nDeltoid         5      4\nBiceps jerk     2      2\nHoffmann        -      +\n"),
              ElementsAre("exam/motor_deficit absent [Deltoid] side=right region=upper_limb muscle=Deltoid grade=5",
                          "exam/motor_deficit present [4] side=left region=upper_limb muscle=Deltoid grade=4",
                          "exam/reflex_deficit absent [Biceps jerk] side=bilateral region=upper_limb muscle=Biceps grade=2",
                          "exam/upper_motor_neuron_sign absent [Hoffmann] side=right", "exam/upper_motor_neuron_sign present [+] side=left"));
}

TEST(ExamGrids, PipesAndRoots) {
  EXPECT_THAT(exam("| Muscle | Right | Left |\n|---|---|---|\n| C5 deltoid | 5/5 | 4/5 |\n"),
              ElementsAre("exam/motor_deficit absent [deltoid] side=right region=upper_limb roots=C5 muscle=deltoid grade=5/5",
                          "exam/motor_deficit present [4/5] side=left region=upper_limb roots=C5 muscle=deltoid grade=4/5"));
}

TEST(ExamGrids, MotionsInPercent) {
  EXPECT_THAT(exam("Lumbar AROM      %     pain\nFlexion          60    yes\nL SB             100   no\n"),
              ElementsAre("exam/limited_motion present [Flexion] region=low_back", "exam/limited_motion absent [SB] side=left region=low_back"));
}

}  // namespace
}  // namespace chartgap
