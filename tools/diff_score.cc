#include "tools/diff_score.h"

#include <cstdio>
#include <filesystem>
#include <set>

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr size_t kFewNotes = 10;

bool same(const Counts& a, const Counts& b) { return a.gold == b.gold && a.predicted == b.predicted && a.found == b.found && a.fact == b.fact; }

// The attributes of matched facts as counts of their own.
Counts attribute_counts(const Score& score) {
  const AttributeCounts& all = score.attributes;
  return {all.right + all.missed, all.right + all.wrong, all.right, all.right};
}

Counts type_counts(const Score& score, const std::string& type) {
  const auto found = score.by(Grouping::type).find(type);
  return found == score.by(Grouping::type).end() ? Counts{} : found->second;
}

std::set<std::string> types_of(const std::vector<ScoredNote>& scored) {
  std::set<std::string> types;
  for (const ScoredNote& note : scored) {
    for (const Score* score : {&note.before, &note.after}) {
      for (const auto& [type, counts] : score->by(Grouping::type)) types.insert(type);
    }
  }
  return types;
}

void line(std::string& out, const char* name, const char* measure, double before, double after, const Interval& interval) {
  char text[160];
  snprintf(text, sizeof text, "%-12s %-9s  %6.4f  %6.4f  %+7.4f  %+7.4f to %+7.4f\n", name, measure, before, after, after - before, interval.low, interval.high);
  out += text;
}

void lines(std::string& out, const std::string& name, const PairedChange& change) {
  const Rates before = change.before.fact_rates();
  const Rates after = change.after.fact_rates();
  line(out, name.c_str(), "precision", before.precision, after.precision, change.precision);
  line(out, "", "recall", before.recall, after.recall, change.recall);
  line(out, "", "F1", before.f1, after.f1, change.f1);
}

std::string no_change(const Rates& rates) {
  char text[128];
  snprintf(text, sizeof text, ": no score changes (precision %.4f, recall %.4f, F1 %.4f)\n", rates.precision, rates.recall, rates.f1);
  return text;
}

// The change of what `pick` counts in each score.
template <class Pick>
PairedChange change_of(const std::vector<ScoredNote>& scored, const std::vector<Resample>& resamples, Pick pick) {
  std::vector<Counts> before;
  std::vector<Counts> after;
  for (const ScoredNote& note : scored) {
    before.push_back(pick(note.before));
    after.push_back(pick(note.after));
  }
  return paired_change(before, after, resamples);
}

std::string read_bytes(const fs::path& path, Issues& issues) {
  const Result<std::vector<InputDocument>> read = read_documents({path.string()});
  if (read.ok()) return read.value().front().bytes;
  if (read.issues().front().code != "input.empty") add_issues(issues, read.issues());
  return "";
}

std::optional<std::vector<AnnotatedFact>> read_beside(const InputDocument& note, Issues& issues) {
  const fs::path path(note.name);
  if (path.extension() != ".txt") return std::nullopt;
  const fs::path ann = fs::path(path).replace_extension(".ann");
  const fs::path json = fs::path(path).replace_extension(".json");
  std::error_code error;
  const bool brat = fs::exists(ann, error);
  if (!brat && !fs::exists(json, error)) return std::nullopt;
  const std::string file = (brat ? ann : json).string();
  const std::string bytes = read_bytes(file, issues);
  Result<std::vector<AnnotatedFact>> facts = brat ? parse_brat(bytes, file, note.bytes) : parse_annotation_json(bytes, file, note.bytes, path.stem().string());
  if (facts.ok()) return std::move(facts.value());
  add_issues(issues, facts.issues());
  return std::nullopt;
}

}  // namespace

Result<std::vector<std::optional<std::vector<AnnotatedFact>>>> read_annotations(const std::vector<InputDocument>& notes) {
  std::vector<std::optional<std::vector<AnnotatedFact>>> out;
  Issues issues;
  for (const InputDocument& note : notes) out.push_back(read_beside(note, issues));
  if (!issues.empty()) return issues;
  return out;
}

std::string score_change_text(const std::vector<ScoredNote>& scored, size_t notes) {
  const std::vector<Resample> resamples = draw_resamples(scored.size());
  const PairedChange all = change_of(scored, resamples, [](const Score& score) { return score.all; });
  const PairedChange attributes = change_of(scored, resamples, attribute_counts);
  std::string out = "scored   " + std::to_string(scored.size()) + " annotated of " + std::to_string(notes) + " notes, " + std::to_string(all.before.gold) + " facts";
  if (same(all.before, all.after) && same(attributes.before, attributes.after)) return out + no_change(all.before.fact_rates());
  out += "; 95 % from " + std::to_string(kResamples) + " paired draws of whole notes" + (scored.size() < kFewNotes ? "; of so few notes they say little" : "") + "\n\n";
  char head[160];
  snprintf(head, sizeof head, "%-12s %-9s  %6s  %6s  %7s  %s\n", "", "", "old", "new", "change", "95 % of the change");
  out += head;
  lines(out, "all", all);
  for (const std::string& type : types_of(scored)) {
    const PairedChange change = change_of(scored, resamples, [&](const Score& score) { return type_counts(score, type); });
    if (!same(change.before, change.after)) lines(out, type, change);
  }
  if (!same(attributes.before, attributes.after)) lines(out, "attributes", attributes);
  return out;
}

}  // namespace chartgap
