#include "tools/case_input.h"

#include "criteria/case_reader.h"
#include "criteria/decisions.h"
#include "criteria/file_checks.h"
#include "tools/notes.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

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

Case read_case(Analyzer& analyzer, const std::vector<InputDocument>& documents) {
  CaseReader reader(analyzer);
  for (const InputDocument& input : documents) reader.add({input.name, input.bytes, document_kind(input.kind), calendar_day(input.date)});
  return reader.take();
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
