// The summary of a cohort as one HTML file: bars drawn as SVG, the numbers beside them, no script and nothing from elsewhere.
#include <algorithm>
#include <array>
#include <cstdio>

#include "criteria/highlight.h"
#include "criteria/report_parts.h"
#include "tools/batch/cohort_summary.h"

namespace chartgap {
namespace {

constexpr double kBarWidth = 360;
constexpr int kBarHeight = 16;
constexpr size_t kModelTypes = kFactTypes - 1;  // without statements

// Shape: each colour has a pattern of words and numbers beside it; text reaches a contrast of 4.5 to 1 in both schemes.
constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>chartgap: summary of a batch</title>
<style>
:root { color-scheme: light dark; --page: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d5dae0;
  --met: #0c6b3c; --not_met: #a01c1c; --conflicting: #6a2c9e; --not_documented: #b97a10; --not_applicable: #aab2bb; --bar: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --ink: #e6e9ed; --soft: #a3adb8; --line: #363d46;
    --met: #7fdca4; --not_met: #ff9d9d; --conflicting: #d3a9fb; --not_documented: #f6c667; --not_applicable: #59636e; --bar: #80b8f5; } }
body { margin: 1.5rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.35rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.soft { color: var(--soft); font-size: .87rem; }
table { border-collapse: collapse; } th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; vertical-align: top; }
th:first-child, td.plot { text-align: left; }
thead th { color: var(--soft); font-size: .87rem; }
svg { display: block; } .bar { fill: var(--bar); }
.met { fill: var(--met); } .not_met { fill: var(--not_met); } .conflicting { fill: var(--conflicting); } .not_documented { fill: var(--not_documented); }
.not_applicable { fill: var(--not_applicable); }
</style>
</head>
<body>
)";

constexpr std::array<Status, kStatuses> kOrder = {Status::met, Status::not_met, Status::not_documented, Status::conflicting, Status::not_applicable};

std::string rectangle(std::string_view kind, double x, double width) {
  char place[96];
  snprintf(place, sizeof place, "\" x=\"%.1f\" width=\"%.1f\" height=\"%d\"/>", x, width, kBarHeight);
  return "<rect class=\"" + std::string(kind) + place;
}

std::string plot(const std::string& rectangles, const std::string& described) {
  char size[64];
  snprintf(size, sizeof size, " width=\"%.0f\" height=\"%d\"", kBarWidth, kBarHeight);
  return "<svg role=\"img\" aria-label=\"" + html_escaped(described) + "\"" + size + ">" + rectangles + "</svg>";
}

std::string cell(uint64_t count) { return "<td>" + std::to_string(count) + "</td>"; }

void add_facts(std::string& out, const Tally& tally) {
  const uint64_t most = std::max<uint64_t>(1, *std::max_element(tally.notes_with.begin(), tally.notes_with.end()));
  out += "<h2>Facts</h2>\n<table><thead><tr><th>type</th><th>notes with one</th><th></th><th>facts</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < kModelTypes; ++i) {
    const std::string name = spaced(to_string(static_cast<FactType>(i)));
    const double width = kBarWidth * static_cast<double>(tally.notes_with[i]) / static_cast<double>(most);
    out += "<tr><th>" + name + "</th><td class=\"plot\">" + plot(rectangle("bar", 0, width), name + ": " + std::to_string(tally.notes_with[i]) + " notes") + "</td>" +
           cell(tally.notes_with[i]) + cell(tally.facts[i]) + "</tr>\n";
  }
  out += "</tbody></table>\n";
}

std::string stacked(const CriterionTally& tally) {
  uint64_t all = 0;
  for (const uint64_t count : tally.statuses) all += count;
  std::string bars;
  std::string described;
  double x = 0;
  for (const Status status : kOrder) {
    const uint64_t count = tally.statuses[static_cast<size_t>(status)];
    if (count == 0) continue;
    const double width = kBarWidth * static_cast<double>(count) / static_cast<double>(all);
    bars += rectangle(to_string(status), x, width);
    described += (described.empty() ? "" : ", ") + spaced(to_string(status)) + " " + std::to_string(count);
    x += width;
  }
  return plot(bars, described);
}

void add_policy(std::string& out, const Policy& policy, const PolicyTally& tally) {
  out += "<h2>" + html_escaped(policy.title) + "</h2>\n<p class=\"soft\">" + html_escaped(policy.id + " " + policy.version) + "</p>\n<p>";
  for (int i = 0; i < kStandings; ++i) {
    const uint64_t count = tally.standings[static_cast<size_t>(i)];
    if (count > 0) out += spaced(to_string(static_cast<CaseStanding>(i))) + " " + std::to_string(count) + ". ";
  }
  out += "</p>\n<table><thead><tr><th>criterion</th><th></th>";
  for (const Status status : kOrder) out += "<th>" + spaced(to_string(status)) + "</th>";
  out += "<th>missing most</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < tally.criteria.size(); ++i) {
    out += "<tr><th>" + html_escaped(policy.criteria[i].label) + "</th><td class=\"plot\">" + stacked(tally.criteria[i]) + "</td>";
    for (const Status status : kOrder) out += cell(tally.criteria[i].statuses[static_cast<size_t>(status)]);
    std::string missing;
    for (const auto& [element, count] : top_missing(tally.criteria[i])) missing += (missing.empty() ? "" : ", ") + spaced(element) + " " + std::to_string(count);
    out += "<td class=\"plot\">" + html_escaped(missing) + "</td></tr>\n";
  }
  out += "</tbody></table>\n";
}

}  // namespace

std::string summary_html(const Cohort& cohort) {
  const Tally& tally = cohort.tally;
  std::string out(kHead);
  out += "<h1>" + std::to_string(tally.records) + " records</h1>\n<p>" + count_of(tally.notes, "note", "notes") + ", " + count_of(tally.cases, "case", "cases") + ", " +
         count_of(tally.all_rejects(), "reject", "rejects");
  for (const auto& [code, count] : tally.rejects) out += "; " + html_escaped(code) + " " + std::to_string(count);
  out += "</p>\n<p class=\"soft\">chartgap " + html_escaped(cohort.program_version) + ", lexicon " + html_escaped(cohort.lexicon_sha256) + "</p>\n";
  add_facts(out, tally);
  for (size_t i = 0; i < cohort.policies.size() && i < tally.policies.size(); ++i) add_policy(out, cohort.policies[i], tally.policies[i]);
  return out + "<p class=\"soft\">" + std::string(kDisclaimer) + "</p>\n</body>\n</html>\n";
}

}  // namespace chartgap
