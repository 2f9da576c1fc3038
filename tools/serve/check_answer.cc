#include "tools/serve/check_answer.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "criteria/case_reader.h"
#include "criteria/comparison.h"
#include "criteria/file_place.h"
#include "criteria/judge.h"
#include "criteria/query.h"
#include "criteria/report.h"
#include "criteria/report_lines.h"
#include "criteria/report_parts.h"
#include "criteria/report_several.h"
#include "nlp/sha256.h"
#include "tools/command.h"
#include "tools/fact_json.h"

namespace chartgap {
namespace {

struct ContentType {
  std::string_view format;
  std::string_view type;
};
constexpr std::array<ContentType, 8> kContentTypes = {{{"html", "text/html; charset=utf-8"},
                                                       {"markdown", "text/markdown; charset=utf-8"},
                                                       {"csv", "text/csv; charset=utf-8"},
                                                       {"fhir", "application/fhir+json"},
                                                       {"sarif", "application/sarif+json"},
                                                       {"text", "text/plain; charset=utf-8"},
                                                       {"query", "text/plain; charset=utf-8"},
                                                       {"decisions", "application/json"}}};

Case case_of(const std::vector<GivenDocument>& given, Analyzer& analyzer) {
  CaseReader reader(analyzer);
  for (const GivenDocument& document : given) reader.add({document.name, document.text, document.kind, document.date});
  return reader.take();
}

void write_facts_of(JsonWriter& json, const CaseDocument& read, const Lexicon& lexicon) {
  const OffsetMap offsets(read.document.text(), OffsetUnit::utf16, units_before(read, OffsetUnit::utf16));
  for (const Fact& fact : read.facts) write_fact(json, read.document, lexicon, offsets, fact);
}

// A file as it was given, with the facts of all its visits; its kind and date are those of its last visit.
void write_document(JsonWriter& json, const GivenDocument& given, std::span<const CaseDocument> visits, const Lexicon& lexicon) {
  const Text text(given.text);
  const CaseDocument& last = visits.back();
  json.begin_object().key("name").string(given.name).key("kind").string(to_string(last.kind)).key("date");
  last.date.empty() ? json.null() : json.string(to_string(last.date));
  json.key("sha256").string(sha256_hex(text.bytes())).key("text").string(text.quote({0, static_cast<uint32_t>(given.text.size())}));
  json.key("notices").begin_array();
  for (const std::string& notice : notices_of(text)) json.string(notice);
  json.end_array().key("facts").begin_array();
  for (const CaseDocument& visit : visits) write_facts_of(json, visit, lexicon);
  json.end_array().end_object();
}

void write_documents(JsonWriter& json, const std::vector<GivenDocument>& given, const Case& patient, const Lexicon& lexicon) {
  json.key("documents").begin_array();
  std::span<const CaseDocument> left(patient.documents);
  for (const GivenDocument& document : given) {
    const size_t visits = left.front().excerpt ? left.front().excerpt->of : 1;
    write_document(json, document, left.first(visits), lexicon);
    left = left.subspan(visits);
  }
  json.end_array();
}

// Everything that is wrong with a decision is an issue.
Issues judge_all(const CheckRequest& request, const Case& patient, std::vector<Judged>& out) {
  Issues issues;
  for (const Policy* policy : request.policies) {
    out.push_back({*policy, judge(patient, *policy)});
    const Issues wrong = apply(request.decisions, patient, *policy, out.back().judgement);
    issues.insert(issues.end(), wrong.begin(), wrong.end());
  }
  return issues;
}

std::string report_of(const Case& patient, const Judged& judged, std::string_view format, const ReportOptions& options) {
  if (format == "query") return query_text(patient, judged.policy, judged.judgement);
  const auto found = std::find_if(kReportFormats.begin(), kReportFormats.end(), [&](const ReportFormat& each) { return each.name == format; });
  return found->write(patient, judged.policy, judged.judgement, options);
}

void write_comparison(JsonWriter& json, const std::vector<Judged>& all) {
  if (all.size() == 1) return void(json.null());
  json.begin_object().key("text").string(comparison(all)).key("policies").begin_array();
  for (const Judged& judged : all) {
    json.begin_object().key("id").string(judged.policy.id).key("version").string(judged.policy.version);
    json.key("case").string(to_string(judged.judgement.standing_with_decisions.value_or(judged.judgement.standing))).key("shortfalls").begin_array();
    for (const Verdict& verdict : judged.judgement.verdicts) {
      const std::string shortfall = shortfall_of(judged.policy, verdict);
      if (!shortfall.empty()) json.string(shortfall);
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

HttpAnswer json_answer(const std::vector<GivenDocument>& given, const Case& patient, const std::vector<Judged>& all, const Lexicon& lexicon, const ReportOptions& options) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_documents(json, given, patient, lexicon);
  json.key("reports").begin_array();
  for (const Judged& judged : all) json.raw(json_line(patient, judged.policy, judged.judgement, options));
  json.end_array().key("query").begin_array();
  for (const Judged& judged : all) json.raw(query_line(patient, judged.policy, judged.judgement));
  json.end_array().key("comparison");
  write_comparison(json, all);
  json.end_object();
  return HttpAnswer::json(std::move(body));
}

HttpAnswer file_answer(const Case& patient, const std::vector<Judged>& all, const std::string& format, const ReportOptions& options) {
  std::vector<std::string> reports;
  if (format == "text" && all.size() > 1) reports.push_back(comparison(all));
  for (const Judged& judged : all) reports.push_back(report_of(patient, judged, format, options));
  const auto type = std::find_if(kContentTypes.begin(), kContentTypes.end(), [&](const ContentType& each) { return each.format == format; });
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("content_type").string(type->type).key("body").string(all.size() == 1 ? reports.front() : joined_reports(format, reports)).end_object();
  return HttpAnswer::json(std::move(body));
}

}  // namespace

HttpAnswer check_answer(CheckRequest request, const LexiconInUse& lexicon, Analyzer& analyzer) {
  const Case patient = case_of(request.documents, analyzer);
  std::vector<Judged> all;
  const Issues issues = judge_all(request, patient, all);
  if (!issues.empty()) return answer_to({400, "a decision does not fit its policy", issues});
  ReportOptions options;
  options.program_version = program_version();
  options.lexicon_sha256 = lexicon.sha256;
  options.offset_unit = OffsetUnit::utf16;
  return request.format == "json" ? json_answer(request.documents, patient, all, lexicon.lexicon, options) : file_answer(patient, all, request.format, options);
}

HttpAnswer extract_answer(ExtractRequest request, const LexiconInUse& lexicon, Analyzer& analyzer) {
  const Case patient = case_of(request.documents, analyzer);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_documents(json, request.documents, patient, lexicon.lexicon);
  json.end_object();
  return HttpAnswer::json(std::move(body));
}

}  // namespace chartgap
