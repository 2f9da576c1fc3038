// `chartgap check`: one patient's documents to the documentation-gap report of a policy, or of several side by side.
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "criteria/comparison.h"
#include "criteria/report.h"
#include "criteria/report_several.h"
#include "tools/command.h"
#include "tools/commands.h"

namespace chartgap {
namespace {

// A FHIR client reads what is wrong from the answer, a person from the messages.
int fail_check(const CheckOptions& options, const Issues& issues) {
  if (options.format == "fhir") std::cout << fhir_outcome(issues);
  return fail(issues);
}

std::string report_of(const JudgedCase& read, const Judged& judged, const CheckOptions& options) {
  ReportOptions report;
  report.program_version = program_version();
  report.lexicon_sha256 = lexicon_sha256(options.input.lexicons);
  report.colour = options.colour;
  const auto format = std::find_if(kReportFormats.begin(), kReportFormats.end(), [&](const ReportFormat& each) { return each.name == options.format; });
  return format->write(read.patient, judged.policy, judged.judgement, report);
}

// As text, one line a policy first.
std::string side_by_side(const JudgedCase& read, const CheckOptions& options) {
  std::vector<std::string> reports;
  if (options.format == "text") reports.push_back(comparison(read.judged));
  for (const Judged& judged : read.judged) reports.push_back(report_of(read, judged, options));
  return joined_reports(options.format, reports);
}

CaseStanding standing_of(const Judged& judged) { return judged.judgement.standing_with_decisions.value_or(judged.judgement.standing); }

}  // namespace

int run_check(const CheckOptions& options) {
  const Result<JudgedCase> read = judge_input(options.input);
  if (!read.ok()) return fail_check(options, read.issues());
  const JudgedCase& judged = read.value();
  for (const std::string& notice : judged.notices) std::cerr << "chartgap: " << notice << "\n";
  const bool several = judged.judged.size() > 1;
  const std::string out = several ? side_by_side(judged, options) : report_of(judged, judged.judged.front(), options);
  fwrite(out.data(), 1, out.size(), stdout);
  if (!judged.rejects.empty()) return fail(judged.rejects);
  const bool supported = std::all_of(judged.judged.begin(), judged.judged.end(), [](const Judged& each) { return standing_of(each) == CaseStanding::supported; });
  return options.exit_zero || supported ? kExitSupported : kExitGaps;
}

}  // namespace chartgap
