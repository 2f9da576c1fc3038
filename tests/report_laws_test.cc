// What must hold of every report and query over every labelled case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/query.h"
#include "criteria/query_lint.h"
#include "criteria/report.h"
#include "criteria/shelves.h"
#include "tests/format_rules.h"
#include "tests/json_schema.h"
#include "tools/case_input.h"

namespace chartgap {
namespace {

using ::testing::IsEmpty;
namespace fs = std::filesystem;

nlohmann::json schema(const std::string& name) {
  std::ifstream file(fs::path(CHARTGAP_ROOT) / "criteria/schema" / (name + ".schema.json"));
  return nlohmann::json::parse(file);
}

std::vector<std::string> folders() {
  std::vector<std::string> out;
  for (const auto& folder : fs::directory_iterator(fs::path(CHARTGAP_ROOT) / "corpus/cases")) out.push_back(folder.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

class ReportLaws : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    CaseOptions options;
    for (const auto& file : fs::directory_iterator(GetParam())) {
      if (file.path().extension() == ".txt") options.documents.push_back(file.path().string());
    }
    std::sort(options.documents.begin(), options.documents.end());
    Result<JudgedCase> read = judge_input(options);
    ASSERT_TRUE(read.ok());
    judged_ = std::move(read.value());
  }

  std::string written(std::string (*write)(const Case&, const Policy&, const Judgement&, const ReportOptions&)) const {
    ReportOptions options;
    options.program_version = "0";
    options.lexicon_sha256 = std::string(64, '0');
    return write(judged_.patient, policy(), judgement(), options);
  }

  const Policy& policy() const { return judged_.judged.front().policy; }
  const Judgement& judgement() const { return judged_.judged.front().judgement; }

  JudgedCase judged_;
};

TEST_P(ReportLaws, json_fits_its_schema) {
  EXPECT_THAT(SchemaChecker(schema("report")).check(nlohmann::json::parse(written(json_report))), IsEmpty());
  EXPECT_THAT(SchemaChecker(schema("query")).check(nlohmann::json::parse(query_json(judged_.patient, policy(), judgement()))), IsEmpty());
}

TEST_P(ReportLaws, the_other_formats_keep_their_rules) {
  EXPECT_THAT(fhir_errors(nlohmann::json::parse(written(fhir_report))), IsEmpty());
  EXPECT_THAT(sarif_errors(nlohmann::json::parse(written(sarif_report))), IsEmpty());
  EXPECT_EQ(csv_rows(written(csv_report)).size(), judgement().verdicts.size() + advisories_of(judged_.patient, policy()).size() + 1);
}

TEST_P(ReportLaws, every_conflict_shows_both_sides_first) {
  for (const Verdict& verdict : judgement().verdicts) {
    if (verdict.status != Status::conflicting) continue;
    ASSERT_TRUE(conflict_of(judged_.patient, verdict)) << policy().criteria[verdict.criterion].id;
    const std::vector<Quote> quotes = ordered_quotes(judged_.patient, verdict);
    ASSERT_GE(quotes.size(), 2u);
    EXPECT_EQ(quotes[0].points_to, EvidenceFor::met);
    EXPECT_EQ(quotes[1].points_to, EvidenceFor::not_met);
  }
}

TEST_P(ReportLaws, every_verdict_stands_once) {
  std::vector<const Verdict*> order = in_report_order(policy(), judgement());
  EXPECT_EQ(order.size(), judgement().verdicts.size());
  std::sort(order.begin(), order.end());
  EXPECT_EQ(std::unique(order.begin(), order.end()), order.end());
}

// Every sentence of a query but the patient's own words is held against the lint of queries.
TEST_P(ReportLaws, queries_speak_of_the_record_alone) {
  for (const Question& question : questions_of(judged_.patient, policy(), judgement())) {
    ASSERT_FALSE(question.asks.empty());
    for (const std::string& ask : question.asks) EXPECT_THAT(lint_query(ask, {"query"}), IsEmpty()) << ask;
  }
  const nlohmann::json query = nlohmann::json::parse(query_json(judged_.patient, policy(), judgement()));
  EXPECT_THAT(lint_query(query["opening"].get<std::string>(), {"query"}), IsEmpty());
  for (const auto& question : query["questions"]) {
    EXPECT_NE(std::find(question["options"].begin(), question["options"].end(), "Other"), question["options"].end());
    EXPECT_EQ(question["options"].back(), "Unable to determine");
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, ReportLaws, ::testing::ValuesIn(folders()), [](const auto& case_folder) {
  std::string name = fs::path(case_folder.param).filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

}  // namespace
}  // namespace chartgap
