#include "criteria/report_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "criteria/file_place.h"

namespace chartgap {
namespace {

std::string_view kind_note(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::absolute_contraindication: return " (absolute contraindication)";
    case CriterionKind::relative_contraindication: return " (relative contraindication)";
    case CriterionKind::advisory: return " (advisory)";
    case CriterionKind::required: return "";
  }
  return "";
}

// "28 days"; words with commas.
std::string value_of(const Parameter& parameter) {
  std::string value;
  for (const std::string& word : parameter.words) value += (value.empty() ? "" : ", ") + word;
  if (parameter.words.empty()) {
    value = std::to_string(parameter.number);
    value.erase(value.find_last_not_of('0') + 1);
    if (value.back() == '.') value.pop_back();
  }
  return parameter.unit.find(' ') == std::string::npos ? value + " " + parameter.unit : value + " (" + parameter.unit + ")";
}

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

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

std::string_view words_for(Status status) {
  constexpr std::array<std::string_view, kStatuses> kWords = {"documented", "contradicted", "not documented", "in conflict", "does not apply"};
  return kWords[static_cast<size_t>(status)];
}

std::string rule_of(const Policy& policy, const Verdict& verdict) {
  const Criterion& criterion = criterion_of(policy, verdict);
  std::string out = criterion.citation;
  for (const std::string& name : criterion.test.parameters) {
    const Parameter* parameter = policy.parameter(name);
    if (parameter != nullptr) out += (out.empty() ? "" : "; ") + spaced(name) + ": " + value_of(*parameter);
  }
  return out;
}

std::string decision_line(const Verdict& verdict) {
  if (!verdict.decided) return {};
  const Decided& decided = *verdict.decided;
  std::string signature = decided.by;
  if (!decided.on.empty()) signature += (signature.empty() ? "" : ", ") + decided.on;
  return std::string(words_for(decided.status)) + ": “" + one_line(decided.reason) + "”" + (signature.empty() ? "" : " (" + one_line(signature) + ")");
}

std::string decision_state_line(const Verdict& verdict) {
  if (!verdict.decided || verdict.decided->state == DecisionState::holds) return {};
  if (verdict.decided->state == DecisionState::resolved) return "resolved: the documents now say so themselves";
  std::string out;
  for (const std::string& change : verdict.decided->changes) out += (out.empty() ? "" : "; ") + one_line(change);
  return "since this decision: " + out;
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
  const CaseDocument& own = patient.documents[document];
  const auto clashes = [&](const CaseDocument& other) { return &other != &own && !is_same_file(other, own) && file_name(other.document.name()) == file_name(path); };
  return one_line(std::any_of(patient.documents.begin(), patient.documents.end(), clashes) ? path : file_name(path));
}

std::string document_title(const Case& patient, uint32_t document) {
  const std::string visit = visit_name(patient.documents[document]);
  return name_of(patient, document) + (visit.empty() ? "" : ", " + visit);
}

std::string where(const Case& patient, const Quote& quote) {
  std::string out = name_of(patient, quote.document) + " line " + std::to_string(quote.place.line);
  if (const std::string visit = visit_name(patient.documents[quote.document]); !visit.empty()) out += ", " + visit;
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
