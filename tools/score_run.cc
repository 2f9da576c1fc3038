#include "tools/score_run.h"

#include <array>
#include <utility>

namespace chartgap {

std::string_view to_string(Grouping grouping) {
  constexpr std::array<std::string_view, kGroupings> kNames = {"type", "code", "section", "assertion", "rule"};
  return kNames[static_cast<size_t>(grouping)];
}

void count_run(ScoreRun& run) {
  for (size_t i = 0; i < run.corpus.size(); ++i) {
    DocumentScore overlap = score_document(run.corpus[i].facts, run.predicted[i], Match::overlap);
    DocumentScore exact = score_document(run.corpus[i].facts, run.predicted[i], Match::exact);
    run.overlap.add(overlap.score);
    run.exact.add(exact.score);
    run.documents.push_back(std::move(run.match == Match::overlap ? overlap : exact));
  }
}

}  // namespace chartgap
