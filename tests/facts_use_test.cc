#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<std::string> care(const std::string& text) { return facts_of(text, {"therapy", "procedure"}); }
std::vector<std::string> findings(const std::string& text) { return facts_of(text, {"imaging", "diagnosis", "alternative"}); }
std::vector<std::string> scores(const std::string& text) { return facts_of(text, {"score"}); }

TEST(OtherUse, DrugForSpasticityOrSeizuresIsNoTherapy) {
  EXPECT_THAT(care("HPI: Baclofen was begun for spasticity of both legs."), IsEmpty());
  EXPECT_THAT(care("HPI: Gabapentin is taken for seizures."), IsEmpty());
  EXPECT_THAT(care("HPI: Baclofen was begun for neck spasm."), ElementsAre("therapy/muscle_relaxant present [Baclofen] drug=baclofen"));
}

TEST(OtherUse, SteroidByVeinIsNoOralSteroid) {
  EXPECT_THAT(care("HPI: He was started on Decadron 6 mg IV every 8 hours."), IsEmpty());
  EXPECT_THAT(care("HPI: He was started on Decadron 4 mg tablets."), ElementsAre("therapy/oral_steroid present [Decadron] drug=dexamethasone"));
}

TEST(OtherUse, EpiduralAnestheticIsNoInjectionForPain) {
  EXPECT_THAT(care("HPI: She was given an epidural anesthetic in October. The epidural was left in for a day."), IsEmpty());
  EXPECT_THAT(care("HPI: It began after the epidural injection before her cesarean section."), IsEmpty());
}

TEST(OtherUse, DecompressionByCatheterIsNoOperation) { EXPECT_THAT(care("PROCEDURE: Transforaminal neuroplasty with nerve root decompression at L4-5."), IsEmpty()); }

TEST(OtherUse, PlannedRootBlockHasNoApproachYet) {
  EXPECT_THAT(care("PLAN: Schedule a selective nerve root block."), ElementsAre("procedure/epidural_injection hypothetical [selective nerve root block]"));
  EXPECT_THAT(care("PLAN: Schedule a transforaminal selective nerve root block."),
              ElementsAre("procedure/epidural_injection hypothetical [selective nerve root block] approach=transforaminal"));
}

TEST(OtherUse, ExercisesOfTherapyAreNoHomeProgram) {
  EXPECT_THAT(care("PLAN: Order physical therapy for extension strengthening exercises."), ElementsAre("therapy/physical_therapy hypothetical [physical therapy]"));
}

TEST(OtherUse, HoursAreNoCourse) { EXPECT_THAT(care("HPI: Massage helped for 3 hours."), ElementsAre("therapy/massage present [Massage] outcome=partial")); }

TEST(OtherUse, InjectionThatAnotherAdvisedIsNotThisPlan) {
  EXPECT_THAT(care("HPI: Dr. Quill suggested a cervical epidural steroid injection."),
              ElementsAre("therapy/epidural_injection hypothetical [epidural steroid injection] region=neck"));
  EXPECT_THAT(care("HPI: I recommended a cervical epidural steroid injection."), ElementsAre("procedure/epidural_injection hypothetical [epidural steroid injection] region=neck"));
}

TEST(OtherUse, WhatAnOperationWasForIsOver) {
  EXPECT_THAT(findings("PAST SURGICAL HISTORY: Low back surgery for spinal stenosis."), ElementsAre("diagnosis/lumbar_stenosis historical [spinal stenosis]"));
  EXPECT_THAT(findings("IMPRESSION: Status post lumbar stenosis surgery."), ElementsAre("diagnosis/lumbar_stenosis historical [lumbar stenosis]"));
  EXPECT_THAT(findings("HPI: She had been offered a lumbar decompression for spinal stenosis."), ElementsAre("diagnosis/lumbar_stenosis present [spinal stenosis]"));
}

TEST(OtherUse, ThoracicDisorderHasTheCodeOfItsFinding) {
  EXPECT_THAT(findings("PREOPERATIVE DIAGNOSIS: Herniated disc, T9-T10."), ElementsAre("imaging/disc_herniation present [Herniated disc] levels=T9-T10"));
}

TEST(OtherUse, FindingsOfAnOperationAreOfThePatient) {
  EXPECT_THAT(findings("PROCEDURE: Lumbar discectomy.\n\nOPERATIVE FINDINGS: L4-L5 disc protrusion."),
              ElementsAre("diagnosis/lumbar_disc_disorder present [disc protrusion] levels=L4-L5"));
}

TEST(OtherUse, PrognosisTellsWhatThereIs) {
  EXPECT_THAT(findings("HPI: She walks with a cane. She cannot stand for long.\n\nPROGNOSIS: Guarded because of her lumbar stenosis."),
              ElementsAre("diagnosis/lumbar_stenosis present [lumbar stenosis]"));
}

TEST(OtherUse, DeniedOfTheFamilyIsTheFamilys) { EXPECT_THAT(findings("FAMILY HISTORY: No neuropathy."), ElementsAre("alternative/peripheral_neuropathy family [neuropathy]")); }

TEST(OtherUse, RatingWithTwoEnds) {
  EXPECT_THAT(scores("HPI: The pain ranges from 2/10 to 7/10."), ElementsAre("score/nrs present [2/10 to 7/10] value=7 low=2 max=10"));
  EXPECT_THAT(scores("HPI: The pain fell from 7/10 to 2/10."), ElementsAre("score/nrs present [7/10] value=7 max=10", "score/nrs present [2/10] value=2 max=10"));
}

TEST(OtherUse, BothRegionsAreNoSides) {
  EXPECT_THAT(findings("MRI shows disc bulges in both the cervical spine and the lumbar spine."), ElementsAre("imaging/disc_bulge present [disc bulges] modality=mri"));
}

TEST(OtherUse, TheFilmsAreThoseJustNamed) {
  EXPECT_THAT(findings("HPI: He has back pain.\n\nSTUDIES: AP and lateral lumbar views are reviewed. The films are negative for fracture."),
              ElementsAre("imaging/fracture absent [fracture] modality=xray"));
}

TEST(OtherUse, EveryPartOfAListedItemIsAtItsLevels) {
  EXPECT_THAT(care("PROCEDURES PERFORMED:\n1. Anterior cervical discectomy and removal of osteophytes and decompression of spinal cord at C6-C7.\n2. Harvest of bone."),
              ElementsAre("therapy/spine_surgery present [Anterior cervical discectomy] region=neck levels=C6-C7",
                          "therapy/spine_surgery present [decompression of spinal cord] region=neck levels=C6-C7"));
}

TEST(OtherUse, DiscogramIsAnInjectionWhereItIsDone) {
  EXPECT_THAT(
      care("PROCEDURE PERFORMED:\n1. Lumbar discogram L3-4.\n2. Lumbar discogram L4-5."),
      ElementsAre("procedure/other_injection present [discogram] region=low_back levels=L3-L4", "procedure/other_injection present [discogram] region=low_back levels=L4-L5"));
  EXPECT_THAT(care("HPI: A lumbar discogram was positive at L3-4."), IsEmpty());
}

TEST(OtherUse, TitleAndNeedleAreBothOfTheProcedure) {
  EXPECT_THAT(care("BILATERAL SACROILIAC JOINT INJECTIONS\n\nPROCEDURE: The needle was directed into the lower sacroiliac joint."),
              ElementsAre("procedure/other_injection present [SACROILIAC JOINT INJECTIONS] side=bilateral region=low_back",
                          "procedure/other_injection present [directed into the lower sacroiliac joint] region=low_back"));
}

TEST(EpiduralOfTheNeck, IsNoneForLabor) {
  EXPECT_THAT(facts_of("A delivery van hit her. Her cervical epidural helped for a month.\n", {"therapy"}),
              ElementsAre(StartsWith("therapy/epidural_injection present [epidural]")));
  EXPECT_THAT(facts_of("Vaginal delivery in 2019. The epidural helped for a day.\n", {"therapy"}), IsEmpty());
}

}  // namespace
}  // namespace chartgap
