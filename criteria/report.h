// A judged case as a report: text for a reader in a hurry, one HTML file for a reviewer, Markdown for a ticket, JSON, CSV and FHIR for programs, SARIF for editors.
// In:      a case, the policy it was judged by, and the judgement.
// Out:     UTF-8; the same input gives the same bytes.
// Shape:   every report names policy id and version, all but CSV also program version and lexicon hash; JSON, HTML, FHIR and SARIF also each text's SHA-256.
//          JSON is described by criteria/schema/report.schema.json, CSV by RFC 4180, FHIR is R4 (4.0.1), SARIF is 2.1.0.
// Units:   JSON offsets are half-open and in `offset_unit`; lines count from 1.
// Threads: const over everything.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "nlp/result.h"
#include "nlp/text.h"

namespace chartgap {

struct ReportOptions {
  std::string program_version;
  std::string lexicon_sha256;
  bool colour = false;   // text only: terminal escapes
  unsigned width = 100;  // text only: columns to wrap at; 0 never wraps
  OffsetUnit offset_unit = OffsetUnit::codepoint;
};

std::string text_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string json_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string html_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string markdown_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string csv_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string fhir_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
std::string sarif_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
// No report: a file for criteria/decisions.h that a reviewer fills in.
std::string decisions_form(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);

// The formats by the name that a user gives.
struct ReportFormat {
  std::string_view name;
  std::string (*write)(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);
};
inline constexpr std::array<ReportFormat, 8> kReportFormats = {{
    {"text", text_report},
    {"json", json_report},
    {"html", html_report},
    {"markdown", markdown_report},
    {"csv", csv_report},
    {"fhir", fhir_report},
    {"sarif", sarif_report},
    {"decisions", decisions_form},
}};

// What is wrong with the input, as FHIR tells it: an OperationOutcome.
std::string fhir_outcome(const Issues& issues);

}  // namespace chartgap
