// A judged case put together by hand, for the tests of the reports.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "criteria/report.h"

namespace chartgap {

inline constexpr std::string_view kNote = "Plan:\nPain of the café worker's left arm 😀. No fever.\n<script>alert(1)</script> & more\n";

// A policy of four criteria and a judgement of each sort over one note.
struct Fixture {
  Case patient;
  Policy policy;
  Judgement judgement;
  ReportOptions options;

  explicit Fixture(std::string name = "folder/note.txt", std::string text = std::string(kNote)) {
    Vocabulary vocabulary;
    HeadingTable headings;
    headings.add({vocabulary.add("plan")}, SectionKind::plan);
    patient.documents.emplace_back();
    patient.documents[0].document = Document(std::move(name), std::move(text), vocabulary, headings);
    patient.documents[0].date = {2025, 3, 2};
    policy.id = "test-policy";
    policy.version = "1.2";
    policy.title = "A policy";
    options.program_version = "9.9";
    options.lexicon_sha256 = std::string(64, 'f');
    judgement.standing = CaseStanding::incomplete;
  }

  Verdict& add(std::string id, CriterionKind kind, Status status, std::string_view quoted = "") {
    Criterion criterion;
    criterion.id = id;
    criterion.label = "Label of " + id;
    criterion.kind = kind;
    criterion.elements = {{"part_one", "What of part one?"}};
    criterion.ask = "What of " + id + "?";
    Verdict verdict;
    verdict.criterion = static_cast<uint32_t>(policy.criteria.size());
    verdict.status = status;
    verdict.why = "why of " + id;
    if (!quoted.empty()) {
      const auto begin = static_cast<uint32_t>(patient.documents[0].document.text().bytes().find(quoted));
      verdict.evidence.push_back({0, {begin, begin + static_cast<uint32_t>(quoted.size())}, status == Status::not_met ? EvidenceFor::not_met : EvidenceFor::met});
    }
    policy.criteria.push_back(std::move(criterion));
    judgement.verdicts.push_back(std::move(verdict));
    return judgement.verdicts.back();
  }

  // A second document, without headings.
  void add_document(std::string name, std::string text) {
    patient.documents.emplace_back();
    patient.documents.back().document = Document(std::move(name), std::move(text), Vocabulary{}, HeadingTable{});
  }

  std::string text() const { return text_report(patient, policy, judgement, options); }
  std::string html() const { return html_report(patient, policy, judgement, options); }
  nlohmann::json json() const { return nlohmann::json::parse(json_report(patient, policy, judgement, options)); }
};

inline Fixture one_of_each() {
  Fixture fixture;
  fixture.add("first", CriterionKind::required, Status::met, "left arm");
  fixture.add("second", CriterionKind::required, Status::not_documented).missing = {"part_one"};
  fixture.add("third", CriterionKind::absolute_contraindication, Status::not_documented);
  fixture.add("fourth", CriterionKind::relative_contraindication, Status::not_met, "fever");
  fixture.add("fifth", CriterionKind::required, Status::not_applicable);
  return fixture;
}

}  // namespace chartgap
