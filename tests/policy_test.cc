#include "criteria/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace chartgap {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Policy own_policy() {
  const Result<Policy> policy = load_policy(read_file(fs::path(CHARTGAP_ROOT) / "criteria/policies/cervical-esi-62321.json"), "cervical-esi-62321.json");
  EXPECT_TRUE(policy.ok()) << (policy.ok() ? "" : to_string(policy.issues()));
  return policy.ok() ? policy.value() : Policy{};
}

TEST(Policy, OwnPolicyHasItsCriteriaInOrder) {
  const Policy policy = own_policy();
  EXPECT_EQ(policy.id, "cervical-esi-62321");
  EXPECT_EQ(policy.cpt, std::vector<std::string>{"62321"});
  std::vector<std::string> ids;
  for (const Criterion& criterion : policy.criteria) ids.push_back(criterion.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"diagnosis", "radicular_symptoms", "symptom_history", "conservative_care", "imaging_compression", "imaging_correlation", "physical_exam",
                                           "image_guidance", "shared_decision", "multimodal_plan", "no_alternative_generator", "repeat_response", "no_active_infection",
                                           "no_bleeding_diathesis", "cardiopulmonary_fitness", "no_compressive_lesion", "radicular_predominance"}));
}

TEST(Policy, ParametersReachTheTests) {
  const Policy policy = own_policy();
  ASSERT_NE(policy.parameter("conservative_min_days"), nullptr);
  EXPECT_EQ(policy.parameter("conservative_min_days")->number, 28);
  EXPECT_EQ(policy.criteria[3].test.number("min_days"), 28);
  EXPECT_EQ(policy.criteria[3].test.number("strict_days"), 42);
  EXPECT_EQ(policy.criteria[4].test.list("severities"), (std::vector<std::string>{"moderate", "severe"}));
  EXPECT_EQ(policy.parameter("no_such"), nullptr);
}

TEST(Policy, EveryParameterNamesItsSource) {
  for (const Parameter& parameter : own_policy().parameters) EXPECT_FALSE(parameter.source.empty()) << parameter.name;
}

// A text that asks for documentation must not lead the writer: it never speaks of money or of a decision.
TEST(Policy, AskingTextsAreNeutral) {
  std::vector<std::string> asks;
  for (const Criterion& criterion : own_policy().criteria) {
    asks.push_back(criterion.ask);
    for (const Element& element : criterion.elements) asks.push_back(element.ask);
  }
  for (const std::string& ask : asks) {
    EXPECT_FALSE(ask.empty());
    for (const char* word : {"pay", "paid", "approv", "deni", "cover", "reimburs", "authoriz", "must", "medically"}) EXPECT_EQ(ask.find(word), std::string::npos) << ask;
  }
}

TEST(Policy, SyntaxErrorIsAnIssue) {
  const Result<Policy> policy = load_policy("{\"id\": ", "broken.json");
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(policy.issues().front().code, "json.syntax");
}

std::vector<fs::path> bad_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(CHARTGAP_ROOT) / "tests/bad")) {
    if (entry.path().filename().string().starts_with("policy_") && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Each tests/bad/policy_*.json stands beside its exact messages in policy_*.expected.
TEST(Policy, BadFilesGiveTheirExactMessages) {
  const std::vector<fs::path> files = bad_files();
  EXPECT_GE(files.size(), 5u);
  for (const fs::path& file : files) {
    const Result<Policy> policy = load_policy(read_file(file), file.filename().string());
    ASSERT_FALSE(policy.ok()) << file;
    EXPECT_EQ(to_string(policy.issues()), read_file(fs::path(file).replace_extension(".expected"))) << file;
  }
}

}  // namespace
}  // namespace chartgap
