#include "criteria/decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlp/sha256.h"
#include "tests/report_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string issues_of(const std::string& text) {
  const Result<Decisions> read = load_decisions(text, "d.json");
  return read.ok() ? "" : to_string(read.issues());
}

std::string one(const std::string& members) { return "{\"schema_version\": 1, \"decisions\": [{" + members + "}]}"; }

constexpr const char* kWhole = R"("policy": "test-policy", "criterion": "gap", "status": "met", "reason": "seen by phone")";

TEST(Decisions, every_wrong_thing_of_a_file_has_its_place) {
  EXPECT_EQ(issues_of(one(kWhole)), "");
  EXPECT_THAT(issues_of("{}"), HasSubstr("d.json:1:1: \"schema_version\" is missing [json.missing_key]; expected 1"));
  EXPECT_THAT(issues_of("{}"), HasSubstr("\"decisions\" is missing"));
  EXPECT_THAT(issues_of("{\"schema_version\": 2, \"decisions\": []}"), HasSubstr("d.json:1:20: this version of the file is not known [decision.version]; expected 1"));
  EXPECT_THAT(issues_of(one(R"("policy": "p", "criterion": "c", "status": "mett", "reason": " ")")),
              HasSubstr("unknown status \"mett\" [decision.status]; expected one of met not_met not_documented conflicting not_applicable"));
  EXPECT_THAT(issues_of(one(R"("policy": "p", "criterion": "c", "status": "met", "reason": " ")")), HasSubstr("the reason is empty [decision.reason]"));
  EXPECT_THAT(issues_of(one(std::string(kWhole) + R"(, "on": "1 May")")), HasSubstr("\"1 May\" is no date [decision.date]; expected YYYY-MM-DD"));
  EXPECT_THAT(issues_of(one(std::string(kWhole) + R"(, "documents": [{"name": "n", "sha256": "x"}])")), HasSubstr("\"x\" is no SHA-256 [decision.sha256]"));
  EXPECT_THAT(issues_of(one(std::string(kWhole) + R"(, "documnts": [])")), HasSubstr("documnts"));
  EXPECT_THAT(issues_of("{\"schema_version\": 1, \"decisions\": [{" + std::string(kWhole) + "}, {" + kWhole + "}]}"), HasSubstr("is decided twice [decision.repeated]"));
}

// A judged case with a gap, and a decision about it.
struct DecidedCase : Fixture {
  DecidedCase() { add("gap", CriterionKind::required, Status::not_documented); }

  Decision decision() const {
    Decision out;
    out.policy = policy.id;
    out.policy_version = policy.version;
    out.criterion = "gap";
    out.status = Status::met;
    out.was = Status::not_documented;
    out.reason = "seen by phone";
    out.documents = {{"note.txt", sha256_hex(patient.documents[0].document.text().bytes())}};
    return out;
  }
  const Decided& apply_one(const Decision& given) {
    EXPECT_TRUE(apply({"d.json", {given}}, patient, policy, judgement).empty());
    return *judgement.verdicts[0].decided;
  }
};

TEST(Decisions, a_decision_stands_beside_the_verdict_and_gives_a_second_standing) {
  DecidedCase fixture;
  EXPECT_EQ(fixture.apply_one(fixture.decision()).state, DecisionState::holds);
  EXPECT_EQ(fixture.judgement.verdicts[0].status, Status::not_documented);
  EXPECT_EQ(fixture.judgement.standing, CaseStanding::incomplete);
  EXPECT_EQ(fixture.judgement.standing_with_decisions, CaseStanding::supported);
}

TEST(Decisions, a_changed_a_lost_and_a_new_note_are_named) {
  DecidedCase fixture;
  fixture.add_document("b.txt", "Another note.");
  Decision decision = fixture.decision();
  decision.documents = {{"note.txt", std::string(64, '0')}, {"c.txt", std::string(64, '1')}};
  const Decided& decided = fixture.apply_one(decision);
  EXPECT_EQ(decided.state, DecisionState::notes_changed);
  EXPECT_THAT(decided.changes, ElementsAre("note.txt has changed", "c.txt is not among the documents", "b.txt is new"));
  EXPECT_EQ(fixture.judgement.standing_with_decisions, CaseStanding::supported);  // a person's word stays
}

TEST(Decisions, a_renamed_note_is_the_same_note) {
  DecidedCase fixture;
  Decision decision = fixture.decision();
  decision.documents[0].name = "elsewhere/other.txt";
  EXPECT_EQ(fixture.apply_one(decision).state, DecisionState::holds);
}

TEST(Decisions, a_new_note_that_closes_the_gap_resolves_it) {
  DecidedCase fixture;
  fixture.judgement.verdicts[0].status = Status::met;
  fixture.add_document("b.txt", "Another note.");
  Decision decision = fixture.decision();
  decision.status = Status::not_applicable;
  EXPECT_EQ(fixture.apply_one(decision).state, DecisionState::resolved);
  EXPECT_EQ(standing_status(fixture.judgement.verdicts[0]), Status::met);
}

TEST(Decisions, overruling_what_the_documents_say_is_never_resolved_by_them) {
  DecidedCase fixture;
  fixture.judgement.verdicts[0].status = Status::met;
  Decision decision = fixture.decision();
  decision.was = Status::met;
  decision.status = Status::not_met;
  EXPECT_EQ(fixture.apply_one(decision).state, DecisionState::holds);
  EXPECT_EQ(fixture.judgement.standing_with_decisions, CaseStanding::not_supported);
}

TEST(Decisions, another_verdict_of_the_program_is_a_change) {
  DecidedCase fixture;
  fixture.judgement.verdicts[0].status = Status::conflicting;
  EXPECT_THAT(fixture.apply_one(fixture.decision()).changes, ElementsAre("the program's own verdict was not_documented"));
  Decision older = fixture.decision();
  older.policy_version = "1.1";
  EXPECT_THAT(fixture.apply_one(older).changes, ElementsAre("the policy was version 1.1", "the program's own verdict was not_documented"));
}

TEST(Decisions, an_unknown_criterion_is_an_error_and_another_policy_is_none) {
  DecidedCase fixture;
  Decision decision = fixture.decision();
  decision.criterion = "gapp";
  decision.line = 3;
  decision.column = 9;
  const Issues issues = apply({"d.json", {decision}}, fixture.patient, fixture.policy, fixture.judgement);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(to_string(issues[0]), "d.json:3:9: policy test-policy has no criterion \"gapp\" [decision.criterion]; expected \"gap\"");
  decision.policy = "another";
  EXPECT_TRUE(apply({"d.json", {decision}}, fixture.patient, fixture.policy, fixture.judgement).empty());
  EXPECT_FALSE(fixture.judgement.standing_with_decisions);
}

TEST(Decisions, are_shown_beside_the_verdict_in_every_format) {
  DecidedCase fixture;
  Decision decision = fixture.decision();
  decision.by = "R. Hale";
  decision.on = "2025-06-20";
  fixture.apply_one(decision);
  for (const ReportFormat& format : kReportFormats) {
    if (format.name == "decisions") continue;
    const std::string report = format.write(fixture.patient, fixture.policy, fixture.judgement, fixture.options);
    EXPECT_THAT(report, HasSubstr("seen by phone")) << format.name;
    const bool machine = format.name == "json" || format.name == "csv";
    EXPECT_THAT(report, HasSubstr(machine ? "not_documented" : format.name == "fhir" ? "not_documented" : "not documented")) << format.name;
  }
  EXPECT_THAT(fixture.text(), HasSubstr("With 1 decision of a reviewer: SUPPORTED."));
  EXPECT_THAT(fixture.text(),
              HasSubstr("Decided by a reviewer\n  ? Label of gap\n    the program: not documented\n    a reviewer: documented: “seen by phone” (R. Hale, 2025-06-20)\n"));
}

// The form names what needs a look and what was read; it is refused until the reviewer has given a reason.
TEST(Decisions, the_form_is_loaded_once_it_has_reasons) {
  DecidedCase fixture;
  std::string form = decisions_form(fixture.patient, fixture.policy, fixture.judgement, fixture.options);
  EXPECT_THAT(issues_of(form), HasSubstr("the reason is empty"));
  const std::string empty = "\"reason\": \"\"";
  form.replace(form.find(empty), empty.size(), "\"reason\": \"seen\"");
  EXPECT_EQ(issues_of(form), "");
  const Result<Decisions> read = load_decisions(form, "d.json");
  EXPECT_TRUE(apply(read.value(), fixture.patient, fixture.policy, fixture.judgement).empty());
  EXPECT_EQ(fixture.judgement.verdicts[0].decided->state, DecisionState::holds);
}

}  // namespace
}  // namespace chartgap
