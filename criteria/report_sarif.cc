// The gaps and contradictions for an editor. Source: OASIS SARIF 2.1.0.
// Shape: one rule a criterion; a result for each that needs a look, at the words that it rests on, or at the beginning of the note where it could be said;
//        what a reviewer has decided stays, suppressed while the decision counts.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/shelves.h"
#include "nlp/ascii.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

bool is_unreserved(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-._~/").find(c) != std::string_view::npos; }

// A path as a URI reference. Source: RFC 3986.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<uint8_t>(c);
    if (is_unreserved(c)) out += c;
    else out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

std::string_view kind_of(Status status) { return status == Status::met ? "pass" : status == Status::not_applicable ? "notApplicable" : "fail"; }

// Only what fails has a level.
std::string_view level_of(Status status) {
  if (kind_of(status) != "fail") return "none";
  return status == Status::not_documented ? "warning" : "error";
}

class SarifReport {
 public:
  SarifReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options) {
    uint32_t files = 0;
    for (uint32_t i = 0; i < patient.documents.size(); ++i) {
      columns_.emplace_back(patient.documents[i].document.text(), OffsetUnit::codepoint);
      artifacts_.push_back(is_later_visit(patient, i) ? artifact_of_same_file(i) : files++);
    }
  }

  std::string write() const {
    Json driver = {{"name", "chartgap"}, {"version", options_.program_version}, {"rules", Json::array()}};
    driver["properties"] = {{"lexicon_sha256", options_.lexicon_sha256}};
    for (const Criterion& criterion : policy_.criteria) driver["rules"].push_back(rule(criterion));
    for (int i = 0; i < kAdvisoryKinds; ++i) driver["rules"].push_back(advisory_rule(static_cast<AdvisoryKind>(i)));
    Json run = {{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"newlineSequences", {"\r\n", "\n", "\r"}}, {"artifacts", Json::array()}};
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) {
      if (artifacts_[i] == run["artifacts"].size()) run["artifacts"].push_back(artifact(patient_.documents[i]));
    }
    run["results"] = Json::array();
    for (const Verdict* verdict : in_report_order(policy_, judgement_)) {
      if (needs_look(policy_, *verdict) || verdict->decided) run["results"].push_back(result(*verdict));
    }
    for (const Advisory& advisory : advisories_of(patient_, policy_)) run["results"].push_back(result(advisory));
    run["properties"] = {{"policy", policy_.id}, {"policy_version", policy_.version}, {"case", to_string(judgement_.standing)}};
    if (judgement_.standing_with_decisions) run["properties"]["case_with_decisions"] = to_string(*judgement_.standing_with_decisions);
    const Json out = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  static Json rule(const Criterion& criterion) {
    Json out = {{"id", criterion.id}, {"shortDescription", {{"text", criterion.label}}}};
    if (!criterion.citation.empty()) out["fullDescription"] = {{"text", criterion.citation}};
    if (!criterion.ask.empty()) out["help"] = {{"text", criterion.ask}};
    return out;
  }

  static Json advisory_rule(AdvisoryKind kind) {
    return {{"id", "advisory/" + std::string(to_string(kind))}, {"shortDescription", {{"text", title_of(kind)}}}, {"defaultConfiguration", {{"level", "note"}}}};
  }

  uint32_t artifact_of_same_file(uint32_t document) const {
    const auto begin = patient_.documents.begin();
    const auto first = std::find_if(begin, patient_.documents.end(), [&](const CaseDocument& other) { return is_same_file(other, patient_.documents[document]); });
    return artifacts_[static_cast<size_t>(first - begin)];
  }

  static Json artifact(const CaseDocument& document) {
    return {
        {"location", {{"uri", uri_of(document.document.name())}}}, {"length", file_bytes(document)}, {"mimeType", "text/plain"}, {"hashes", {{"sha-256", file_sha256(document)}}}};
  }

  Json result(const Verdict& verdict) const {
    const Criterion& criterion = criterion_of(policy_, verdict);
    Json out = {{"ruleId", criterion.id}, {"ruleIndex", verdict.criterion}, {"kind", kind_of(verdict.status)}, {"level", level_of(verdict.status)}};
    out["message"] = {{"text", message(verdict)}};
    const std::vector<Evidence> shown = in_order(verdict);
    out["locations"] = Json::array({shown.empty() ? beginning() : location(shown.front())});
    add_related(shown, out, [](const Evidence& evidence) { return evidence.points_to == EvidenceFor::met ? "for" : "against"; });
    out["partialFingerprints"] = {{"criterion/v1", policy_.id + "/" + criterion.id}};
    if (standing_status(verdict) != verdict.status) out["suppressions"] = Json::array({suppression(verdict)});
    return out;
  }

  Json result(const Advisory& advisory) const {
    Json out = {{"ruleId", "advisory/" + std::string(to_string(advisory.kind))},
                {"ruleIndex", policy_.criteria.size() + static_cast<size_t>(advisory.kind)},
                {"kind", "fail"},
                {"level", "note"}};
    out["message"] = {{"text", advisory.message}};
    out["locations"] = Json::array({location(advisory.quotes.front())});
    add_related(advisory.quotes, out, [](const Evidence&) { return "the other words"; });
    return out;
  }

  // The places behind the first one.
  template <class Text>
  void add_related(const std::vector<Evidence>& shown, Json& out, Text text) const {
    for (size_t i = 1; i < shown.size(); ++i) {
      Json related = location(shown[i]);
      related["id"] = i;
      related["message"] = {{"text", text(shown[i])}};
      out["relatedLocations"].push_back(related);
    }
  }

  std::string message(const Verdict& verdict) const {
    std::string out = heading_of(policy_, verdict) + ": " + std::string(words_for(verdict.status));
    if (!verdict.why.empty()) out += " (" + verdict.why + ")";
    if (!verdict.missing.empty()) out += "; missing: " + listed(verdict.missing);
    out += ".";
    if (conflict_of(patient_, verdict)) out += " It stands against [another statement](1).";
    for (const std::string& ask : asks_of(policy_, verdict)) out += " " + ask;
    if (verdict.decided) out += " A reviewer: " + decision_line(verdict) + ".";
    if (const std::string since = decision_state_line(verdict); !since.empty()) out += " " + since + ".";
    return out;
  }

  // The verdict's evidence; the two sides of a conflict first.
  std::vector<Evidence> in_order(const Verdict& verdict) const {
    std::vector<Evidence> out;
    const std::optional<ConflictPair> pair = conflict_of(patient_, verdict);
    if (pair) out = {verdict.evidence[pair->one], verdict.evidence[pair->other]};
    for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
      if (!pair || (i != pair->one && i != pair->other)) out.push_back(verdict.evidence[i]);
    }
    return out;
  }

  static Json suppression(const Verdict& verdict) {
    const bool holds = verdict.decided->state == DecisionState::holds;
    return {{"kind", "external"}, {"status", holds ? "accepted" : "underReview"}, {"justification", decision_line(verdict)}};
  }

  Json location(const Evidence& evidence) const {
    const Text& text = patient_.documents[evidence.document].document.text();
    const auto [line, column] = position(evidence.document, evidence.span.begin);
    const auto [end_line, end_column] = position(evidence.document, evidence.span.end);
    return at(evidence.document,
              {{"startLine", line}, {"startColumn", column}, {"endLine", end_line}, {"endColumn", end_column}, {"snippet", {{"text", text.quote(evidence.span)}}}});
  }

  // Where nothing is said: the first clinic note, else the first document.
  Json beginning() const {
    const auto found = std::find_if(patient_.documents.begin(), patient_.documents.end(), [](const CaseDocument& document) { return document.kind == DocumentKind::clinic_note; });
    const auto document = static_cast<uint32_t>(found == patient_.documents.end() ? 0 : found - patient_.documents.begin());
    return at(document, {{"startLine", line_in_file(patient_.documents[document], 0)}});
  }

  Json at(uint32_t document, const Json& region) const {
    const std::string uri = uri_of(patient_.documents[document].document.name());
    return {{"physicalLocation", {{"artifactLocation", {{"uri", uri}, {"index", artifacts_[document]}}}, {"region", region}}}};
  }

  // Line and column, both from 1, the column in code points.
  std::pair<uint32_t, uint32_t> position(uint32_t document, uint32_t byte) const {
    const Text& text = patient_.documents[document].document.text();
    const size_t before = byte == 0 ? std::string::npos : text.bytes().find_last_of("\r\n", byte - 1);
    const auto begin = static_cast<uint32_t>(before == std::string::npos ? 0 : before + 1);
    return {line_in_file(patient_.documents[document], byte), columns_[document](byte) - columns_[document](begin) + 1};
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::vector<OffsetMap> columns_;
  std::vector<uint32_t> artifacts_;  // of each document
};

}  // namespace

std::string sarif_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return SarifReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
