#include "criteria/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Query, asks_about_gaps_and_nothing_else) {
  const Fixture fixture = one_of_each();
  EXPECT_EQ(query_text(fixture.patient, fixture.policy, fixture.judgement),
            "Documentation query\n"
            "Notes read: note.txt (2025-03-02)\n"
            "Please answer from your own knowledge of the patient. Any answer is welcome, also that something was\n"
            "not done or is not known. Please write it into the record as a dated addendum; earlier entries stay\n"
            "as they are.\n"
            "\n"
            "Question 1\n"
            "  The notes hold no statement on this.\n"
            "  What of part one?\n"
            "  Answer: ______________________________\n"
            "  [ ] Other: ______________________________\n"
            "  [ ] Unable to determine\n");
}

TEST(Query, of_a_conflict_offers_both_statements_with_their_places) {
  Fixture fixture;
  Verdict& verdict = fixture.add("first", CriterionKind::required, Status::conflicting, "left arm");
  verdict.evidence.push_back({0, {0, 4}, EvidenceFor::not_met});
  const std::string text = query_text(fixture.patient, fixture.policy, fixture.judgement);
  EXPECT_THAT(text, HasSubstr("  (a) “Pain of the café worker's left arm 😀.”\n      note.txt (2025-03-02), line 2, Plan\n  (b) “Plan:”\n"));
  EXPECT_THAT(text,
              HasSubstr("  [ ] As in (a)\n  [ ] As in (b)\n  [ ] Both, at different times (when?)\n  [ ] Other: ______________________________\n  [ ] Unable to determine\n"));
}

// The two statements of one sentence, marked by these words.
std::string asked_of(std::string text, std::string_view one, std::string_view other) {
  Fixture fixture("note.txt", std::move(text));
  Verdict& verdict = fixture.add("first", CriterionKind::required, Status::conflicting, one);
  const auto begin = static_cast<uint32_t>(fixture.patient.documents[0].document.text().bytes().rfind(other));
  verdict.evidence.push_back({0, {begin, begin + static_cast<uint32_t>(other.size())}, EvidenceFor::not_met});
  return query_text(fixture.patient, fixture.policy, fixture.judgement);
}

TEST(Query, two_statements_of_one_sentence_are_shown_by_their_clauses) {
  const std::string fever = asked_of("He denies fever but had a fever of 102 last night.\n", "fever", "fever");
  EXPECT_THAT(fever, HasSubstr("(a) “He denies fever”"));
  EXPECT_THAT(fever, HasSubstr("(b) “but had a fever of 102 last night.”"));
  EXPECT_THAT(asked_of("Numbness: no, has numb fingers.\n", "Numbness", "numb fingers"), HasSubstr("(b) “has numb fingers.”"));
}

TEST(Query, statements_that_do_not_differ_are_no_options) { EXPECT_THAT(asked_of("Numb hand.\n", "Numb", "Numb"), Not(HasSubstr("As in (a)"))); }

TEST(Query, names_neither_the_policy_nor_a_label) {
  const Fixture fixture = one_of_each();
  const std::string text = query_text(fixture.patient, fixture.policy, fixture.judgement);
  for (const char* words : {"Label", "policy", "Policy", "INCOMPLETE", "required", "missing"}) EXPECT_THAT(text, Not(HasSubstr(words)));
}

TEST(Query, what_a_reviewer_decided_is_not_asked) {
  Fixture fixture = one_of_each();
  fixture.judgement.verdicts[1].decided = Decided{Status::met, "known", "", "", DecisionState::holds, {}};
  EXPECT_THAT(questions_of(fixture.patient, fixture.policy, fixture.judgement), IsEmpty());
  EXPECT_THAT(query_text(fixture.patient, fixture.policy, fixture.judgement), HasSubstr("There is no question."));
}

TEST(Query, as_json_names_the_criterion) {
  const Fixture fixture = one_of_each();
  const nlohmann::json json = nlohmann::json::parse(query_json(fixture.patient, fixture.policy, fixture.judgement));
  ASSERT_EQ(json["questions"].size(), 1u);
  EXPECT_EQ(json["questions"][0]["criterion"], "second");
  EXPECT_EQ(json["questions"][0]["options"], nlohmann::json({"Other", "Unable to determine"}));
}

}  // namespace
}  // namespace chartgap
