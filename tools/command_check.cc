// `chartgap check`: one patient's documents to the documentation-gap report of a policy, or of several side by side.
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "criteria/comparison.h"
#include "criteria/report.h"
#include "tools/case_reader.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

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

Result<std::vector<Policy>> policy_of_payer(const CheckOptions& options, const Case& patient) {
  Result<Policy> policy = choose_policy({options.payer, date_of_service(patient, options.date), options.cpt});
  if (!policy.ok()) return policy.issues();
  return std::vector<Policy>{std::move(policy.value())};
}

// A policy asked for by name may be out of date: said, and judged all the same.
void warn_of_dates(const std::vector<Policy>& policies, const std::string& date) {
  for (const Policy& policy : policies) {
    if (date.empty() || is_in_force(policy, date)) continue;
    std::cerr << "chartgap: " << policy.id << " " << policy.version << " is in force from " << policy.effective_from
              << (policy.effective_to.empty() ? "" : " to " + policy.effective_to) << ", and the date of service is " << date << "\n";
  }
}

std::string one_report(const Case& patient, const Judged& judged, const CheckOptions& options, const ReportOptions& report) {
  if (options.format == "json") return json_report(patient, judged.policy, judged.judgement, report);
  if (options.format == "html") return html_report(patient, judged.policy, judged.judgement, report);
  return text_report(patient, judged.policy, judged.judgement, report);
}

std::string all_reports(const Case& patient, const std::vector<Judged>& all, const CheckOptions& options, const ReportOptions& report) {
  if (all.size() == 1) return one_report(patient, all.front(), options, report);
  const bool json = options.format == "json";
  std::string out = json ? "{\"policies\": [\n" : comparison(all);
  for (size_t i = 0; i < all.size(); ++i) {
    if (!json) out += "\n";
    else if (i != 0) out += ",\n";
    out += one_report(patient, all[i], options, report);
  }
  return json ? out + "]}\n" : out;
}

}  // namespace

int run_check(const CheckOptions& options) {
  if (!options.date.empty() && !is_calendar_day(options.date)) return fail("--date: \"" + options.date + "\" is no date; expected YYYY-MM-DD");
  Result<std::vector<Policy>> policies = options.payer.empty() ? find_policies(options.policy) : std::vector<Policy>{};
  if (!policies.ok()) return fail(policies.issues());
  if (policies.value().size() > 1 && options.format == "html") return fail("--format html shows one policy; expected text or json for several");
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());
  const Result<std::vector<InputDocument>> documents = read_documents(options.documents);
  if (!documents.ok()) return fail(documents.issues());
  Analyzer analyzer(lexicon.value());
  const Case patient = read_case(analyzer, documents.value());
  if (!options.payer.empty()) policies = policy_of_payer(options, patient);
  if (!policies.ok()) return fail(policies.issues());
  warn_of_dates(policies.value(), options.date);
  std::vector<Judged> all;
  for (const Policy& policy : policies.value()) all.push_back({policy, judge(patient, policy)});
  ReportOptions report;
  report.program_version = program_version();
  report.lexicon_sha256 = lexicon_sha256(options.lexicons);
  report.colour = options.colour;
  const std::string out = all_reports(patient, all, options, report);
  fwrite(out.data(), 1, out.size(), stdout);
  const bool supported = std::all_of(all.begin(), all.end(), [](const Judged& each) { return each.judgement.standing == CaseStanding::supported; });
  return options.exit_zero || supported ? kExitSupported : kExitGaps;
}

}  // namespace chartgap
