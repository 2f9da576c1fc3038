#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> felt(const std::string& text) { return facts_of(text, {"symptom"}); }
std::vector<std::string> scores(const std::string& text) { return facts_of(text, {"score"}); }

TEST(PainRating, NeedsNoScale) {
  EXPECT_THAT(scores("HPI: Pain today: 6."), ElementsAre("score/nrs present [6] value=6 max=10"));
  EXPECT_THAT(scores("HPI: Pain is 3 to 5."), ElementsAre("score/nrs present [3 to 5] value=5 low=3 max=10"));
  EXPECT_THAT(scores("VITALS: BP 122/70 P 66 Pain 4"), ElementsAre("score/nrs present [4] value=4 max=10"));
}

TEST(PainRating, PartsOfTheDayGoOn) {
  EXPECT_THAT(scores("Pain 0-10   now 5   worst 8   best 2"),
              ElementsAre("score/nrs present [5] value=5 max=10", "score/nrs present [8] value=8 max=10", "score/nrs present [2] value=2 max=10"));
  EXPECT_THAT(scores("Worst/least/avg     9 / 1 / 4"),
              ElementsAre("score/nrs present [9] value=9 max=10", "score/nrs present [1] value=1 max=10", "score/nrs present [4] value=4 max=10"));
  EXPECT_THAT(scores("HPI: Tablets bring the pain from 8 to 4."), ElementsAre("score/nrs present [8] value=8 max=10", "score/nrs present [4] value=4 max=10"));
}

TEST(PainRating, CountsOfOtherThingsAreNone) {
  EXPECT_THAT(scores("HPI: Back pain 3 times a week, 2 falls."), IsEmpty());
  EXPECT_THAT(scores("HPI: 1. Neck pain 2. Headache 3. Poor sleep"), IsEmpty());
  EXPECT_THAT(scores("HPI: Pain at C5-6 since 2019."), IsEmpty());
  EXPECT_THAT(scores("HPI: Fatigue 8/10. Pressure 6/10 for the client."), IsEmpty());
}

TEST(PainRating, LegendIsNoAnswer) { EXPECT_THAT(scores("HPI: Pain 7, with 0 being none."), ElementsAre("score/nrs present [7] value=7 max=10")); }

TEST(PainRating, MakesItsPlaceAPain) {
  EXPECT_THAT(felt("HPI: Neck 6/10, L arm 3/10."), ElementsAre("symptom/neck_pain present [Neck] region=neck", "symptom/limb_pain present [arm] side=left region=upper_limb"));
  EXPECT_THAT(felt("Pain now:  neck 5  back 7"), ElementsAre("symptom/neck_pain present [neck] region=neck", "symptom/back_pain present [back]"));
  EXPECT_THAT(felt("HPI: R leg 0/10."), ElementsAre("symptom/limb_pain absent [leg] side=right region=lower_limb"));
  EXPECT_THAT(felt("HPI: Leg pain 0/10."), ElementsAre("symptom/limb_pain absent [Leg pain] region=lower_limb"));
}

TEST(PainRating, DiaryHasColumns) {
  EXPECT_THAT(
      scores("time        NRS leg     NRS back\npre         7           5\n+20         2           4\n"),
      ElementsAre("score/nrs present [7] value=7 max=10", "score/nrs present [5] value=5 max=10", "score/nrs present [2] value=2 max=10", "score/nrs present [4] value=4 max=10"));
}

TEST(VisitGrid, EarlierColumnsAreHistorical) {
  EXPECT_THAT(scores("                 Today       03/04/24\nNeck pain NRS    3           6\n"),
              ElementsAre("score/nrs present [3] value=3 max=10", "score/nrs historical [6] value=6 max=10"));
}

TEST(PainPlace, ListOfPlaces) {
  EXPECT_THAT(felt("HPI: Location: low back, L hip"),
              ElementsAre("symptom/back_pain present [low back] region=low_back", "symptom/limb_pain present [hip] side=left region=lower_limb"));
  EXPECT_THAT(felt("CC: neck and right arm."), ElementsAre("symptom/neck_pain present [neck] region=neck", "symptom/limb_pain present [arm] side=right region=upper_limb"));
  EXPECT_THAT(felt("CC: arm weakness."), ElementsAre("symptom/weakness present [weakness] region=upper_limb"));
}

TEST(PainPlace, ArrowsLeadOn) {
  EXPECT_THAT(felt("HPI: LBP -> L buttock -> calf."),
              ElementsAre("symptom/back_pain present [LBP] region=low_back", "symptom/radicular_pain present [buttock -> calf] side=left region=lower_limb"));
}

TEST(Symptom, LayWords) {
  EXPECT_THAT(felt("HPI: The right thumb goes dead at the wheel."), ElementsAre("symptom/numbness present [goes dead] side=right region=upper_limb"));
  EXPECT_THAT(felt("HPI: He fumbles with coins."), ElementsAre("symptom/gait_problem present [fumbles with coins]"));
  EXPECT_THAT(felt("HPI: Denies N/T."), ElementsAre("symptom/numbness absent [N]", "symptom/paresthesia absent [T]"));
}

TEST(Symptom, MinusDenies) {
  EXPECT_THAT(felt("ROS: (+) numbness, (-) weakness, (-) falls"),
              ElementsAre("symptom/numbness present [numbness]", "symptom/weakness absent [weakness]", "symptom/gait_problem absent [falls]"));
}

TEST(Symptom, SignsBeforeWords) {
  EXPECT_THAT(felt("EXAM: Neuro: + numbness, - weakness"), ElementsAre("symptom/numbness present [numbness]", "symptom/weakness absent [weakness]"));
}

TEST(Symptom, ToldAmongFindings) {
  EXPECT_THAT(felt("EXAM: Gait normal, no new weakness."), ElementsAre("symptom/weakness absent [weakness]"));
  EXPECT_THAT(felt("EXAM: Strength full. Call if weakness comes back."), ElementsAre("symptom/weakness hypothetical [weakness]"));
}

TEST(Symptom, OverIsHistorical) {
  EXPECT_THAT(felt("HPI: Her tingling went away by itself."), ElementsAre("symptom/paresthesia historical [tingling]"));
  EXPECT_THAT(felt("HPI: Hx of migraine, p/w neck pain."), ElementsAre("symptom/neck_pain present [neck pain] region=neck"));
}

TEST(Symptom, PlaceOfThePainThatItIsToldWith) {
  EXPECT_THAT(felt("HPI: She has tingling and pain down her left leg."), ElementsAre("symptom/paresthesia present [tingling] side=left region=lower_limb",
                                                                                     "symptom/radicular_pain present [pain down her left leg] side=left region=lower_limb"));
  EXPECT_THAT(felt("HPI: Since May right arm pain, weakness."),
              ElementsAre("symptom/limb_pain present [arm pain] side=right region=upper_limb", "symptom/weakness present [weakness] side=right region=upper_limb"));
}

TEST(Symptom, SpineHasNoSideOfALimb) {
  EXPECT_THAT(felt("HPI: He reports left hip pain and back pain."),
              ElementsAre("symptom/limb_pain present [hip pain] side=left region=lower_limb", "symptom/back_pain present [back pain]"));
  EXPECT_THAT(felt("HPI: Neck pain radiating to the right shoulder."),
              ElementsAre("symptom/neck_pain present [Neck pain] region=neck", "symptom/radicular_pain present [radiating to the right shoulder] side=right region=upper_limb"));
  EXPECT_THAT(felt("HPI: Low back pain, worse on the left."), ElementsAre("symptom/back_pain present [Low back pain] side=left region=low_back"));
}

TEST(Symptom, LevelNamesTheRootsOfRadicularPain) {
  EXPECT_THAT(felt("Right L4-5 radicular pain."), ElementsAre("symptom/radicular_pain present [radicular pain] side=right region=lower_limb roots=L4,L5"));
}

TEST(Symptom, PlaceBehindTinglingIsNoPain) {
  EXPECT_THAT(felt("HPI: The pain is often accompanied by tingling in the right foot."), ElementsAre("symptom/paresthesia present [tingling] side=right region=lower_limb"));
}

TEST(Symptom, LossesToldByThePatient) {
  EXPECT_THAT(felt("HPI: Slowly progressive sensory loss in the left foot."), ElementsAre("symptom/numbness present [sensory loss] side=left region=lower_limb"));
  EXPECT_THAT(felt("EXAM: Sensory loss in the left foot."), IsEmpty());
}

TEST(Symptom, ReasonOfAnEarlierOperationIsOver) {
  EXPECT_THAT(felt("HPI: She underwent a lumbar laminectomy in 2010 for leg pain."), ElementsAre("symptom/limb_pain historical [leg pain] region=lower_limb"));
}

TEST(Symptom, AbbreviationInBracketsIsTheSameMention) {
  EXPECT_THAT(felt("HPI: Chronic low back pain (LBP)."), ElementsAre("symptom/back_pain present [low back pain] region=low_back"));
}

TEST(Symptom, TimeThatItTookIsNoDuration) {
  EXPECT_THAT(felt("HPI: He was wheelchair bound within three weeks."), ElementsAre("symptom/gait_problem present [wheelchair bound]"));
  EXPECT_THAT(felt("HPI: Arm pain over the past month."), ElementsAre("symptom/limb_pain present [Arm pain] region=upper_limb duration=P1M"));
}

TEST(Pain, PlacesThatGoOnTheList) {
  EXPECT_THAT(facts_of("HPI:\nShe has pain in her neck, upper back, and right shoulder.\n", {"symptom"}),
              ElementsAre("symptom/neck_pain present [pain in her neck] region=neck", "symptom/back_pain present [upper back] region=thoracic",
                          "symptom/limb_pain present [shoulder] side=right region=upper_limb"));
  EXPECT_THAT(facts_of("HPI:\nShe has pain in her neck, and the right arm is weak.\n", {"symptom"}), testing::Not(testing::Contains(testing::HasSubstr("limb_pain"))));
}

TEST(Gait, DatedFallIsOver) {
  EXPECT_THAT(facts_of("HPI:\nHe had a fall in March of 2006.\n", {"symptom"}), ElementsAre("symptom/gait_problem historical [fall]"));
  EXPECT_THAT(facts_of("HPI:\nHe has had frequent falls since 2006.\n", {"symptom"}), ElementsAre(testing::StartsWith("symptom/gait_problem present")));
}

TEST(Symptom, WhatAPostureBringsOn) {
  EXPECT_THAT(facts_of("HPI:\nIf she bends down she loses her balance.\n", {"symptom"}), ElementsAre("symptom/gait_problem present [loses her balance]"));
  EXPECT_THAT(facts_of("PLAN:\nReturn if he loses his balance.\n", {"symptom"}), ElementsAre("symptom/gait_problem hypothetical [loses his balance]"));
}

// Roots that a place on the limb stands for, which the judge compares with the imaging; facts print only those that are named.
std::vector<uint64_t> implied_roots(std::string_view text) {
  std::vector<uint64_t> out;
  for (const Fact& fact : Analyzer(embedded_lexicon()).analyze("note", text).facts) out.push_back(fact.attributes.implied_roots.bits);
  return out;
}

TEST(ImpliedRoots, AreThoseOfTheFarthestPlaceToo) {
  constexpr uint64_t kSixth = 1u << 5;
  EXPECT_EQ(implied_roots("HPI: Left arm pain to the thumb."), (std::vector<uint64_t>{kSixth}));
  EXPECT_EQ(implied_roots("HPI: Pain shoots down the left arm to the thumb."), (std::vector<uint64_t>{kSixth}));
  EXPECT_EQ(implied_roots("HPI: Numbness of the left thumb."), (std::vector<uint64_t>{kSixth}));
  EXPECT_EQ(implied_roots("HPI: Left arm pain."), (std::vector<uint64_t>{0}));
}

}  // namespace
}  // namespace chartgap
