// Facts of notes that are filled into forms: boxes and questions without an answer, leaders of dots, headings in brackets, columns of visits.
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

TEST(UnansweredForms, SayNothing) {
  EXPECT_THAT(facts_of("Recent fever: [ ] yes [ ] no\n"), IsEmpty());
  EXPECT_THAT(facts_of("Takes anticoagulants: \xE2\x98\x90 yes \xE2\x98\x90 no\n"), IsEmpty());
  EXPECT_THAT(facts_of("Incontinence Y / N\nSepsis (yes/no):\n"), IsEmpty());
  EXPECT_THAT(facts_of("Pregnant  Yes [ ]  No [ ]\n"), IsEmpty());
}

TEST(UnansweredForms, AnAnswerCounts) {
  EXPECT_THAT(facts_of("Night fevers: [ ] yes [x] no\n"), ElementsAre("red_flag/fever absent [fevers]"));
  EXPECT_THAT(facts_of("Night fevers: [x] yes [ ] no\n"), ElementsAre("red_flag/fever present [fevers]"));
}

TEST(CircledAnswers, OneOfTwoPrintedOnesInBrackets) {
  EXPECT_THAT(facts_of("4. Any fever now?   YES   (NO)\n"), ElementsAre("red_flag/fever absent [fever]"));
  EXPECT_THAT(facts_of("Any fever now? (Yes) / No\n"), ElementsAre("red_flag/fever present [fever]"));
  EXPECT_THAT(facts_of("Fever? YES [NO]      Sepsis? (YES) NO\n"), ElementsAre("red_flag/fever absent [Fever]", "red_flag/infection present [Sepsis]"));
}

TEST(LeadingSigns, PlusAssertsAndMinusDeniesUpToTheNextOne) {
  EXPECT_THAT(facts_of("ROS: + numb hands. - fever, bladder trouble.\n", {"red_flag"}),
              ElementsAre("red_flag/fever absent [fever]", "red_flag/bowel_bladder absent [bladder trouble]"));
  EXPECT_THAT(facts_of("- fever since Monday\n"), ElementsAre("red_flag/fever present [fever]"));
}

TEST(DoubledQuestionMarks, HedgeWhatFollows) {
  EXPECT_THAT(facts_of("Impression: ?? C7 radiculopathy\n", {"diagnosis"}), ElementsAre(StartsWith("diagnosis/cervical_radiculopathy possible [radiculopathy]")));
}

TEST(Leaders, PartTheAnswerFromItsLabel) {
  EXPECT_THAT(facts_of("Night fevers ........... No\nBladder trouble ........ No\n"),
              ElementsAre("red_flag/fever absent [fevers]", "red_flag/bowel_bladder absent [Bladder trouble]"));
  EXPECT_THAT(facts_of("EXAM\nHOFFMANN ........ negative\n", {"exam"}), ElementsAre(StartsWith("exam/upper_motor_neuron_sign absent [HOFFMANN]")));
}

TEST(MarkedHeadings, BracketsAndDashes) {
  EXPECT_THAT(facts_of("[Plan]\n1) soft collar at night\n", {"therapy"}), ElementsAre(StartsWith("therapy/bracing hypothetical [soft collar]")));
  EXPECT_THAT(facts_of("S- stiff since Monday.\nP- meloxicam 15 daily\n", {"therapy"}), ElementsAre(StartsWith("therapy/nsaid hypothetical [meloxicam]")));
  EXPECT_THAT(facts_of("#Lumbar radiculopathy, left - since June\n> trial pregabalin 50\n", {"diagnosis", "therapy"}),
              ElementsAre(StartsWith("diagnosis/lumbar_radiculopathy present"), StartsWith("therapy/neuropathic_agent hypothetical")));
}

TEST(LegRaise, AnAngleStandsBetweenTheSides) {
  EXPECT_THAT(facts_of("EXAM\nSLR: R pos 40 deg  L neg\n", {"exam"}),
              ElementsAre("exam/straight_leg_raise present [SLR] side=right", "exam/straight_leg_raise absent [neg] side=left"));
  EXPECT_THAT(facts_of("EXAM\nSLR L + at 70, hamstring only\n", {"exam"}), ElementsAre("exam/straight_leg_raise present [SLR] side=left"));
}

TEST(ColumnsOfVisits, OnlyTheLastIsNow) {
  const auto facts = facts_of("EXAM\n             3/14        4/18        Goal\nR EHL        3/5         4/5         5/5\n", {"exam"});
  EXPECT_THAT(facts, Contains(StartsWith("exam/motor_deficit present [EHL] side=right region=lower_limb muscle=EHL grade=4/5")));
  EXPECT_THAT(facts, Contains(StartsWith("exam/motor_deficit historical [3/5]")));
  EXPECT_THAT(facts, Not(Contains(StartsWith("exam/motor_deficit absent"))));
}

TEST(PastBrackets, AreNoFindingOfToday) {
  EXPECT_THAT(facts_of("EXAM\nSpurling's L equivocal (was +)\n", {"exam"}), ElementsAre(StartsWith("exam/spurling possible")));
  EXPECT_THAT(facts_of("EXAM\nDeltoid R 4+/5 (was 3/5)\n", {"exam"}),
              ElementsAre(StartsWith("exam/motor_deficit present [Deltoid]"), "exam/motor_deficit historical [3/5] grade=3/5"));
}

TEST(Denials, EndAtTheCommaBeforeANormalWord) { EXPECT_THAT(facts_of("EXAM\nNo swelling, normal gait.\n", {"exam"}), ElementsAre("exam/gait_abnormality absent [gait]")); }

TEST(Hedges, AShortOneEndsNoSentence) {
  EXPECT_THAT(facts_of("ASSESSMENT: prob. C6 radiculopathy on the right.", {"diagnosis"}), ElementsAre(StartsWith("diagnosis/cervical_radiculopathy possible")));
}

TEST(Sides, TheSpinesLetterIsNone) {
  EXPECT_THAT(facts_of("EXAM\nL-spine: midline tenderness.\n", {"exam"}), ElementsAre("exam/tenderness present [midline tenderness] region=low_back"));
}

TEST(Grades, OneEachOfSeveralNames) {
  EXPECT_THAT(facts_of("EXAM\nBic/BR/tri 2+/2+/1+ R\n", {"exam"}), Contains("exam/reflex_deficit present [tri] side=right region=upper_limb muscle=tri grade=1+"));
}

TEST(Chronicle, RowsOfYearsAreOfThePast) {
  EXPECT_THAT(facts_of("Year    Event\n2012    LBP returned\n2015    L4-5 discectomy - good\n", {"symptom", "therapy"}),
              ElementsAre(StartsWith("symptom/back_pain historical"), StartsWith("therapy/spine_surgery present")));
}

TEST(Courses, HolidaysAndArrows) {
  EXPECT_THAT(facts_of("HPI: PT 4/28 -> 6/16, no better.", {"therapy"}), ElementsAre("therapy/physical_therapy present [PT] duration=P49D outcome=failed"));
}

TEST(GradedAnatomy, ADegreeOfTheCanalIsItsNarrowing) {
  const auto facts = facts_of("MRI CERVICAL SPINE\nFINDINGS:\nC4-5: mild canal, mod L NF.\nC5-6: Right foramen: severe.\n", {"imaging"});
  EXPECT_THAT(facts, Contains("imaging/canal_stenosis present [canal] levels=C4-C5 severity=mild modality=mri"));
  EXPECT_THAT(facts, Contains("imaging/foraminal_stenosis present [NF] side=left levels=C4-C5 severity=moderate modality=mri"));
  EXPECT_THAT(facts, Contains("imaging/foraminal_stenosis present [foramen] side=right levels=C5-C6 severity=severe modality=mri"));
}

TEST(Relief, OfSomeDaysIsNoCourse) {
  EXPECT_THAT(facts_of("HPI: A prednisone taper calmed it for five days."), ElementsAre("therapy/oral_steroid present [prednisone taper] drug=prednisone outcome=partial"));
}

TEST(Sessions, ADateEach) {
  EXPECT_THAT(facts_of("HPI: Prior cervical epidurals: 1/8/2024, 3/4/2024 and 6/10/2024.", {"therapy"}),
              ElementsAre(StartsWith("therapy/epidural_injection present [epidurals] region=neck sessions=3")));
}

TEST(Ratings, AnAppointmentIsNone) {
  EXPECT_THAT(facts_of("HPI: Neurology appt 4/10.", {"score"}), IsEmpty());
  EXPECT_THAT(facts_of("SUBJECTIVE\nPain: C 3 / B 2 / W 7.\n", {"score"}),
              ElementsAre(StartsWith("score/nrs present [3]"), StartsWith("score/nrs present [2]"), StartsWith("score/nrs present [7]")));
}

TEST(Brackets, HoldWhatTheyDeny) {
  EXPECT_THAT(facts_of("IMAGING: CT (not able to have an MRI, pacemaker): C6-7 severe left foraminal stenosis.", {"imaging"}),
              ElementsAre(StartsWith("imaging/foraminal_stenosis present")));
}

TEST(Questions, PlacesBehindTheQuestion) {
  EXPECT_THAT(facts_of("Where is your pain?  Neck; Right arm\n", {"symptom"}),
              ElementsAre("symptom/neck_pain present [Neck] region=neck", "symptom/limb_pain present [arm] side=right region=upper_limb"));
  EXPECT_THAT(facts_of("Do you drop objects?  Often\n", {"symptom"}), ElementsAre(StartsWith("symptom/gait_problem present")));
}

}  // namespace
}  // namespace chartgap
