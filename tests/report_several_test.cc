#include "criteria/report_several.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "criteria/decisions.h"
#include "tests/format_rules.h"
#include "tests/report_testing.h"

namespace chartgap {
namespace {

using ::testing::IsEmpty;

// The same case under two policies.
std::vector<std::string> written(std::string_view name) {
  Fixture fixture = one_of_each();
  std::vector<std::string> out;
  for (const char* id : {"test-policy", "other-policy"}) {
    fixture.policy.id = id;
    for (const ReportFormat& format : kReportFormats) {
      if (format.name == name) out.push_back(format.write(fixture.patient, fixture.policy, fixture.judgement, fixture.options));
    }
  }
  return out;
}

TEST(SeveralReports, csv_has_one_header) {
  const auto rows = csv_rows(joined_reports("csv", written("csv")));
  ASSERT_EQ(rows.size(), 11u);
  EXPECT_EQ(rows[0][1], "policy");
  EXPECT_EQ(rows[1][1], "test-policy");
  EXPECT_EQ(rows[6][1], "other-policy");
}

TEST(SeveralReports, a_bundle_holds_the_patient_and_the_notes_once) {
  const nlohmann::json bundle = nlohmann::json::parse(joined_reports("fhir", written("fhir")));
  EXPECT_THAT(fhir_errors(bundle), IsEmpty());
  EXPECT_EQ(bundle["entry"].size(), 3u + 2u * 8u);  // patient, device, note; an issue and a response for each of four criteria
}

TEST(SeveralReports, sarif_has_a_run_a_policy) {
  nlohmann::json log = nlohmann::json::parse(joined_reports("sarif", written("sarif")));
  ASSERT_EQ(log["runs"].size(), 2u);
  EXPECT_EQ(log["runs"][1]["properties"]["policy"], "other-policy");
}

TEST(SeveralReports, json_is_a_list_and_decisions_are_one_file) {
  EXPECT_EQ(nlohmann::json::parse(joined_reports("json", written("json")))["policies"].size(), 2u);
  const nlohmann::json form = nlohmann::json::parse(joined_reports("decisions", written("decisions")));
  EXPECT_EQ(form["decisions"].size(), 4u);
  EXPECT_EQ(form["decisions"][3]["policy"], "other-policy");
}

TEST(SeveralReports, texts_stand_one_behind_the_other) {
  const std::string markdown = joined_reports("markdown", written("markdown"));
  EXPECT_LT(markdown.find("`test-policy`"), markdown.find("`other-policy`"));
}

TEST(SeveralReports, html_is_one_page_whose_links_all_lead_somewhere) {
  const std::string page = joined_reports("html", written("html"));
  EXPECT_EQ(page.find("<main>"), page.rfind("<main>"));
  std::set<std::string> ids;
  std::vector<std::string> links;
  for (size_t at = page.find(" id=\""); at != std::string::npos; at = page.find(" id=\"", at + 1)) {
    const std::string id = page.substr(at + 5, page.find('"', at + 5) - at - 5);
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
  for (size_t at = page.find(" href=\"#"); at != std::string::npos; at = page.find(" href=\"#", at + 1)) links.push_back(page.substr(at + 8, page.find('"', at + 8) - at - 8));
  ASSERT_GT(links.size(), 4u);
  for (const std::string& link : links) EXPECT_EQ(ids.count(link), 1u) << link;
}

}  // namespace
}  // namespace chartgap
