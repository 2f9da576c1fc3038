// `chartgap check`: one patient's documents to the documentation-gap report of a policy. `chartgap policies`: what can be checked.
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "criteria/report.h"
#include "tools/case_input.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

// A FHIR client reads what is wrong from the answer, a person from the messages.
int fail_check(const CheckOptions& options, const Issues& issues) {
  if (options.format == "fhir") std::cout << fhir_outcome(issues);
  return fail(issues);
}

}  // namespace

int run_check(const CheckOptions& options) {
  const Result<JudgedCase> read = judge_input(options.input);
  if (!read.ok()) return fail_check(options, read.issues());
  const JudgedCase& judged = read.value();
  ReportOptions report;
  report.program_version = program_version();
  report.lexicon_sha256 = lexicon_sha256(options.input.lexicons);
  report.colour = options.colour;
  const auto format = std::find_if(kReportFormats.begin(), kReportFormats.end(), [&](const ReportFormat& each) { return each.name == options.format; });
  const std::string out = format->write(judged.patient, judged.policy, judged.judgement, report);
  fwrite(out.data(), 1, out.size(), stdout);
  const CaseStanding standing = judged.judgement.standing_with_decisions.value_or(judged.judgement.standing);
  return options.exit_zero || standing == CaseStanding::supported ? kExitSupported : kExitGaps;
}

int run_policies() {
  for (const EmbeddedFile& file : embedded_policies()) {
    const Result<Policy> policy = load_policy(file.text, std::string(file.file));
    if (!policy.ok()) return fail(policy.issues());
    std::cout << policy.value().id << "  " << policy.value().version << "  " << policy.value().title << "\n";
  }
  return 0;
}

}  // namespace chartgap
