#include "criteria/root_table.h"

#include <algorithm>
#include <array>

#include "criteria/correlation.h"
#include "criteria/file_place.h"
#include "criteria/report_parts.h"

namespace chartgap {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

// "C6 right", "C6/C7"
std::string named(SegmentSet roots, Side side) {
  const std::string out = joined(roots.names(), "/");
  return side == Side::none ? out : out + " " + std::string(side == Side::bilateral ? "both sides" : to_string(side));
}

std::string_view subject_of(RootSource source) {
  constexpr std::array<std::string_view, kRootSources> kSubjects = {"symptoms", "examination", "stated diagnosis", "imaging"};
  return kSubjects[static_cast<size_t>(source)];
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

void add(RootRow& row, const RootFinding& finding) {
  const auto same = [&](const RootCell& cell) { return cell.roots == finding.roots && cell.levels == finding.levels && cell.side == finding.side; };
  const auto found = std::find_if(row.cells.begin(), row.cells.end(), same);
  if (found != row.cells.end()) found->evidence.push_back(finding.evidence);
  else row.cells.push_back({finding.roots, finding.levels, finding.side, {finding.evidence}});
}

// What two rows have in common.
struct Meeting {
  SegmentSet agreed;    // the same root, and no side against it
  SegmentSet opposite;  // the same root on opposite sides
  Side side = Side::none;
};

Meeting meeting_of(const RootRow& a, const RootRow& b) {
  Meeting out;
  for (const RootCell& one : a.cells) {
    for (const RootCell& other : b.cells) {
      const uint32_t common = one.roots.bits & other.roots.bits;
      const bool agree = sides_agree(one.side, other.side);
      (agree ? out.agreed : out.opposite).bits |= common;
      if (agree && common != 0 && out.side == Side::none) out.side = one.side == Side::none || one.side == Side::bilateral ? other.side : one.side;
    }
  }
  return out;
}

std::string cells_of(const RootRow& row) {
  std::vector<std::string> words;
  for (const RootCell& cell : row.cells) {
    std::string word = named(cell.roots, cell.side);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
  }
  return joined(words, " and ");
}

std::string compared(const RootRow& a, const RootRow& b) {
  const std::string both = capital(std::string(subject_of(a.source))) + " and " + std::string(subject_of(b.source));
  const Meeting meeting = meeting_of(a, b);
  if (!meeting.agreed.empty()) return both + " agree on " + named(meeting.agreed, meeting.side) + (meeting.side == Side::none ? "; no side is named." : ".");
  if (!meeting.opposite.empty()) return both + " name " + named(meeting.opposite, Side::none) + " on opposite sides.";
  return both + " have no root in common: " + cells_of(a) + " against " + cells_of(b) + ".";
}

void remark_on_row(const RootRow& row, std::vector<std::string>& remarks) {
  const std::string subject = capital(std::string(subject_of(row.source)));
  if (row.cells.empty()) remarks.push_back(subject + ": nothing points to a root.");
  const SegmentSet opposite = meeting_of(row, row).opposite;
  if (!opposite.empty()) remarks.push_back(subject + ": " + named(opposite, Side::none) + " is put on the left and on the right.");
}

// Each source is compared with imaging; the others with each other only where they differ.
void compare_rows(RootTable& table) {
  for (const RootRow& row : table.rows) remark_on_row(row, table.remarks);
  for (size_t i = 0; i < table.rows.size(); ++i) {
    for (size_t j = i + 1; j < table.rows.size(); ++j) {
      const RootRow& a = table.rows[i];
      const RootRow& b = table.rows[j];
      if (a.cells.empty() || b.cells.empty()) continue;
      if (b.source == RootSource::imaging || meeting_of(a, b).agreed.empty()) table.remarks.push_back(compared(a, b));
    }
  }
}

// The needle's level is where the drug goes in, not where the trouble is.
void remark_on_entry(const Case& patient, const Verdict& verdict, RootTable& table) {
  LevelSet compared_roots;
  for (const RootFinding& finding : verdict.roots) compared_roots.vertebrae.bits |= finding.roots.bits;
  const SpineRegion region = compared_roots.region();
  LevelSet entry;
  for (const CaseDocument& document : patient.documents) {
    for (const Fact& fact : document.facts) {
      if (fact.type == FactType::procedure && fact.attributes.levels.region() == region) entry.add(fact.attributes.levels);
    }
  }
  if (!entry.empty()) table.remarks.push_back("The level at which the injection enters (" + joined(entry.names(), ", ") + ") is not compared.");
}

}  // namespace

RootTable root_table(const Case& patient, const Verdict& verdict) {
  RootTable table;
  if (verdict.roots.empty()) return table;
  for (int i = 0; i < kRootSources; ++i) table.rows.push_back({static_cast<RootSource>(i), {}});
  for (const RootFinding& finding : verdict.roots) add(table.rows[static_cast<size_t>(finding.source)], finding);
  std::erase_if(table.rows, [](const RootRow& row) { return row.source == RootSource::diagnosis && row.cells.empty(); });
  compare_rows(table);
  remark_on_entry(patient, verdict, table);
  return table;
}

std::string_view title_of(RootSource source) {
  constexpr std::array<std::string_view, kRootSources> kTitles = {"Symptoms", "Examination", "Stated diagnosis", "Imaging"};
  return kTitles[static_cast<size_t>(source)];
}

std::string to_string(const RootCell& cell) {
  const std::string roots = named(cell.roots, cell.side);
  return cell.levels.empty() ? roots : joined(cell.levels.names(), ", ") + ": " + roots;
}

std::string with_words(const Case& patient, const RootCell& cell) {
  const Evidence& first = cell.evidence.front();
  const Text& text = patient.documents[first.document].document.text();
  std::string out = to_string(cell) + " “" + one_line(text.quote(first.span)) + "” (" + name_of(patient, first.document) + " line " +
                    std::to_string(line_in_file(patient.documents[first.document], first.span.begin)) + ")";
  return cell.evidence.size() == 1 ? out : out + " and " + std::to_string(cell.evidence.size() - 1) + " more";
}

}  // namespace chartgap
