#include "tools/case_input.h"

#include "criteria/decisions.h"
#include "tools/notes.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

DocumentKind kind_named(const std::string& name) {
  for (const DocumentKind kind :
       {DocumentKind::clinic_note, DocumentKind::imaging_report, DocumentKind::therapy_note, DocumentKind::procedure_note, DocumentKind::er_note, DocumentKind::letter}) {
    if (to_string(kind) == name) return kind;
  }
  return DocumentKind::unknown;
}

// Of YYYY-MM-DD; an empty date of anything else.
Date date_named(const std::string& day) {
  Date date;
  if (!is_calendar_day(day)) return date;
  date.year = static_cast<decltype(date.year)>(std::stoi(day.substr(0, 4)));
  date.month = static_cast<decltype(date.month)>(std::stoi(day.substr(5, 2)));
  date.day = static_cast<decltype(date.day)>(std::stoi(day.substr(8, 2)));
  return date;
}

Result<Decisions> read_decisions(const std::string& file) {
  if (file.empty()) return Decisions{};
  const Result<std::vector<InputDocument>> input = read_documents({file});
  if (!input.ok()) return input.issues();
  return load_decisions(input.value().front().bytes, file);
}

// The date of service: as given, else that of the newest document.
std::string date_of_service(const Case& patient, const std::string& given) {
  if (!given.empty()) return given;
  const CaseDocument* newest = nullptr;
  for (const CaseDocument& document : patient.documents) {
    if (document.date.day == 0) continue;
    if (newest == nullptr || day_number(newest->date) < day_number(document.date)) newest = &document;
  }
  return newest == nullptr ? "" : to_string(newest->date);
}

Result<std::vector<Policy>> policy_of_payer(const CaseOptions& options, const Case& patient) {
  Result<Policy> policy = choose_policy({options.payer, date_of_service(patient, options.date), options.cpt});
  if (!policy.ok()) return policy.issues();
  return std::vector<Policy>{std::move(policy.value())};
}

// A policy asked for by name may be out of date: said, and judged all the same.
std::string notice_of_dates(const Policy& policy, const std::string& date) {
  return policy.id + " " + policy.version + " is in force from " + policy.effective_from + (policy.effective_to.empty() ? "" : " to " + policy.effective_to) +
         ", and the date of service is " + date;
}

Issues judge_under(const Policy& policy, const Decisions& decisions, const CaseOptions& options, JudgedCase& out) {
  if (!options.date.empty() && !is_in_force(policy, options.date)) out.notices.push_back(notice_of_dates(policy, options.date));
  Judged judged{policy, judge(out.patient, policy)};
  Issues issues = apply(decisions, out.patient, judged.policy, judged.judgement);
  out.judged.push_back(std::move(judged));
  return issues;
}

}  // namespace

CaseDocument case_document(Analysis&& analysis, const std::string& date, const std::string& kind) {
  CaseDocument out;
  out.kind = find_kind(analysis.document);
  if (out.kind == DocumentKind::unknown) out.kind = kind_named(kind);
  out.date = find_date(analysis.document, analysis.quantities);
  if (out.date.empty()) out.date = date_named(date);
  out.document = std::move(analysis.document);
  out.facts = std::move(analysis.facts);
  out.statements = std::move(analysis.statements);
  return out;
}

Case read_case(Analyzer& analyzer, const std::vector<InputDocument>& documents) {
  Case patient;
  for (const InputDocument& input : documents) patient.documents.push_back(case_document(analyzer.analyze(input.name, input.bytes), input.date, input.kind));
  return patient;
}

Result<JudgedCase> judge_input(const CaseOptions& options) {
  JudgedCase out;
  if (!options.date.empty() && !is_calendar_day(options.date)) return Issues{{"--date", 0, 0, "policy.date", "\"" + options.date + "\" is no date", "YYYY-MM-DD"}};
  Result<std::vector<Policy>> policies = options.payer.empty() ? find_policies(options.policy) : std::vector<Policy>{};
  if (!policies.ok()) return policies.issues();
  const Result<Decisions> decisions = read_decisions(options.decisions);
  if (!decisions.ok()) return decisions.issues();
  Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return lexicon.issues();
  out.lexicon = std::make_unique<const Lexicon>(std::move(lexicon.value()));
  Result<ReadNotes> documents = read_note_files(options.documents, options.reading);
  if (!documents.ok()) return documents.issues();
  out.rejects = std::move(documents.value().rejects);
  Analyzer analyzer(*out.lexicon);
  out.patient = read_case(analyzer, documents.value().notes);
  if (!options.payer.empty()) policies = policy_of_payer(options, out.patient);
  if (!policies.ok()) return policies.issues();
  for (const Policy& policy : policies.value()) {
    const Issues issues = judge_under(policy, decisions.value(), options, out);
    if (!issues.empty()) return issues;
  }
  return out;
}

}  // namespace chartgap
