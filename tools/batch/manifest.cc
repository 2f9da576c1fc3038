#include "tools/batch/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;
constexpr int kIndent = 1;

Json options_of(const BatchOptions& options) {
  const ReadingOptions& reading = options.reading;
  return {{"facts", options.facts},      {"format", options.format},     {"compress", options.compress},       {"part_notes", options.part_notes},
          {"shard", options.shard},      {"nlp_date", options.nlp_date}, {"input_format", reading.format},     {"encoding", reading.encoding},
          {"id_key", reading.id_key},    {"text_key", reading.text_key}, {"patient_key", reading.patient_key}, {"date_key", reading.date_key},
          {"kind_key", reading.kind_key}};
}

Json identity_json(const BatchIdentity& identity) {
  Json out;
  out["schema_version"] = kSchemaVersion;
  out["program"] = {{"name", "chartgap"}, {"version", identity.program_version}};
  out["lexicon_sha256"] = identity.lexicon_sha256;
  out["policies"] = Json::array();
  for (const PolicyIdentity& policy : identity.policies) out["policies"].push_back({{"id", policy.id}, {"version", policy.version}, {"sha256", policy.sha256}});
  out["options"] = options_of(*identity.options);
  out["inputs"] = Json::array();
  for (const BatchInput& input : *identity.inputs)
    out["inputs"].push_back({{"path", input.argument}, {"files", input.files.size()}, {"left_out", input.left_out}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  return out;
}

std::string text_of(const Json& json) { return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n"; }

// "options.part_notes" of "/options/part_notes"; an input is called by its path.
std::string name_of(const std::string& pointer, const Json& then) {
  std::string name = pointer.substr(1);
  std::replace(name.begin(), name.end(), '/', '.');
  if (name.rfind("inputs.", 0) != 0) return name;
  const size_t end = name.find('.', name.find('.') + 1);
  const Json::json_pointer path(pointer.substr(0, end == std::string::npos ? end : end + 1) + "/path");
  return then.contains(path) && end != std::string::npos ? "input " + then[path].get<std::string>() + ": " + name.substr(end + 1) : name;
}

std::vector<std::string> differences_of(const Json& then, const Json& now) {
  std::vector<std::string> out;
  const Json before = then.flatten();
  const Json after = now.flatten();
  for (const auto& [pointer, value] : before.items()) {
    if (!after.contains(pointer)) out.push_back(name_of(pointer, then) + " was " + value.dump() + " and is gone");
    else if (after[pointer] != value) out.push_back(name_of(pointer, then) + " was " + value.dump() + " and is " + after[pointer].dump());
  }
  for (const auto& [pointer, value] : after.items()) {
    if (!before.contains(pointer)) out.push_back(name_of(pointer, now) + " is new: " + value.dump());
  }
  return out;
}

Json part_json(const DonePart& part) {
  Json files = Json::array();
  for (const WrittenFile& file : part.files) files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  return {{"part", part.part}, {"records", part.tally.records}, {"notes", part.tally.notes}, {"cases", part.tally.cases}, {"rejects", part.tally.all_rejects()}, {"files", files}};
}

}  // namespace

std::string running_manifest(const BatchIdentity& identity) {
  Json out = identity_json(identity);
  out["complete"] = false;
  return text_of(out);
}

std::string complete_manifest(const BatchIdentity& identity, const std::vector<DonePart>& parts, const Tally& total) {
  Json out = identity_json(identity);
  out["complete"] = true;
  out["totals"] = {{"records", total.records},        {"notes", total.notes},           {"cases", total.cases},
                   {"facts", total.all_facts()},      {"text_bytes", total.text_bytes}, {"rejects", total.all_rejects()},
                   {"rejects_by_code", total.rejects}};
  out["parts"] = Json::array();
  for (const DonePart& part : parts) out["parts"].push_back(part_json(part));
  return text_of(out);
}

Result<EarlierRun> compare_manifest(const std::string& path, const std::string& stored, const BatchIdentity& identity) {
  Json then = Json::parse(stored, nullptr, false);
  if (!then.is_object() || !then.contains("complete") || !then["complete"].is_boolean())
    return Issues{{path, 0, 0, "batch.manifest", "is no manifest of a batch", "a folder that is empty or that a batch has begun"}};
  EarlierRun out;
  out.complete = then["complete"].get<bool>();
  if (then.contains("totals")) out.rejects = then["totals"].value("rejects", uint64_t{0});
  for (const char* of_the_end : {"complete", "totals", "parts"}) then.erase(of_the_end);
  const Json now = Json::parse(text_of(identity_json(identity)));
  if (then != now) out.differences = differences_of(then, now);
  return out;
}

}  // namespace chartgap
