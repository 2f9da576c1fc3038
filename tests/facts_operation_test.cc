#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> care(const std::string& text) { return facts_of(text, {"therapy", "procedure"}); }

TEST(OperationLevels, PartsOfOneOperationShareThem) {
  EXPECT_THAT(care("PROCEDURE: Lumbar laminectomy and discectomy for decompression at L2-3."),
              ElementsAre("therapy/spine_surgery present [laminectomy] region=low_back levels=L2-L3", "therapy/spine_surgery present [discectomy] region=low_back levels=L2-L3",
                          "therapy/spine_surgery present [decompression] region=low_back levels=L2-L3"));
  EXPECT_THAT(care("PROCEDURE: Thoracic laminectomy T4 with fusion T3-T5."),
              ElementsAre("therapy/spine_surgery present [laminectomy] region=thoracic levels=T4", "therapy/spine_surgery present [fusion] region=thoracic levels=T3-T4,T4-T5"));
}

TEST(OperationLevels, RegionIsSharedToo) {
  EXPECT_THAT(care("PAST SURGICAL HISTORY: Anterior cervical discectomy, corpectomy and fusion."),
              ElementsAre("therapy/spine_surgery present [Anterior cervical discectomy] region=neck", "therapy/spine_surgery present [corpectomy] region=neck",
                          "therapy/spine_surgery present [fusion] region=neck"));
}

TEST(OperationLevels, FirstListOnly) {
  EXPECT_THAT(care("PROCEDURE: Fusion at L3-4 and L4-5 with broken screws down to S1."), ElementsAre("therapy/spine_surgery present [Fusion] region=low_back levels=L3-L4,L4-L5"));
  EXPECT_THAT(care("PROCEDURE: Left L3-L4 and left L4-L5 laminotomies."), ElementsAre("therapy/spine_surgery present [laminotomies] side=left region=low_back levels=L3-L4,L4-L5"));
}

TEST(OperationLevels, EveryRegionTheyReach) {
  EXPECT_THAT(care("PROCEDURE: Posterior spinal fusion T10 to L2."),
              ElementsAre("therapy/spine_surgery present [Posterior spinal fusion] region=thoracic,low_back levels=T10-T11,T11-T12,T12-L1,L1-L2"));
}

TEST(OperationLevels, ThoseNamedBefore) {
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: At C4-5 a burr was used to complete the discectomy."),
              ElementsAre("therapy/spine_surgery present [discectomy] region=neck levels=C4-C5"));
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: The endplates of L3-4 and L4-5 were exposed and a facetectomy was done at both levels."),
              ElementsAre("therapy/spine_surgery present [facetectomy] region=low_back levels=L3-L4,L4-L5"));
}

TEST(OperationLevels, GluedPair) { EXPECT_THAT(care("PROCEDURE: Discectomy at L34."), ElementsAre("therapy/spine_surgery present [Discectomy] region=low_back levels=L3-L4")); }

TEST(OperationSide, IsItsOwn) {
  EXPECT_THAT(care("PROCEDURE: Lumbar fusion with left iliac crest graft."), ElementsAre("therapy/spine_surgery present [Lumbar fusion] region=low_back"));
  EXPECT_THAT(care("PROCEDURE: Discectomy at L4-5 on the left."), ElementsAre("therapy/spine_surgery present [Discectomy] side=left region=low_back levels=L4-L5"));
}

TEST(OperationVerb, DecompressedNerveIsAnOperation) {
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: Both C6 roots were then fully decompressed."),
              ElementsAre("therapy/spine_surgery present [decompressed] side=bilateral region=neck levels=C6"));
  EXPECT_THAT(care("FINDINGS: The canal is well decompressed. No stenosis at L4-5."), IsEmpty());
}

TEST(OperationPlan, StatedAsToCome) {
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: She now presents for revision of the screws, extension of the fusion and decompression."),
              ElementsAre("therapy/spine_surgery hypothetical [fusion]", "therapy/spine_surgery hypothetical [decompression]"));
  EXPECT_THAT(care("HPI: He has continued pain and is felt to be a candidate for vertebroplasty."), ElementsAre("therapy/spine_surgery hypothetical [vertebroplasty]"));
}

TEST(OperationPart, PlateOnlyWhereListed) {
  EXPECT_THAT(care("PROCEDURE:\n1. C5-6 discectomy.\n2. Anterior cervical plate.\n").size(), 2u);
  EXPECT_THAT(care("DESCRIPTION OF PROCEDURE: The anterior cervical plate was removed from its tray."), IsEmpty());
}

TEST(OperationDrug, OfAnotherDiseaseIsNone) {
  EXPECT_THAT(care("PLAN: Start an albuterol inhaler and a prednisone taper."), IsEmpty());
  EXPECT_THAT(care("MEDICATIONS:\n1. Tacrolimus 2 mg\n2. Prednisone 5 mg\n"), IsEmpty());
}

TEST(OperationDrug, ReplacedOrInUseIsPresent) {
  EXPECT_THAT(care("PLAN: We may switch her from tramadol to tapentadol."),
              ElementsAre("therapy/opioid present [tramadol] drug=tramadol", "therapy/opioid hypothetical [tapentadol] drug=tapentadol"));
  EXPECT_THAT(care("PLAN: He is doing well on duloxetine."), ElementsAre("therapy/neuropathic_agent present [duloxetine] drug=duloxetine outcome=helped"));
}

TEST(OperationDrug, NoPlace) { EXPECT_THAT(care("PLAN: Continue tramadol for the right leg."), ElementsAre("therapy/opioid present [tramadol] drug=tramadol")); }

TEST(CarePlan, GivenThoughWordsBehindPlanAnother) {
  EXPECT_THAT(care("HPI: She takes naproxen and an operation was discussed."), ElementsAre("therapy/nsaid present [naproxen] drug=naproxen"));
  EXPECT_THAT(care("HPI: He had two epidural injections and a cervical fusion was suggested."),
              ElementsAre("therapy/epidural_injection present [epidural injections] sessions=2", "therapy/spine_surgery hypothetical [cervical fusion] region=neck"));
  EXPECT_THAT(care("HPI: PT and traction were suggested."), ElementsAre("therapy/physical_therapy hypothetical [PT]", "therapy/traction hypothetical [traction]"));
}

TEST(CarePlan, OfferedAndDeclinedIsAbsent) {
  EXPECT_THAT(care("HPI: She was offered a facet injection, which she declined."), ElementsAre("therapy/facet_injection absent [facet injection]"));
  EXPECT_THAT(care("HPI: He was recommended a lumbar fusion but refused."), ElementsAre("therapy/spine_surgery absent [lumbar fusion] region=low_back"));
  EXPECT_THAT(care("HPI: He had two ESIs and declined a third."), ElementsAre("therapy/epidural_injection present [ESIs] sessions=2"));
}

TEST(CarePlan, ReferredAndAttendedCameAbout) {
  EXPECT_THAT(care("HPI: She was referred to physical therapy, which she attended for five weeks."),
              ElementsAre("therapy/physical_therapy present [physical therapy] duration=P5W"));
  EXPECT_THAT(care("HPI: She was referred to physical therapy."), ElementsAre("therapy/physical_therapy hypothetical [physical therapy]"));
}

TEST(CarePlan, TakenToTheRoomInThePast) {
  EXPECT_THAT(care("HOSPITAL COURSE: He was taken to the operating room for a C4 corpectomy."), ElementsAre("therapy/spine_surgery present [corpectomy] region=neck levels=C4"));
  EXPECT_THAT(care("INDICATIONS: He is taken to the operating room for a C4 corpectomy."), ElementsAre("therapy/spine_surgery hypothetical [corpectomy] region=neck levels=C4"));
}

TEST(CarePlan, WouldNotBenefit) {
  EXPECT_THAT(care("PLAN: I do not think he needs a cervical fusion."), ElementsAre("therapy/spine_surgery absent [cervical fusion] region=neck"));
  EXPECT_THAT(care("PLAN: She would not benefit from a lumbar fusion."), ElementsAre("therapy/spine_surgery absent [lumbar fusion] region=low_back"));
}

TEST(CareOutcomes, NoneHelpedIsOfAll) {
  EXPECT_THAT(care("HPI: She tried traction, baclofen and acupuncture: none helped."),
              ElementsAre("therapy/traction present [traction] outcome=failed", "therapy/muscle_relaxant present [baclofen] drug=baclofen outcome=failed",
                          "therapy/acupuncture present [acupuncture] outcome=failed"));
}

TEST(ProcedureGuide, IsTheWholeNotes) {
  EXPECT_THAT(care("PROCEDURE: Right stellate ganglion block.\n\nDESCRIPTION OF PROCEDURE: Under fluoroscopy the needle was placed."),
              ElementsAre("procedure/other_injection present [stellate ganglion block] side=right region=neck guidance=fluoroscopy"));
  EXPECT_THAT(care("PROCEDURE: Lumbar epidural steroid injection without fluoroscopy."),
              ElementsAre("procedure/epidural_injection present [epidural steroid injection] region=low_back"));
}

TEST(ProcedureTitle, SaidAgainBelowIsNone) {
  EXPECT_THAT(care("LUMBAR EPIDURAL STEROID INJECTION\n\nPROCEDURE: Epidural steroid injection at L4-5.\n").size(), 1u);
  EXPECT_THAT(care("LUMBAR EPIDURAL STEROID INJECTION\n\nThe back was prepped.\n").size(), 1u);
}

TEST(ProcedureLabor, EpiduralIsAnAnesthetic) { EXPECT_THAT(care("HPI: During labor she had an epidural for ten hours."), IsEmpty()); }

}  // namespace
}  // namespace chartgap
