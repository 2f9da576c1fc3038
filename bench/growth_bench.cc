// How the time grows: with the length of a note, with notes that nobody writes, with the lexicon, with threads. Time per byte is what to compare; `growth/ordinary` is the normal one.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/growth_notes.h"
#include "bench/large_lexicon.h"
#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/fact_json.h"

namespace chartgap {
namespace {

constexpr size_t kHostileBytes = 1'200'000;  // 100,000 headings, 38,000 rows of a grid, 1.2 MB of one sentence

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

// Reads the notes from bytes to the line of facts, and checks that each pass finds the same.
void read(benchmark::State& state, const Lexicon& known, const std::vector<std::string>& notes) {
  Analyzer analyzer(known, Reading::facts);
  Analysis analysis;
  std::string line;
  size_t expected = SIZE_MAX;
  for (auto _ : state) {
    size_t facts = 0;
    for (const std::string& note : notes) {
      line.clear();
      analyzer.analyze("note", note, analysis);
      write_facts(line, analysis, known, OffsetUnit::codepoint);
      facts += analysis.facts.size();
    }
    if (expected != SIZE_MAX && facts != expected) state.SkipWithError("the count is wrong");
    expected = facts;
  }
  int64_t bytes = 0;
  for (const std::string& note : notes) bytes += static_cast<int64_t>(note.size());
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(notes.size()));
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["facts"] = static_cast<double>(expected);
}

void ordinary(benchmark::State& state) { read(state, lexicon(), ordinary_notes()); }
BENCHMARK(ordinary)->Name("growth/ordinary")->Unit(benchmark::kMillisecond);
BENCHMARK(ordinary)->Name("growth/threads")->Unit(benchmark::kMillisecond)->ThreadRange(1, 4)->UseRealTime();

void length(benchmark::State& state) { read(state, lexicon(), {long_note(static_cast<size_t>(state.range(0)))}); }
BENCHMARK(length)->Name("growth/length")->Unit(benchmark::kMillisecond)->RangeMultiplier(10)->Range(1'000, 10'000'000);

void larger_lexicon(benchmark::State& state) {
  const Result<Lexicon> large = Lexicon::load(large_lexicon(static_cast<int>(state.range(0))));
  if (!large.ok()) return state.SkipWithError(to_string(large.issues().front()).c_str());
  read(state, large.value(), ordinary_notes());
  state.counters["entries"] = static_cast<double>(large.value().entries().size());
}
BENCHMARK(larger_lexicon)->Name("growth/lexicon")->Unit(benchmark::kMillisecond)->RangeMultiplier(4)->Range(1, 16);

const bool registered = [] {
  for (const HostileShape& shape : hostile_shapes()) {
    const auto hostile = [&shape](benchmark::State& state) { read(state, lexicon(), {shape.make(kHostileBytes)}); };
    benchmark::RegisterBenchmark(("growth/hostile/" + std::string(shape.name)).c_str(), hostile)->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
}  // namespace chartgap
