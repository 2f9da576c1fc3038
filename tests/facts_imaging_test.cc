#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> findings(std::string_view text) { return facts_of(text, {"imaging", "diagnosis", "alternative", "red_flag"}); }

TEST(ImagingReport, StudyNamedUnderExamIsNoExamination) {
  EXPECT_THAT(findings("EXAM: CT of the lumbar spine.\n\nFINDINGS: No acute fracture. There is a bulging disc at L3-4.\n"),
              ElementsAre("imaging/fracture absent [fracture] modality=ct", "imaging/disc_bulge present [bulging disc] levels=L3-L4 modality=ct"));
}

TEST(ImagingReport, TitleWithoutModalityGivesNone) {
  EXPECT_THAT(findings("EXAM: Thoracic spine.\n\nFINDINGS: Vertebral body heights are maintained.\n"), ElementsAre("imaging/fracture absent [Vertebral body heights]"));
}

TEST(ImagingReport, ComparedStudyIsNotTheModality) {
  EXPECT_THAT(findings("COMPARISON: CT from last year.\n\nFINDINGS: Moderate canal stenosis at C4-5.\n"),
              ElementsAre("imaging/canal_stenosis present [canal stenosis] levels=C4-C5 severity=moderate"));
}

TEST(ImagingReport, ShortTextOfNothingElseIsOne) {
  EXPECT_THAT(findings("No evidence of disc herniation.\nNo thecal sac compression noted."),
              ElementsAre("imaging/disc_herniation absent [disc herniation]", "imaging/thecal_sac_effacement absent [thecal sac compression]"));
}

TEST(ImagingLevels, HeadingOutranksVertebraInTheLine) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nL3-4: Mild narrowing of the lateral recesses of L4 and moderate facet arthropathy.\n"),
              ElementsAre("imaging/canal_stenosis present [narrowing of the lateral recesses] levels=L3-L4 severity=mild modality=mri",
                          "imaging/facet_arthropathy present [facet arthropathy] levels=L3-L4 severity=moderate modality=mri"));
}

TEST(ImagingLevels, DoubleSpaceMarksAHeadingAndTheLineAfterMayLackIt) {
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\nC3-4  MILD BULGE.\nC4-5 NO STENOSIS.\n"),
              ElementsAre("imaging/disc_bulge present [BULGE] levels=C3-C4 severity=mild modality=mri", "imaging/canal_stenosis absent [STENOSIS] levels=C4-C5 modality=mri"));
}

TEST(ImagingLevels, ParagraphOpenedByALevelKeepsIt) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nFINDINGS:\nAt the L2-3 level there is disc desiccation. There is a small disc bulge. No acute fracture.\n\nThe conus is normal. There "
                       "is mild facet arthropathy."),
              ElementsAre("imaging/degeneration present [disc desiccation] levels=L2-L3 modality=mri", "imaging/disc_bulge present [disc bulge] levels=L2-L3 modality=mri",
                          "imaging/fracture absent [fracture] modality=mri", "imaging/cord_signal_change absent [conus] modality=mri",
                          "imaging/facet_arthropathy present [facet arthropathy] severity=mild modality=mri"));
}

TEST(ImagingLevels, OtherChangesTakeNoLevelFromBefore) {
  EXPECT_THAT(findings("MRI of the neck shows a disc protrusion at C5-6 and other degenerative changes."),
              ElementsAre("imaging/disc_herniation present [disc protrusion] levels=C5-C6 modality=mri", "imaging/degeneration present [degenerative changes] modality=mri"));
}

TEST(ImagingLevels, DescribedAboveMeansTheLevelsAbove) {
  EXPECT_THAT(
      findings("MRI CERVICAL SPINE\n\nC4-5: Disc desiccation.\nC6-7: Disc desiccation. No bulge.\n\nIMPRESSION: Multilevel degenerative disc disease as described above.\n"),
      Contains("imaging/degeneration present [degenerative disc disease] levels=C4-C5,C6-C7 modality=mri"));
}

TEST(ImagingLevels, ThisLevelIsTheLastNamed) {
  EXPECT_THAT(findings("MRI shows a disc extrusion at L5-S1. There is severe canal stenosis at this level."),
              Contains("imaging/canal_stenosis present [canal stenosis] levels=L5-S1 severity=severe modality=mri"));
}

TEST(ImagingTable, CellsAreReadByTheirColumns) {
  const char* text =
      "MRI CERVICAL SPINE\n\n"
      "Level     Disc            Canal       R foramen     L foramen\n"
      "C4-5      normal          patent      mild          patent\n"
      "C5-6      protrusion      moderate    severe        normal\n";
  EXPECT_THAT(findings(text), ElementsAre("imaging/disc_herniation absent [normal] levels=C4-C5 modality=mri", "imaging/canal_stenosis absent [patent] levels=C4-C5 modality=mri",
                                          "imaging/foraminal_stenosis present [mild] side=right levels=C4-C5 severity=mild modality=mri",
                                          "imaging/foraminal_stenosis absent [patent] side=left levels=C4-C5 modality=mri",
                                          "imaging/disc_herniation present [protrusion] levels=C5-C6 modality=mri",
                                          "imaging/canal_stenosis present [moderate] levels=C5-C6 severity=moderate modality=mri",
                                          "imaging/foraminal_stenosis present [severe] side=right levels=C5-C6 severity=severe modality=mri",
                                          "imaging/foraminal_stenosis absent [normal] side=left levels=C5-C6 modality=mri"));
}

TEST(ImagingLevels, OtherPartOfTheSpineTakesNone) {
  EXPECT_THAT(findings("MRI of the neck shows a disc protrusion at C6-7. There is lumbar spondylosis too."),
              ElementsAre("imaging/disc_herniation present [disc protrusion] levels=C6-C7 modality=mri", "imaging/degeneration present [lumbar spondylosis] modality=mri"));
}

TEST(ImagingReport, HistoryEndsWithItsParagraph) {
  EXPECT_THAT(findings("CT of the neck.\n\nHistory: fall from a ladder.\n\nThe canal is patent at C3-4.\n"),
              ElementsAre("imaging/canal_stenosis absent [canal] levels=C3-C4 modality=ct"));
}

TEST(ImagingReport, LinesThatAreNotWrappedAreSentences) {
  EXPECT_THAT(findings("LUMBOSACRAL MRI\nNo significant thecal sac compression noted\nAdequate spinal canal\n"),
              ElementsAre("imaging/thecal_sac_effacement absent [thecal sac compression] modality=mri", "imaging/canal_stenosis absent [spinal canal] modality=mri"));
}

TEST(ImagingSides, GreaterOnOneSideIsBoth) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nL4-5: Mild to moderate facet arthropathy greater on the left.\n"),
              ElementsAre("imaging/facet_arthropathy present [facet arthropathy] side=bilateral levels=L4-L5 severity=mild,moderate modality=mri"));
}

TEST(ImagingSides, FindingWithItsOwnModifierTakesNoSideFromTheList) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nL4-5: Mild right foraminal narrowing, minimal facet arthropathy, normal central canal and left neural foramen.\n"),
              ElementsAre("imaging/foraminal_stenosis present [foraminal narrowing] side=right levels=L4-L5 severity=mild modality=mri",
                          "imaging/facet_arthropathy present [facet arthropathy] levels=L4-L5 severity=mild modality=mri",
                          "imaging/canal_stenosis absent [central canal] levels=L4-L5 modality=mri",
                          "imaging/foraminal_stenosis absent [neural foramen] side=left levels=L4-L5 modality=mri"));
}

TEST(ImagingSides, RuleOutIsNoRightSide) {
  EXPECT_THAT(findings("HISTORY: ARM PAIN. R/O HNP C5-6.\n\nFINDINGS: MRI OF THE NECK. NO FRACTURE.\n"),
              Contains("diagnosis/cervical_disc_disorder hypothetical [HNP] levels=C5-C6"));
}

TEST(ImagingSeverity, SharedByWhatSharesTheNoun) {
  EXPECT_THAT(findings("MRI: No moderate or high-grade central canal or neural foraminal stenosis at L3-4."),
              ElementsAre("imaging/canal_stenosis absent [central canal] levels=L3-L4 severity=moderate,severe modality=mri",
                          "imaging/foraminal_stenosis absent [neural foraminal stenosis] levels=L3-L4 severity=moderate,severe modality=mri"));
}

TEST(ImagingStudy, GoesOnWhileNothingElseIsTold) {
  EXPECT_THAT(findings("HPI: He had an MRI of the back. This showed a protrusion at L4-5. There was severe canal stenosis. He has low back pain. He was told of a herniated disc."),
              ElementsAre("imaging/disc_herniation present [protrusion] levels=L4-L5 modality=mri", "imaging/canal_stenosis present [canal stenosis] severity=severe modality=mri",
                          "diagnosis/lumbar_disc_disorder present [herniated disc]"));
}

TEST(ImagingStudy, WhatIsSoughtIsNotShown) {
  EXPECT_THAT(findings("PLAN: MRI of the lumbar spine to rule out a herniated disc."), ElementsAre("diagnosis/lumbar_disc_disorder hypothetical [herniated disc]"));
}

TEST(ImagingStudy, DiagnosisBeforeItsStudyStays) {
  EXPECT_THAT(findings("HPI: She carries the diagnosis of lumbar stenosis, for which another doctor asked for a CT of the low back that showed lumbar stenosis."),
              ElementsAre("diagnosis/lumbar_stenosis present [lumbar stenosis]", "imaging/canal_stenosis present [lumbar stenosis] modality=ct"));
}

TEST(ImagingStudy, UnstatedStudyHasNoModality) {
  EXPECT_THAT(findings("Imaging studies showed severe spondylosis of C4-5."), ElementsAre("imaging/degeneration present [spondylosis] levels=C4-C5 severity=severe"));
}

TEST(ImagingPlace, OutsideTheSpineIsNoFact) {
  EXPECT_THAT(findings("CT OF THE HEAD AND CERVICAL SPINE\n\nHEAD:\nNo skull fracture. No mass.\n\nCERVICAL SPINE:\nNo fracture or dislocation.\n"),
              ElementsAre("imaging/fracture absent [fracture] modality=ct", "imaging/listhesis absent [dislocation] modality=ct"));
  EXPECT_THAT(findings("X-rays of the left ankle show no fracture. There is no dislocation."), IsEmpty());
  EXPECT_THAT(findings("Angiography showed a 70% stenosis of the left renal artery."), IsEmpty());
}

TEST(ImagingPlace, OfTheHipIsTheHips) {
  EXPECT_THAT(findings("An x-ray of the hip showed marked degenerative changes."), ElementsAre("alternative/hip_pathology present [degenerative changes]"));
}

TEST(ImagingPlace, OperationsAndExaminationsShowNoImaging) {
  EXPECT_THAT(findings("EXAM: Degenerative changes are noted in the joints of the hands. Neck supple.\n"), IsEmpty());
  EXPECT_THAT(findings("DESCRIPTION OF PROCEDURE: The osteophytes at C5-6 were drilled away.\n"), IsEmpty());
}

TEST(ImagingSense, SpinalTumorOrInfectionIsWhatTheStudyShows) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nFINDINGS: No metastasis. No discitis of L2-3.\n"),
              ElementsAre("red_flag/malignancy absent [metastasis]", "imaging/spinal_infection absent [discitis] levels=L2-L3 modality=mri"));
  EXPECT_THAT(findings("PMH: Osteomyelitis of the foot."), Contains("red_flag/infection historical [Osteomyelitis]"));
}

TEST(ImagingSides, EachSideWithItsOwnDegree) {
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\nC5-6: Severe right and mild left foraminal stenosis.\n"),
              ElementsAre("imaging/foraminal_stenosis present [Severe right] side=right levels=C5-C6 severity=severe modality=mri",
                          "imaging/foraminal_stenosis present [foraminal stenosis] side=left levels=C5-C6 severity=mild modality=mri"));
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\nC5-6: Foramina: right severe, left patent.\n"),
              ElementsAre("imaging/foraminal_stenosis present [Foramina] side=right levels=C5-C6 severity=severe modality=mri",
                          "imaging/foraminal_stenosis absent [left patent] side=left levels=C5-C6 modality=mri"));
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\nC4-5: Right foramen patent, left mildly narrowed.\n"),
              ElementsAre("imaging/foraminal_stenosis absent [foramen] side=right levels=C4-C5 modality=mri",
                          "imaging/foraminal_stenosis present [left mildly narrowed] side=left levels=C4-C5 severity=mild modality=mri"));
}

TEST(ImagingTable, BarsCutCellsToo) {
  EXPECT_THAT(findings("MRI CERVICAL SPINE\n\n| Level | Canal | R foramen | L foramen |\n| C5-6 | severe | ok | mod |\n"),
              ElementsAre("imaging/canal_stenosis present [severe] levels=C5-C6 severity=severe modality=mri",
                          "imaging/foraminal_stenosis absent [ok] side=right levels=C5-C6 modality=mri",
                          "imaging/foraminal_stenosis present [mod] side=left levels=C5-C6 severity=moderate modality=mri"));
}

TEST(ImagingReport, TitledOneKeepsWhatWasPastedIntoIt) {
  EXPECT_THAT(findings("CT L-SPINE\n\nCC: back pain, took ibuprofen.\n\nNo acute fx. L5-S1 disc bulge, vacuum phenomenon. L4-5 facet arthropathy, canal patent.\n"),
              ElementsAre("imaging/fracture absent [fx] modality=ct", "imaging/disc_bulge present [disc bulge] levels=L5-S1 modality=ct",
                          "imaging/degeneration present [vacuum phenomenon] levels=L5-S1 modality=ct",
                          "imaging/facet_arthropathy present [facet arthropathy] levels=L4-L5 modality=ct", "imaging/canal_stenosis absent [canal] levels=L4-L5 modality=ct"));
}

TEST(ImagingReport, HeadingNamesTheStudyBelowIt) {
  EXPECT_THAT(findings("MYELOGRAM AND CT LUMBAR SPINE\n\nMYELOGRAM:\nComplete myelographic block at L3-4.\n\nCT:\nSevere canal stenosis at L3-4.\n"),
              Contains("imaging/canal_stenosis present [canal stenosis] levels=L3-L4 severity=severe modality=ct"));
}

TEST(ImagingSeverity, BehindItsNoun) {
  EXPECT_THAT(findings("MRI shows left foraminal encroachment of moderate degree at C6-7."),
              ElementsAre("imaging/foraminal_stenosis present [foraminal encroachment] side=left levels=C6-C7 severity=moderate modality=mri"));
}

TEST(ImagingLevels, CompressedRootIsNoLevel) {
  EXPECT_THAT(findings("MRI: L5-S1 left paracentral extrusion displacing S1."),
              Contains("imaging/nerve_root_compression present [displacing S1] side=left roots=S1 levels=L5-S1 modality=mri"));
}

TEST(ImagingLevels, ConusEndsSomewhere) {
  EXPECT_THAT(findings("MRI lumbar spine: the conus is normal and lies at L1."), ElementsAre("imaging/cord_signal_change absent [conus] modality=mri"));
}

TEST(ImagingPolarity, AnOldFractureIsStillThere) {
  EXPECT_THAT(findings("MRI LUMBAR SPINE\n\nOld T12 fracture. Mild disc bulge at L4-5.\n"), Contains("imaging/fracture present [fracture] levels=T12 modality=mri"));
}

TEST(Diagnosis, CodeAndNameAreOne) {
  EXPECT_THAT(findings("ASSESSMENT:\n1. Cervical radiculopathy (M54.12)\n2. M54.50\n"),
              ElementsAre("diagnosis/cervical_radiculopathy present [radiculopathy] icd=M54.12", "diagnosis/low_back_pain present [M54.50] icd=M54.50"));
}

TEST(Diagnosis, RadiculopathyHasRoots) {
  EXPECT_THAT(findings("ASSESSMENT: Left C5-6 radiculopathy."), ElementsAre("diagnosis/cervical_radiculopathy present [radiculopathy] side=left roots=C5,C6"));
}

TEST(Diagnosis, TwoRegionsAreTwo) {
  EXPECT_THAT(findings("ASSESSMENT: Cervical and lumbar radiculopathy."),
              ElementsAre("diagnosis/cervical_radiculopathy present [Cervical]", "diagnosis/lumbar_radiculopathy present [radiculopathy]"));
}

}  // namespace
}  // namespace chartgap
