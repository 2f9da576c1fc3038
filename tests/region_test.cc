#include "criteria/region.h"

#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

LevelSet disc_below(char letter, int number) {
  LevelSet levels;
  levels.discs.add(spine_segment(letter, number));
  return levels;
}
SegmentSet root_of(char letter, int number) {
  SegmentSet roots;
  roots.add(spine_segment(letter, number));
  return roots;
}

auto in_leg(Side side, char letter, int number) {
  return [=](Fact& fact) {
    fact.attributes.regions = kLowerLimb;
    fact.attributes.side = side;
    fact.attributes.implied_roots = root_of(letter, number);
  };
}
auto lumbar_finding(int upper, Side side, uint8_t severities = 0) {
  return [=](Fact& fact) {
    fact.attributes.levels = disc_below('l', upper);
    fact.attributes.side = side;
    fact.attributes.severities = severities;
    fact.attributes.modality = Modality::mri;
  };
}

TEST(Region, LevelsAndRootsAtItsBorders) {
  EXPECT_TRUE(touches(Region::neck, disc_below('c', 7)));
  EXPECT_FALSE(touches(Region::neck, disc_below('l', 4)));
  EXPECT_TRUE(touches(Region::low_back, disc_below('t', 12)));
  EXPECT_FALSE(touches(Region::low_back, disc_below('t', 11)));
  EXPECT_TRUE(within(Region::low_back, root_of('t', 12)).empty());
  EXPECT_EQ(within(Region::low_back, root_of('s', 1)), root_of('s', 1));
  EXPECT_EQ(within(Region::neck, root_of('t', 1)), root_of('t', 1));
}

TEST(Region, NamesAsInPolicyFiles) {
  EXPECT_EQ(region_named("low_back"), Region::low_back);
  EXPECT_EQ(region_named("lumbar"), std::nullopt);
}

TEST(LowBack, ArmSymptomsAreElsewhere) {
  Patient patient;
  patient.under("medicare-esi-lumbar").document("Numb in the arm. Leg pain.");
  patient.fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm());
  EXPECT_EQ(patient.status("radicular_symptoms"), "not_documented");
  patient.fact(FactType::symptom, "limb_pain", "Leg pain", kPresent, in_leg(Side::left, 'l', 5));
  EXPECT_EQ(patient.status("radicular_symptoms"), "met");
  EXPECT_EQ(patient.verdict("radicular_symptoms").why, "the patient reports symptoms in a leg");
}

TEST(LowBack, ClaudicationIsOfTheLeg) {
  EXPECT_EQ(Patient().under("medicare-esi-lumbar").document("Neurogenic claudication.").fact(FactType::symptom, "claudication", "claudication").status("radicular_symptoms"),
            "met");
}

// The root that leaves at L4-5 is L4; the one on its way down is L5.
TEST(LowBack, ZoneDecidesTheRoot) {
  const auto status = [](std::string_view code, std::string_view words, int root) {
    Patient patient;
    patient.under("medicare-esi-lumbar").document("Leg pain. L4-5 left " + std::string(words) + ".");
    patient.fact(FactType::symptom, "limb_pain", "Leg pain", kPresent, in_leg(Side::left, 'l', root));
    patient.fact(FactType::imaging, code, words, kPresent, lumbar_finding(4, Side::left, kSevere));
    return patient.status("imaging_correlation");
  };
  EXPECT_EQ(status("foraminal_stenosis", "foraminal stenosis", 4), "met");
  EXPECT_EQ(status("foraminal_stenosis", "foraminal stenosis", 5), "not_met");
  EXPECT_EQ(status("canal_stenosis", "canal stenosis", 5), "met");
  EXPECT_EQ(status("nerve_root_compression", "compression of the traversing root", 5), "met");
  EXPECT_EQ(status("nerve_root_compression", "compression of the traversing root", 4), "not_met");
  EXPECT_EQ(status("nerve_root_compression", "root compression", 4), "met");
  EXPECT_EQ(status("nerve_root_compression", "root compression", 5), "met");
}

TEST(LowBack, HerniationWithoutContactIsNoCompression) {
  Patient patient;
  patient.under("medicare-esi-lumbar").document("L4-5 protrusion without contact with the root.");
  patient.fact(FactType::imaging, "disc_herniation", "protrusion", kPresent, lumbar_finding(4, Side::left));
  EXPECT_EQ(patient.status("imaging_compression"), "met");
  patient.fact(FactType::imaging, "nerve_root_compression", "contact", kAbsent, lumbar_finding(4, Side::left));
  EXPECT_NE(patient.status("imaging_compression"), "met");
}

TEST(LowBack, CervicalReportIsOfAnotherRegion) {
  Patient patient;
  patient.under("medicare-esi-lumbar").document("MRI CERVICAL SPINE\nRoot compression.", DocumentKind::imaging_report);
  patient.fact(FactType::imaging, "nerve_root_compression", "Root compression", kPresent, [](Fact& fact) { fact.attributes.modality = Modality::mri; });
  EXPECT_EQ(patient.missing("imaging_compression"), Names{"mri"});
}

TEST(LowBack, LowBackPainAloneIsAxial) {
  EXPECT_EQ(Patient().under("medicare-esi-lumbar").document("Low back pain").fact(FactType::diagnosis, "low_back_pain", "Low back pain").status("diagnosis"), "not_met");
  EXPECT_EQ(
      Patient().under("medicare-esi-lumbar").document("Cervical radiculopathy").fact(FactType::diagnosis, "cervical_radiculopathy", "Cervical radiculopathy").status("diagnosis"),
      "not_met");
}

}  // namespace
}  // namespace chartgap
