// Several HTML reports on one case as one page: each keeps its own notes and marks, under a list of links to all of them.
// In:  pages as html_report writes them.
#pragma once

#include <string>
#include <vector>

namespace chartgap {

std::string joined_html(const std::vector<std::string>& pages);

}  // namespace chartgap
