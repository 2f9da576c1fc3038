#include "tools/batch/tally.h"

#include <nlohmann/json.hpp>
#include <numeric>

namespace chartgap {
namespace {

using Json = nlohmann::json;

template <size_t N>
void write_counts(JsonWriter& json, std::string_view key, const std::array<uint64_t, N>& counts) {
  json.key(key).begin_array();
  for (const uint64_t count : counts) json.integer(static_cast<int64_t>(count));
  json.end_array();
}

void write_counts(JsonWriter& json, std::string_view key, const std::map<std::string, uint64_t>& counts) {
  json.key(key).begin_object();
  for (const auto& [name, count] : counts) json.key(name).integer(static_cast<int64_t>(count));
  json.end_object();
}

template <size_t N>
void add_counts(std::array<uint64_t, N>& to, const std::array<uint64_t, N>& from) {
  for (size_t i = 0; i < N; ++i) to[i] += from[i];
}

void add_counts(std::map<std::string, uint64_t>& to, const std::map<std::string, uint64_t>& from) {
  for (const auto& [name, count] : from) to[name] += count;
}

void add_policy(PolicyTally& to, const PolicyTally& from) {
  add_counts(to.standings, from.standings);
  to.criteria.resize(from.criteria.size());
  for (size_t i = 0; i < from.criteria.size(); ++i) {
    add_counts(to.criteria[i].statuses, from.criteria[i].statuses);
    add_counts(to.criteria[i].missing, from.criteria[i].missing);
  }
}

PolicyTally policy_of(const Json& json) {
  PolicyTally out;
  out.standings = json.at("standings").get<decltype(out.standings)>();
  for (const Json& each : json.at("criteria"))
    out.criteria.push_back({each.at("statuses").get<decltype(CriterionTally::statuses)>(), each.at("missing").get<decltype(CriterionTally::missing)>()});
  return out;
}

Tally tally_of(const Json& json) {
  Tally out;
  out.records = json.at("records").get<uint64_t>();
  out.notes = json.at("notes").get<uint64_t>();
  out.cases = json.at("cases").get<uint64_t>();
  out.text_bytes = json.at("text_bytes").get<uint64_t>();
  out.rejects = json.at("rejects").get<decltype(out.rejects)>();
  out.facts = json.at("facts").get<decltype(out.facts)>();
  out.notes_with = json.at("notes_with").get<decltype(out.notes_with)>();
  for (const Json& policy : json.at("policies")) out.policies.push_back(policy_of(policy));
  return out;
}

}  // namespace

uint64_t Tally::all_rejects() const {
  return std::accumulate(rejects.begin(), rejects.end(), uint64_t{0}, [](uint64_t sum, const auto& each) { return sum + each.second; });
}

uint64_t Tally::all_facts() const { return std::accumulate(facts.begin(), facts.end(), uint64_t{0}); }

void Tally::add(const Tally& other) {
  records += other.records;
  notes += other.notes;
  cases += other.cases;
  text_bytes += other.text_bytes;
  add_counts(rejects, other.rejects);
  add_counts(facts, other.facts);
  add_counts(notes_with, other.notes_with);
  if (policies.size() < other.policies.size()) policies.resize(other.policies.size());
  for (size_t i = 0; i < other.policies.size(); ++i) add_policy(policies[i], other.policies[i]);
}

void Tally::count(const std::vector<Fact>& of_a_note) {
  uint32_t types = 0;
  for (const Fact& fact : of_a_note) {
    ++facts[static_cast<size_t>(fact.type)];
    types |= 1u << static_cast<unsigned>(fact.type);
  }
  for (size_t i = 0; i < notes_with.size(); ++i) notes_with[i] += types >> i & 1u;
}

void write_tally(JsonWriter& json, const Tally& tally) {
  json.begin_object();
  json.key("records").integer(static_cast<int64_t>(tally.records)).key("notes").integer(static_cast<int64_t>(tally.notes));
  json.key("cases").integer(static_cast<int64_t>(tally.cases)).key("text_bytes").integer(static_cast<int64_t>(tally.text_bytes));
  write_counts(json, "rejects", tally.rejects);
  write_counts(json, "facts", tally.facts);
  write_counts(json, "notes_with", tally.notes_with);
  json.key("policies").begin_array();
  for (const PolicyTally& policy : tally.policies) {
    json.begin_object();
    write_counts(json, "standings", policy.standings);
    json.key("criteria").begin_array();
    for (const CriterionTally& criterion : policy.criteria) {
      json.begin_object();
      write_counts(json, "statuses", criterion.statuses);
      write_counts(json, "missing", criterion.missing);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

std::optional<Tally> read_tally(std::string_view text) {
  try {
    return tally_of(Json::parse(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace chartgap
