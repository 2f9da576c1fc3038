// A judged case as a report: text for a reader in a hurry, JSON for programs, one HTML file for a reviewer.
// In:      a case, the policy it was judged by, and the judgement.
// Out:     UTF-8; the same input gives the same bytes.
// Shape:   every report names program version, lexicon hash, policy id and version; JSON and HTML also each text's SHA-256.
// Units:   JSON offsets are half-open and in `offset_unit`; lines count from 1.
// Threads: const over everything.
#pragma once

#include <string>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
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

}  // namespace chartgap
