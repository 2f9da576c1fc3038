// `chartgap diff`: what another lexicon changes in the facts of notes, by the entry that the change comes from.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tools/command.h"
#include "tools/commands.h"
#include "tools/diff_score.h"
#include "tools/fact_diff.h"
#include "tools/lexicon_folder.h"
#include "tools/notes.h"
#include "tools/score_run.h"
#include "tools/trace.h"

namespace chartgap {
namespace {

constexpr size_t kMaxIdle = 10;

using ById = std::map<std::string, std::string>;

// Every entry as its file writes it, by its id; a later layer's stands for an earlier one's.
ById texts_of(const std::vector<LexiconSource>& sources) {
  ById out;
  for (const LexiconSource& source : sources) {
    const auto root = nlohmann::json::parse(source.text, nullptr, false);
    if (!root.is_object() || !root.contains("entries")) continue;
    for (const auto& entry : root["entries"]) {
      const std::string id = entry.value("id", "");
      if (entry.value("remove", false)) out.erase(id);
      else out[id] = entry.dump();
    }
  }
  return out;
}

// One side of the comparison; loaded by a thread of its own.
struct LoadedSide {
  std::string folder;
  std::string description;
  std::optional<Lexicon> lexicon;
  ById texts;
  Issues issues;

  void load() {
    const std::vector<std::string> folders = folder == "-" ? std::vector<std::string>{} : std::vector<std::string>{folder};
    const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders);
    if (!sources.ok()) {
      issues = sources.issues();
      return;
    }
    description = describe_lexicon(folder, sources.value());
    Result<Lexicon> loaded = folder == "-" ? load_lexicon() : Lexicon::load(sources.value());
    if (!loaded.ok()) {
      issues = loaded.issues();
      return;
    }
    lexicon = std::move(loaded.value());
    texts = texts_of(sources.value());
  }
};

// What is compared: the notes, and of the annotated ones their facts.
struct Corpus {
  std::vector<InputDocument> notes;
  std::vector<std::optional<std::vector<AnnotatedFact>>> gold;  // by note
};

struct Totals {
  size_t facts_before = 0;
  size_t facts_after = 0;
  std::vector<FactChange> changes;
};

// The workers take the notes in turn; the changes are put back into the order of the notes. `scored` is by note, and filled of annotated ones.
Totals compare(const Lexicon& before, const Lexicon& after, const Corpus& corpus, uint32_t threads, std::vector<ScoredNote>& scored) {
  std::atomic<uint32_t> next{0};
  std::vector<Totals> parts(threads);
  scored.resize(corpus.notes.size());
  const auto work = [&](Totals& part) {
    FactDiffer differ(before, after);
    for (uint32_t note = next++; note < corpus.notes.size(); note = next++) {
      differ.run(note, corpus.notes[note].bytes, part.changes);
      if (!corpus.gold[note]) continue;
      scored[note].before = score_document(*corpus.gold[note], own_facts(differ.before(), before), Match::overlap).score;
      scored[note].after = score_document(*corpus.gold[note], own_facts(differ.after(), after), Match::overlap).score;
    }
    part.facts_before = differ.facts_before();
    part.facts_after = differ.facts_after();
  };
  std::vector<std::thread> workers;
  for (uint32_t i = 1; i < threads; ++i) workers.emplace_back(work, std::ref(parts[i]));
  work(parts[0]);
  for (std::thread& worker : workers) worker.join();
  Totals out;
  for (Totals& part : parts) {
    out.facts_before += part.facts_before;
    out.facts_after += part.facts_after;
    std::move(part.changes.begin(), part.changes.end(), std::back_inserter(out.changes));
  }
  std::stable_sort(out.changes.begin(), out.changes.end(), [](const FactChange& a, const FactChange& b) { return a.note < b.note; });
  return out;
}

// The changes of one cause.
struct Group {
  std::string cause;
  std::string where;
  size_t counts[3] = {0, 0, 0};
  std::vector<const FactChange*> samples[3];
  size_t total() const { return counts[0] + counts[1] + counts[2]; }
};

class Printer {
 public:
  Printer(const DiffOptions& options, const std::vector<InputDocument>& notes, const LoadedSide& before, const LoadedSide& after)
      : options_(options), notes_(notes), places_before_(places_of_entries(*before.lexicon)), places_after_(places_of_entries(*after.lexicon)) {
    for (const auto& [id, text] : after.texts) {
      const auto was = before.texts.find(id);
      if (was == before.texts.end()) added_.insert(id);
      else if (was->second != text) edited_.insert(id);
    }
    for (const auto& [id, text] : before.texts) {
      if (after.texts.find(id) == after.texts.end()) removed_.insert(id);
    }
  }

  void print_entries() const { printf("entries  +%zu added, -%zu removed, ~%zu edited\n", added_.size(), removed_.size(), edited_.size()); }

  void print(const Totals& totals) const {
    const std::vector<Group> groups = group(totals.changes);
    size_t width = 0;
    for (const Group& one : groups) width = std::max(width, one.cause.size());
    for (const Group& one : groups) print_group(one, static_cast<int>(std::min<size_t>(width, 44)));
    print_idle(groups);
  }

 private:
  // Where the cause stands, in the new lexicon or, when it is gone there, in the old one.
  std::string place_of(const std::string& id) const {
    const auto after = places_after_.find(id);
    if (after != places_after_.end()) return after->second;
    const auto before = places_before_.find(id);
    return before == places_before_.end() ? "" : before->second + " (old)";
  }

  std::vector<Group> group(const std::vector<FactChange>& changes) const {
    std::map<std::string, Group> by_cause;
    for (const FactChange& change : changes) {
      Group& one = by_cause[change.cause];
      const size_t kind = static_cast<size_t>(change.kind);
      ++one.counts[kind];
      if (one.samples[kind].size() < options_.samples) one.samples[kind].push_back(&change);
    }
    std::vector<Group> out;
    for (auto& [cause, one] : by_cause) {
      one.cause = cause;
      one.where = place_of(cause);
      out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](const Group& a, const Group& b) { return a.total() > b.total(); });
    return out;
  }

  // Entries that are not as they were, and to which no change is traced: the new and the edited ones first.
  void print_idle(const std::vector<Group>& groups) const {
    std::set<std::string> causes;
    for (const Group& one : groups) causes.insert(one.cause);
    std::vector<std::string> idle;
    for (const auto* ids : {&added_, &edited_, &removed_}) {
      std::copy_if(ids->begin(), ids->end(), std::back_inserter(idle), [&](const std::string& id) { return causes.count(id) == 0; });
    }
    if (idle.empty()) return;
    printf("\nno change in these notes is traced to %zu other entries that were added, edited or removed:\n", idle.size());
    for (size_t i = 0; i < std::min(idle.size(), kMaxIdle); ++i) printf("  %s  %s\n", idle[i].c_str(), place_of(idle[i]).c_str());
    if (idle.size() > kMaxIdle) printf("  ... and %zu more\n", idle.size() - kMaxIdle);
  }

  void print_group(const Group& one, int width) const {
    static constexpr char kMarks[] = {'+', '-', '~'};
    printf("%-*s  ", width, one.cause.c_str());
    for (size_t kind = 0; kind < 3; ++kind) {
      if (one.counts[kind] == 0) printf("%7s", "");
      else printf(" %c%-5zu", kMarks[kind], one.counts[kind]);
    }
    printf("  %s\n", one.where.c_str());
    for (size_t kind = 0; kind < 3; ++kind) {
      for (const FactChange* change : one.samples[kind])
        printf("  %c %s:%u  %s\n      %s\n", kMarks[kind], notes_[change->note].name.c_str(), change->line, change->what.c_str(), change->context.c_str());
    }
  }

  const DiffOptions& options_;
  const std::vector<InputDocument>& notes_;
  const ById places_before_;
  const ById places_after_;
  std::set<std::string> added_;
  std::set<std::string> removed_;
  std::set<std::string> edited_;
};

uint32_t count_threads(const DiffOptions& options, size_t notes) {
  const uint32_t wanted = options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  return static_cast<uint32_t>(std::min<size_t>(wanted, std::max<size_t>(notes, 1)));
}

// The scores of the annotated notes, side by side; nothing when there are none.
void print_scores(const Corpus& corpus, std::vector<ScoredNote>& scored) {
  std::vector<ScoredNote> annotated;
  for (size_t i = 0; i < scored.size(); ++i) {
    if (corpus.gold[i]) annotated.push_back(std::move(scored[i]));
  }
  if (!annotated.empty()) printf("%s", score_change_text(annotated, scored.size()).c_str());
}

void print_head(const LoadedSide& before, const LoadedSide& after, const Corpus& corpus, const Totals& totals) {
  size_t counts[3] = {0, 0, 0};
  for (const FactChange& change : totals.changes) ++counts[static_cast<size_t>(change.kind)];
  printf("old      %s: %zu entries\nnew      %s: %zu entries\n", before.description.c_str(), before.lexicon->entries().size(), after.description.c_str(),
         after.lexicon->entries().size());
  printf("notes    %zu\nfacts    %zu -> %zu: +%zu gained, -%zu lost, ~%zu changed\n", corpus.notes.size(), totals.facts_before, totals.facts_after, counts[0], counts[1],
         counts[2]);
}

}  // namespace

int run_diff(const DiffOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  LoadedSide before{options.before, {}, {}, {}, {}};
  LoadedSide after{options.after, {}, {}, {}, {}};
  std::thread loader([&] { before.load(); });
  after.load();
  Result<std::vector<InputDocument>> notes = read_notes(options.notes);
  loader.join();
  Issues issues = before.issues;
  add_issues(issues, after.issues);
  Corpus corpus;
  if (notes.ok()) {
    corpus.notes = std::move(notes.value());
    auto gold = read_annotations(corpus.notes);
    if (gold.ok()) corpus.gold = std::move(gold.value());
    else add_issues(issues, gold.issues());
  } else {
    add_issues(issues, notes.issues());
  }
  if (!issues.empty()) return fail(issues);
  std::vector<ScoredNote> scored;
  const Totals totals = compare(*before.lexicon, *after.lexicon, corpus, count_threads(options, corpus.notes.size()), scored);
  print_head(before, after, corpus, totals);
  const Printer printer(options, corpus.notes, before, after);
  printer.print_entries();
  print_scores(corpus, scored);
  if (!totals.changes.empty()) printf("\n");
  printer.print(totals);
  fprintf(stderr, "chartgap: %.2f s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  return totals.changes.empty() ? 0 : kExitGaps;
}

}  // namespace chartgap
