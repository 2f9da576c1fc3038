#include "criteria/query_lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/judge_testing.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(std::string_view text) {
  std::vector<std::string> out;
  for (const Issue& issue : lint_query(text, {"p.json", 3, 9})) out.push_back(issue.code);
  return out;
}

TEST(QueryLint, open_questions_pass) {
  for (const char* text :
       {"Please record when the symptoms began and what they are like.", "Please record whether fever or infection is present.",
        "Please record any change of activities because of the neck, or that there was none.", "Please record the result: better, unchanged, other, or unable to determine.",
        "What does the MRI show at the level of the symptoms?", "Please record whether the patient denies numbness.", "Please record whether claudication recovers with rest."}) {
    EXPECT_THAT(codes(text), IsEmpty()) << text;
  }
}

TEST(QueryLint, payment_and_its_rules_are_never_named) {
  for (const char* text : {"Please record the care, so that payment can be made.", "Please record what the payer needs.", "Please record the dates for approval.",
                           "Please record the weeks of therapy required.", "Please record what would avoid a denial.", "Please record what the coverage criteria ask.",
                           "Please record why the injection is medically necessary."}) {
    EXPECT_THAT(codes(text), ::testing::Contains("query.payment")) << text;
  }
}

TEST(QueryLint, leading_and_closed_questions_are_refused) {
  EXPECT_THAT(codes("Please confirm six weeks of therapy."), ElementsAre("query.leading"));
  EXPECT_THAT(codes("Please record that therapy failed."), ElementsAre("query.leading"));
  EXPECT_THAT(codes("The note must state the result."), ElementsAre("query.leading"));
  EXPECT_THAT(codes("Did therapy fail?"), ElementsAre("query.yes_no"));
  EXPECT_THAT(codes("Please record that it was done, or that it was not."), IsEmpty());
}

TEST(QueryLint, options_include_other_and_unable_to_determine) {
  EXPECT_THAT(codes("Please record the result: better, or unchanged."), ElementsAre("query.options", "query.options"));
  EXPECT_THAT(codes("Please record the result: better, or other."), ElementsAre("query.options"));
  EXPECT_THAT(codes("Please record the diagnosis, as established or unable to determine."), ElementsAre("query.options"));
}

TEST(QueryLint, a_question_is_a_sentence) {
  EXPECT_THAT(codes(" "), ElementsAre("query.empty"));
  EXPECT_THAT(codes("Please record the dates"), ElementsAre("query.shape"));
}

TEST(QueryLint, names_the_place_and_the_words) {
  EXPECT_EQ(to_string(lint_query("Please record what is covered.", {"p.json", 3, 9}).at(0)),
            "p.json:3:9: it speaks of payment or its rules (\"covered\") [query.payment]; expected only what the patient's record shows");
}

TEST(QueryLint, every_question_of_every_policy_passes) {
  for (const EmbeddedFile& file : embedded_policies()) {
    const Result<Policy> policy = load_policy(file.text, std::string(file.file));
    ASSERT_TRUE(policy.ok()) << to_string(policy.issues());
    EXPECT_EQ(to_string(lint_query(policy.value(), std::string(file.file))), "");
  }
}

TEST(QueryLint, of_a_policy_names_criterion_and_element) {
  Policy policy = own_policy();
  policy.criteria[3].elements[0].ask = "Please confirm the therapy.";
  EXPECT_EQ(lint_query(policy, "p.json").at(0).file, "p.json: criterion conservative_care, element physical_therapy");
}

TEST(QueryLint, is_part_of_loading_a_policy) {
  std::string text(embedded_policies().front().text);
  const std::string good = "Please record whether fever or infection is present.";
  text.replace(text.find(good), good.size(), "Please confirm that the payer sees no infection.");
  const Result<Policy> policy = load_policy(text, "p.json");
  ASSERT_FALSE(policy.ok());
  ASSERT_EQ(policy.issues().size(), 2u);
  EXPECT_EQ(policy.issues()[0].code, "query.payment");
  EXPECT_NE(policy.issues()[0].line, 0u);
}

}  // namespace
}  // namespace chartgap
