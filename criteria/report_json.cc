#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "criteria/quote.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "nlp/sha256.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;

class JsonReport {
 public:
  JsonReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options) {
    for (const CaseDocument& document : patient.documents) offsets_.emplace_back(document.document.text(), options.offset_unit);
  }

  // Paths may be in any encoding: what is not UTF-8 in them is shown as U+FFFD.
  std::string write() const { return report().dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

 private:
  Json report() const {
    Json out;
    out["schema_version"] = kSchemaVersion;
    out["program"] = {{"name", "chartgap"}, {"version", options_.program_version}};
    out["lexicon_sha256"] = options_.lexicon_sha256;
    out["policy"] = {{"id", policy_.id}, {"version", policy_.version}};
    out["case"] = to_string(judgement_.standing);
    out["criteria"] = Json::array();
    for (const Verdict& verdict : judgement_.verdicts) out["criteria"].push_back(criterion(verdict));
    out["documents"] = Json::array();
    for (const CaseDocument& document : patient_.documents) out["documents"].push_back(described(document));
    return out;
  }

  Json criterion(const Verdict& verdict) const {
    const Criterion& criterion = criterion_of(policy_, verdict);
    Json out;
    out["id"] = criterion.id;
    out["label"] = criterion.label;
    out["status"] = to_string(verdict.status);
    out["required"] = criterion.kind == CriterionKind::required;
    out["missing"] = verdict.missing;
    out["evidence"] = Json::array();
    for (const Evidence& item : verdict.evidence) out["evidence"].push_back(evidence(item));
    out["why"] = verdict.why;
    const std::vector<std::string> asks = asks_of(policy_, verdict);
    if (!asks.empty()) out["ask"] = asks;
    return out;
  }

  Json evidence(const Evidence& item) const {
    const Document& document = patient_.documents[item.document].document;
    const OffsetMap& offset = offsets_[item.document];
    const Place place = place_of(document, item.span);
    Json out;
    out["document"] = document.name();
    out["start"] = offset(item.span.begin);
    out["end"] = offset(item.span.end);
    out["text"] = document.text().quote(item.span);
    out["line"] = place.line;
    out["section"] = to_string(place.section);
    out["for"] = item.points_to == EvidenceFor::met ? "met" : "not_met";
    return out;
  }

  static Json described(const CaseDocument& document) {
    const Text& text = document.document.text();
    Json out;
    out["name"] = document.document.name();
    out["kind"] = to_string(document.kind);
    out["date"] = document.date.empty() ? Json() : Json(to_string(document.date));
    out["sha256"] = sha256_hex(text.bytes());
    out["characters"] = OffsetMap(text, OffsetUnit::codepoint)(static_cast<uint32_t>(text.bytes().size()));
    out["notices"] = notices_of(text);
    return out;
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::vector<OffsetMap> offsets_;
};

}  // namespace

std::string json_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return JsonReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
