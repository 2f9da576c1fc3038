// Reports for a run over many cases: one line, or rows without their header.
#pragma once

#include <string>
#include <vector>

#include "criteria/report.h"

namespace chartgap {

// The JSON report on one line, without a line end.
std::string json_line(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options);

// The first row of the CSV report, and the others; `first` are fields that stand in front of each.
std::string csv_header();
std::string csv_rows(const Case& patient, const Policy& policy, const Judgement& judgement, const std::vector<std::string>& first);

}  // namespace chartgap
