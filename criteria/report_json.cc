#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/report_lines.h"
#include "criteria/report_parts.h"
#include "criteria/root_table.h"
#include "criteria/shelves.h"
#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr int kSchemaVersion = 1;
constexpr unsigned kIndent = 2;
constexpr unsigned kOneLine = 0;

class JsonReport {
 public:
  JsonReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options, unsigned indent)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options), order_(in_report_order(policy, judgement)), json_(out_, indent) {
    for (const CaseDocument& document : patient.documents) offsets_.emplace_back(document.document.text(), options.offset_unit, units_before(document, options.offset_unit));
  }

  std::string write() {
    json_.begin_object();
    write_head();
    json_.key("criteria").begin_array();
    for (const Verdict& verdict : judgement_.verdicts) write_criterion(verdict);
    json_.end_array().key("advisories").begin_array();
    for (const Advisory& each : advisories_of(patient_, policy_)) write_advisory(each);
    json_.end_array().key("documents").begin_array();
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) write_document(i);
    json_.end_array().end_object();
    return std::move(out_);
  }

 private:
  void write_head() {
    json_.key("schema_version").integer(kSchemaVersion);
    json_.key("program").begin_object().key("name").string("chartgap").key("version").string(options_.program_version).end_object();
    json_.key("lexicon_sha256").string(options_.lexicon_sha256);
    json_.key("policy").begin_object().key("id").string(policy_.id).key("version").string(policy_.version).end_object();
    json_.key("case").string(to_string(judgement_.standing));
    if (judgement_.standing_with_decisions) json_.key("case_with_decisions").string(to_string(*judgement_.standing_with_decisions));
    json_.key("summary").string(reason_for(policy_, judgement_));
  }

  void write_criterion(const Verdict& verdict) {
    const Criterion& criterion = criterion_of(policy_, verdict);
    json_.begin_object().key("id").string(criterion.id).key("label").string(criterion.label).key("status").string(to_string(verdict.status));
    json_.key("required").boolean(criterion.kind == CriterionKind::required).key("kind").string(to_string(criterion.kind));
    json_.key("shelf").string(to_string(shelf_of(policy_, verdict)));
    json_.key("order").integer(std::find(order_.begin(), order_.end(), &verdict) - order_.begin() + 1);
    json_.key("missing").strings(verdict.missing);
    write_evidence(verdict.evidence);
    json_.key("why").string(verdict.why);
    if (const std::vector<std::string> asks = asks_of(policy_, verdict); !asks.empty()) json_.key("ask").strings(asks);
    write_rule(criterion);
    if (const auto pair = conflict_of(patient_, verdict)) json_.key("conflict").begin_array().integer(pair->one).integer(pair->other).end_array();
    if (const RootTable table = root_table(patient_, verdict); !table.empty()) write_roots(table);
    if (!verdict.care.empty()) write_care(verdict.care);
    if (verdict.decided) write_decision(*verdict.decided);
    json_.end_object();
  }

  void write_rule(const Criterion& criterion) {
    json_.key("rule").begin_object().key("test").string(to_string(criterion.test.kind)).key("citation").string(criterion.citation).key("parameters").begin_array();
    for (const std::string& name : criterion.test.parameters) {
      const Parameter* parameter = policy_.parameter(name);
      if (parameter == nullptr) continue;
      json_.begin_object().key("name").string(name).key("value");
      parameter->words.empty() ? json_.real(parameter->number) : json_.strings(parameter->words);
      json_.key("unit").string(parameter->unit).key("source").string(parameter->source).end_object();
    }
    json_.end_array().end_object();
  }

  void write_roots(const RootTable& table) {
    json_.key("roots").begin_object().key("findings").begin_array();
    for (const RootRow& row : table.rows) {
      for (const RootCell& cell : row.cells) {
        json_.begin_object().key("source").string(to_string(row.source)).key("roots").strings(cell.roots.names()).key("levels").strings(cell.levels.names());
        json_.key("side").string(to_string(cell.side));
        write_evidence(cell.evidence);
        json_.end_object();
      }
    }
    json_.end_array().key("remarks").strings(table.remarks).end_object();
  }

  void write_care(const std::vector<CareLength>& lengths) {
    json_.key("care").begin_array();
    for (const CareLength& each : lengths) {
      json_.begin_object().key("therapy").string(each.therapy).key("days").integer(each.days).key("end");
      each.end.year == 0 ? json_.null() : json_.string(to_string(each.end));
      json_.key("evidence");
      write_evidence(each.evidence);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_decision(const Decided& decided) {
    json_.key("decision").begin_object().key("status").string(to_string(decided.status)).key("reason").string(valid_utf8(decided.reason));
    json_.key("state").string(to_string(decided.state)).key("changes").strings(decided.changes);
    if (!decided.by.empty()) json_.key("by").string(valid_utf8(decided.by));
    if (!decided.on.empty()) json_.key("on").string(valid_utf8(decided.on));
    json_.end_object();
  }

  void write_advisory(const Advisory& advisory) {
    json_.begin_object().key("kind").string(to_string(advisory.kind)).key("message").string(valid_utf8(advisory.message)).key("quotes").begin_array();
    for (const Evidence& item : advisory.quotes) {
      json_.begin_object();
      write_quote(item);
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  void write_evidence(const std::vector<Evidence>& items) {
    json_.key("evidence").begin_array();
    for (const Evidence& item : items) write_evidence(item);
    json_.end_array();
  }

  void write_evidence(const Evidence& item) {
    json_.begin_object();
    write_quote(item);
    json_.key("for").string(item.points_to == EvidenceFor::met ? "met" : "not_met").end_object();
  }

  // Paths may be in any encoding.
  void write_quote(const Evidence& item) {
    const CaseDocument& source = patient_.documents[item.document];
    const OffsetMap& offset = offsets_[item.document];
    const Place place = place_of(source, item.span);
    json_.key("document").string(valid_utf8(source.document.name())).key("start").integer(offset(item.span.begin)).key("end").integer(offset(item.span.end));
    json_.key("text").string(source.document.text().quote(item.span)).key("line").integer(place.line).key("section").string(to_string(place.section));
  }

  void write_document(uint32_t index) {
    const CaseDocument& document = patient_.documents[index];
    json_.begin_object().key("name").string(valid_utf8(document.document.name())).key("kind").string(to_string(document.kind)).key("date");
    document.date.empty() ? json_.null() : json_.string(to_string(document.date));
    json_.key("sha256").string(file_sha256(document)).key("characters").integer(file_code_points(document));
    json_.key("notices").strings(notices_of(document.document.text()));
    if (document.excerpt) write_visit(*document.excerpt, offsets_[index]);
    json_.end_object();
  }

  void write_visit(const Excerpt& visit, const OffsetMap& offset) {
    json_.key("visit").begin_object().key("number").integer(visit.number).key("of").integer(visit.of);
    json_.key("start").integer(offset(0)).key("end").integer(offset(visit.span.size())).end_object();
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::vector<const Verdict*> order_;
  std::vector<OffsetMap> offsets_;
  std::string out_;
  JsonWriter json_;
};

}  // namespace

std::string json_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return JsonReport(patient, policy, judgement, options, kIndent).write() + "\n";
}

std::string json_line(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return JsonReport(patient, policy, judgement, options, kOneLine).write();
}

}  // namespace chartgap
