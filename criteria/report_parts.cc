#include "criteria/report_parts.h"

#include <algorithm>
#include <utility>

namespace chartgap {
namespace {

Shelf shelf_of(const Criterion& criterion, Status status) {
  if (status == Status::met) return Shelf::met;
  if (status == Status::not_applicable) return Shelf::not_applicable;
  if (criterion.kind == CriterionKind::advisory) return Shelf::advisory;
  if (status == Status::not_met) return Shelf::contradicted;
  if (status == Status::conflicting) return Shelf::conflicting;
  return criterion.kind == CriterionKind::required && criterion.silence == SilenceRule::gap ? Shelf::missing : Shelf::advisory;
}

size_t count_verdicts(const Policy& policy, const Judgement& judgement, Status status, CriterionKind kind) {
  const auto counts = [&](const Verdict& verdict) { return verdict.status == status && criterion_of(policy, verdict).kind == kind; };
  return static_cast<size_t>(std::count_if(judgement.verdicts.begin(), judgement.verdicts.end(), counts));
}

std::string_view kind_note(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::absolute_contraindication: return " (absolute contraindication)";
    case CriterionKind::relative_contraindication: return " (relative contraindication)";
    case CriterionKind::advisory: return " (advisory)";
    case CriterionKind::required: return "";
  }
  return "";
}

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

std::string_view title_of(Shelf shelf) {
  constexpr std::array<std::string_view, kShelves> kTitles = {"The documents say the contrary", "The documents disagree", "Not documented", "Documented",
                                                              "Advisory: worth a sentence",     "Does not apply"};
  return kTitles[static_cast<size_t>(shelf)];
}

Shelves shelve(const Policy& policy, const Judgement& judgement) {
  Shelves shelves;
  for (const Verdict& verdict : judgement.verdicts) shelves[static_cast<size_t>(shelf_of(criterion_of(policy, verdict), verdict.status))].push_back(&verdict);
  return shelves;
}

const Criterion& criterion_of(const Policy& policy, const Verdict& verdict) { return policy.criteria[verdict.criterion]; }

std::vector<std::string> asks_of(const Policy& policy, const Verdict& verdict) {
  if (verdict.status != Status::not_documented && verdict.status != Status::conflicting) return {};
  const Criterion& criterion = criterion_of(policy, verdict);
  std::vector<std::string> asks;
  for (const std::string& missing : verdict.missing) {
    const Element* element = criterion.element(missing);
    if (element != nullptr && !element->ask.empty()) asks.push_back(element->ask);
  }
  if (asks.empty() && !criterion.ask.empty()) asks.push_back(criterion.ask);
  return asks;
}

std::string_view symbol_of(Status status) {
  constexpr std::array<std::string_view, kStatuses> kSymbols = {"✓", "✗", "?", "≠", "–"};
  return kSymbols[static_cast<size_t>(status)];
}

std::string heading_of(const Policy& policy, const Verdict& verdict) {
  const Criterion& criterion = criterion_of(policy, verdict);
  const bool weighs = verdict.status == Status::not_met || verdict.status == Status::conflicting;
  return weighs ? criterion.label + std::string(kind_note(criterion.kind)) : criterion.label;
}

std::string_view word_for(CaseStanding standing) {
  switch (standing) {
    case CaseStanding::supported: return "SUPPORTED";
    case CaseStanding::review: return "REVIEW";
    case CaseStanding::incomplete: return "INCOMPLETE";
    case CaseStanding::conflicting: return "CONFLICTING";
    case CaseStanding::not_supported: return "NOT SUPPORTED";
    case CaseStanding::contraindicated: return "CONTRAINDICATED";
  }
  return "";
}

std::string reason_for(const Policy& policy, const Judgement& judgement) {
  const Shelves shelves = shelve(policy, judgement);
  const auto on = [&](Shelf shelf) { return shelves[static_cast<size_t>(shelf)].size(); };
  const auto contrary = [&](CriterionKind kind) { return count_verdicts(policy, judgement, Status::not_met, kind); };
  switch (judgement.standing) {
    case CaseStanding::supported: return "every required criterion is documented";
    case CaseStanding::review:
      return "every required criterion is documented, and so is " +
             count_of(contrary(CriterionKind::relative_contraindication), "relative contraindication", "relative contraindications");
    case CaseStanding::incomplete: return "documentation is lacking for " + count_of(on(Shelf::missing), "required criterion", "required criteria");
    case CaseStanding::conflicting: return "the documents disagree on " + count_of(on(Shelf::conflicting), "criterion", "criteria");
    case CaseStanding::not_supported: return "the documents speak against " + count_of(contrary(CriterionKind::required), "required criterion", "required criteria");
    case CaseStanding::contraindicated:
      return "the documents state " + count_of(contrary(CriterionKind::absolute_contraindication), "absolute contraindication", "absolute contraindications");
  }
  return {};
}

std::string summary_of(const Shelves& shelves) {
  constexpr std::array<std::string_view, kShelves> kWords = {"contradicted", "in conflict", "missing", "documented", "advisory", "not applicable"};
  std::string out;
  for (size_t i = 0; i < kShelves; ++i) {
    if (shelves[i].empty()) continue;
    out += (out.empty() ? "" : ", ") + std::to_string(shelves[i].size()) + " " + std::string(kWords[i]);
  }
  return out;
}

std::string count_of(size_t count, std::string_view one, std::string_view several) { return std::to_string(count) + " " + std::string(count == 1 ? one : several); }

std::string spaced(std::string_view identifier) {
  std::string out(identifier);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string listed(const std::vector<std::string>& identifiers) {
  std::string out;
  for (const std::string& identifier : identifiers) out += (out.empty() ? "" : ", ") + spaced(identifier);
  return out;
}

std::string name_of(const Case& patient, uint32_t document) {
  const std::string& path = patient.documents[document].document.name();
  const auto same = [&](const CaseDocument& other) { return file_name(other.document.name()) == file_name(path); };
  return one_line(std::count_if(patient.documents.begin(), patient.documents.end(), same) > 1 ? path : file_name(path));
}

std::string where(const Case& patient, const Quote& quote) {
  std::string out = name_of(patient, quote.document) + " line " + std::to_string(quote.place.line);
  return quote.place.heading.empty() ? out : out + ", " + quote.place.heading;
}

std::vector<std::string> notices_of(const Text& text) {
  std::vector<std::string> notices;
  if (text.bytes().empty()) notices.push_back("empty");
  if (text.damaged() > 0) notices.push_back(count_of(text.damaged(), "stretch is", "stretches are") + " not valid UTF-8, shown as U+FFFD");
  if (text.nul_bytes() > 0) notices.push_back(count_of(text.nul_bytes(), "NUL byte", "NUL bytes"));
  return notices;
}

}  // namespace chartgap
