#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> exam(const std::string& text) { return facts_of("PHYSICAL EXAM:\n" + text, {"exam"}); }

TEST(ExamStrength, ExceptionHasItsOwnGrade) {
  EXPECT_THAT(exam("Strength is 5/5 in both arms except the left triceps, which is 4/5."),
              ElementsAre("exam/motor_deficit absent [Strength] side=bilateral region=upper_limb grade=5/5",
                          "exam/motor_deficit present [triceps] side=left region=upper_limb muscle=triceps grade=4/5"));
}

TEST(ExamStrength, SideGoesOnAlongTheList) {
  EXPECT_THAT(exam("Motor: R deltoid 4/5, biceps 4+/5, else 5/5."),
              ElementsAre("exam/motor_deficit present [deltoid] side=right region=upper_limb muscle=deltoid grade=4/5",
                          "exam/motor_deficit present [biceps] side=right region=upper_limb muscle=biceps grade=4+/5", "exam/motor_deficit absent [5/5] grade=5/5"));
}

TEST(ExamStrength, SecondSideIsAFactOfItsOwn) {
  EXPECT_THAT(exam("Knee extension is 5/5 on the left and 4/5 on the right."),
              ElementsAre("exam/motor_deficit absent [Knee extension] side=left region=lower_limb muscle=Knee extension grade=5/5",
                          "exam/motor_deficit present [4/5] side=right region=lower_limb muscle=Knee extension grade=4/5"));
}

TEST(ExamStrength, JointIsSharedByTheNextMovement) {
  EXPECT_THAT(exam("Knee flexors and extensors 4/5."), ElementsAre("exam/motor_deficit present [Knee flexors] region=lower_limb muscle=Knee flexors grade=4/5",
                                                                   "exam/motor_deficit present [extensors] region=lower_limb muscle=Knee extensors grade=4/5"));
}

TEST(ExamStrength, ListWithoutGradesSharesItsWord) {
  EXPECT_THAT(exam("The right biceps, deltoid and wrist extensors are strong."),
              ElementsAre("exam/motor_deficit absent [biceps] side=right region=upper_limb muscle=biceps",
                          "exam/motor_deficit absent [deltoid] side=right region=upper_limb muscle=deltoid",
                          "exam/motor_deficit absent [wrist extensors] side=right region=upper_limb muscle=wrist extensors"));
}

TEST(ExamStrength, GradeOutsideASectionOfExamination) {
  EXPECT_THAT(facts_of("Dear colleague, today the left deltoid is 4-/5.", {"exam"}),
              ElementsAre("exam/motor_deficit present [deltoid] side=left region=upper_limb muscle=deltoid grade=4-/5"));
}

TEST(ExamStrength, ExceptionLeavesTheRuleStanding) {
  EXPECT_THAT(exam("Full strength throughout except for 4/5 hip extensors."),
              ElementsAre("exam/motor_deficit absent [strength]", "exam/motor_deficit present [hip extensors] region=lower_limb muscle=hip extensors grade=4/5"));
}

TEST(ExamStrength, HeelWalkingIsNotGait) {
  EXPECT_THAT(exam("She cannot walk on her heels."), ElementsAre("exam/motor_deficit present [cannot walk on her heels] region=lower_limb"));
}

TEST(ExamReflexes, GradeBeforeItsNames) {
  EXPECT_THAT(exam("Reflexes are 2+ at the biceps and triceps and 1+ at the ankles."),
              ElementsAre("exam/reflex_deficit absent [Reflexes] region=upper_limb muscle=biceps,triceps grade=2+",
                          "exam/reflex_deficit present [1+ at the ankles] region=lower_limb grade=1+"));
}

TEST(ExamReflexes, HeadingIsTheFactOfItsLine) {
  EXPECT_THAT(exam("Neuro:\nReflexes: 2/2 in BUE.\nGait: normal.\n"),
              ElementsAre("exam/reflex_deficit absent [Reflexes] side=bilateral region=upper_limb grade=2/2", "exam/gait_abnormality absent [Gait]"));
}

TEST(ExamReflexes, BriskIsAnUpperMotorNeuronSign) {
  EXPECT_THAT(exam("DTRs 3+ at the knees."), ElementsAre("exam/upper_motor_neuron_sign present [DTRs] region=lower_limb grade=3+"));
}

TEST(ExamReflexes, PulsesAreNone) { EXPECT_THAT(exam("Pulses 2+ at both ankles."), IsEmpty()); }

TEST(ExamSides, PositiveOnOneNegativeOnTheOther) {
  EXPECT_THAT(exam("Spurling's is positive on the left, negative on the right."),
              ElementsAre("exam/spurling present [Spurling's] side=left", "exam/spurling absent [negative] side=right"));
  EXPECT_THAT(exam("SLR was limited to 40 degrees on the left and 85 degrees on the right."),
              ElementsAre("exam/straight_leg_raise present [SLR] side=left", "exam/straight_leg_raise absent [85 degrees] side=right"));
  EXPECT_THAT(exam("SLR was limited to 8 degrees on the left and 85 degrees on the right."),
              ElementsAre("exam/straight_leg_raise present [SLR] side=left", "exam/straight_leg_raise absent [85 degrees] side=right"));
}

TEST(ExamSides, ComparisonIsNotASide) {
  EXPECT_THAT(exam("Decreased sensation over the right foot compared to the left."),
              ElementsAre("exam/sensory_deficit present [Decreased sensation] side=right region=lower_limb"));
}

TEST(ExamSides, LightTouchIsNotLeft) { EXPECT_THAT(exam("Dec LT R thumb."), ElementsAre("exam/sensory_deficit present [Dec LT] side=right region=upper_limb")); }

TEST(ExamPolarity, ThePredicateDoesNotDenyItself) {
  EXPECT_THAT(exam("Straight leg raises are negative bilaterally."), ElementsAre("exam/straight_leg_raise absent [Straight leg raises] side=bilateral"));
}

TEST(ExamPolarity, PresentTurnsWithWhatIsLookedFor) {
  EXPECT_THAT(exam("Sensation is present in both feet. Babinski is present."),
              ElementsAre("exam/sensory_deficit absent [Sensation] side=bilateral region=lower_limb", "exam/upper_motor_neuron_sign present [Babinski]"));
}

TEST(ExamPolarity, SignsInBracketsAndAloneAnswer) {
  EXPECT_THAT(exam("Spurling (+) R. Hoffmann (-)."), ElementsAre("exam/spurling present [Spurling] side=right", "exam/upper_motor_neuron_sign absent [Hoffmann]"));
  EXPECT_THAT(exam("Babinski sign - negative."), ElementsAre("exam/upper_motor_neuron_sign absent [Babinski sign]"));
}

TEST(ExamPolarity, UntickedBoxSaysNothing) { EXPECT_THAT(exam("Sensation: [x] intact  [ ] decreased"), ElementsAre("exam/sensory_deficit absent [Sensation]")); }

TEST(ExamPolarity, OtherNounsAdjectiveIsNotTheHeadings) { EXPECT_THAT(exam("Motor: Normal bulk and tone."), ElementsAre("exam/atrophy absent [bulk]")); }

TEST(ExamMotion, LessThanTheWholeIsLimited) {
  EXPECT_THAT(exam("Cervical range of motion:\nFlexion 40/50.\nExtension 60/60.\n"),
              ElementsAre("exam/limited_motion present [Flexion] region=neck", "exam/limited_motion absent [Extension] region=neck"));
}

TEST(ExamMotion, SideOfThePainIsNotThePlanes) {
  EXPECT_THAT(exam("Lumbar spine: Right rotation 20/30 with pain on the left."), ElementsAre("exam/limited_motion present [rotation] side=right region=low_back"));
}

TEST(ExamMotion, FreeJointIsNoFindingOfTheSpine) { EXPECT_THAT(exam("Full range of motion of the right elbow."), IsEmpty()); }

TEST(ExamPlace, RegionOfTheHeadingAboveSmallHeadings) {
  EXPECT_THAT(exam("Lumbar spine: Tenderness: none.\nRange of motion: decreased.\n"),
              ElementsAre("exam/tenderness absent [Tenderness] region=low_back", "exam/limited_motion present [Range of motion] region=low_back"));
}

TEST(ExamPlace, MusclesOfTenderness) {
  EXPECT_THAT(exam("There is tenderness and spasm in the left trapezius."),
              ElementsAre("exam/tenderness present [tenderness] side=left region=neck muscle=trapezius", "exam/spasm present [spasm] side=left region=neck muscle=trapezius"));
}

TEST(ExamPlace, RootNamesTheLimb) {
  EXPECT_THAT(exam("Sensation is decreased in the left L5 dermatome."), ElementsAre("exam/sensory_deficit present [Sensation is decreased] side=left region=lower_limb roots=L5"));
}

TEST(ExamPlace, HistoryIsNotExamined) { EXPECT_THAT(facts_of("HPI: He has had good strength and much muscle spasm since May.\n", {"exam"}), IsEmpty()); }

std::vector<std::string> scores(const std::string& text) { return facts_of(text, {"score"}); }

TEST(Scores, ValuesThatGoOn) {
  EXPECT_THAT(scores("NDI 48% -> 30%"), ElementsAre("score/ndi present [48%] value=48 max=100", "score/ndi present [30%] value=30 max=100"));
  EXPECT_THAT(scores("NRS: now 5, worst 9, best 2"),
              ElementsAre("score/nrs present [5] value=5 max=10", "score/nrs present [9] value=9 max=10", "score/nrs present [2] value=2 max=10"));
}

TEST(Scores, LegendIsNoRating) { EXPECT_THAT(scores("Pain scale (0 = none, 10 = worst)"), IsEmpty()); }

TEST(Exam, TendernessUnderAnotherPart) {
  EXPECT_THAT(facts_of("PHYSICAL EXAM\n\nAbdomen: Flat. Nontender.\nBack: Nontender.\n", {"exam"}), ElementsAre("exam/tenderness absent [Nontender]"));
}

TEST(Exam, CranialNervesAreNoLimbs) {
  EXPECT_THAT(facts_of("NEUROLOGICAL EXAM:\nXI: Trapezius strength normal.\nMotor: Strength normal.\n", {"exam"}), ElementsAre("exam/motor_deficit absent [Strength]"));
}

TEST(Exam, LegRaiseThatStopsAtTheHamstrings) {
  EXPECT_THAT(exam("Straight leg raising is limited by tight hamstrings."), ElementsAre("exam/straight_leg_raise absent [Straight leg raising]"));
  EXPECT_THAT(exam("SLR causes low back pain only."), ElementsAre("exam/straight_leg_raise absent [SLR]"));
}

TEST(Exam, AbsentFurtherDownIsLess) {
  EXPECT_THAT(exam("Vibration was decreased at the ankle and was absent at the toes."), ElementsAre("exam/sensory_deficit present [Vibration was decreased] region=lower_limb"));
}

TEST(Exam, WhatCouldNotBeTested) { EXPECT_THAT(exam("Gait could not be assessed."), IsEmpty()); }

TEST(ExamStrength, SidesThatAgreeAreOneFact) {
  EXPECT_THAT(exam("Knee flexion is 3/5 on the right and 4-/5 on the left."),
              ElementsAre("exam/motor_deficit present [Knee flexion] side=bilateral region=lower_limb muscle=Knee flexion grade=3/5"));
}

TEST(ExamStrength, NamedTwiceIsSaidAtItsFirstWords) {
  EXPECT_THAT(exam("Her motor strength appears 5/5 strength in the arms."), ElementsAre("exam/motor_deficit absent [motor strength] region=upper_limb grade=5/5"));
}

TEST(ExamReflexes, SameGradeOfOneLimbIsOneFact) {
  EXPECT_THAT(exam("Reflexes: 1+ brachioradialis, 1+ biceps."), ElementsAre("exam/reflex_deficit present [Reflexes] region=upper_limb muscle=brachioradialis,biceps grade=1+"));
}

TEST(Exam, FeelingAtAJointIsNoReflex) {
  EXPECT_THAT(facts_of("REFLEXES:\nReflexes are 2+. Vibration was absent in the toes and decreased at the knee.\n", {"exam"}),
              testing::Not(testing::Contains(testing::HasSubstr("reflex_deficit present"))));
}

TEST(Exam, HistoryThatTellsAnExamination) {
  EXPECT_THAT(facts_of("HISTORY OF PRESENT ILLNESS:\nExamination at that visit showed spasm of the low back. Lumbar range of motion was normal.\n", {"exam"}),
              ElementsAre("exam/spasm present [spasm] region=low_back", "exam/limited_motion absent [range of motion] region=low_back"));
  EXPECT_THAT(facts_of("HISTORY OF PRESENT ILLNESS:\nHe has spasms of the low back.\n", {"exam"}), IsEmpty());
}

TEST(Exam, SignBehindAFindingDeniesIt) {
  EXPECT_THAT(exam("Clonus: (-) bilat."), ElementsAre("exam/upper_motor_neuron_sign absent [Clonus] side=bilateral"));
  EXPECT_THAT(exam("Tenderness (+), spasm (-)."), ElementsAre("exam/tenderness present [Tenderness]", "exam/spasm absent [spasm]"));
  EXPECT_THAT(exam("Limp -ve."), ElementsAre("exam/gait_abnormality absent [Limp]"));
}

TEST(Exam, TestThatReproducesNothingIsNegative) { EXPECT_THAT(exam("Spurling test does not reproduce his arm pain."), ElementsAre("exam/spurling absent [Spurling test]")); }

TEST(Exam, FreeShoulderIsAFinding) {
  EXPECT_THAT(exam("She has full range of motion in both shoulders."), ElementsAre("exam/limited_motion absent [range of motion] side=bilateral region=upper_limb"));
  EXPECT_THAT(exam("She has full range of motion of the elbows and shoulders."), IsEmpty());
}

TEST(Exam, LongTractSignOfALimb) { EXPECT_THAT(exam("No spasticity of either leg."), ElementsAre("exam/upper_motor_neuron_sign absent [spasticity] region=lower_limb")); }

}  // namespace
}  // namespace chartgap
