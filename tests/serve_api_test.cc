// What tools/page/openapi.json promises, held against the server: every path, every answer against its schema.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/json_schema.h"
#include "tests/serve_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Json& openapi() {
  static const Json document = Json::parse(text_of(std::filesystem::path(CHARTGAP_ROOT) / "tools/page/openapi.json"));
  return document;
}

// References into `file` (empty: the description itself) as references into one document.
void rewrite(Json& schema, const std::string& file) {
  if (schema.is_object() && schema.contains("$ref")) {
    const std::string given = schema["$ref"];
    if (given.starts_with("#/components/schemas/")) schema["$ref"] = "#/$defs/" + given.substr(21);
    else if (given.starts_with("#")) schema["$ref"] = "#/$defs/" + file + given.substr(1);
    else schema["$ref"] = "#/$defs/" + given;
  }
  for (Json& member : schema) {
    if (member.is_structured()) rewrite(member, file);
  }
}

const Json& definitions() {
  static const Json all = [] {
    Json out = openapi()["components"]["schemas"];
    rewrite(out, "");
    for (const char* file : {"report.schema.json", "query.schema.json", "decisions.schema.json"}) {
      out[file] = Json::parse(text_of(std::filesystem::path(CHARTGAP_ROOT) / "criteria/schema" / file));
      rewrite(out[file], file);
    }
    return out;
  }();
  return all;
}

std::vector<std::string> errors_against(Json schema, const Json& value) {
  rewrite(schema, "");
  schema["$defs"] = definitions();
  return SchemaChecker(schema).check(value);
}
std::vector<std::string> errors_against_named(const std::string& name, const Json& value) { return errors_against(Json{{"$ref", "#/components/schemas/" + name}}, value); }

std::u16string utf16_of(const std::string& utf8) {
  std::u16string out;
  for (size_t i = 0; i < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const int more = byte < 0x80 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? byte : byte & (0x3Fu >> more);
    for (int k = 1; k <= more; ++k) code = code << 6 | (static_cast<unsigned char>(utf8[i + static_cast<size_t>(k)]) & 0x3Fu);
    i += static_cast<size_t>(more) + 1;
    if (code >= 0x10000) out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
    out += static_cast<char16_t>(code >= 0x10000 ? 0xDC00 + (code & 0x3FF) : code);
  }
  return out;
}

Json case_in(const std::string& folder, const Json& policies = {"cervical-esi-62321"}) {
  Json documents = Json::array();
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(CHARTGAP_ROOT) / "corpus/cases" / folder)) {
    if (file.path().extension() == ".txt") documents.push_back({{"name", file.path().filename()}, {"text", text_of(file.path())}});
  }
  return {{"documents", documents}, {"policies", policies}};
}

class ServeApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new RunningServer; }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static Json check(const Json& request) {
    EXPECT_THAT(errors_against_named("check_request", request), IsEmpty());
    const HttpReply reply = server_->ask(server_->post("/v1/check", request.dump()));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return Json::parse(reply.body);
  }
  static RunningServer* server_;
};
RunningServer* ServeApi::server_ = nullptr;

TEST_F(ServeApi, every_path_of_the_description_answers_as_it_says) {
  const std::map<std::string, Json> bodies = {{"/v1/check", case_in("sample")}, {"/v1/extract", {{"document", {{"name", "a"}, {"text", "No fever. Neck pain."}}}}}};
  for (const auto& [path, operations] : openapi()["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      const std::string request = method == "get" ? server_->get(path) : server_->post(path, bodies.at(path).dump());
      const HttpReply reply = server_->ask(request);
      ASSERT_EQ(reply.status, 200) << method << " " << path;
      const Json& contents = operation["responses"]["200"]["content"];
      ASSERT_TRUE(contents.contains(reply.fields.at("content-type"))) << path << " " << reply.fields.at("content-type");
      const Json& schema = contents[reply.fields.at("content-type")]["schema"];
      const Json value = schema.value("type", "") == "string" ? Json(reply.body) : Json::parse(reply.body);
      EXPECT_THAT(errors_against(schema, value), IsEmpty()) << method << " " << path;
    }
  }
}

TEST_F(ServeApi, every_path_refuses_the_methods_that_are_not_described) {
  for (const auto& [path, operations] : openapi()["paths"].items()) {
    for (const char* method : {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
      if (operations.contains(lower(method))) continue;
      const HttpReply reply = server_->ask(method + server_->get(path).substr(3));
      EXPECT_EQ(reply.status, 405) << method << " " << path;
      EXPECT_THAT(errors_against_named("error", Json::parse(reply.body)), IsEmpty());
    }
  }
}

TEST_F(ServeApi, its_errors_are_as_described) {
  for (const char* body : {"", "{}", "[]", R"({"documents":[{"name":"a","content_base64":"e"}],"policies":["cervical-esi-62321"]})", R"({"documents":5})"}) {
    for (const char* path : {"/v1/check", "/v1/extract"}) {
      const HttpReply reply = server_->ask(server_->post(path, body));
      EXPECT_THAT(reply.status, ::testing::AnyOf(400, 415)) << body;
      EXPECT_THAT(errors_against_named("error", Json::parse(reply.body)), IsEmpty()) << body;
    }
  }
}

TEST_F(ServeApi, describes_itself) {
  const Json schemas = Json::parse(server_->ask(server_->get("/v1/schema")).body);
  EXPECT_EQ(schemas["openapi.json"], openapi());
  EXPECT_EQ(schemas["report.schema.json"]["$id"], "report.schema.json");
}

TEST_F(ServeApi, judges_the_labelled_cases_within_its_schema) {
  for (const char* folder : {"sample", "conflicting", "contraindicated", "back_care_only"}) {
    const Json answer = check(case_in(folder));
    EXPECT_THAT(errors_against_named("check_answer", answer), IsEmpty()) << folder;
    EXPECT_TRUE(answer["comparison"].is_null());
    EXPECT_GE(answer["query"].size(), 1u);
  }
}

TEST_F(ServeApi, every_span_quotes_the_text_of_the_answer) {
  const std::string text = "Café 😀 note\r\nHPI: Neck pain \xF0\x9F\x98\x80 radiating to the left arm. Denies weakness.\r\n";
  const Json answer = check({{"documents", {{{"name", "a"}, {"text", text}}}}, {"policies", {"cervical-esi-62321"}}});
  const Json& document = answer["documents"][0];
  EXPECT_EQ(document["text"], text);
  const std::u16string units = utf16_of(text);
  ASSERT_GE(document["facts"].size(), 3u);
  const auto quotes = [&](const Json& place) {
    EXPECT_EQ(units.substr(place["start"], place["end"].get<size_t>() - place["start"].get<size_t>()), utf16_of(place["text"])) << place;
  };
  size_t cues = 0;
  for (const Json& fact : document["facts"]) {
    quotes(fact);
    if (!fact["cue"].is_null()) quotes(fact["cue"]), ++cues;
  }
  EXPECT_GE(cues, 1u);
  size_t evidence = 0;
  for (const Json& criterion : answer["reports"][0]["criteria"]) {
    for (const Json& item : criterion["evidence"]) quotes(item), ++evidence;
  }
  EXPECT_GE(evidence, 1u);
}

TEST_F(ServeApi, takes_kind_and_date_from_the_request) {
  const std::string text = "Neck pain.";
  const Json as_said = check({{"documents", {{{"name", "a"}, {"text", text}, {"kind", "letter"}, {"date", "2025-04-03"}}}}, {"policies", {"cervical-esi-62321"}}});
  EXPECT_EQ(as_said["documents"][0]["kind"], "letter");
  EXPECT_EQ(as_said["documents"][0]["date"], "2025-04-03");
  const Json as_read = check({{"documents", {{{"name", "a"}, {"text", text}, {"kind", nullptr}}}}, {"policies", {"cervical-esi-62321"}}});
  EXPECT_EQ(as_read["documents"][0]["kind"], "unknown");
  EXPECT_TRUE(as_read["documents"][0]["date"].is_null());
}

TEST_F(ServeApi, puts_several_policies_side_by_side) {
  const Json answer = check(case_in("sample", {"cervical-esi-62321", "carelon-esi-cervical-2022"}));
  EXPECT_THAT(errors_against_named("check_answer", answer), IsEmpty());
  ASSERT_EQ(answer["reports"].size(), 2u);
  EXPECT_EQ(answer["reports"][1]["policy"]["id"], "carelon-esi-cervical-2022");
  EXPECT_EQ(answer["comparison"]["policies"][0]["case"], answer["reports"][0]["case"]);
  EXPECT_THAT(answer["comparison"]["text"].get<std::string>(), HasSubstr("cervical-esi-62321 1.0.0"));
}

TEST_F(ServeApi, counts_a_decision_and_refuses_one_that_does_not_fit) {
  Json request = case_in("sample");
  const auto decide = [&](const char* criterion) {
    request["decisions"] = {{"schema_version", 1}, {"decisions", {{{"policy", "cervical-esi-62321"}, {"criterion", criterion}, {"status", "met"}, {"reason", "seen on paper"}}}}};
  };
  decide("conservative_care");
  const Json answer = check(request);
  EXPECT_THAT(answer["reports"][0].dump(), HasSubstr("seen on paper"));
  EXPECT_TRUE(answer["reports"][0].contains("case_with_decisions"));
  decide("conservativ_care");
  const HttpReply refused = server_->ask(server_->post("/v1/check", request.dump()));
  EXPECT_EQ(refused.status, 400);
  const Json error = Json::parse(refused.body);
  EXPECT_THAT(errors_against_named("error", error), IsEmpty());
  EXPECT_EQ(error["error"]["issues"][0]["expected"], "\"conservative_care\"");
}

TEST_F(ServeApi, gives_every_other_format_as_a_file) {
  const std::map<std::string, std::pair<std::string, std::string>> formats = {{"html", {"text/html; charset=utf-8", "<!doctype html>"}},
                                                                              {"markdown", {"text/markdown; charset=utf-8", "# "}},
                                                                              {"csv", {"text/csv; charset=utf-8", "policy"}},
                                                                              {"fhir", {"application/fhir+json", "\"resourceType\": \"Bundle\""}},
                                                                              {"sarif", {"application/sarif+json", "\"version\": \"2.1.0\""}},
                                                                              {"text", {"text/plain; charset=utf-8", "INCOMPLETE"}},
                                                                              {"query", {"text/plain; charset=utf-8", "Question 1"}},
                                                                              {"decisions", {"application/json", "\"decisions\""}}};
  for (const Json& name : openapi()["components"]["schemas"]["check_request"]["properties"]["format"]["enum"]) {
    Json request = case_in("sample");
    request["format"] = name;
    const Json answer = check(request);
    if (name == "json") continue;
    EXPECT_THAT(errors_against_named("file", answer), IsEmpty()) << name;
    EXPECT_EQ(answer["content_type"], formats.at(name).first);
    EXPECT_THAT(answer["body"].get<std::string>(), HasSubstr(formats.at(name).second)) << name;
    request["policies"] = {"cervical-esi-62321", "carelon-esi-cervical-2022"};
    EXPECT_EQ(server_->ask(server_->post("/v1/check", request.dump())).status, 200) << name;
  }
}

TEST_F(ServeApi, extracts_a_list_in_its_order) {
  const Json request = {{"documents", {{{"name", "b"}, {"text", "Neck pain."}}, {{"name", "a"}, {"text", ""}}}}};
  EXPECT_THAT(errors_against_named("extract_request", request), IsEmpty());
  const Json answer = Json::parse(server_->ask(server_->post("/v1/extract", request.dump())).body);
  EXPECT_THAT(errors_against_named("extract_answer", answer), IsEmpty());
  EXPECT_EQ(answer["documents"][0]["name"], "b");
  EXPECT_EQ(answer["documents"][0]["facts"][0]["code"], "neck_pain");
  EXPECT_EQ(answer["documents"][1]["notices"], Json({"empty"}));
}

}  // namespace
}  // namespace chartgap
