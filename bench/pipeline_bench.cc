// Stage by stage and end to end, over the sample notes of corpus/ or, when CHARTGAP_BENCH_NOTES names an NDJSON file of {"text"}, over that.
// Each benchmark checks its count, so that a wrong fast path cannot win.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "nlp/analyze.h"
#include "nlp/facts/facts.h"
#include "tools/command.h"
#include "tools/fact_json.h"

namespace chartgap {
namespace {

struct Notes {
  std::vector<std::string> texts;
  int64_t bytes = 0;
};

void add(Notes& notes, std::string text) {
  notes.bytes += static_cast<int64_t>(text.size());
  notes.texts.push_back(std::move(text));
}

const Notes& notes() {
  static const Notes all = [] {
    Notes out;
    if (const char* path = getenv("CHARTGAP_BENCH_NOTES")) {
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);) add(out, nlohmann::json::parse(line)["text"].get<std::string>());
      return out;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(CHARTGAP_ROOT) / "corpus")) {
      if (entry.path().extension() != ".txt") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      add(out, std::string(std::istreambuf_iterator<char>(file), {}));
    }
    return out;
  }();
  return all;
}

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

// Runs `work` on every note, which gives a count; the count must be the same in every pass and not 0.
template <class Work>
void over_notes(benchmark::State& state, Work work) {
  size_t expected = 0;
  for (auto _ : state) {
    size_t count = 0;
    for (const std::string& text : notes().texts) count += work(text);
    if (count == 0 || (expected != 0 && count != expected)) state.SkipWithError("the count is wrong");
    expected = count;
  }
  state.SetBytesProcessed(state.iterations() * notes().bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(notes().texts.size()));
  state.counters["count"] = static_cast<double>(expected);
}

// The yardstick: ICU's word BreakIterator alone, UTF-16 ready.
void icu_words(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  std::vector<icu::UnicodeString> texts;
  for (const std::string& text : notes().texts) texts.push_back(icu::UnicodeString::fromUTF8(text));
  for (auto _ : state) {
    size_t count = 0;
    for (const icu::UnicodeString& text : texts) {
      words->setText(text);
      while (words->next() != icu::BreakIterator::DONE) ++count;
    }
    benchmark::DoNotOptimize(count);
  }
  state.SetBytesProcessed(state.iterations() * notes().bytes);
}
BENCHMARK(icu_words)->Name("yardstick/icu_words")->Unit(benchmark::kMillisecond);

void text_stage(benchmark::State& state) {
  over_notes(state, [](const std::string& text) { return Text(text).folded().size(); });
}
BENCHMARK(text_stage)->Name("text/fold")->Unit(benchmark::kMillisecond);

void layout_stage(benchmark::State& state) {
  Document document;
  over_notes(state, [&](const std::string& text) {
    document.lay_out("note", text, lexicon().vocabulary(), lexicon().headings());
    return document.sentences().size();
  });
}
BENCHMARK(layout_stage)->Name("document/layout")->Unit(benchmark::kMillisecond);

// Runs `work` over notes that are laid out already.
template <class Work>
void over_documents(benchmark::State& state, Work work) {
  static const std::vector<Document> documents = [] {
    std::vector<Document> out;
    for (const std::string& text : notes().texts) out.emplace_back("note", text, lexicon().vocabulary(), lexicon().headings());
    return out;
  }();
  size_t next = 0;
  over_notes(state, [&](const std::string&) { return work(documents[next++ % documents.size()]); });
}

void quantities_stage(benchmark::State& state) {
  std::vector<Quantity> quantities;
  over_documents(state, [&](const Document& document) {
    find_quantities(document.text(), document.tokens(), quantities);
    return quantities.size();
  });
}
BENCHMARK(quantities_stage)->Name("quantities/find")->Unit(benchmark::kMillisecond);

void matcher_stage(benchmark::State& state) {
  MatchScratch scratch;
  std::vector<Hit> hits;
  over_documents(state, [&](const Document& document) {
    find_hits(document, lexicon(), {false, false}, scratch, hits);
    return hits.size();
  });
}
BENCHMARK(matcher_stage)->Name("matcher/find")->Unit(benchmark::kMillisecond);

void facts_stage(benchmark::State& state) {
  static const std::vector<Analysis> analyses = [] {
    std::vector<Analysis> out;
    Analyzer analyzer(lexicon(), Reading::facts);
    for (const std::string& text : notes().texts) out.push_back(analyzer.analyze("note", text));
    return out;
  }();
  std::vector<Fact> facts;
  std::vector<Fact> statements;
  size_t next = 0;
  over_notes(state, [&](const std::string&) {
    const Analysis& analysis = analyses[next++ % analyses.size()];
    find_facts(analysis.document, lexicon(), analysis.hits, analysis.quantities, facts, statements);
    return facts.size();
  });
}
BENCHMARK(facts_stage)->Name("facts/find")->Unit(benchmark::kMillisecond);

void whole(benchmark::State& state) {
  Analyzer analyzer(lexicon(), Reading::facts);
  Analysis analysis;
  over_notes(state, [&](const std::string& text) {
    analyzer.analyze("note", text, analysis);
    return analysis.facts.size();
  });
}
BENCHMARK(whole)->Name("pipeline/note_to_facts")->Unit(benchmark::kMillisecond);

void whole_json(benchmark::State& state) {
  Analyzer analyzer(lexicon(), Reading::facts);
  Analysis analysis;
  std::string out;
  over_notes(state, [&](const std::string& text) {
    out.clear();
    analyzer.analyze("note", text, analysis);
    write_facts(out, analysis, lexicon(), OffsetUnit::codepoint);
    return out.size();
  });
}
BENCHMARK(whole_json)->Name("pipeline/note_to_json")->Unit(benchmark::kMillisecond);

void start(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_lexicon().value().entries().size());
}
BENCHMARK(start)->Name("lexicon/load")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chartgap
