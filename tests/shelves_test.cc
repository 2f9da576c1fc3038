#include "criteria/shelves.h"

#include <gtest/gtest.h>

#include "tests/report_testing.h"

namespace chartgap {
namespace {

Verdict& add(Fixture& fixture, const std::string& id, TestKind test, Status status, CriterionKind kind = CriterionKind::required) {
  Verdict& verdict = fixture.add(id, kind, status);
  fixture.policy.criteria.back().test.kind = test;
  return verdict;
}

std::vector<std::string> ids_in_order(const Fixture& fixture) {
  std::vector<std::string> out;
  for (const Verdict* verdict : in_report_order(fixture.policy, fixture.judgement)) out.push_back(fixture.policy.criteria[verdict->criterion].id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(Shelves, what_is_denied_most_stands_first) {
  Fixture fixture;
  for (const auto& [id, test] : {std::pair{"guidance", TestKind::image_guidance},
                                 {"history", TestKind::symptom_history},
                                 {"repeat", TestKind::injection_response},
                                 {"care", TestKind::conservative_care},
                                 {"correlation", TestKind::root_correlation},
                                 {"scale", TestKind::baseline_scale},
                                 {"diagnosis", TestKind::diagnosis}}) {
    add(fixture, id, test, Status::not_documented);
  }
  EXPECT_EQ(ids_in_order(fixture), (Ids{"diagnosis", "correlation", "scale", "care", "history", "repeat", "guidance"}));
}

TEST(Shelves, the_contrary_before_conflicts_before_gaps_before_what_is_documented) {
  Fixture fixture;
  add(fixture, "met", TestKind::diagnosis, Status::met);
  add(fixture, "gap", TestKind::diagnosis, Status::not_documented);
  add(fixture, "conflict", TestKind::diagnosis, Status::conflicting);
  add(fixture, "contrary", TestKind::diagnosis, Status::not_met);
  EXPECT_EQ(ids_in_order(fixture), (Ids{"contrary", "conflict", "gap", "met"}));
}

TEST(Shelves, safety_stands_apart_and_first_only_when_it_needs_a_look) {
  const auto order = [](Status status, std::vector<std::string> missing) {
    Fixture fixture;
    add(fixture, "gap", TestKind::diagnosis, Status::not_documented);
    add(fixture, "bleeding", TestKind::bleeding_risk, status, CriterionKind::absolute_contraindication).missing = std::move(missing);
    return ids_in_order(fixture);
  };
  EXPECT_EQ(order(Status::not_met, {}), (Ids{"bleeding", "gap"}));
  EXPECT_EQ(order(Status::conflicting, {}), (Ids{"bleeding", "gap"}));
  EXPECT_EQ(order(Status::not_documented, {"part_one"}), (Ids{"bleeding", "gap"}));
  EXPECT_EQ(order(Status::not_documented, {}), (Ids{"gap", "bleeding"}));
  EXPECT_EQ(order(Status::met, {}), (Ids{"gap", "bleeding"}));
}

TEST(Shelves, on_safety_the_worst_stands_first) {
  Fixture fixture;
  add(fixture, "silent", TestKind::infection, Status::not_documented);
  add(fixture, "fine", TestKind::cardiopulmonary, Status::met);
  add(fixture, "myelopathy", TestKind::compressive_lesion, Status::not_met, CriterionKind::relative_contraindication);
  add(fixture, "hold", TestKind::bleeding_risk, Status::not_documented).missing = {"part_one"};
  EXPECT_EQ(ids_in_order(fixture), (Ids{"myelopathy", "hold", "silent", "fine"}));
}

TEST(Shelves, a_decision_takes_a_gap_from_its_shelf_until_it_is_resolved) {
  Fixture fixture;
  Verdict& verdict = add(fixture, "gap", TestKind::diagnosis, Status::not_documented);
  verdict.decided = Decided{Status::met, "seen by phone", "", "", DecisionState::notes_changed, {}};
  EXPECT_EQ(shelf_of(fixture.policy, verdict), Shelf::decided);
  EXPECT_FALSE(needs_look(fixture.policy, verdict));
  verdict.decided->state = DecisionState::resolved;
  EXPECT_EQ(shelf_of(fixture.policy, verdict), Shelf::missing);
}

TEST(Shelves, advisory_silence_needs_no_look) {
  Fixture fixture;
  Verdict& verdict = add(fixture, "neck", TestKind::pain_predominance, Status::not_documented, CriterionKind::relative_contraindication);
  EXPECT_FALSE(needs_look(fixture.policy, verdict));
  EXPECT_EQ(shelf_of(fixture.policy, verdict), Shelf::advisory);
}

}  // namespace
}  // namespace chartgap
