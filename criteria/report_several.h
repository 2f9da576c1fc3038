// Reports on one case under several policies as one file.
// In:    the reports of one format, one a policy.
// Shape: CSV keeps one header; FHIR one Bundle that holds each resource once; SARIF one run a policy; decisions one list; JSON a list under "policies"; HTML one page with
//        links to each; Markdown and text one behind the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

std::string joined_reports(std::string_view format, const std::vector<std::string>& reports);

}  // namespace chartgap
