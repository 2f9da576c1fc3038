#include "criteria/conflict.h"

#include <gtest/gtest.h>

#include "tests/judge_testing.h"
#include "tests/report_testing.h"

namespace chartgap {
namespace {

TEST(Conflict, the_pair_is_of_the_same_finding) {
  Patient patient;
  patient.document("Arm pain. Weakness. Numb hand.")
      .fact(FactType::symptom, "limb_pain", "Arm pain")
      .fact(FactType::symptom, "weakness", "Weakness")
      .fact(FactType::symptom, "numbness", "Numb");
  patient.document("Denies numbness.").fact(FactType::symptom, "numbness", "numbness", kAbsent);
  Verdict verdict;
  verdict.status = Status::conflicting;
  for (const Fact& fact : patient.patient().documents[0].facts) verdict.evidence.push_back({0, fact.span, EvidenceFor::met});
  verdict.evidence.push_back({1, patient.patient().documents[1].facts[0].span, EvidenceFor::not_met});
  const std::optional<ConflictPair> pair = conflict_of(patient.patient(), verdict);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->one, 2u);
  EXPECT_EQ(pair->other, 3u);
  const std::vector<Quote> quotes = ordered_quotes(patient.patient(), verdict);
  ASSERT_EQ(quotes.size(), 4u);
  EXPECT_EQ(quotes[0].parts[0].text, "Numb");
  EXPECT_EQ(quotes[1].document, 1u);
}

TEST(Conflict, only_conflicting_verdicts_have_one) {
  Fixture fixture;
  EXPECT_FALSE(conflict_of(fixture.patient, fixture.add("first", CriterionKind::required, Status::met, "left arm")));
  EXPECT_FALSE(conflict_of(fixture.patient, fixture.add("second", CriterionKind::required, Status::conflicting, "left arm")));
}

// The fourth quote that points one way was once left out although it was one side of the conflict.
TEST(Conflict, both_sides_are_printed_however_many_quotes_there_are) {
  std::string text;
  for (int i = 0; i < 6; ++i) text += "Line " + std::to_string(i) + " of the arm.\n";
  Patient patient;
  patient.document(text + "No numbness. Numbness.\n");
  patient.fact(FactType::symptom, "numbness", "Numbness");
  Fixture fixture("note.txt", text + "No numbness. Numbness.\n");
  Verdict& verdict = fixture.add("first", CriterionKind::required, Status::conflicting);
  for (uint32_t i = 0; i < 6; ++i) verdict.evidence.push_back({0, {i * 19, i * 19 + 4}, EvidenceFor::met});
  const auto at = static_cast<uint32_t>(text.size());
  verdict.evidence.push_back({0, {at + 3, at + 11}, EvidenceFor::not_met});
  verdict.evidence.push_back({0, {at + 13, at + 21}, EvidenceFor::met});
  Fact denied;
  denied.type = FactType::symptom;
  denied.code = "numbness";
  denied.span = {at + 3, at + 11};
  Fact told = denied;
  told.span = {at + 13, at + 21};
  fixture.patient.documents[0].facts = {denied, told};
  const std::string report = fixture.text();
  EXPECT_NE(report.find("for: “[Numbness].”"), std::string::npos) << report;
  EXPECT_NE(report.find("against: “No [numbness].”"), std::string::npos) << report;
  EXPECT_LT(report.find("[Numbness]"), report.find("[Line]"));
}

}  // namespace
}  // namespace chartgap
