// The gate of `score`: floors from a file, and which of them are missed.
#include <algorithm>
#include <array>
#include <cstdio>

#include "nlp/json_source.h"
#include "tools/score_run.h"

namespace chartgap {
namespace {

struct Measure {
  std::string_view name;
  double (*of)(const ScoreRun&);
};
constexpr std::array<Measure, 12> kMeasures = {{{"fact_f1", [](const ScoreRun& run) { return run.chosen().all.fact_rates().f1; }},
                                                {"fact_precision", [](const ScoreRun& run) { return run.chosen().all.fact_rates().precision; }},
                                                {"fact_recall", [](const ScoreRun& run) { return run.chosen().all.fact_rates().recall; }},
                                                {"found_f1", [](const ScoreRun& run) { return run.chosen().all.found_rates().f1; }},
                                                {"found_precision", [](const ScoreRun& run) { return run.chosen().all.found_rates().precision; }},
                                                {"found_recall", [](const ScoreRun& run) { return run.chosen().all.found_rates().recall; }},
                                                {"attributes_f1", [](const ScoreRun& run) { return run.chosen().attributes.rates().f1; }},
                                                {"attributes_precision", [](const ScoreRun& run) { return run.chosen().attributes.rates().precision; }},
                                                {"attributes_recall", [](const ScoreRun& run) { return run.chosen().attributes.rates().recall; }},
                                                {"macro_f1", [](const ScoreRun& run) { return run.chosen().macro_f1(); }},
                                                {"exact_fact_f1", [](const ScoreRun& run) { return run.exact.all.fact_rates().f1; }},
                                                {"exact_found_f1", [](const ScoreRun& run) { return run.exact.all.found_rates().f1; }}}};
struct RowsName {
  std::string_view name;
  Grouping grouping;
};
constexpr std::array<RowsName, 4> kRows = {{{"by_type", Grouping::type}, {"by_code", Grouping::code}, {"by_section", Grouping::section}, {"by_assertion", Grouping::assertion}}};
constexpr const char* kByAttribute = "by_attribute";

std::vector<std::string> gate_keys() {
  std::vector<std::string> keys;
  for (const Measure& measure : kMeasures) keys.emplace_back(measure.name);
  for (const RowsName& rows : kRows) keys.emplace_back(rows.name);
  keys.emplace_back(kByAttribute);
  return keys;
}

bool is_rows(std::string_view key) {
  return key == kByAttribute || std::any_of(kRows.begin(), kRows.end(), [&](const RowsName& rows) { return rows.name == key; });
}

class GateReader {
 public:
  explicit GateReader(const std::string& file) : file_(file) {}

  Result<std::vector<Floor>> read(const JsonValue& root) {
    if (!is_object(root)) return issues_;
    for (const auto& [key, value] : root.members) read_member(key, value);
    if (issues_.empty() && floors_.empty()) report(root, "gate.empty", "the gate asks for nothing", "{\"fact_f1\": 0.9}");
    if (!issues_.empty()) return issues_;
    return floors_;
  }

 private:
  void report(const JsonValue& at, std::string code, std::string message, std::string expected) {
    issues_.push_back({file_, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }
  bool is_object(const JsonValue& value) {
    if (value.kind == JsonValue::Kind::object) return true;
    report(value, "json.type", "this is " + std::string(to_string(value.kind)), "an object of floors");
    return false;
  }
  void read_member(const std::string& key, const JsonValue& value) {
    const std::vector<std::string> keys = gate_keys();
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      const std::string near = nearest(key, keys);
      report(value, "gate.key", "there is no measure \"" + key + "\"", near.empty() ? "fact_f1, macro_f1, by_type ..." : "\"" + near + "\"");
    } else if (!is_rows(key)) {
      add(key, "", key, value);
    } else if (is_object(value)) {
      for (const auto& [row, least] : value.members) add(key + " " + row, key, row, least);
    }
  }
  void add(const std::string& name, const std::string& section, const std::string& key, const JsonValue& value) {
    const bool right = value.kind == JsonValue::Kind::number && value.number >= 0 && value.number <= 1;
    if (!right) report(value, "gate.floor", "\"" + name + "\" is no floor", "a number from 0 to 1");
    floors_.push_back({name, value.number, section, key, value.line});
  }

  const std::string& file_;
  Issues issues_;
  std::vector<Floor> floors_;
};

// The measure's value; nothing when the corpus has no such row.
std::optional<double> value_of(const ScoreRun& run, const Floor& floor) {
  for (const Measure& measure : kMeasures) {
    if (floor.section.empty() && measure.name == floor.key) return measure.of(run);
  }
  if (floor.section == kByAttribute) {
    const auto found = run.chosen().by_attribute.find(floor.key);
    return found == run.chosen().by_attribute.end() ? std::nullopt : std::optional<double>(found->second.rates().f1);
  }
  for (const RowsName& rows : kRows) {
    if (rows.name != floor.section) continue;
    const auto found = run.chosen().by(rows.grouping).find(floor.key);
    if (found != run.chosen().by(rows.grouping).end()) return found->second.fact_rates().f1;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Floor>> parse_gate(std::string_view json, const std::string& file) {
  const Result<JsonValue> root = parse_json(json, file);
  if (!root.ok()) return root.issues();
  return GateReader(file).read(root.value());
}

std::vector<std::string> missed_floors(const ScoreRun& run, const std::vector<Floor>& floors, const std::string& file) {
  std::vector<std::string> lines;
  for (const Floor& floor : floors) {
    const std::optional<double> value = value_of(run, floor);
    if (value && *value >= floor.least) continue;
    char numbers[64] = "has no fact here";
    // Enough digits that a value under its floor never looks like it.
    if (value) snprintf(numbers, sizeof numbers, "is %.4f", *value);
    char least[32];
    snprintf(least, sizeof least, "%.4f", floor.least);
    lines.push_back(file + ":" + std::to_string(floor.line) + ": " + floor.name + " " + numbers + ", under the floor " + least + " [gate.missed]");
  }
  return lines;
}

}  // namespace chartgap
