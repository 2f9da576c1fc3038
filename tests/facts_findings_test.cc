#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> findings(std::string_view text) { return facts_of(text, {"imaging", "diagnosis", "alternative"}); }

TEST(ImagingLevels, DiffuseBulgeIsOneBulge) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nDiffuse disc bulge seen at L3-L4 mildly compressing the thecal sac and nerve roots.\n"),
              ElementsAre("imaging/disc_bulge present [disc bulge] levels=L3-L4 modality=mri",
                          "imaging/thecal_sac_effacement present [compressing the thecal sac] levels=L3-L4 severity=mild modality=mri",
                          "imaging/nerve_root_compression present [nerve roots] levels=L3-L4 severity=mild modality=mri"));
}

TEST(ImagingLevels, LineWithoutStopGoesOn) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nDisc bulges seen at L2-L3 and L3-L4 levels\nIndenting the thecal sac\n"),
              ElementsAre("imaging/disc_bulge present [Disc bulges] levels=L2-L3,L3-L4 modality=mri",
                          "imaging/thecal_sac_effacement present [Indenting the thecal sac] levels=L2-L3,L3-L4 modality=mri"));
}

TEST(ImagingLevels, ManyComeDownToOne) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nMultilevel disc bulges seen indenting the thecal sac, notably at L3-L4.\n"),
              ElementsAre("imaging/disc_bulge present [disc bulges] levels=L3-L4 modality=mri",
                          "imaging/thecal_sac_effacement present [indenting the thecal sac] levels=L3-L4 modality=mri"));
}

TEST(ImagingLevels, ElsewhereIsNotTheHeadings) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nL4-L5: Disc protrusion.\nMultilevel mild disc bulges seen elsewhere.\n"),
              ElementsAre("imaging/disc_herniation present [Disc protrusion] levels=L4-L5 modality=mri", "imaging/disc_bulge present [disc bulges] severity=mild modality=mri"));
}

TEST(ImagingSides, SacHasNoneOfWhatPressesOnIt) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nL4-L5: Left paracentral disc protrusion indenting the thecal sac.\n"),
              ElementsAre("imaging/disc_herniation present [disc protrusion] side=left levels=L4-L5 modality=mri",
                          "imaging/thecal_sac_effacement present [indenting the thecal sac] levels=L4-L5 modality=mri"));
}

TEST(ImagingSides, VerbEndsTheSubject) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nDisc bulge seen at L4-L5, extending more to the right side compressing the thecal sac.\n"),
              ElementsAre("imaging/disc_bulge present [Disc bulge] side=right levels=L4-L5 modality=mri",
                          "imaging/thecal_sac_effacement present [compressing the thecal sac] levels=L4-L5 modality=mri"));
}

TEST(ImagingSides, RootHasThatOfWhatPressesOnIt) {
  EXPECT_THAT(findings("MRI OF THE CERVICAL SPINE\n\nSmall right foraminal protrusion C6-7 contacting the C7 nerve.\n"),
              Contains("imaging/nerve_root_compression present [contacting the C7 nerve] side=right roots=C7 levels=C6-C7 modality=mri"));
}

TEST(ImagingSides, DegreeIsSharedAndSideIsNot) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nL3-4: moderately severe central spinal canal and bilateral foraminal stenosis.\n"),
              ElementsAre("imaging/canal_stenosis present [central spinal canal] levels=L3-L4 severity=moderate,severe modality=mri",
                          "imaging/foraminal_stenosis present [foraminal stenosis] side=bilateral levels=L3-L4 severity=moderate,severe modality=mri"));
}

TEST(ImagingSides, TwoZonesOfOneDisc) {
  EXPECT_THAT(findings("MRI OF THE LUMBAR SPINE\n\nLeft foraminal and extraforaminal disc protrusion at L3-L4.\n"),
              ElementsAre("imaging/disc_herniation present [disc protrusion] side=left levels=L3-L4 modality=mri"));
}

TEST(ImagingSeverity, OfAnAmount) {
  EXPECT_THAT(findings("X-RAY OF THE CERVICAL SPINE\n\nA mild amount of anterior osteophytic spurring is seen.\n"),
              ElementsAre("imaging/degeneration present [osteophytic spurring] severity=mild modality=xray"));
}

TEST(ImagingSides, StandsWithTheLevelBefore) {
  EXPECT_THAT(findings("MRI OF THE CERVICAL SPINE\n\nAt C6-7 on the left, there is a disc protrusion.\n"),
              ElementsAre("imaging/disc_herniation present [disc protrusion] side=left levels=C6-C7 modality=mri"));
}

TEST(ImagingLevels, DeniedApartFromALevelBehindAnother) {
  EXPECT_THAT(findings("HISTORY OF PRESENT ILLNESS: MRI shows a disc bulge at L4-5, no nerve root compression.\n"),
              ElementsAre("imaging/disc_bulge present [disc bulge] levels=L4-L5 modality=mri", "imaging/nerve_root_compression absent [nerve root compression] modality=mri"));
}

TEST(ImagingStudy, ListsWhatItReveals) {
  EXPECT_THAT(findings("ASSESSMENT: This EMG is abnormal. It reveals the following:\n1. Left S1 nerve root irritation.\n"),
              ElementsAre("imaging/nerve_root_compression present [S1 nerve root irritation] side=left roots=S1 modality=emg"));
}

constexpr std::string_view kOperation =
    "PREOPERATIVE DIAGNOSIS: Cervical myelopathy.\n\nPROCEDURE: Anterior cervical discectomy, C4-C5.\n\nDESCRIPTION OF PROCEDURE: The patient was brought in. ";

std::vector<std::string> found_at_operation(std::string_view steps) {
  std::vector<std::string> all = findings(std::string(kOperation) + std::string(steps));
  all.erase(all.begin());
  return all;
}

TEST(OperationFindings, CompressionIsSeen) {
  EXPECT_THAT(found_at_operation("There was marked compression of the cord."), ElementsAre("imaging/cord_compression present [compression of the cord] severity=severe"));
}

TEST(OperationFindings, PiecesTakenOutAreNone) {
  EXPECT_THAT(found_at_operation("Posterior osteophytes were removed with a punch. All disc fragments were then taken and removed."), IsEmpty());
  EXPECT_THAT(found_at_operation("A hook was passed to make sure that there were no disc fragments."), IsEmpty());
}

TEST(OperationFindings, PiecesFoundAreSome) {
  EXPECT_THAT(found_at_operation("At C4-C5 on the left, the surgeon found an extruded disc fragment in the canal."),
              ElementsAre("diagnosis/cervical_disc_disorder present [extruded disc fragment] side=left levels=C4-C5"));
}

TEST(OperationFindings, ForamenIsAFinding) {
  EXPECT_THAT(found_at_operation("There was foraminal stenosis on the left."), ElementsAre("imaging/foraminal_stenosis present [foraminal stenosis] side=left"));
}

TEST(OperationFindings, RiskIsNone) {
  EXPECT_THAT(findings("INDICATIONS: Neck pain. There is a risk of bleeding, which can compress the spinal cord.\n"),
              Contains("imaging/cord_compression hypothetical [compress the spinal cord]"));
}

TEST(Diagnosis, RootIsNoCode) {
  EXPECT_THAT(findings("HISTORY OF PRESENT ILLNESS: Low back pain.\n\nASSESSMENT:\n1. Left L5 nerve root irritation.\n"),
              ElementsAre("diagnosis/lumbar_radiculopathy present [L5 nerve root irritation] side=left roots=L5"));
}

TEST(Diagnosis, EspeciallyIsOfTheLast) {
  EXPECT_THAT(findings("PREOPERATIVE DIAGNOSIS: Cervical spondylosis, cord compression especially at C4-C5.\n"),
              ElementsAre("diagnosis/cervical_spondylosis present [Cervical spondylosis]", "imaging/cord_compression present [cord compression] levels=C4-C5"));
}

TEST(Alternative, SideOfWhatWasStudied) {
  EXPECT_THAT(findings("HISTORY OF PRESENT ILLNESS: MRI of the left shoulder showed no evidence of rotator cuff tear.\n"),
              ElementsAre("alternative/shoulder_pathology absent [rotator cuff tear] side=left"));
}

}  // namespace
}  // namespace chartgap
