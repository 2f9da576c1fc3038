#include "criteria/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "tests/report_testing.h"

namespace chartgap {
namespace {

TEST(TextReport, IsThis) {
  EXPECT_EQ(one_of_each().text(),
            "INCOMPLETE — documentation is lacking for 1 required criterion.\n"
            "1 document: 1 contradicted, 1 missing, 1 documented, 1 advisory, 1 not applicable.\n"
            "Policy test-policy 1.2: A policy\n"
            "\n"
            "The documents say the contrary\n"
            "  ✗ Label of fourth (relative contraindication)\n"
            "    why of fourth\n"
            "    “No [fever].” (note.txt line 2, Plan)\n"
            "\n"
            "Not documented\n"
            "  ? Label of second\n"
            "    why of second\n"
            "    missing: part one\n"
            "    → What of part one?\n"
            "\n"
            "Documented\n"
            "  ✓ Label of first\n"
            "    “Pain of the café worker's [left arm] 😀.” (note.txt line 2, Plan)\n"
            "\n"
            "Advisory: worth a sentence\n"
            "  ? Label of third\n"
            "    why of third\n"
            "    → What of third?\n"
            "\n"
            "Does not apply\n"
            "  – Label of fifth\n"
            "\n"
            "States what the documents support under the named policy. It decides nothing about care or coverage.\n"
            "chartgap 9.9, lexicon ffffffffffff\n");
}

TEST(TextReport, WrapsAtTheWidth) {
  Fixture fixture = one_of_each();
  fixture.options.width = 40;
  std::istringstream lines(fixture.text());
  for (std::string line; std::getline(lines, line);) {
    const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; });
    EXPECT_LE(columns, 40) << line;
  }
}

TEST(TextReport, ColoursOnlyWhenAsked) {
  Fixture fixture = one_of_each();
  EXPECT_EQ(fixture.text().find('\033'), std::string::npos);
  fixture.options.colour = true;
  EXPECT_NE(fixture.text().find('\033'), std::string::npos);
}

TEST(TextReport, ANoteCannotSteerTheTerminal) {
  Fixture fixture("n\033[2J.txt", "The arm \033]0;title\a pain.");
  fixture.add("first", CriterionKind::required, Status::met, "pain");
  EXPECT_EQ(fixture.text().find('\033'), std::string::npos);
  EXPECT_EQ(fixture.text().find('\a'), std::string::npos);
}

TEST(TextReport, SaysEachStandingInWordsAndNeverDecides) {
  Fixture fixture = one_of_each();
  for (const auto& [standing, word] : {std::pair{CaseStanding::supported, "SUPPORTED — "},
                                       {CaseStanding::review, "REVIEW — "},
                                       {CaseStanding::incomplete, "INCOMPLETE — "},
                                       {CaseStanding::conflicting, "CONFLICTING — "},
                                       {CaseStanding::not_supported, "NOT SUPPORTED — "},
                                       {CaseStanding::contraindicated, "CONTRAINDICATED — "}}) {
    fixture.judgement.standing = standing;
    const std::string text = fixture.text();
    EXPECT_TRUE(text.starts_with(word)) << text;
    for (const char* verdict : {"approve", "deny", "denied", "medically indicated"}) EXPECT_EQ(text.find(verdict), std::string::npos) << verdict;
  }
}

TEST(TextReport, ConflictsQuoteBothSides) {
  Fixture fixture;
  Verdict& verdict = fixture.add("first", CriterionKind::required, Status::conflicting, "left arm");
  verdict.evidence.push_back({0, {0, 4}, EvidenceFor::not_met});
  EXPECT_NE(fixture.text().find("    for: “"), std::string::npos);
  EXPECT_NE(fixture.text().find("    against: “"), std::string::npos);
}

TEST(JsonReport, HasItsShape) {
  const nlohmann::json json = one_of_each().json();
  EXPECT_EQ(json["schema_version"], 1);
  EXPECT_EQ(json["program"]["name"], "chartgap");
  EXPECT_EQ(json["policy"]["version"], "1.2");
  EXPECT_EQ(json["case"], "incomplete");
  ASSERT_EQ(json["criteria"].size(), 5u);
  EXPECT_EQ(json["criteria"][1]["missing"], nlohmann::json({"part_one"}));
  EXPECT_EQ(json["criteria"][1]["ask"], nlohmann::json({"What of part one?"}));
  EXPECT_EQ(json["criteria"][1]["required"], true);
  EXPECT_FALSE(json["criteria"][0].contains("ask"));
  EXPECT_EQ(json["criteria"][3]["evidence"][0]["for"], "not_met");
  EXPECT_EQ(json["documents"][0]["name"], "folder/note.txt");
  EXPECT_EQ(json["documents"][0]["date"], "2025-03-02");
}

TEST(JsonReport, ListsTheLengthsOfCareThatWereCounted) {
  Fixture fixture;
  Verdict& verdict = fixture.add("care", CriterionKind::required, Status::met, "No fever");
  EXPECT_FALSE(fixture.json()["criteria"][0].contains("care"));
  verdict.care = {{"physical_therapy", 46, {2025, 5, 23}, verdict.evidence[0]}, {"nsaid", 42, {}, verdict.evidence[0]}};
  const nlohmann::json care = fixture.json()["criteria"][0]["care"];
  ASSERT_EQ(care.size(), 2u);
  EXPECT_EQ(care[0]["therapy"], "physical_therapy");
  EXPECT_EQ(care[0]["days"], 46);
  EXPECT_EQ(care[0]["end"], "2025-05-23");
  EXPECT_EQ(care[0]["evidence"]["text"], "No fever");
  EXPECT_TRUE(care[1]["end"].is_null());
}

TEST(JsonReport, OffsetsAreInTheUnitAskedFor) {
  Fixture fixture;
  fixture.add("first", CriterionKind::required, Status::met, "No fever");
  const auto start = [&] { return fixture.json()["criteria"][0]["evidence"][0]["start"].get<int>(); };
  const int codepoints = start();
  fixture.options.offset_unit = OffsetUnit::utf16;
  EXPECT_EQ(start(), codepoints + 1);  // the emoji is a pair
  fixture.options.offset_unit = OffsetUnit::byte;
  EXPECT_EQ(start(), codepoints + 4);  // é one more, the emoji three
}

TEST(JsonReport, IsValidWhateverTheBytes) {
  Fixture fixture("na\xFFme\x01.txt", std::string("Arm \xC3 pain \x00 \xED\xA0\x80 and \xF0\x9F numb", 28));
  fixture.add("first", CriterionKind::required, Status::met, "pain");
  fixture.judgement.verdicts[0].evidence.push_back({0, {0, 28}, EvidenceFor::met});
  const nlohmann::json json = fixture.json();
  EXPECT_EQ(json["criteria"][0]["evidence"].size(), 2u);
  EXPECT_EQ(json["documents"][0]["notices"].size(), 2u);
}

TEST(HtmlReport, LinksBothWays) {
  const std::string html = one_of_each().html();
  EXPECT_NE(html.find("href=\"#e1-1\""), std::string::npos);
  EXPECT_NE(html.find("id=\"e1-1\""), std::string::npos);
  EXPECT_NE(html.find("href=\"#c1\""), std::string::npos);
  EXPECT_NE(html.find("id=\"c1\""), std::string::npos);
}

TEST(HtmlReport, StandsAloneAndEscapesTheNote) {
  const std::string html = one_of_each().html();
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(1)"), std::string::npos);
  EXPECT_EQ(html.find("http://"), std::string::npos);
  EXPECT_EQ(html.find("https://"), std::string::npos);
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
}

TEST(HtmlReport, KeepsTheWholeNote) {
  Fixture fixture = one_of_each();
  EXPECT_NE(fixture.html().find("Pain of the café worker&#39;s "), std::string::npos);
  EXPECT_NE(fixture.html().find(" 😀. No "), std::string::npos);
}

}  // namespace
}  // namespace chartgap
