// Judging one case of about 200 facts under one policy, reading left out: the labelled cases of corpus/ are read once, and put together until there are enough facts.
// The bar is 50 microseconds. Each pass checks its verdicts, so that a wrong fast path cannot win.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "criteria/advisories.h"
#include "criteria/case_reader.h"
#include "criteria/judge.h"
#include "tools/command.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr size_t kFacts = 200;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> sorted(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

size_t facts_of(const Case& patient) {
  size_t facts = 0;
  for (const CaseDocument& document : patient.documents) facts += document.facts.size();
  return facts;
}

// The first labelled cases whose documents together hold as many facts.
const Case& patient() {
  static const Case read = [] {
    Analyzer analyzer(lexicon());
    Case all;
    for (const fs::path& folder : sorted(fs::path(CHARTGAP_ROOT) / "corpus/cases")) {
      if (facts_of(all) >= kFacts) break;
      CaseReader reader(analyzer);
      for (const fs::path& file : sorted(folder)) {
        if (file.extension() == ".txt") reader.add({file.string(), contents(file)});
      }
      for (CaseDocument& document : reader.take().documents) all.documents.push_back(std::move(document));
    }
    return all;
  }();
  return read;
}

Policy policy(const std::string& id) { return load_policy(contents(fs::path(CHARTGAP_ROOT) / "criteria/policies" / (id + ".json")), id).value(); }

void judge_case(benchmark::State& state, const std::string& id) {
  const Policy judged_by = policy(id);
  const Judgement expected = judge(patient(), judged_by);
  for (auto _ : state) {
    const Judgement judgement = judge(patient(), judged_by);
    const bool same = std::equal(judgement.verdicts.begin(), judgement.verdicts.end(), expected.verdicts.begin(),
                                 [](const Verdict& a, const Verdict& b) { return a.status == b.status && a.evidence == b.evidence; });
    if (!same) state.SkipWithError("the verdicts are others");
  }
  state.counters["facts"] = static_cast<double>(facts_of(patient()));
  state.counters["criteria"] = static_cast<double>(judged_by.criteria.size());
}

BENCHMARK_CAPTURE(judge_case, own, std::string("cervical-esi-62321"))->Name("judge/own/case200")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge_case, medicare, std::string("medicare-esi-cervical"))->Name("judge/medicare/case200")->Unit(benchmark::kMicrosecond);

void advise_case(benchmark::State& state) {
  const Policy judged_by = policy("cervical-esi-62321");
  const size_t expected = advisories_of(patient(), judged_by).size();
  for (auto _ : state) {
    if (advisories_of(patient(), judged_by).size() != expected) state.SkipWithError("the advisories are others");
  }
}
BENCHMARK(advise_case)->Name("advise/own/case200")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace chartgap
