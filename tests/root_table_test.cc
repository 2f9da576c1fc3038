#include "criteria/root_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RootFinding finding(RootSource source, int number, Side side, uint32_t begin = 0) {
  RootFinding out;
  out.source = source;
  out.roots = root(number);
  out.side = side;
  out.evidence = {0, {begin, begin + 1}, EvidenceFor::met};
  return out;
}

std::vector<std::string> remarks(const std::vector<RootFinding>& findings) {
  Patient patient;
  patient.document("Words enough for every place.");
  Verdict verdict;
  verdict.roots = findings;
  return root_table(patient.patient(), verdict).remarks;
}

TEST(RootTable, says_what_agrees) {
  EXPECT_THAT(remarks({finding(RootSource::symptom, 6, Side::left), finding(RootSource::exam, 6, Side::none), finding(RootSource::imaging, 6, Side::left)}),
              ElementsAre("Symptoms and imaging agree on C6 left.", "Examination and imaging agree on C6 left."));
}

TEST(RootTable, says_what_does_not) {
  EXPECT_THAT(remarks({finding(RootSource::symptom, 8, Side::left), finding(RootSource::exam, 6, Side::right), finding(RootSource::imaging, 6, Side::left)}),
              ElementsAre("Symptoms and examination have no root in common: C8 left against C6 right.", "Symptoms and imaging have no root in common: C8 left against C6 left.",
                          "Examination and imaging name C6 on opposite sides."));
}

TEST(RootTable, says_which_source_is_silent_and_which_contradicts_itself) {
  EXPECT_THAT(remarks({finding(RootSource::imaging, 7, Side::left), finding(RootSource::imaging, 7, Side::right)}),
              ElementsAre("Symptoms: nothing points to a root.", "Examination: nothing points to a root.", "Imaging: C7 is put on the left and on the right."));
}

TEST(RootTable, keeps_like_findings_in_one_cell) {
  Patient patient;
  patient.document("Thumb and thumb.");
  Verdict verdict;
  verdict.roots = {finding(RootSource::symptom, 6, Side::left), finding(RootSource::symptom, 6, Side::left, 3), finding(RootSource::symptom, 7, Side::left)};
  const RootTable table = root_table(patient.patient(), verdict);
  ASSERT_EQ(table.rows.size(), 3u);
  ASSERT_EQ(table.rows[0].cells.size(), 2u);
  EXPECT_EQ(with_words(patient.patient(), table.rows[0].cells[0]), "C6 left “T” (doc1 line 1) and 1 more");
}

TEST(RootTable, of_a_judged_case_names_levels_and_leaves_the_entry_level_out) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(5, Side::left));
  patient.document("Numb thumb. Injection at C7-T1.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(Side::left, 6));
  patient.fact(FactType::procedure, "epidural_steroid_injection", "Injection", kPlanned, at_level(7));
  const RootTable table = root_table(patient.patient(), patient.verdict("imaging_correlation"));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(to_string(table.rows[2].cells.at(0)), "C5-C6: C6 left");
  EXPECT_THAT(table.remarks,
              ElementsAre("Examination: nothing points to a root.", "Symptoms and imaging agree on C6 left.", "The level at which the injection enters (C7-T1) is not compared."));
  EXPECT_THAT(root_table(patient.patient(), patient.verdict("diagnosis")).rows, IsEmpty());
}

}  // namespace
}  // namespace chartgap
