#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> care(const std::string& text) { return facts_of(text, {"therapy", "procedure"}); }
std::vector<std::string> flags(const std::string& text) { return facts_of(text, {"red_flag"}); }

TEST(CareTherapy, BareEpiduralIsAnInjection) {
  EXPECT_THAT(care("HPI: She had a lumbar epidural (L5-S1) in the spring of 2022."), ElementsAre("therapy/epidural_injection present [epidural] region=low_back levels=L5-S1"));
  EXPECT_THAT(care("HPI: No epidural collection was drained."), IsEmpty());
}

TEST(CareTherapy, RangeOfLevelsIsNoCountOfSessions) {
  EXPECT_THAT(care("HPI: He received an L3-4 epidural last winter."), ElementsAre("therapy/epidural_injection present [epidural] region=low_back levels=L3-L4"));
}

TEST(CareTherapy, GoingOnIsNoPlan) { EXPECT_THAT(care("HPI: He has been going to PT and likes it."), ElementsAre("therapy/physical_therapy present [PT]")); }

TEST(CareTherapy, PlanThatTellsTheOutcomeWasDone) {
  EXPECT_THAT(care("TREATMENT: PT x 5 weeks, no benefit."), ElementsAre("therapy/physical_therapy present [PT] duration=P5W outcome=failed"));
}

TEST(CareTherapy, PercentOfReliefIsAnOutcome) {
  const auto how = [](const std::string& text) {
    const std::string fact = care(text).front();
    const size_t at = fact.find("outcome=");
    return at == std::string::npos ? "" : fact.substr(at + 8);
  };
  EXPECT_EQ(how("HPI: 8 weeks of physical therapy with 80% improvement, pain now 2/10."), "helped");
  EXPECT_EQ(how("HPI: She did PT. She reports 60% improvement."), "helped");
  EXPECT_EQ(how("HPI: Improved by 30% with PT."), "partial");
  EXPECT_EQ(how("HPI: PT gave less than 50% relief."), "partial");
  EXPECT_EQ(how("HPI: PT with 0% improvement."), "failed");
  EXPECT_EQ(how("HPI: PT, attended 80% of visits."), "");
  EXPECT_EQ(how("HPI: PT goal is 50% improvement."), "");
}

TEST(CareTherapy, NearestVerbDecides) {
  EXPECT_THAT(care("PLAN: Continue PT and start pregabalin."),
              ElementsAre("therapy/physical_therapy present [PT]", "therapy/neuropathic_agent hypothetical [pregabalin] drug=pregabalin"));
  EXPECT_THAT(care("PLAN: Discontinue naproxen."), ElementsAre("therapy/nsaid present [naproxen] drug=naproxen"));
}

TEST(CareTherapy, DefiniteEarlierTreatmentWasDone) {
  EXPECT_THAT(care("ASSESSMENT AND PLAN: I doubt that it comes from his prior laminectomy."), ElementsAre("therapy/spine_surgery present [laminectomy]"));
}

TEST(CareTherapy, AlternativesThatAreListedWereNotTried) {
  EXPECT_THAT(care("PLAN: Alternatives including continued physical therapy and surgery were discussed."), ElementsAre("therapy/physical_therapy hypothetical [physical therapy]"));
  EXPECT_THAT(care("HPI: Conservative options including physical therapy have failed."), ElementsAre("therapy/physical_therapy present [physical therapy] outcome=failed"));
}

TEST(CareTherapy, RisksAndBenefitsAreNoOutcome) {
  EXPECT_THAT(care("HPI: Risks, benefits of gabapentin reviewed."), ElementsAre("therapy/neuropathic_agent present [gabapentin] drug=gabapentin"));
}

TEST(CareTherapy, DeniedResultIsNotTheTherapy) {
  EXPECT_THAT(care("HPI: There has not been any improvement from chiropractic care."), ElementsAre("therapy/chiropractic present [chiropractic care] outcome=failed"));
}

TEST(CareTherapy, DenialTurnsTheOutcomeRound) {
  EXPECT_THAT(care("HPI: She has taken meloxicam, which has not been beneficial."), ElementsAre("therapy/nsaid present [meloxicam] drug=meloxicam outcome=failed"));
}

TEST(CareTherapy, DrugsAreNotCounted) { EXPECT_THAT(care("HPI: He takes Norco, 2 visits ago it was raised."), ElementsAre("therapy/opioid present [Norco] drug=hydrocodone")); }

TEST(CareTherapy, RepairIsTheSpinesOnlyWhereItSaysSo) {
  EXPECT_THAT(care("PROCEDURE: ORIF of the C2 vertebra."), ElementsAre("therapy/spine_surgery present [ORIF] region=neck levels=C2"));
  EXPECT_THAT(care("PAST SURGICAL HISTORY: ORIF of the right ankle."), IsEmpty());
}

TEST(CareTherapy, StepsOfAnOperationWereDone) {
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: A high speed burr was used to perform a laminotomy."), ElementsAre("therapy/spine_surgery present [laminotomy]"));
}

TEST(CareTherapy, DrugOfTheOperationIsNone) { EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: The wound was infiltrated with ketorolac."), IsEmpty()); }

TEST(CareTherapy, CollarNamesItsRegion) { EXPECT_THAT(care("HPI: He wore a soft collar."), ElementsAre("therapy/bracing present [soft collar] region=neck")); }

TEST(CareProcedure, InjectionToComeIsAProcedure) {
  EXPECT_THAT(care("PLAN: After the second epidural steroid injection she will be seen again."),
              ElementsAre("procedure/epidural_injection hypothetical [epidural steroid injection]"));
}

TEST(CareProcedure, StellateGanglionBlock) {
  EXPECT_THAT(care("PROCEDURE: Left stellate ganglion block."), ElementsAre("procedure/other_injection present [stellate ganglion block] side=left region=neck"));
}

TEST(CareForm, ColumnsSayTheOutcome) {
  EXPECT_THAT(care("TREATMENTS TRIED:\n"
                   "Modality          Dates         Benefit\n"
                   "Chiropractic      2020          no\n"
                   "Massage           ongoing       some\n"
                   "Baclofen          3/2021        too sleepy\n"),
              ElementsAre("therapy/chiropractic present [Chiropractic] outcome=failed", "therapy/massage present [Massage] outcome=partial",
                          "therapy/muscle_relaxant present [Baclofen] drug=baclofen outcome=not_tolerated"));
  EXPECT_THAT(care("Treatments so far      Y    N    better   same   worse\n"
                   "  Acupuncture          x                  x\n"
                   "  Lidoderm             x         x\n"
                   "  Back brace                x\n"),
              ElementsAre("therapy/acupuncture present [Acupuncture] outcome=failed", "therapy/topical present [Lidoderm] drug=lidocaine outcome=helped",
                          "therapy/bracing absent [Back brace]"));
}

TEST(CareForm, QuestionsInARowAreAnswered) {
  EXPECT_THAT(care("Check all that you had:\n"
                   "[X] Physical therapy   number of visits: 9   helped: [ ]yes [X]no\n"
                   "[X] Acupuncture   helped: [X]yes [ ]no\n"),
              ElementsAre("therapy/physical_therapy present [Physical therapy] sessions=9 outcome=failed", "therapy/acupuncture present [Acupuncture] outcome=helped"));
}

TEST(CareOutcome, BracketSpeaksOfWhatStandsBeforeIt) {
  EXPECT_THAT(care("HPI: He tried naproxen, baclofen (too drowsy) and tramadol (no better with gabapentin)."),
              ElementsAre("therapy/nsaid present [naproxen] drug=naproxen", "therapy/muscle_relaxant present [baclofen] drug=baclofen outcome=not_tolerated",
                          "therapy/opioid present [tramadol] drug=tramadol", "therapy/neuropathic_agent present [gabapentin] drug=gabapentin outcome=failed"));
}

TEST(CareOutcome, FailureGoesOnThroughTheList) {
  EXPECT_THAT(care("HPI: She failed naproxen 500 bid, gabapentin 300 tid, PT x 12, and massage."),
              ElementsAre("therapy/nsaid present [naproxen] drug=naproxen outcome=failed", "therapy/neuropathic_agent present [gabapentin] drug=gabapentin outcome=failed",
                          "therapy/physical_therapy present [PT] sessions=12 outcome=failed", "therapy/massage present [massage] outcome=failed"));
}

TEST(CareOutcome, TwoAnswersArePartial) {
  EXPECT_THAT(care("HPI: Lidoderm helped at night and did nothing by day."), ElementsAre("therapy/topical present [Lidoderm] drug=lidocaine outcome=partial"));
}

TEST(CareOutcome, MeasuredReliefIsAnOutcome) {
  EXPECT_THAT(care("HPI: Prior ESI x 2 gave 70% relief for 10 weeks."),
              ElementsAre("therapy/epidural_injection present [ESI] sessions=2 outcome=helped relief_percent=70 relief_duration=P10W"));
}

TEST(CareOutcome, NextLineIsAnotherMatter) {
  EXPECT_THAT(care("HPI: Massage did nothing\nTENS at home now"), ElementsAre("therapy/massage present [Massage] outcome=failed", "therapy/tens present [TENS]"));
}

TEST(CareSessions, VisitsAreOfWhatWasNamedBefore) {
  EXPECT_THAT(care("HPI: PT, 14 visits, including traction."), ElementsAre("therapy/physical_therapy present [PT] sessions=14", "therapy/traction present [traction]"));
  EXPECT_THAT(care("HPI: He had a couple of shots and saw a chiropractor."), ElementsAre("therapy/chiropractic present [chiropractor]"));
}

TEST(CareDuration, TimeWithoutADrugIsNoneOfIt) {
  EXPECT_THAT(care("HPI: She is off gabapentin x 3 weeks; tramadol held 48 hours."),
              ElementsAre("therapy/neuropathic_agent present [gabapentin] drug=gabapentin", "therapy/opioid present [tramadol] drug=tramadol"));
}

TEST(CareTherapy, AdjustedDrugIsTaken) {
  EXPECT_THAT(care("PLAN: D/c cyclobenzaprine. Titrate gabapentin to 600 mg. Continue the exercises; new PT referral."),
              ElementsAre("therapy/muscle_relaxant present [cyclobenzaprine] drug=cyclobenzaprine", "therapy/neuropathic_agent present [gabapentin] drug=gabapentin",
                          "therapy/home_exercise present [exercises]", "therapy/physical_therapy hypothetical [PT]"));
}

TEST(CareProcedure, PlannedProcedureIsToCome) {
  EXPECT_THAT(care("PLANNED PROCEDURE: Caudal epidural steroid injection."),
              ElementsAre("procedure/epidural_injection hypothetical [Caudal epidural steroid injection] region=low_back approach=caudal"));
}

TEST(CareProcedure, LastProcedureIsATherapy) {
  EXPECT_THAT(care("Last procedure: C7-T1 ESI\n\nPLAN: No ESI."),
              ElementsAre("therapy/epidural_injection present [ESI] region=neck levels=C7-T1", "therapy/epidural_injection absent [ESI]"));
}

TEST(CareRedFlag, EventsAreHistoricalAndStatesPresent) {
  EXPECT_THAT(flags("PAST MEDICAL HISTORY: MI in 2011, CHF, diabetes."),
              ElementsAre("red_flag/cardiopulmonary historical [MI]", "red_flag/cardiopulmonary present [CHF]", "red_flag/diabetes present [diabetes]"));
}

TEST(CareRedFlag, TreatedCancerIsHistorical) {
  EXPECT_THAT(flags("HPI: She had thyroid cancer treated with radiation."), ElementsAre("red_flag/malignancy historical [thyroid cancer]"));
  EXPECT_THAT(flags("HPI: She has active metastatic breast cancer."), ElementsAre("red_flag/malignancy present [metastatic breast cancer]"));
  EXPECT_THAT(flags("PAST MEDICAL HISTORY: Lymphoma."), ElementsAre("red_flag/malignancy historical [Lymphoma]"));
}

TEST(CareRedFlag, ExerciseBandIsNoTuberculosis) { EXPECT_THAT(flags("EXERCISE: Rows with the green TB, 3 sets."), IsEmpty()); }

TEST(CareSymptom, WalkingThatFails) {
  EXPECT_THAT(facts_of("HPI: Since then he was unable to ambulate and could not bear weight.", {"symptom"}),
              ElementsAre("symptom/gait_problem present [unable to ambulate]", "symptom/gait_problem present [could not bear weight]"));
}

TEST(CareSymptom, HistoryOfPainTellsOfPainThatIsThere) {
  EXPECT_THAT(facts_of("HPI: She has a history of low back pain for some time.", {"symptom"}), ElementsAre("symptom/back_pain present [low back pain] region=low_back"));
}

TEST(CareRedFlag, DrugThatIsHeldIsTaken) {
  EXPECT_THAT(flags("PLAN: Please continue warfarin until then."), ElementsAre("red_flag/anticoagulant present [warfarin] drug=warfarin"));
}

TEST(CareCounseling, RisksThatWereNotTold) { EXPECT_THAT(facts_of("PLAN: We have not discussed the risks yet.", {"counseling"}), ElementsAre("counseling/risks absent [risks]")); }

TEST(CareCounseling, ConsentThatWasNotGiven) {
  EXPECT_THAT(facts_of("HPI: The patient had not consented to a biopsy.", {"counseling"}), ElementsAre("counseling/consent absent [consented]"));
  EXPECT_THAT(facts_of("HPI: They have agreed to proceed.", {"counseling"}), ElementsAre("counseling/consent present [agreed to proceed]"));
}

}  // namespace
}  // namespace chartgap
