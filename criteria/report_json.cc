#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/report_lines.h"
#include "criteria/report_parts.h"
#include "criteria/root_table.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;
constexpr int kIndent = 2;
constexpr int kOneLine = -1;  // as nlohmann takes it

class JsonReport {
 public:
  JsonReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options), order_(in_report_order(policy, judgement)) {
    for (const CaseDocument& document : patient.documents) offsets_.emplace_back(document.document.text(), options.offset_unit);
  }

  // Paths may be in any encoding: what is not UTF-8 in them is shown as U+FFFD.
  std::string write(int indent) const { return report().dump(indent, ' ', false, Json::error_handler_t::replace); }

 private:
  Json report() const {
    Json out;
    out["schema_version"] = kSchemaVersion;
    out["program"] = {{"name", "chartgap"}, {"version", options_.program_version}};
    out["lexicon_sha256"] = options_.lexicon_sha256;
    out["policy"] = {{"id", policy_.id}, {"version", policy_.version}};
    out["case"] = to_string(judgement_.standing);
    if (judgement_.standing_with_decisions) out["case_with_decisions"] = to_string(*judgement_.standing_with_decisions);
    out["summary"] = reason_for(policy_, judgement_);
    out["criteria"] = Json::array();
    for (const Verdict& verdict : judgement_.verdicts) out["criteria"].push_back(criterion(verdict));
    out["advisories"] = Json::array();
    for (const Advisory& each : advisories_of(patient_, policy_)) out["advisories"].push_back(advisory(each));
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
    out["kind"] = to_string(criterion.kind);
    out["shelf"] = to_string(shelf_of(policy_, verdict));
    out["order"] = static_cast<size_t>(std::find(order_.begin(), order_.end(), &verdict) - order_.begin()) + 1;
    out["missing"] = verdict.missing;
    out["evidence"] = Json::array();
    for (const Evidence& item : verdict.evidence) out["evidence"].push_back(evidence(item));
    out["why"] = verdict.why;
    const std::vector<std::string> asks = asks_of(policy_, verdict);
    if (!asks.empty()) out["ask"] = asks;
    out["rule"] = rule(criterion);
    if (const auto pair = conflict_of(patient_, verdict)) out["conflict"] = {pair->one, pair->other};
    if (const RootTable table = root_table(patient_, verdict); !table.empty()) out["roots"] = roots(table);
    if (!verdict.care.empty()) out["care"] = care(verdict.care);
    if (verdict.decided) out["decision"] = decision(*verdict.decided);
    return out;
  }

  Json rule(const Criterion& criterion) const {
    Json out = {{"test", to_string(criterion.test.kind)}, {"citation", criterion.citation}, {"parameters", Json::array()}};
    for (const std::string& name : criterion.test.parameters) {
      const Parameter* parameter = policy_.parameter(name);
      if (parameter == nullptr) continue;
      const Json value = parameter->words.empty() ? Json(parameter->number) : Json(parameter->words);
      out["parameters"].push_back({{"name", name}, {"value", value}, {"unit", parameter->unit}, {"source", parameter->source}});
    }
    return out;
  }

  Json roots(const RootTable& table) const {
    Json out = {{"findings", Json::array()}, {"remarks", table.remarks}};
    for (const RootRow& row : table.rows) {
      for (const RootCell& cell : row.cells) {
        Json quotes = Json::array();
        for (const Evidence& item : cell.evidence) quotes.push_back(evidence(item));
        out["findings"].push_back(
            {{"source", to_string(row.source)}, {"roots", cell.roots.names()}, {"levels", cell.levels.names()}, {"side", to_string(cell.side)}, {"evidence", quotes}});
      }
    }
    return out;
  }

  Json care(const std::vector<CareLength>& lengths) const {
    Json out = Json::array();
    for (const CareLength& each : lengths) {
      out.push_back({{"therapy", each.therapy}, {"days", each.days}, {"end", each.end.year == 0 ? Json() : Json(to_string(each.end))}, {"evidence", evidence(each.evidence)}});
    }
    return out;
  }

  static Json decision(const Decided& decided) {
    Json out = {{"status", to_string(decided.status)}, {"reason", decided.reason}, {"state", to_string(decided.state)}, {"changes", decided.changes}};
    if (!decided.by.empty()) out["by"] = decided.by;
    if (!decided.on.empty()) out["on"] = decided.on;
    return out;
  }

  Json advisory(const Advisory& advisory) const {
    Json out = {{"kind", to_string(advisory.kind)}, {"message", advisory.message}, {"quotes", Json::array()}};
    for (const Evidence& item : advisory.quotes) out["quotes"].push_back(quote(item));
    return out;
  }

  Json evidence(const Evidence& item) const {
    Json out = quote(item);
    out["for"] = item.points_to == EvidenceFor::met ? "met" : "not_met";
    return out;
  }

  Json quote(const Evidence& item) const {
    const CaseDocument& source = patient_.documents[item.document];
    const Document& document = source.document;
    const OffsetMap& offset = offsets_[item.document];
    const uint32_t before = units_before(source, options_.offset_unit);
    const Place place = place_of(source, item.span);
    Json out;
    out["document"] = document.name();
    out["start"] = before + offset(item.span.begin);
    out["end"] = before + offset(item.span.end);
    out["text"] = document.text().quote(item.span);
    out["line"] = place.line;
    out["section"] = to_string(place.section);
    return out;
  }

  Json described(const CaseDocument& document) const {
    Json out;
    out["name"] = document.document.name();
    out["kind"] = to_string(document.kind);
    out["date"] = document.date.empty() ? Json() : Json(to_string(document.date));
    out["sha256"] = file_sha256(document);
    out["characters"] = file_code_points(document);
    out["notices"] = notices_of(document.document.text());
    if (document.excerpt) out["visit"] = visit(document);
    return out;
  }

  Json visit(const CaseDocument& document) const {
    const uint32_t before = units_before(document, options_.offset_unit);
    const OffsetMap offset(document.document.text(), options_.offset_unit);
    return {{"number", document.excerpt->number}, {"of", document.excerpt->of}, {"start", before}, {"end", before + offset(document.excerpt->span.size())}};
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::vector<const Verdict*> order_;
  std::vector<OffsetMap> offsets_;
};

}  // namespace

std::string json_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return JsonReport(patient, policy, judgement, options).write(kIndent) + "\n";
}

std::string json_line(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return JsonReport(patient, policy, judgement, options).write(kOneLine);
}

}  // namespace chartgap
