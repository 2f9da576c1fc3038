// `chartgap score`: precision, recall and F1 of this program's facts, or of another run's, on annotated notes.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/score_run.h"
#include "tools/trace.h"

namespace chartgap {
namespace {

Grouping grouping_of(const std::string& name) {
  for (size_t i = 0; i < kGroupings; ++i) {
    if (to_string(static_cast<Grouping>(i)) == name) return static_cast<Grouping>(i);
  }
  return Grouping::type;
}

// The section around one byte of the note, as this program sees it.
SectionKind section_at(const Document& document, uint32_t byte) {
  uint32_t low = 0;
  uint32_t high = static_cast<uint32_t>(document.tokens().size());
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (document.span_of({middle, middle + 1}).end <= byte) low = middle + 1;
    else high = middle;
  }
  if (low == document.tokens().size()) return SectionKind::none;
  return document.section_of(document.sentences()[document.sentence_of(low)]).kind;
}

void place_in_sections(const Document& document, std::vector<AnnotatedFact>& facts) {
  const OffsetMap offsets(document.text(), OffsetUnit::codepoint);
  for (AnnotatedFact& fact : facts) fact.section = to_string(section_at(document, offsets.to_byte(fact.start)));
}

// Reads every note: the sections of its annotated facts, and this program's own facts unless others were given.
void read_notes(const Lexicon& lexicon, bool extract, ScoreRun& run) {
  Analyzer analyzer(lexicon, Reading::facts);
  Analysis analysis;
  for (size_t i = 0; i < run.corpus.size(); ++i) {
    AnnotatedDocument& document = run.corpus[i];
    analyzer.analyze(document.file, document.note, analysis);
    if (extract) run.predicted[i] = own_facts(analysis, lexicon);
    place_in_sections(analysis.document, document.facts);
    place_in_sections(analysis.document, run.predicted[i]);
  }
}

// Gives each predicted document to the annotated one whose file has its name; ids that stand twice cannot be told apart.
Issues assign_predictions(std::vector<PredictedDocument>& documents, const std::string& file, ScoreRun& run) {
  Issues issues;
  std::map<std::string, size_t> by_id;
  for (size_t i = 0; i < run.corpus.size(); ++i) {
    if (!by_id.emplace(run.corpus[i].id, i).second)
      issues.push_back({run.corpus[i].file, 0, 0, "annotation.repeated_id", "another note of the corpus has this name", "one note a name"});
  }
  std::vector<bool> given(run.corpus.size());
  size_t elsewhere = 0;
  for (PredictedDocument& document : documents) {
    const auto found = by_id.find(std::filesystem::path(document.document).stem().string());
    if (found == by_id.end()) {
      ++elsewhere;
    } else if (given[found->second]) {
      issues.push_back({file, 0, 0, "annotation.repeated_id", "the document \"" + document.document + "\" stands here twice", "one line a document"});
    } else {
      given[found->second] = true;
      run.predicted[found->second] = std::move(document.facts);
    }
  }
  const auto missing = std::count(given.begin(), given.end(), false);
  if (elsewhere > 0) std::cerr << "chartgap: " << file << ": " << elsewhere << " documents are not in the corpus and were passed over\n";
  if (missing > 0) std::cerr << "chartgap: " << file << ": " << missing << " annotated documents have no line; all their facts count as missed\n";
  return issues;
}

Issues read_predictions(const std::string& file, ScoreRun& run) {
  const Result<std::vector<InputDocument>> input = read_documents({file});
  if (!input.ok()) return input.issues();
  Result<std::vector<PredictedDocument>> documents = parse_predictions(input.value().front().bytes, file);
  if (!documents.ok()) return documents.issues();
  return assign_predictions(documents.value(), file, run);
}

// The floors of the gate file; none when no gate is asked for.
Result<std::vector<Floor>> read_gate(const std::string& file) {
  if (file.empty()) return std::vector<Floor>{};
  const Result<std::vector<InputDocument>> input = read_documents({file});
  if (!input.ok()) return input.issues();
  return parse_gate(input.value().front().bytes, file);
}

}  // namespace

int run_score(const ScoreOptions& options) {
  Issues issues;
  const Result<std::vector<Floor>> gate = read_gate(options.gate);
  if (!gate.ok()) add_issues(issues, gate.issues());
  Result<std::vector<AnnotatedDocument>> corpus = read_corpus(options.corpus);
  if (!corpus.ok()) add_issues(issues, corpus.issues());
  if (!issues.empty()) return fail(issues);
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());

  ScoreRun run;
  run.match = options.match == "exact" ? Match::exact : Match::overlap;
  run.corpus = std::move(corpus.value());
  run.predicted.resize(run.corpus.size());
  if (!options.predictions.empty()) add_issues(issues, read_predictions(options.predictions, run));
  if (!issues.empty()) return fail(issues);
  read_notes(lexicon.value(), options.predictions.empty(), run);
  count_run(run);
  if (options.predictions.empty()) explain_errors(lexicon.value(), options.lexicons, options.errors, run);

  const ReportOptions report{grouping_of(options.by), options.intervals, options.errors, places_of_entries(lexicon.value())};
  std::cout << (options.format == "json" ? score_json(run, report) : score_text(run, report));
  const std::vector<std::string> missed = missed_floors(run, gate.value(), options.gate);
  // The JSON stays one value: there the floors go where messages go.
  for (const std::string& line : missed) (options.format == "json" ? std::cerr : std::cout) << line << "\n";
  return missed.empty() ? kExitSupported : kExitGaps;
}

}  // namespace chartgap
