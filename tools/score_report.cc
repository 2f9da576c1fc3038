// What `score` prints: tables for a terminal, errors as `file:line:column`, or all of it as JSON.
#include <algorithm>
#include <array>
#include <cstdio>

#include "nlp/json_writer.h"
#include "nlp/text.h"
#include "tools/annotation_check.h"
#include "tools/one_line.h"
#include "tools/score_run.h"

namespace chartgap {
namespace {

constexpr int kNameWidth = 36;

// The intervals of every row and of the whole, from one set of draws; empty when none were asked for.
class Intervals {
 public:
  Intervals(const ScoreRun& run, const ReportOptions& options) : run_(run), by_(options.by) {
    if (options.intervals && !run.documents.empty()) resamples_ = draw_resamples(run.documents.size());
  }
  bool asked() const { return !resamples_.empty(); }
  Interval all() const {
    return of([](const Score& score) { return score.all; });
  }
  Interval row(const std::string& name) const {
    return of([&](const Score& score) {
      const auto found = score.by(by_).find(name);
      return found == score.by(by_).end() ? Counts{} : found->second;
    });
  }

 private:
  template <class Pick>
  Interval of(Pick pick) const {
    std::vector<Counts> counts;
    for (const DocumentScore& document : run_.documents) counts.push_back(pick(document.score));
    return fact_interval(counts, resamples_);
  }

  const ScoreRun& run_;
  Grouping by_;
  std::vector<Resample> resamples_;
};

struct Line {
  std::string name;
  uint32_t gold, predicted, right;
  Rates rates;
};

Line fact_line(std::string name, const Counts& counts) { return {std::move(name), counts.gold, counts.predicted, counts.fact, counts.fact_rates()}; }
Line found_line(std::string name, const Counts& counts) { return {std::move(name), counts.gold, counts.predicted, counts.found, counts.found_rates()}; }
Line attribute_line(std::string name, const AttributeCounts& counts) {
  return {std::move(name), counts.right + counts.missed, counts.right + counts.wrong, counts.right, counts.rates()};
}

void head(std::string& out, const std::string& title, bool intervals) {
  char line[160];
  snprintf(line, sizeof line, "%-*s %7s %7s %7s %7s %7s %7s%s\n", kNameWidth, title.c_str(), "gold", "pred", "right", "P", "R", "F1", intervals ? "   95 % of F1" : "");
  out += line;
}

void row(std::string& out, const Line& line, const Interval* interval = nullptr) {
  char text[256];
  snprintf(text, sizeof text, "%-*s %7u %7u %7u %7.3f %7.3f %7.3f", kNameWidth, line.name.c_str(), line.gold, line.predicted, line.right, line.rates.precision, line.rates.recall,
           line.rates.f1);
  out += text;
  if (interval != nullptr) {
    snprintf(text, sizeof text, "   %.3f-%.3f", interval->low, interval->high);
    out += text;
  }
  out += "\n";
}

// A rule cannot be said to have missed anything: only how often it was right.
void rule_rows(std::string& out, const Rows& rows) {
  char line[256];
  snprintf(line, sizeof line, "%-*s %7s %7s %7s\n", kNameWidth, "by rule", "pred", "right", "P");
  out += line;
  for (const auto& [name, counts] : rows) {
    if (counts.predicted == 0) continue;
    snprintf(line, sizeof line, "%-*s %7u %7u %7.3f\n", kNameWidth, name.c_str(), counts.predicted, counts.fact, counts.fact_rates().precision);
    out += line;
  }
  const auto none = rows.find("(none)");
  if (none != rows.end() && none->second.gold > none->second.found) out += std::to_string(none->second.gold - none->second.found) + " annotated facts were found by no rule\n";
}

void group_rows(std::string& out, const ScoreRun& run, Grouping by, const Intervals& intervals) {
  const Rows& rows = run.chosen().by(by);
  if (by == Grouping::rule) return rule_rows(out, rows);
  head(out, "by " + std::string(to_string(by)), intervals.asked());
  for (const auto& [name, counts] : rows) {
    const Interval interval = intervals.asked() ? intervals.row(name) : Interval{};
    row(out, fact_line(name, counts), intervals.asked() ? &interval : nullptr);
  }
}

void summary(std::string& out, const ScoreRun& run, const Intervals& intervals) {
  const bool overlap = run.match == Match::overlap;
  head(out, "all", intervals.asked());
  const Interval interval = intervals.asked() ? intervals.all() : Interval{};
  row(out, found_line("found, overlapping spans", run.overlap.all));
  row(out, fact_line("fact, overlapping spans", run.overlap.all), intervals.asked() && overlap ? &interval : nullptr);
  row(out, found_line("found, exact spans", run.exact.all));
  row(out, fact_line("fact, exact spans", run.exact.all), intervals.asked() && !overlap ? &interval : nullptr);
  row(out, attribute_line(overlap ? "attributes of overlapping facts" : "attributes of exact facts", run.chosen().attributes));
  char line[96];
  snprintf(line, sizeof line, "%-*s %47.3f\n", kNameWidth, "fact, macro over types", run.chosen().macro_f1());
  out += line;
}

std::string name_of(const AnnotatedFact& fact) { return fact.type + "/" + fact.code + " \"" + one_line(fact.text) + "\""; }

using Places = std::map<std::string, std::string>;

std::string entry_note(const std::string& id, const Places& places) {
  const auto found = places.find(id);
  return id + (found == places.end() ? "" : " " + found->second);
}

// The entry that made the fact and the cue that decided its assertion, where they stand; nothing where the causes say so (no places are given).
std::string rule_note(const AnnotatedFact& fact, const Places* places) {
  if (fact.rule.empty() || places == nullptr) return "";
  return "  (" + entry_note(fact.rule, *places) + (fact.cue.empty() ? "" : "; cue " + entry_note(fact.cue, *places)) + ")";
}

// What only one side says: "side left" and so on.
std::string only_in(const AnnotatedFact& fact, const AnnotatedFact& other) {
  const AttributePairs others = attribute_pairs(other);
  std::string out;
  for (const auto& pair : attribute_pairs(fact)) {
    if (std::find(others.begin(), others.end(), pair) == others.end()) out += (out.empty() ? "" : ", ") + pair.first + " " + pair.second;
  }
  return out.empty() ? "nothing more" : out;
}

// What was read where a fact was missed; empty when nothing was.
std::string read_instead(const AnnotatedFact& gold, const std::vector<AnnotatedFact>& predicted) {
  std::string out;
  for (const AnnotatedFact& fact : predicted) {
    if (fact.start < gold.end && gold.start < fact.end) out += (out.empty() ? ", was read as " : " and ") + fact.type + "/" + fact.code + " \"" + one_line(fact.text) + "\"";
  }
  return out;
}

std::string error_words(const ScoreError& error, const AnnotatedFact* gold, const AnnotatedFact* predicted, const std::vector<AnnotatedFact>& all, const Places* places) {
  switch (error.kind) {
    case ErrorKind::missed: return name_of(*gold) + " " + gold->assertion + read_instead(*gold, all);
    case ErrorKind::spurious: return name_of(*predicted) + " " + predicted->assertion + rule_note(*predicted, places);
    case ErrorKind::assertion: return name_of(*gold) + " is " + gold->assertion + ", was read as " + predicted->assertion + rule_note(*predicted, places);
    case ErrorKind::attributes: return name_of(*gold) + " has " + only_in(*gold, *predicted) + "; was read with " + only_in(*predicted, *gold) + rule_note(*predicted, places);
  }
  return "";
}

struct ErrorPlace {
  uint32_t line = 0;
  uint32_t column = 0;
};

ErrorPlace place_of(const NoteText& note, uint32_t start) {
  const uint32_t byte = note.offsets.to_byte(start);
  const size_t line_end = byte == 0 ? std::string::npos : note.text.bytes().find_last_of("\r\n", byte - 1);
  return {note.text.line_of(byte), byte - static_cast<uint32_t>(line_end == std::string::npos ? 0 : line_end + 1) + 1};
}

// `    section: a drug under allergies is no therapy [drug.naproxen lexicons/drug.json:20; by ...]`
std::string cause_line(const ErrorCause& cause) {
  const auto named = [](const NamedEntry& entry) { return entry.id.empty() ? "" : entry.id + " " + entry.place; };
  const std::string entry = named(cause.entry);
  const std::string by = cause.by.id.empty() ? "" : "by " + named(cause.by);
  std::string out = "    " + cause.stage + ": " + cause.message;
  if (!entry.empty() || !by.empty()) out += " [" + entry + (entry.empty() || by.empty() ? "" : "; ") + by + "]";
  return out + "\n";
}

std::vector<ErrorCause> causes_of(const ScoreRun& run, size_t document, size_t error) {
  const auto found = run.causes.find({document, error});
  return found == run.causes.end() ? std::vector<ErrorCause>{} : found->second;
}

// "; by stage: no_entry 4, cue 2", the most frequent first.
std::string stage_counts(const ScoreRun& run) {
  std::map<std::string, size_t> counts;
  for (const auto& [error, causes] : run.causes) {
    for (const ErrorCause& cause : causes) ++counts[cause.stage];
  }
  std::vector<std::pair<size_t, std::string>> order;
  for (const auto& [stage, count] : counts) order.emplace_back(count, stage);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out;
  for (const auto& [count, stage] : order) out += (out.empty() ? "; by stage: " : ", ") + stage + " " + std::to_string(count);
  return out;
}

// Calls `each` with the first errors of the run, in the order of the corpus.
template <class Each>
void each_error(const ScoreRun& run, size_t limit, Each each) {
  for (size_t i = 0; i < run.documents.size() && limit > 0; ++i) {
    const std::vector<ScoreError>& errors = run.documents[i].errors;
    if (errors.empty()) continue;
    const NoteText note(run.corpus[i].note);
    for (size_t k = 0; k < errors.size() && limit > 0; ++k, --limit) {
      const AnnotatedFact* gold = errors[k].gold == kNoFact ? nullptr : &run.corpus[i].facts[errors[k].gold];
      const AnnotatedFact* predicted = errors[k].predicted == kNoFact ? nullptr : &run.predicted[i][errors[k].predicted];
      each(i, k, place_of(note, (gold != nullptr ? gold : predicted)->start), gold, predicted);
    }
  }
}

void error_lines(std::string& out, const ScoreRun& run, size_t limit, const Places& places) {
  size_t all = 0;
  for (const DocumentScore& document : run.documents) all += document.errors.size();
  if (limit == 0) return;
  each_error(run, limit, [&](size_t document, size_t number, ErrorPlace place, const AnnotatedFact* gold, const AnnotatedFact* predicted) {
    const ScoreError& error = run.documents[document].errors[number];
    const std::vector<ErrorCause> causes = causes_of(run, document, number);
    char kind[16];
    snprintf(kind, sizeof kind, "%-10s ", std::string(to_string(error.kind)).c_str());
    out += run.corpus[document].file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + kind +
           error_words(error, gold, predicted, run.predicted[document], causes.empty() ? &places : nullptr) + "\n";
    for (const ErrorCause& cause : causes) out += cause_line(cause);
  });
  out += std::to_string(std::min(limit, all)) + " of " + std::to_string(all) + " errors" + stage_counts(run) + "\n\n";
}

void write_line(JsonWriter& json, const Line& line, const Interval* interval = nullptr) {
  json.begin_object().key("gold").integer(line.gold).key("predicted").integer(line.predicted).key("right").integer(line.right);
  json.key("precision").real(line.rates.precision).key("recall").real(line.rates.recall).key("f1").real(line.rates.f1);
  if (interval != nullptr) json.key("f1_interval").begin_array().real(interval->low).real(interval->high).end_array();
  json.end_object();
}

void write_totals(JsonWriter& json, const Score& score, const Interval* interval) {
  json.begin_object();
  write_line(json.key("found"), found_line("", score.all));
  write_line(json.key("fact"), fact_line("", score.all), interval);
  write_line(json.key("attributes"), attribute_line("", score.attributes));
  json.key("macro_f1").real(score.macro_f1()).end_object();
}

void write_side(JsonWriter& json, const char* key, const AnnotatedFact* fact) {
  json.key(key);
  if (fact == nullptr) {
    json.null();
    return;
  }
  json.begin_object().key("type").string(fact->type).key("code").string(fact->code).key("assertion").string(fact->assertion);
  json.key("start").integer(fact->start).key("end").integer(fact->end).key("text").string(fact->text);
  if (!fact->rule.empty()) json.key("rule").string(fact->rule);
  if (!fact->cue.empty()) json.key("cue").string(fact->cue);
  write_value(json.key("attributes"), fact->attributes);
  json.end_object();
}

void write_named(JsonWriter& json, const char* key, const NamedEntry& entry) {
  if (!entry.id.empty()) json.key(key).begin_object().key("id").string(entry.id).key("at").string(entry.place).end_object();
}

void write_causes(JsonWriter& json, const std::vector<ErrorCause>& causes) {
  if (causes.empty()) return;
  json.key("causes").begin_array();
  for (const ErrorCause& cause : causes) {
    json.begin_object().key("stage").string(cause.stage).key("message").string(cause.message);
    write_named(json, "entry", cause.entry);
    write_named(json, "by", cause.by);
    json.end_object();
  }
  json.end_array();
}

void write_errors(JsonWriter& json, const ScoreRun& run, size_t limit) {
  json.key("errors").begin_array();
  each_error(run, limit, [&](size_t document, size_t number, ErrorPlace place, const AnnotatedFact* gold, const AnnotatedFact* predicted) {
    const ErrorKind kind = run.documents[document].errors[number].kind;
    json.begin_object().key("kind").string(to_string(kind)).key("file").string(run.corpus[document].file).key("line").integer(place.line).key("column").integer(place.column);
    write_side(json, "gold", gold);
    write_side(json, "predicted", predicted);
    write_causes(json, causes_of(run, document, number));
    json.end_object();
  });
  json.end_array();
}

}  // namespace

std::string score_text(const ScoreRun& run, const ReportOptions& options) {
  std::string out;
  const Intervals intervals(run, options);
  error_lines(out, run, options.errors, options.places);
  group_rows(out, run, options.by, intervals);
  out += "\n";
  head(out, "by attribute", false);
  for (const auto& [key, counts] : run.chosen().by_attribute) row(out, attribute_line(key, counts));
  out += "\n";
  summary(out, run, intervals);
  out += "\n" + std::to_string(run.documents.size()) + " documents, " + std::to_string(run.overlap.all.gold) + " annotated facts, " + std::to_string(run.overlap.all.predicted) +
         " extracted; tables count " + (run.match == Match::overlap ? "overlapping" : "exact") + " spans\n";
  return out;
}

std::string score_json(const ScoreRun& run, const ReportOptions& options) {
  std::string out;
  JsonWriter json(out);
  const Intervals intervals(run, options);
  const Interval all = intervals.asked() ? intervals.all() : Interval{};
  const Interval* shown = intervals.asked() ? &all : nullptr;
  json.begin_object().key("documents").integer(static_cast<int64_t>(run.documents.size())).key("match").string(run.match == Match::overlap ? "overlap" : "exact");
  write_totals(json.key("overlap"), run.overlap, run.match == Match::overlap ? shown : nullptr);
  write_totals(json.key("exact"), run.exact, run.match == Match::exact ? shown : nullptr);
  json.key("by_" + std::string(to_string(options.by))).begin_object();
  for (const auto& [name, counts] : run.chosen().by(options.by)) {
    const Interval interval = intervals.asked() ? intervals.row(name) : Interval{};
    write_line(json.key(name), fact_line("", counts), intervals.asked() ? &interval : nullptr);
  }
  json.end_object().key("by_attribute").begin_object();
  for (const auto& [name, counts] : run.chosen().by_attribute) write_line(json.key(name), attribute_line("", counts));
  json.end_object();
  if (options.errors > 0) write_errors(json, run, options.errors);
  json.end_object();
  return out + "\n";
}

}  // namespace chartgap
