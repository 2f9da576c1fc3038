// CSV, Markdown, FHIR and SARIF: the structural rules of each format, on cases put together by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/format_rules.h"
#include "tests/report_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Every sort of verdict, among them a conflict over two documents and a decision.
Fixture of_all_sorts() {
  Fixture fixture = one_of_each();
  fixture.add_document("b #1.txt", "Left arm.\r\nNo \"left\" arm pain.\n");
  Verdict& conflict = fixture.add("sixth", CriterionKind::required, Status::conflicting, "left arm");
  conflict.evidence.push_back({1, {15, 19}, EvidenceFor::not_met});
  fixture.add("seventh", CriterionKind::required, Status::not_documented).decided = Decided{Status::met, "=SUM(A1)", "R. Hale", "2025-06-20", DecisionState::holds, {}};
  return fixture;
}

std::string written(const Fixture& fixture, std::string (*write)(const Case&, const Policy&, const Judgement&, const ReportOptions&)) {
  return write(fixture.patient, fixture.policy, fixture.judgement, fixture.options);
}

TEST(CsvReport, has_one_row_a_criterion) {
  const Fixture fixture = of_all_sorts();
  const std::vector<std::vector<std::string>> rows = csv_rows(written(fixture, csv_report));
  ASSERT_EQ(rows.size(), fixture.judgement.verdicts.size() + 1);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  EXPECT_EQ(rows[1][0], "1");
  EXPECT_EQ(rows[1][6], "fourth");
  EXPECT_EQ(rows[1][9], "not_met");
  EXPECT_EQ(rows[2][12], "“No \"left\" arm pain.” (b #1.txt line 2)");
}

TEST(CsvReport, no_field_is_a_formula) {
  const std::string csv = written(of_all_sorts(), csv_report);
  EXPECT_THAT(csv, HasSubstr("\"'=SUM(A1)\""));
  EXPECT_THAT(csv, Not(HasSubstr("\"=")));
}

TEST(MarkdownReport, a_note_cannot_become_markup) {
  const std::string markdown = written(one_of_each(), markdown_report);
  EXPECT_THAT(markdown, HasSubstr("| ? | Label of second | not documented | part one |\n"));
  EXPECT_THAT(markdown, HasSubstr("> ✓ “Pain of the café worker's <b>left arm</b> 😀.” — note.txt line 2, Plan\n"));
  Fixture fixture("n.txt", "<img src=x> **arm** [x](http://y) | `z`\n");
  fixture.add("first", CriterionKind::required, Status::met, "arm");
  EXPECT_THAT(written(fixture, markdown_report), HasSubstr("\\<img src\\=x\\> \\*\\*<b>arm</b>\\*\\* \\[x\\]\\(http\\://y\\) \\| \\`z\\`"));
}

TEST(FhirReport, keeps_the_rules_of_r4) {
  const Fixture fixture = of_all_sorts();
  const nlohmann::json bundle = nlohmann::json::parse(written(fixture, fhir_report));
  EXPECT_THAT(fhir_errors(bundle), IsEmpty());
  EXPECT_EQ(bundle["type"], "collection");
  std::map<std::string, int> count;
  for (const auto& entry : bundle["entry"]) ++count[entry["resource"]["resourceType"]];
  EXPECT_EQ(count["Patient"], 1);
  EXPECT_EQ(count["DocumentReference"], 2);
  EXPECT_EQ(count["DetectedIssue"], 6);  // not for what does not apply
  EXPECT_EQ(count["GuidanceResponse"], 6);
}

TEST(FhirReport, a_decision_is_a_mitigation_and_closes_the_gap) {
  const nlohmann::json bundle = nlohmann::json::parse(written(of_all_sorts(), fhir_report));
  size_t mitigated = 0;
  for (const auto& entry : bundle["entry"]) {
    const auto& resource = entry["resource"];
    if (!resource.contains("mitigation")) continue;
    ++mitigated;
    EXPECT_EQ(resource["status"], "final");
    EXPECT_EQ(resource["mitigation"][0]["author"]["display"], "R. Hale");
    EXPECT_EQ(resource["modifierExtension"][0]["valueCodeableConcept"]["coding"][0]["code"], "closed-gap");
  }
  EXPECT_EQ(mitigated, 1u);
}

TEST(FhirReport, the_same_input_has_the_same_identifiers_and_another_has_others) {
  Fixture fixture = one_of_each();
  const std::string one = written(fixture, fhir_report);
  EXPECT_EQ(one, written(one_of_each(), fhir_report));
  fixture.add_document("b.txt", "More.");
  const auto patient = [](const std::string& text) { return nlohmann::json::parse(text)["entry"][0]["resource"]["id"]; };
  EXPECT_NE(patient(one), patient(written(fixture, fhir_report)));
}

TEST(FhirReport, bad_input_is_an_operation_outcome) {
  const nlohmann::json outcome =
      nlohmann::json::parse(fhir_outcome({{"a.txt", 0, 0, "input.unreadable", "cannot be read", "a text file"}, {"p.json", 1, 2, "json.syntax", "x", ""}}));
  EXPECT_EQ(outcome["resourceType"], "OperationOutcome");
  ASSERT_EQ(outcome["issue"].size(), 2u);
  EXPECT_EQ(outcome["issue"][0]["code"], "not-found");
  EXPECT_EQ(outcome["issue"][1]["diagnostics"], "p.json:1:2: x [json.syntax]");
  EXPECT_THAT(fhir_value_errors(outcome), IsEmpty());
}

TEST(SarifReport, keeps_the_rules_of_2_1_0) {
  const Fixture fixture = of_all_sorts();
  const nlohmann::json log = nlohmann::json::parse(written(fixture, sarif_report));
  EXPECT_THAT(sarif_errors(log), IsEmpty());
  const auto& results = log["runs"][0]["results"];
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0]["ruleId"], "fourth");
  EXPECT_EQ(results[0]["level"], "error");
  const nlohmann::json region = results[0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startLine"], 2);
  EXPECT_EQ(region["startColumn"], 42);  // é and the emoji are one column each
  EXPECT_EQ(region["endColumn"], 47);
  EXPECT_EQ(region["snippet"]["text"], "fever");
}

TEST(SarifReport, a_conflict_links_to_its_other_side) {
  const nlohmann::json log = nlohmann::json::parse(written(of_all_sorts(), sarif_report));
  const auto& conflict = log["runs"][0]["results"][1];
  EXPECT_THAT(conflict["message"]["text"].get<std::string>(), HasSubstr("[another statement](1)"));
  EXPECT_EQ(conflict["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(conflict["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "b%20%231.txt");
  EXPECT_EQ(conflict["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

TEST(SarifReport, a_gap_without_words_stands_at_the_beginning_and_a_decided_one_is_suppressed) {
  const nlohmann::json log = nlohmann::json::parse(written(of_all_sorts(), sarif_report));
  const auto& results = log["runs"][0]["results"];
  EXPECT_EQ(results[2]["locations"][0]["physicalLocation"]["region"], nlohmann::json({{"startLine", 1}}));
  EXPECT_EQ(results[2]["level"], "warning");
  EXPECT_FALSE(results[2].contains("suppressions"));
  EXPECT_EQ(results[3]["suppressions"][0]["status"], "accepted");
}

TEST(SarifReport, a_resolved_decision_is_shown_as_passed) {
  Fixture fixture;
  fixture.add("first", CriterionKind::required, Status::met, "left arm").decided = Decided{Status::met, "seen", "", "", DecisionState::resolved, {}};
  const nlohmann::json log = nlohmann::json::parse(written(fixture, sarif_report));
  EXPECT_THAT(sarif_errors(log), IsEmpty());
  ASSERT_EQ(log["runs"][0]["results"].size(), 1u);
  EXPECT_EQ(log["runs"][0]["results"][0]["kind"], "pass");
  EXPECT_FALSE(log["runs"][0]["results"][0].contains("suppressions"));
  EXPECT_THAT(log["runs"][0]["results"][0]["message"]["text"].get<std::string>(), HasSubstr("resolved: the documents now say so themselves."));
}

}  // namespace
}  // namespace chartgap
