// One row a criterion, in the order of the report. Source: RFC 4180.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/csv_field.h"
#include "criteria/report_lines.h"
#include "criteria/report_parts.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

constexpr std::string_view kHeader =
    "order,policy,policy_version,case,case_with_decisions,shelf,criterion,label,kind,status,missing,for,against,why,ask,rule,decision,decision_state,decision_reason,decision_by,"
    "decision_on,decision_since";

constexpr size_t kCaseColumns = 5;
constexpr size_t kColumns = 22;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
  return out;
}

std::string words_of(const Case& patient, const Quote& quote) {
  std::string text = "“";
  for (const QuotePart& part : quote.parts) text += part.text;
  return text + "” (" + where(patient, quote) + ")";
}

std::string quotes_for(const Case& patient, const Verdict& verdict, EvidenceFor points_to) {
  std::vector<std::string> parts;
  for (const Quote& quote : ordered_quotes(patient, verdict)) {
    if (quote.points_to == points_to) parts.push_back(words_of(patient, quote));
  }
  return joined(parts, "; ");
}

std::vector<std::string> decision_fields(const Verdict& verdict) {
  if (!verdict.decided) return std::vector<std::string>(6);
  const Decided& decided = *verdict.decided;
  return {std::string(to_string(decided.status)), std::string(to_string(decided.state)), one_line(decided.reason), one_line(decided.by), decided.on, decision_state_line(verdict)};
}

std::string row(const std::vector<std::string>& fields) {
  std::string out;
  for (size_t i = 0; i < fields.size(); ++i) out += (i == 0 ? "" : ",") + csv_field(fields[i]);
  return out + "\r\n";
}

// What does not add up stands behind the criteria, its quotes under "for", on a shelf "to_check" of its own.
std::vector<std::string> advisory_fields(const Case& patient, const Advisory& advisory) {
  std::vector<std::string> quotes;
  for (const Quote& quote : quotes_of(patient, advisory.quotes)) quotes.push_back(words_of(patient, quote));
  std::vector<std::string> fields = {"to_check",      std::string(to_string(advisory.kind)), std::string(title_of(advisory.kind)), "advisory", "", "", joined(quotes, "; "), "",
                                     advisory.message};
  fields.resize(kColumns - kCaseColumns);
  return fields;
}

}  // namespace

std::string csv_header() { return std::string(kHeader) + "\r\n"; }

std::string csv_rows(const Case& patient, const Policy& policy, const Judgement& judgement, const std::vector<std::string>& first) {
  std::string out;
  const std::string decided(judgement.standing_with_decisions ? to_string(*judgement.standing_with_decisions) : "");
  const auto words = [](std::string_view text) { return std::string(text); };
  size_t order = 0;
  for (const Verdict* verdict : in_report_order(policy, judgement)) {
    const Criterion& criterion = criterion_of(policy, *verdict);
    std::vector<std::string> fields = {std::to_string(++order),
                                       policy.id,
                                       policy.version,
                                       words(to_string(judgement.standing)),
                                       decided,
                                       words(to_string(shelf_of(policy, *verdict))),
                                       criterion.id,
                                       criterion.label,
                                       words(to_string(criterion.kind)),
                                       words(to_string(verdict->status)),
                                       joined(verdict->missing, "; "),
                                       quotes_for(patient, *verdict, EvidenceFor::met),
                                       quotes_for(patient, *verdict, EvidenceFor::not_met),
                                       verdict->why,
                                       joined(asks_of(policy, *verdict), " "),
                                       rule_of(policy, *verdict)};
    for (std::string& each : decision_fields(*verdict)) fields.push_back(std::move(each));
    fields.insert(fields.begin(), first.begin(), first.end());
    out += row(fields);
  }
  for (const Advisory& advisory : advisories_of(patient, policy)) {
    std::vector<std::string> fields = {std::to_string(++order), policy.id, policy.version, words(to_string(judgement.standing)), decided};
    for (std::string& each : advisory_fields(patient, advisory)) fields.push_back(std::move(each));
    fields.insert(fields.begin(), first.begin(), first.end());
    out += row(fields);
  }
  return out;
}

std::string csv_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions&) {
  return csv_header() + csv_rows(patient, policy, judgement, {});
}

}  // namespace chartgap
