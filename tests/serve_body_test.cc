// Bodies that are wrong, each with its exact issues and their places.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/serve_testing.h"
#include "tools/policy_shelf.h"
#include "tools/serve/request_body.h"
#include "tools/serve/secret.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

const std::vector<Policy>& policies() {
  static const Result<std::vector<Policy>> all = program_policies();
  return all.value();
}

std::string issues_of(const Refusal& refusal) {
  std::string out = std::to_string(refusal.status) + " " + refusal.message + "\n";
  for (const Issue& issue : refusal.issues)
    out += std::to_string(issue.line) + ":" + std::to_string(issue.column) + " " + issue.message + " [" + issue.code + "]; " + issue.expected + "\n";
  return out;
}

std::string wrong_check(const std::string& body) {
  const auto read = read_check_request(body, policies());
  return read.index() == 1 ? issues_of(std::get<Refusal>(read)) : "";
}
std::string wrong_extract(const std::string& body) {
  const auto read = read_extract_request(body);
  return read.index() == 1 ? issues_of(std::get<Refusal>(read)) : "";
}
std::string check_of(const std::string& document) { return R"({"documents":[)" + document + R"(],"policies":["cervical-esi-62321"]})"; }

TEST(RequestBody, reads_files_of_every_format) {
  const auto read = read_check_request(
      R"({"documents":[{"name":"a.rtf","content_base64":"e1xydGYxXGFuc2kgTmVjayBwYWluLlxwYXIgTGVmdCBhcm0gbnVtYi5ccGFyfQ==","kind":"letter"}],"policies":["cervical-esi-62321"]})",
      policies());
  ASSERT_EQ(read.index(), 0u) << issues_of(std::get<Refusal>(read));
  const GivenDocument& document = std::get<CheckRequest>(read).documents.front();
  EXPECT_THAT(document.text, HasSubstr("Left arm numb."));
  EXPECT_EQ(document.text.find("rtf1"), std::string::npos);
  EXPECT_EQ(document.kind, DocumentKind::letter);
}

std::string file_of(const std::string& name, const std::string& bytes) { return R"({"name":")" + name + R"(","content_base64":")" + base64_encoded(bytes) + "\"}"; }

TEST(RequestBody, a_file_is_read_as_check_reads_it) {
  const std::string bundle =
      "{\n\"resourceType\":\"Bundle\",\n\"entry\":[{\"resource\":{\"resourceType\":\"DocumentReference\",\"content\":[{\"attachment\":{\"contentType\":\"text/plain\","
      "\"data\":\"TmVjayBwYWlu\"}}]}}]}";
  const auto read = read_check_request(check_of(file_of("bundle.json", bundle)), policies());
  ASSERT_EQ(read.index(), 0u) << issues_of(std::get<Refusal>(read));
  EXPECT_EQ(std::get<CheckRequest>(read).documents.front().text, "Neck pain");
  EXPECT_EQ(std::get<CheckRequest>(read).documents.front().name, "bundle.json");
}

TEST(RequestBody, bounds_what_files_unpack_to) {
  std::string rows;
  for (int i = 0; i < 1001; ++i) rows += "{\"text\":\"\"}\n";
  EXPECT_THAT(wrong_check(check_of(file_of("a.ndjson", rows))), HasSubstr("the files hold more than 1000 records [request.file]; one patient's documents"));
  EXPECT_EQ(wrong_check(check_of(file_of("a.ndjson", rows.substr(rows.find('\n') + 1)))), "");
  std::string large;
  for (int i = 0; i < 40; ++i) large += "{\"text\":\"" + std::string(100000, 'x') + "\"}\n";
  EXPECT_EQ(wrong_check(check_of(file_of("b.ndjson", large))), "413 the documents have more than 2 MiB of text\n");
  EXPECT_EQ(wrong_check(check_of(file_of("b.ndjson", large) + "," + file_of("c.png", "\x89PNG"))), "413 the documents have more than 2 MiB of text\n");
}

TEST(RequestBody, says_which_file_cannot_be_read) {
  const auto read = read_check_request(R"({"documents":[{"name":"a.png","content_base64":"iVBORw0KGgoAAAA="}],"policies":["cervical-esi-62321"]})", policies());
  ASSERT_EQ(read.index(), 1u);
  EXPECT_EQ(std::get<Refusal>(read).status, 415);
  EXPECT_EQ(std::get<Refusal>(read).issues.size(), 1u);
}

TEST(RequestBody, reads_all_that_it_may_hold) {
  const auto read = read_check_request(
      R"({"documents":[{"name":"a","text":"x","kind":"imaging_report","date":"2025-04-03"},{"name":"b","text":"","kind":null,"date":null}],
          "policies":["cervical-esi-62321","carelon-esi-cervical-2022"],"format":"csv",
          "decisions":{"schema_version":1,"decisions":[{"policy":"cervical-esi-62321","criterion":"diagnosis","status":"met","reason":"seen"}]}})",
      policies());
  ASSERT_EQ(read.index(), 0u) << issues_of(std::get<Refusal>(read));
  const CheckRequest& request = std::get<CheckRequest>(read);
  EXPECT_EQ(request.documents[0].kind, DocumentKind::imaging_report);
  EXPECT_EQ(to_string(request.documents[0].date), "2025-04-03");
  EXPECT_EQ(request.documents[1].kind, DocumentKind::unknown);
  EXPECT_TRUE(request.documents[1].date.empty());
  EXPECT_EQ(request.policies[1]->id, "carelon-esi-cervical-2022");
  EXPECT_EQ(request.format, "csv");
  EXPECT_EQ(request.decisions.list.size(), 1u);
}

TEST(RequestBody, names_every_issue_and_its_place) {
  EXPECT_EQ(wrong_check("{\n \"documents\": [],\n \"policies\": [\"cervical-esi-6232\", 5],\n \"formt\": \"json\",\n \"format\": \"htm\"\n}"),
            "400 the body has 5 errors\n"
            "2:15 there is no document [request.documents]; at least one\n"
            "3:15 there is no policy \"cervical-esi-6232\" [request.policies]; \"cervical-esi-62321\"\n"
            "3:36 an item of \"policies\" is a number [json.type]; a string\n"
            "4:11 unknown key \"formt\" [json.unknown_key]; \"format\"\n"
            "5:12 unknown format \"htm\" [request.format]; \"html\"\n");
  EXPECT_EQ(wrong_check("{}"),
            "400 the body has 2 errors\n"
            "1:1 \"documents\" is missing [json.missing_key]; an array\n"
            "1:1 \"policies\" is missing [json.missing_key]; an array of ids that GET /v1/policies lists\n");
}

TEST(RequestBody, refuses_what_is_no_json_object) {
  EXPECT_EQ(wrong_check(""), "400 the body has an error\n1:1 this is not valid JSON [json.syntax]; a value, a comma or a closing bracket\n");
  EXPECT_THAT(wrong_check("[]"), HasSubstr("1:1 this is an array [json.type]; an object"));
  EXPECT_THAT(wrong_check("{\"documents\":[],\"documents\":[]}"), HasSubstr("the key \"documents\" stands here twice [json.repeated_key]"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"\ud800"})")), HasSubstr("this is not valid JSON"));
  EXPECT_THAT(wrong_check(check_of("{\"name\":\"a\",\"text\":\"\xff\"}")), HasSubstr("this is not valid JSON"));
  EXPECT_THAT(wrong_check(std::string(100, '[')), HasSubstr("nested more than 64 deep"));
}

TEST(RequestBody, refuses_documents_that_are_none) {
  EXPECT_THAT(wrong_check(check_of("5")), HasSubstr("1:15 this is a number [json.type]; an object"));
  EXPECT_THAT(wrong_check(check_of(R"({"text":"x"})")), HasSubstr("\"name\" is missing [json.missing_key]; a string"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"","text":"x"})")), HasSubstr("the name is empty"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"x"},{"name":"a","text":"y"})")), HasSubstr("two documents have this name"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a"})")), HasSubstr("there is no \"text\" [request.content]; one of \"text\" and \"content_base64\""));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"x","content_base64":"eA=="})")), HasSubstr("there are both \"text\" and \"content_base64\""));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":5})")), HasSubstr("\"text\" is a number [json.type]; a string"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","content_base64":"x"})")), HasSubstr("this is not base64 [request.base64]"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"x","kind":"leter"})")), HasSubstr("unknown kind \"leter\" [request.kind]; \"letter\""));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"x","date":"2025-02-30"})")), HasSubstr("\"2025-02-30\" is no date [request.date]; YYYY-MM-DD"));
  EXPECT_THAT(wrong_check(check_of(R"({"name":"a","text":"x","date":5})")), HasSubstr("\"date\" is a number"));
}

TEST(RequestBody, refuses_policies_twice_and_files_as_policies) {
  EXPECT_THAT(wrong_check(R"({"documents":[{"name":"a","text":"x"}],"policies":["cervical-esi-62321","cervical-esi-62321"]})"), HasSubstr("stands here twice"));
  EXPECT_THAT(wrong_check(R"({"documents":[{"name":"a","text":"x"}],"policies":["criteria/policies/cervical-esi-62321.json"]})"),
              HasSubstr("there is no policy \"criteria/policies/"));
  EXPECT_THAT(wrong_check(R"({"documents":[{"name":"a","text":"x"}],"policies":[]})"), HasSubstr("there is no policy [request.policies]; at least one"));
}

TEST(RequestBody, places_the_issues_of_decisions_in_the_body) {
  EXPECT_EQ(
      wrong_check("{\"documents\":[{\"name\":\"a\",\"text\":\"x\"}],\"policies\":[\"cervical-esi-62321\"],\n\"decisions\":{\"schema_version\":1,\"decisions\":[{\"policy\":\"p\","
                  "\"criterion\":\"c\",\"status\":\"mett\",\"reason\":\" \"}]}}"),
      "400 the body has 2 errors\n"
      "2:85 unknown status \"mett\" [decision.status]; one of met not_met not_documented conflicting not_applicable\n"
      "2:101 the reason is empty [decision.reason]; why the reviewer decides so\n");
  EXPECT_THAT(wrong_check(R"({"documents":[{"name":"a","text":"x"}],"policies":["cervical-esi-62321"],"decisions":[]})"),
              HasSubstr("\"decisions\" is an array [json.type]; an object"));
}

TEST(RequestBody, bounds_documents_and_values) {
  std::string many;
  for (int i = 0; i < 65; ++i) many += (i == 0 ? "" : ",") + std::string("{\"name\":\"") + std::to_string(i) + "\",\"text\":\"x\"}";
  EXPECT_THAT(wrong_check(check_of(many)), HasSubstr("there are more than 64 documents"));
  std::string wide = "[0";
  for (int i = 0; i < 10000; ++i) wide += ",0";
  EXPECT_EQ(wrong_check(wide + "]"), "413 the body has more than 10000 values\n");
  EXPECT_EQ(wrong_check(check_of("{\"name\":\"a\",\"text\":\"" + std::string((2 << 20) + 1, 'x') + "\"}")), "413 the documents have more than 2 MiB of text\n");
  EXPECT_EQ(wrong_check(check_of("{\"name\":\"a\",\"text\":\"" + std::string(50000, ',') + "\\\"[[" + std::string(50000, ',') + "\"}")), "");
}

TEST(RequestBody, extracts_one_document_or_a_list) {
  EXPECT_EQ(wrong_extract(R"({"document":{"name":"a","text":"x"}})"), "");
  EXPECT_EQ(wrong_extract(R"({"documents":[{"name":"a","text":"x"}]})"), "");
  EXPECT_THAT(wrong_extract("{}"), HasSubstr("there must be one of \"document\" and \"documents\""));
  EXPECT_THAT(wrong_extract(R"({"document":{"name":"a","text":"x"},"documents":[{"name":"b","text":"x"}]})"), HasSubstr("there must be one of"));
  EXPECT_THAT(wrong_extract(R"({"document":[],"policies":[]})"), HasSubstr("unknown key \"policies\""));
}

}  // namespace
}  // namespace chartgap
