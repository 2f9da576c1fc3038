#include "tools/batch/cohort_summary.h"

#include <algorithm>
#include <cstdio>

#include "criteria/report_parts.h"
#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr size_t kTopMissing = 5;
constexpr int kSchemaVersion = 1;
constexpr size_t kModelTypes = kFactTypes - 1;  // without statements

// "12,345"
std::string grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string right(const std::string& text, size_t width) { return std::string(width > text.size() ? width - text.size() : 0, ' ') + text; }

void add_facts(std::string& out, const Tally& tally) {
  out += "\nFacts\n" + padded("  type", 18) + right("facts", 12) + right("notes with one", 18) + "\n";
  for (size_t i = 0; i < kModelTypes; ++i)
    out += padded("  " + spaced(to_string(static_cast<FactType>(i))), 18) + right(grouped(tally.facts[i]), 12) + right(grouped(tally.notes_with[i]), 18) + "\n";
}

void add_criterion(std::string& out, const Criterion& criterion, const CriterionTally& tally) {
  std::string label = criterion.label;
  constexpr size_t kLabelWidth = 46;
  if (label.size() > kLabelWidth) label = label.substr(0, kLabelWidth - 3) + "...";
  out += "  " + padded(label, kLabelWidth);
  for (const Status status : {Status::met, Status::not_met, Status::not_documented, Status::conflicting, Status::not_applicable})
    out += right(grouped(tally.statuses[static_cast<size_t>(status)]), 10);
  out += "\n";
  std::string missing;
  for (const auto& [element, count] : top_missing(tally)) missing += (missing.empty() ? "" : ", ") + spaced(element) + " " + grouped(count);
  if (!missing.empty()) out += "      missing: " + missing + "\n";
}

void add_policy(std::string& out, const Policy& policy, const PolicyTally& tally) {
  out += "\nPolicy " + policy.id + " " + policy.version + ": " + policy.title + "\n  cases: ";
  std::string standings;
  for (int i = 0; i < kStandings; ++i) {
    const uint64_t count = tally.standings[static_cast<size_t>(i)];
    if (count > 0) standings += (standings.empty() ? "" : ", ") + grouped(count) + " " + spaced(to_string(static_cast<CaseStanding>(i)));
  }
  out += (standings.empty() ? "none" : standings) + "\n" + padded("", 48);
  for (const char* head : {"met", "not met", "open", "conflict", "n/a"}) out += right(head, 10);
  out += "\n";
  for (size_t i = 0; i < tally.criteria.size(); ++i) add_criterion(out, policy.criteria[i], tally.criteria[i]);
}

void write_criterion(JsonWriter& json, const Criterion& criterion, const CriterionTally& tally) {
  json.begin_object().key("id").string(criterion.id).key("label").string(criterion.label);
  for (int i = 0; i < kStatuses; ++i) json.key(to_string(static_cast<Status>(i))).integer(static_cast<int64_t>(tally.statuses[static_cast<size_t>(i)]));
  json.key("missing").begin_array();
  for (const auto& [element, count] : top_missing(tally)) json.begin_object().key("element").string(element).key("cases").integer(static_cast<int64_t>(count)).end_object();
  json.end_array().end_object();
}

void write_policy(JsonWriter& json, const Policy& policy, const PolicyTally& tally) {
  json.begin_object().key("id").string(policy.id).key("version").string(policy.version).key("cases").begin_object();
  for (int i = 0; i < kStandings; ++i) json.key(to_string(static_cast<CaseStanding>(i))).integer(static_cast<int64_t>(tally.standings[static_cast<size_t>(i)]));
  json.end_object().key("criteria").begin_array();
  for (size_t i = 0; i < tally.criteria.size(); ++i) write_criterion(json, policy.criteria[i], tally.criteria[i]);
  json.end_array().end_object();
}

}  // namespace

std::vector<std::pair<std::string, uint64_t>> top_missing(const CriterionTally& criterion) {
  std::vector<std::pair<std::string, uint64_t>> out(criterion.missing.begin(), criterion.missing.end());
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  out.resize(std::min(out.size(), kTopMissing));
  return out;
}

std::string summary_text(const Cohort& cohort) {
  const Tally& tally = cohort.tally;
  std::string out = grouped(tally.records) + " records: " + count_of(tally.notes, "note", "notes") + ", " + count_of(tally.cases, "case", "cases") + ", " +
                    count_of(tally.all_rejects(), "reject", "rejects") + "\nchartgap " + cohort.program_version + ", lexicon " + cohort.lexicon_sha256.substr(0, 12) + "\n";
  for (const auto& [code, count] : tally.rejects) out += "  rejected, " + code + ": " + grouped(count) + "\n";
  add_facts(out, tally);
  for (size_t i = 0; i < cohort.policies.size() && i < tally.policies.size(); ++i) add_policy(out, cohort.policies[i], tally.policies[i]);
  return out;
}

std::string summary_json(const Cohort& cohort) {
  const Tally& tally = cohort.tally;
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("schema_version").integer(kSchemaVersion);
  json.key("program").begin_object().key("name").string("chartgap").key("version").string(cohort.program_version).end_object();
  json.key("lexicon_sha256").string(cohort.lexicon_sha256);
  json.key("records").integer(static_cast<int64_t>(tally.records)).key("notes").integer(static_cast<int64_t>(tally.notes)).key("cases").integer(static_cast<int64_t>(tally.cases));
  json.key("rejects").begin_object();
  for (const auto& [code, count] : tally.rejects) json.key(code).integer(static_cast<int64_t>(count));
  json.end_object().key("facts").begin_object();
  for (size_t i = 0; i < kModelTypes; ++i) {
    json.key(to_string(static_cast<FactType>(i))).begin_object().key("facts").integer(static_cast<int64_t>(tally.facts[i]));
    json.key("notes").integer(static_cast<int64_t>(tally.notes_with[i])).end_object();
  }
  json.end_object().key("policies").begin_array();
  for (size_t i = 0; i < cohort.policies.size() && i < tally.policies.size(); ++i) write_policy(json, cohort.policies[i], tally.policies[i]);
  json.end_array().end_object();
  return out + "\n";
}

}  // namespace chartgap
