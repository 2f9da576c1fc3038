#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> care(const std::string& text) { return facts_of(text, {"therapy", "procedure"}); }

TEST(Relief, PercentOfOtherCareIsItsOutcome) {
  EXPECT_THAT(care("HPI: Acupuncture helped 30%."), ElementsAre("therapy/acupuncture present [Acupuncture] outcome=partial"));
  EXPECT_THAT(care("HPI: He is 70% better with massage."), ElementsAre("therapy/massage present [massage] outcome=helped"));
  EXPECT_THAT(care("PRIOR TREATMENT:\nPhysical therapy: 5 weeks. Relief: 20%"), ElementsAre("therapy/physical_therapy present [Physical therapy] duration=P5W outcome=partial"));
}

TEST(Relief, TersePercentAndLengthAreAnInjectionsRelief) {
  EXPECT_THAT(care("PRIOR TREATMENT:\nCESI 2/2024 - 30% x 2 wks"),
              ElementsAre("therapy/epidural_injection present [CESI] region=neck outcome=partial relief_percent=30 relief_duration=P2W"));
}

TEST(Relief, BracketSpeaksOfTheInjectionBeforeIt) {
  EXPECT_THAT(care("HPI: She had an L3-4 ILESI (70% relief for 6 wks), L5 TFESI (no relief)."),
              ElementsAre("therapy/epidural_injection present [ILESI] region=low_back levels=L3-L4 outcome=helped relief_percent=70 relief_duration=P6W",
                          "therapy/epidural_injection present [TFESI] region=low_back levels=L5 outcome=failed"));
}

TEST(Relief, BlockIsToLastHoursOnly) {
  EXPECT_THAT(care("HPI: Medial branch blocks gave 90% relief for 5 hours."),
              ElementsAre("therapy/facet_injection present [Medial branch blocks] outcome=helped relief_percent=90 relief_duration=PT5H"));
}

TEST(Relief, CountBeforeWithIsNoWeeks) {
  EXPECT_THAT(care("HPI: Trigger point injections x 3 w/ transient relief."),
              ElementsAre("therapy/trigger_point_injection present [Trigger point injections] sessions=3 outcome=partial"));
}

TEST(Relief, LabelOfAListSaysHowItWent) {
  EXPECT_THAT(care("HPI: Failed: PT, ibuprofen."),
              ElementsAre("therapy/physical_therapy present [PT] outcome=failed", "therapy/nsaid present [ibuprofen] drug=ibuprofen outcome=failed"));
  EXPECT_THAT(care("HPI: Helpful: massage."), ElementsAre("therapy/massage present [massage] outcome=helped"));
  EXPECT_THAT(care("MEDICATIONS TRIED AND FAILED: naproxen, gabapentin"),
              ElementsAre("therapy/nsaid present [naproxen] drug=naproxen outcome=failed", "therapy/neuropathic_agent present [gabapentin] drug=gabapentin outcome=failed"));
}

TEST(Relief, DenialOfAnotherTherapyIsNotOfThisOne) {
  EXPECT_THAT(care("HPI: PT no, chiropractic helped."), ElementsAre("therapy/physical_therapy absent [PT]", "therapy/chiropractic present [chiropractic] outcome=helped"));
}

TEST(Relief, DeniedPraiseInACellIsFailure) {
  EXPECT_THAT(care("PRIOR TREATMENT:\nTreatment | Dates | Response\nMassage | 2024 | no improvement\nTraction | 2024 | partial\n"),
              ElementsAre("therapy/massage present [Massage] outcome=failed", "therapy/traction present [Traction] outcome=partial"));
}

TEST(Relief, TwoTermsOnOneWordKeepTheDuration) {
  EXPECT_THAT(care("HPI: She attended PT 3x/week for 7 weeks."), ElementsAre("therapy/physical_therapy present [PT] duration=P7W"));
}

TEST(Relief, PlannedAndNeverBegunIsAbsent) {
  EXPECT_THAT(care("HPI: She was referred to PT but never went."), ElementsAre("therapy/physical_therapy absent [PT]"));
  EXPECT_THAT(care("HPI: Physical therapy was ordered and he has not started."), ElementsAre("therapy/physical_therapy absent [Physical therapy]"));
}

}  // namespace
}  // namespace chartgap
