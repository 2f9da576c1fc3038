#include "criteria/advisories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "criteria/case_reader.h"
#include "criteria/icd.h"
#include "tests/judge_testing.h"
#include "tools/command.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

// "kind: message" of each.
std::vector<std::string> advised(const std::vector<std::string>& texts) {
  Analyzer analyzer(lexicon());
  CaseReader reader(analyzer);
  for (size_t i = 0; i < texts.size(); ++i) reader.add({"note" + std::to_string(i), texts[i]});
  std::vector<std::string> out;
  for (const Advisory& each : advisories_of(reader.take(), own_policy())) out.push_back(std::string(to_string(each.kind)) + ": " + each.message);
  return out;
}

TEST(Advisories, signs_of_the_cord_that_nothing_takes_up) {
  const std::string unnamed = "cord_signs: Signs of the cord are recorded on examination, and no document names myelopathy.";
  EXPECT_THAT(advised({"EXAM: Hoffmann positive on the right.\n"}), ElementsAre(unnamed));
  EXPECT_THAT(advised({"EXAM: Three beats of clonus at the left ankle. Toes are upgoing.\n"}), ElementsAre(unnamed));
  EXPECT_THAT(advised({"EXAM: Spastic gait.\n"}), ElementsAre(unnamed));
  EXPECT_THAT(advised({"EXAM: Brisk reflexes at both knees.\n"}), ElementsAre(unnamed));
  EXPECT_THAT(advised({"EXAM: Biceps and triceps jerks are brisk but equal. Unable to tandem walk.\n"}), IsEmpty());
  EXPECT_THAT(advised({"EXAM: Lhermitte's positive.\n", "MRI CERVICAL SPINE\nFINDINGS: Cord: normal signal.\n"}), ElementsAre(unnamed));
}

TEST(Advisories, signs_of_the_cord_beside_their_exclusion) {
  EXPECT_THAT(advised({"EXAM: Hoffmann positive on the right.\nASSESSMENT: No myelopathy.\n"}),
              ElementsAre("cord_signs: Signs of the cord are recorded on examination, and myelopathy is excluded."));
}

TEST(Advisories, signs_of_the_cord_that_are_named_or_gone) {
  EXPECT_THAT(advised({"EXAM: Hoffmann positive.\nASSESSMENT: Cervical myelopathy.\n"}), IsEmpty());
  EXPECT_THAT(advised({"EXAM: Hoffmann positive.\nPLAN: MRI to rule out myelopathy.\n"}), IsEmpty());
  EXPECT_THAT(advised({"EXAM: Hoffmann positive.\n", "MRI CERVICAL SPINE\nFINDINGS: C5-C6: cord compression.\n"}), IsEmpty());
  EXPECT_THAT(advised({"EXAM: Hoffmann negative. No clonus. Antalgic gait.\n"}), IsEmpty());
  EXPECT_THAT(advised({"OFFICE VISIT\nDate of service: 1/5/2025\nEXAM: Hoffmann positive.\n", "OFFICE VISIT\nDate of service: 3/5/2025\nEXAM: Hoffmann negative.\n"}), IsEmpty());
}

TEST(Advisories, claimed_relief_that_the_scores_do_not_bear_out) {
  EXPECT_THAT(advised({"After the cervical epidural he had 50% relief, from 8/10 to 5/10.\n"}),
              ElementsAre("relief_arithmetic: 50 % relief is claimed; from 8/10 to 5/10 is 37.5 %."));
  EXPECT_THAT(advised({"70% better after the epidural; pain is 6/10 and was 5/10.\n"}), ElementsAre("relief_arithmetic: 70 % relief is claimed; from 6/10 to 5/10 is 16.7 %."));
}

TEST(Advisories, relief_within_the_rounding_of_the_scores_is_right) {
  EXPECT_THAT(advised({"After the cervical epidural he had 60% relief, from 8/10 to 3/10.\n"}), IsEmpty());
  EXPECT_THAT(advised({"80% relief that evening and 40% at two weeks, from 8/10 to 5/10.\n"}), IsEmpty());
  EXPECT_THAT(advised({"Strength 4/5. Grip is down 20 % on the left.\n"}), IsEmpty());
}

TEST(Advisories, relief_against_the_scores_of_two_visits) {
  const std::string before = "PROCEDURE NOTE\nDate of procedure: 2/1/2025\nC7-T1 interlaminar epidural steroid injection under fluoroscopy. NRS 8/10 before.\n";
  const std::string after = "OFFICE VISIT\nDate of service: 3/1/2025\n60% relief from the cervical epidural injection. NRS now 6/10.\n";
  EXPECT_THAT(advised({before, after}), ElementsAre("relief_arithmetic: 60 % relief is claimed; from 8/10 to 6/10 is 25 %."));
}

TEST(Advisories, a_course_shorter_than_it_is_called) {
  EXPECT_THAT(advised({"Physical therapy 3/2/25-3/30/25 (6 weeks) failed.\n"}), ElementsAre("course_arithmetic: “6 weeks” is claimed; the dates are 28 days apart."));
  EXPECT_THAT(advised({"Physical therapy 3/2/25-4/11/25 (6 weeks) failed.\n"}), IsEmpty());
  EXPECT_THAT(advised({"Physical therapy 3/2/25-3/30/25 and naproxen for 6 weeks.\n"}), IsEmpty());
}

TEST(Advisories, more_injections_with_dates_than_are_told_of) {
  EXPECT_THAT(
      advised({"OFFICE VISIT\nDate of service: 9/1/2025\nShe has had two cervical epidurals.\nCervical epidural 1/5/2025, 60% relief.\nCervical epidural 3/5/2025, 60% relief.\n"
               "Cervical epidural 5/5/2025, 60% relief.\n"}),
      ElementsAre("session_count: 2 earlier injections are told of, and 3 have dates of their own."));
}

TEST(Advisories, more_sessions_than_usual_in_twelve_months) {
  EXPECT_THAT(
      advised(
          {"OFFICE VISIT\nDate of service: 9/1/2025\nCervical epidural 11/5/2024, 60% relief.\nCervical epidural 1/5/2025, 60% relief.\nCervical epidural 3/5/2025, 60% relief.\n"
           "Cervical epidural 5/5/2025, 60% relief.\nPlan: C7-T1 interlaminar epidural steroid injection.\n"}),
      ElementsAre("session_count: With this one, 5 sessions fall into the twelve months up to 2025-09-01."));
}

TEST(Advisories, another_scale_after_the_injection_than_before_it) {
  const std::string before = "PROCEDURE NOTE\nDate of procedure: 2/1/2025\nC7-T1 interlaminar epidural steroid injection under fluoroscopy. NRS 8/10 before.\n";
  EXPECT_THAT(advised({before, "OFFICE VISIT\nDate of service: 3/1/2025\nNDI 20/50.\n"}),
              ElementsAre("scale_change: Before the injection of 2025-02-01 there is a pain score, after it NDI: no scale stands on both sides."));
  EXPECT_THAT(advised({before, "OFFICE VISIT\nDate of service: 3/1/2025\nNDI 20/50. Pain 4/10.\n"}), IsEmpty());
}

TEST(Advisories, a_disability_index_without_its_unit) {
  EXPECT_THAT(advised({"NDI 32.\n"}), ElementsAre("scale_unit: NDI 32 without a unit: of 50 points it is 64 %, else it is 32 %."));
  EXPECT_THAT(advised({"NDI 32%.\n"}), IsEmpty());
  EXPECT_THAT(advised({"NDI 16/50.\n"}), IsEmpty());
  EXPECT_THAT(advised({"NDI 62.\n"}), IsEmpty());
}

TEST(Advisories, a_code_of_another_level_than_the_imaging) {
  const std::string mri = "MRI CERVICAL SPINE\nDate of exam: 1/2/2025\nFINDINGS: C5-C6: right foraminal disc herniation with compression of the right C6 nerve root.\n";
  EXPECT_THAT(advised({mri, "Assessment: M50.121.\n"}), ElementsAre("code_level: M50.121 names C4-C5; the imaging tells of C5-C6."));
  EXPECT_THAT(advised({mri, "Assessment: M50.122.\n"}), IsEmpty());
  EXPECT_THAT(advised({mri, "Assessment: M54.12.\n"}), IsEmpty());
}

TEST(Advisories, a_code_of_another_part_of_the_spine_than_the_procedure) {
  EXPECT_THAT(advised({"Assessment: M54.16. Procedure: 62321.\n"}), ElementsAre("code_region: M54.16 is a code of the low back, and procedure 62321 one of the neck."));
  EXPECT_THAT(advised({"Assessment: M54.16, M54.12. Procedure: 62321.\n"}), IsEmpty());
  EXPECT_THAT(advised({"Assessment: M54.16. Procedure: 62323.\n"}),
              ElementsAre("code_region: Procedure 62323 is one of the low back, and policy cervical-esi-62321 one of the neck."));
}

TEST(Advisories, a_code_that_only_heads_others) {
  EXPECT_THAT(advised({"Assessment: low back pain M54.5.\n"}),
              ElementsAre("code_header: M54.5 only heads more exact codes (M54.50 to M54.59 in ICD-10-CM's release of April 2026)."));
  EXPECT_THAT(advised({"Assessment: low back pain M54.50. Radiculopathy m54.12.\n"}), IsEmpty());
}

TEST(Icd, codes_are_read_as_printed) {
  const Text text("M54.12, (m50.122) M54.1x XM54.12 M54 M99.05 M54.123456");
  std::vector<std::string> codes;
  for (const PrintedCode& each : spine_codes_in(text)) codes.push_back(each.code);
  EXPECT_THAT(codes, ElementsAre("M54.12", "M50.122"));
}

TEST(Icd, parts_and_levels) {
  EXPECT_EQ(levels_of_code("M50.123").names(), (std::vector<std::string>{"C6-C7"}));
  EXPECT_EQ(levels_of_code("M50.11").names(), (std::vector<std::string>{"C2-C3", "C3-C4"}));
  EXPECT_EQ(levels_of_code("M50.13").names(), (std::vector<std::string>{"C7-T1"}));
  EXPECT_TRUE(levels_of_code("M50.120").empty());
  EXPECT_TRUE(levels_of_code("M54.12").empty());
  EXPECT_EQ(region_of_code("M47.812"), Region::neck);
  EXPECT_EQ(region_of_code("M48.061"), Region::low_back);
  EXPECT_EQ(region_of_code("M54.14"), std::nullopt);
  EXPECT_EQ(region_of_code("M54.9"), std::nullopt);
}

}  // namespace
}  // namespace chartgap
