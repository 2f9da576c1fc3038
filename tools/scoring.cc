#include "tools/scoring.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 19> kCompared = {"side",           "region",          "roots", "levels", "severity", "quality",  "duration", "outcome", "sessions",
                                                        "relief_percent", "relief_duration", "drug",  "grade",  "muscle",   "approach", "guidance", "value",   "low",
                                                        "modality"};
constexpr const char* kNoRule = "(none)";
constexpr const char* kNoSection = "(unknown)";

// The words of a number as the fact model's own score writes them: whole ones without a fraction.
std::string number_text(double value) {
  std::string out;
  JsonWriter(out).real(value);
  return out;
}

std::string day_text(const JsonValue& duration, std::string_view key) {
  const JsonValue* days = duration.find(key);
  return days == nullptr || days->kind != JsonValue::Kind::number ? "none" : number_text(days->number);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return text;
}

void add_values(const std::string& key, const JsonValue& value, AttributePairs& out) {
  switch (value.kind) {
    case JsonValue::Kind::null: return;
    case JsonValue::Kind::boolean: out.emplace_back(key, value.boolean ? "true" : "false"); return;
    case JsonValue::Kind::number: out.emplace_back(key, number_text(value.number)); return;
    case JsonValue::Kind::string: out.emplace_back(key, lower(value.string)); return;
    case JsonValue::Kind::array:
      for (const JsonValue& item : value.items) add_values(key, item, out);
      return;
    case JsonValue::Kind::object: out.emplace_back(key, day_text(value, "min_days") + ".." + day_text(value, "max_days"));
  }
}

bool is_compared(std::string_view key) { return std::find(kCompared.begin(), kCompared.end(), key) != kCompared.end(); }

uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

struct Candidate {
  int64_t less_overlap = 0;  // the overlap, negated: the larger comes first
  uint32_t start_distance = 0;
  FactPair pair;
  bool operator<(const Candidate& other) const {
    return std::tie(less_overlap, start_distance, pair.gold, pair.predicted) < std::tie(other.less_overlap, other.start_distance, other.pair.gold, other.pair.predicted);
  }
};

int64_t overlap_of(const AnnotatedFact& a, const AnnotatedFact& b, Match match) {
  if (a.type != b.type || a.code != b.code) return 0;
  if (match == Match::exact && (a.start != b.start || a.end != b.end)) return 0;
  return static_cast<int64_t>(std::min(a.end, b.end)) - static_cast<int64_t>(std::max(a.start, b.start));
}

std::string row_of(const AnnotatedFact& fact, Grouping grouping) {
  switch (grouping) {
    case Grouping::type: return fact.type;
    case Grouping::code: return fact.type + "/" + fact.code;
    case Grouping::section: return fact.section.empty() ? kNoSection : fact.section;
    case Grouping::assertion: return fact.assertion;
    case Grouping::rule: return fact.rule.empty() ? kNoRule : fact.rule;
  }
  return "";
}

// Counts one document.
class Counter {
 public:
  Counter(const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted, Match match)
      : gold_(gold), predicted_(predicted), partner_(gold.size(), kNoFact), taken_(predicted.size(), false) {
    for (const FactPair& pair : match_facts(gold, predicted, match)) {
      partner_[pair.gold] = pair.predicted;
      taken_[pair.predicted] = true;
    }
  }

  DocumentScore count() {
    for (uint32_t i = 0; i < gold_.size(); ++i) count_gold(i);
    for (uint32_t j = 0; j < predicted_.size(); ++j) {
      add(predicted_[j], {0, 1, 0, 0});
      if (!taken_[j]) out_.errors.push_back({ErrorKind::spurious, kNoFact, j});
    }
    std::stable_sort(out_.errors.begin(), out_.errors.end(), [this](const ScoreError& a, const ScoreError& b) { return place(a) < place(b); });
    return std::move(out_);
  }

 private:
  uint32_t place(const ScoreError& error) const { return error.gold != kNoFact ? gold_[error.gold].start : predicted_[error.predicted].start; }

  void add(const AnnotatedFact& fact, const Counts& counts) {
    out_.score.all.add(counts);
    for (size_t i = 0; i < kGroupings; ++i) out_.score.rows[i][row_of(fact, static_cast<Grouping>(i))].add(counts);
  }

  void count_gold(uint32_t i) {
    const uint32_t j = partner_[i];
    if (j == kNoFact) {
      add(gold_[i], {1, 0, 0, 0});
      out_.errors.push_back({ErrorKind::missed, i, kNoFact});
      return;
    }
    const bool right = gold_[i].assertion == predicted_[j].assertion;
    AnnotatedFact placed = gold_[i];
    placed.rule = predicted_[j].rule;  // the rule that found it
    add(placed, {1, 0, 1, right ? 1u : 0u});
    if (!right) out_.errors.push_back({ErrorKind::assertion, i, j});
    if (!count_attributes(gold_[i], predicted_[j])) out_.errors.push_back({ErrorKind::attributes, i, j});
  }

  // Whether they are the same.
  bool count_attributes(const AnnotatedFact& gold, const AnnotatedFact& predicted) {
    const AttributePairs wanted = attribute_pairs(gold);
    const AttributePairs had = attribute_pairs(predicted);
    AttributePairs both;
    std::set_intersection(wanted.begin(), wanted.end(), had.begin(), had.end(), std::back_inserter(both));
    for (const auto& pair : wanted) {
      const bool right = std::binary_search(both.begin(), both.end(), pair);
      add_attribute(pair.first, {right ? 1u : 0u, 0, right ? 0u : 1u});
    }
    for (const auto& pair : had) {
      if (!std::binary_search(both.begin(), both.end(), pair)) add_attribute(pair.first, {0, 1, 0});
    }
    return wanted == had;
  }

  void add_attribute(const std::string& key, const AttributeCounts& counts) {
    out_.score.attributes.add(counts);
    out_.score.by_attribute[key].add(counts);
  }

  const std::vector<AnnotatedFact>& gold_;
  const std::vector<AnnotatedFact>& predicted_;
  std::vector<uint32_t> partner_;
  std::vector<bool> taken_;
  DocumentScore out_;
};

}  // namespace

Rates rates_of(uint32_t true_positive, uint32_t false_positive, uint32_t false_negative) {
  Rates out;
  const double right = true_positive;
  if (true_positive + false_positive != 0) out.precision = right / (true_positive + false_positive);
  if (true_positive + false_negative != 0) out.recall = right / (true_positive + false_negative);
  if (out.precision + out.recall > 0) out.f1 = 2 * out.precision * out.recall / (out.precision + out.recall);
  return out;
}

void Counts::add(const Counts& other) {
  gold += other.gold;
  predicted += other.predicted;
  found += other.found;
  fact += other.fact;
}

void AttributeCounts::add(const AttributeCounts& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
}

std::vector<FactPair> match_facts(const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted, Match match) {
  std::vector<Candidate> candidates;
  for (uint32_t i = 0; i < gold.size(); ++i) {
    for (uint32_t j = 0; j < predicted.size(); ++j) {
      const int64_t overlap = overlap_of(gold[i], predicted[j], match);
      if (overlap > 0) candidates.push_back({-overlap, distance(gold[i].start, predicted[j].start), {i, j}});
    }
  }
  std::sort(candidates.begin(), candidates.end());
  std::vector<bool> gold_taken(gold.size());
  std::vector<bool> predicted_taken(predicted.size());
  std::vector<FactPair> pairs;
  for (const Candidate& candidate : candidates) {
    if (gold_taken[candidate.pair.gold] || predicted_taken[candidate.pair.predicted]) continue;
    gold_taken[candidate.pair.gold] = predicted_taken[candidate.pair.predicted] = true;
    pairs.push_back(candidate.pair);
  }
  return pairs;
}

AttributePairs attribute_pairs(const AnnotatedFact& fact) {
  AttributePairs out;
  for (const auto& [key, value] : fact.attributes.members) {
    if (is_compared(key)) add_values(key, value, out);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string_view to_string(ErrorKind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"missed", "spurious", "assertion", "attributes"};
  return kNames[static_cast<size_t>(kind)];
}

void Score::add(const Score& other) {
  all.add(other.all);
  attributes.add(other.attributes);
  for (size_t i = 0; i < kGroupings; ++i) {
    for (const auto& [row, counts] : other.rows[i]) rows[i][row].add(counts);
  }
  for (const auto& [key, counts] : other.by_attribute) by_attribute[key].add(counts);
}

double Score::macro_f1() const {
  const Rows& types = by(Grouping::type);
  double sum = 0;
  for (const auto& [type, counts] : types) sum += counts.fact_rates().f1;
  return types.empty() ? 0 : sum / static_cast<double>(types.size());
}

DocumentScore score_document(const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted, Match match) { return Counter(gold, predicted, match).count(); }

}  // namespace chartgap
