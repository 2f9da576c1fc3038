// policy lint and policy test: bad contents with their places, labelled cases, and every shipped policy against its own cases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tools/command.h"
#include "tools/embedded_files.h"
#include "tools/labelled_cases.h"
#include "tools/policy_lint.h"
#include "tools/policy_shelf.h"
#include "tools/policy_test.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

// The own policy's text with one passage changed.
std::string changed(const std::string& from, const std::string& to) {
  for (const EmbeddedFile& file : embedded_policies()) {
    if (!std::string(file.file).ends_with("/cervical-esi-62321.json")) continue;
    std::string text(file.text);
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }
  return {};
}

class PolicyTools : public ::testing::Test {
 protected:
  std::vector<std::string> lint(const std::string& text) {
    std::vector<std::string> out;
    for (const Issue& issue : lint_policy(text, "p.json", fact_codes(lexicon_.value()))) out.push_back(to_string(issue));
    return out;
  }

  Result<Lexicon> lexicon_ = load_lexicon();
};

TEST_F(PolicyTools, ShippedPoliciesHaveNoIssue) {
  for (const EmbeddedFile& file : embedded_policies()) EXPECT_THAT(lint(std::string(file.text)), ElementsAre()) << file.file;
}

TEST_F(PolicyTools, LintNamesCodesThatNoFactHas) {
  EXPECT_THAT(lint(changed("\"cervical_radiculopathy\", \"cervical_stenosis\"]", "\"cervical_radiculopathie\", \"cervical_stenosis\"]")),
              ElementsAre("p.json:29:22: no fact has the code \"cervical_radiculopathie\" [policy.code]; expected \"cervical_radiculopathy\""));
  EXPECT_THAT(lint(changed("[\"fluoroscopy\", \"ct\"]", "[\"fluoroscopy\", \"ct\", \"ct\"]")), ElementsAre(HasSubstr("\"ct\" stands in this list twice [policy.repeated_code]")));
}

TEST_F(PolicyTools, LintNamesParametersThatNothingUses) {
  EXPECT_THAT(lint(changed("\"parameters\": {", "\"parameters\": {\"spare\": {\"value\": 1, \"unit\": \"days\", \"source\": \"own\"},")),
              ElementsAre(HasSubstr("no test uses the parameter \"spare\" [policy.unused_parameter]")));
}

TEST_F(PolicyTools, LoaderNamesBadRegionContractorAndDates) {
  EXPECT_THAT(lint(changed("\"region\": \"neck\"", "\"region\": \"nek\"")), ElementsAre(HasSubstr("unknown region \"nek\" [policy.region]; expected \"neck\"")));
  EXPECT_THAT(lint(changed("{\"from\": \"2025-01-01\"}", "{\"from\": \"2025-01-01\", \"to\": \"2024-01-01\"}")), ElementsAre(HasSubstr("\"to\" is before \"from\" [policy.date]")));
  EXPECT_THAT(lint(changed("\"cpt\":", "\"contractors\": [{\"nam\": \"x\", \"source\": \"own\"}], \"cpt\":")),
              ElementsAre(HasSubstr("\"name\" is missing"), HasSubstr("unknown key \"nam\"")));
}

class Folder : public ::testing::Test {
 protected:
  Folder() { fs::create_directories(folder_ / "case"); }
  ~Folder() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / "case" / name) << text; }

  fs::path folder_ = fs::temp_directory_path() / ("chartgap_labels_" + std::to_string(getpid()));
};

TEST_F(Folder, LabelsWithMistakesAreIssues) {
  write("note.txt", "Neck pain.");
  write(
      "gold.json",
      "{\n \"policy\": \"p\",\n \"case\": \"suported\",\n \"documents\": [{\"file\": \"note.txt\"}, {\"file\": \"none.txt\"}],\n \"criteria\": {\"a\": {\"status\": \"mett\"}}\n}");
  const Result<std::vector<LabelledCase>> cases = read_labelled_cases({folder_.string()});
  ASSERT_FALSE(cases.ok());
  std::string all;
  for (const Issue& issue : cases.issues()) all += to_string(issue) + "\n";
  EXPECT_THAT(all, HasSubstr("gold.json:3:10: unknown standing \"suported\" [case.standing]; expected \"supported\""));
  EXPECT_THAT(all, HasSubstr("gold.json:5:31: unknown status \"mett\" [case.status]; expected \"met\""));
  EXPECT_THAT(all, HasSubstr("none.txt: cannot be read"));
}

TEST_F(Folder, CasesOfAPolicyAreCountedByStatus) {
  write("note.txt", "Assessment: Left C6 radiculopathy.\n");
  write("gold.json",
        "{\"policy\": \"cervical-esi-62321\", \"case\": \"incomplete\", \"documents\": [{\"file\": \"note.txt\"}],"
        " \"criteria\": {\"diagnosis\": {\"status\": \"met\"}, \"image_guidance\": {\"status\": \"met\"}, \"nothing\": {\"status\": \"met\"}}}");
  const Result<std::vector<LabelledCase>> cases = read_labelled_cases({folder_.string(), "/nowhere"});
  ASSERT_TRUE(cases.ok());
  const Result<Lexicon> lexicon = load_lexicon();
  Analyzer analyzer(lexicon.value());
  const Policy policy = find_policy("cervical-esi-62321").value();
  const PolicyTest test = test_policy(policy, cases.value(), analyzer);
  EXPECT_EQ(test.labels, 3u);
  EXPECT_EQ(test.right, 1u);
  EXPECT_EQ(test.standings_right, 1u);
  ASSERT_EQ(test.misses.size(), 2u);
  EXPECT_THAT(to_string(policy, test), HasSubstr("image_guidance is met, found not_documented: no guidance is named"));
  EXPECT_THAT(to_string(policy, test), HasSubstr("nothing is met, found no such criterion"));
}

// Every shipped policy but the first finds all that its own cases are labelled with; the first has its own floor.
TEST(ShippedPolicies, FindWhatTheirCasesAreLabelledWith) {
  const Result<std::vector<LabelledCase>> cases = read_labelled_cases({std::string(CHARTGAP_ROOT) + "/criteria/policies"});
  ASSERT_TRUE(cases.ok()) << (cases.ok() ? "" : to_string(cases.issues()));
  EXPECT_GE(cases.value().size(), 24u);
  const Result<Lexicon> lexicon = load_lexicon();
  Analyzer analyzer(lexicon.value());
  const Result<std::vector<Policy>> policies = program_policies();
  size_t labels = 0;
  size_t right = 0;
  for (const Policy& policy : policies.value()) {
    const PolicyTest test = test_policy(policy, cases.value(), analyzer);
    EXPECT_TRUE(test.cases > 0 || policy.id == "cervical-esi-62321") << policy.id << " has no case";
    labels += test.labels;
    right += test.right;
  }
  constexpr double kLeastAccuracy = 0.92;  // raised when the program gets better, never lowered
  EXPECT_GE(static_cast<double>(right), kLeastAccuracy * static_cast<double>(labels)) << right << " of " << labels;
}

}  // namespace
}  // namespace chartgap
