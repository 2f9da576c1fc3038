// The JSON Schemas of the data files name exactly the keys and values that the loaders take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <re2/re2.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "criteria/case.h"
#include "criteria/policy.h"
#include "criteria/shelves.h"
#include "nlp/lexicon.h"

namespace chartgap {
namespace {

using nlohmann::json;

std::string file_text(const std::string& name) {
  std::ifstream file(std::string(CHARTGAP_ROOT) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
json schema(const std::string& name) { return json::parse(file_text(name)); }

std::set<std::string> keys_of(const json& object) {
  std::set<std::string> out;
  for (const auto& [key, value] : object["properties"].items()) out.insert(key);
  return out;
}

std::set<std::string> values_of(const json& list) { return {list["enum"].begin(), list["enum"].end()}; }

// Every key that the source asks an ObjectReader for.
std::set<std::string> asked_for(const std::string& source) {
  static const RE2 kAsk(R"re((?:\.(?:required_string|string|strings|boolean|number|array|object|any)|\b(?:bits|text|date))\((?:\w+, (?:\*?\w+, )?)?"(\w+)")re");
  const std::string text = file_text(source);
  re2::StringPiece rest(text);
  std::set<std::string> out;
  for (std::string key; RE2::FindAndConsume(&rest, kAsk, &key);) out.insert(key);
  return out;
}

std::set<std::string> joined(std::initializer_list<std::set<std::string>> sets) {
  std::set<std::string> out;
  for (const std::set<std::string>& one : sets) out.insert(one.begin(), one.end());
  return out;
}

TEST(Schema, of_lexicons_has_the_keys_that_the_loader_asks_for) {
  const json lexicon = schema("lexicons/schema/lexicon.schema.json");
  const json& entry = lexicon["$defs"]["entry"];
  const auto in_schema =
      joined({keys_of(lexicon), keys_of(entry), keys_of(entry["properties"]["attributes"]), keys_of(entry["properties"]["cue"]), keys_of(lexicon["$defs"]["removal"])});
  EXPECT_EQ(in_schema, joined({asked_for("nlp/lexicon_reader.cc"), asked_for("nlp/overlay.cc")}));
  EXPECT_EQ(keys_of(schema("lexicons/schema/overlay.schema.json")), asked_for("tools/lexicon_folder.cc"));
}

TEST(Schema, of_lexicons_has_the_classes_and_types) {
  const json entry = schema("lexicons/schema/lexicon.schema.json")["$defs"]["entry"]["properties"];
  std::set<std::string> classes;
  for (int i = 1; i < kHitClasses; ++i) classes.insert(std::string(to_string(static_cast<HitClass>(i))));
  EXPECT_EQ(values_of(entry["class"]), classes);
  std::set<std::string> types;
  for (int i = 0; i < kFactTypes; ++i) types.insert(std::string(to_string(static_cast<FactType>(i))));
  types.erase("statement");
  EXPECT_EQ(keys_of(entry["senses"]), types);
  EXPECT_EQ(values_of(schema("lexicons/schema/annotation.schema.json")["$defs"]["fact"]["properties"]["type"]), types);
}

TEST(Schema, of_policies_has_the_keys_and_tests_that_the_loader_asks_for) {
  const json policy = schema("criteria/schema/policy.schema.json");
  const json& properties = policy["properties"];
  const json& criterion = policy["$defs"]["criterion"];
  const auto in_schema =
      joined({keys_of(policy), keys_of(properties["effective"]), keys_of(properties["source"]), keys_of(properties["parameters"]["additionalProperties"]),
              keys_of(properties["contractors"]["items"]), keys_of(criterion), keys_of(criterion["properties"]["elements"]["items"]), keys_of(policy["$defs"]["test"])});
  EXPECT_EQ(in_schema, asked_for("criteria/policy.cc"));
  std::set<std::string> kinds;
  for (int i = 0; i < kTestKinds; ++i) kinds.insert(std::string(to_string(static_cast<TestKind>(i))));
  EXPECT_EQ(values_of(policy["$defs"]["test"]["properties"]["kind"]), kinds);
}

TEST(Schema, of_decisions_has_the_keys_and_statuses_that_the_loader_asks_for) {
  const json decisions = schema("criteria/schema/decisions.schema.json");
  const json& decision = decisions["$defs"]["decision"];
  EXPECT_EQ(joined({keys_of(decisions), keys_of(decision), keys_of(decision["properties"]["documents"]["items"])}), asked_for("criteria/decisions.cc"));
  std::set<std::string> statuses;
  for (int i = 0; i < kStatuses; ++i) statuses.insert(std::string(to_string(static_cast<Status>(i))));
  for (const char* name : {"decisions", "report"}) EXPECT_EQ(values_of(schema("criteria/schema/" + std::string(name) + ".schema.json")["$defs"]["status"]), statuses);
}

TEST(Schema, of_reports_has_every_shelf_and_kind) {
  const json report = schema("criteria/schema/report.schema.json")["$defs"];
  std::set<std::string> shelves;
  for (int i = 0; i < kShelves; ++i) shelves.insert(std::string(to_string(static_cast<Shelf>(i))));
  EXPECT_EQ(values_of(report["criterion"]["properties"]["shelf"]), shelves);
  std::set<std::string> standings;
  for (int i = 0; i <= static_cast<int>(CaseStanding::contraindicated); ++i) standings.insert(std::string(to_string(static_cast<CaseStanding>(i))));
  EXPECT_EQ(values_of(report["standing"]), standings);
  std::set<std::string> kinds;
  for (int i = 0; i <= static_cast<int>(DocumentKind::letter); ++i) kinds.insert(std::string(to_string(static_cast<DocumentKind>(i))));
  EXPECT_EQ(values_of(report["document"]["properties"]["kind"]), kinds);
}

}  // namespace
}  // namespace chartgap
