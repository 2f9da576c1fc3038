// Why the errors of a score are there: the analysis of each note is traced again.
#include <algorithm>

#include "tools/fact_json.h"
#include "tools/lexicon_folder.h"
#include "tools/lexicon_words.h"
#include "tools/one_line.h"
#include "tools/score_run.h"
#include "tools/trace.h"
#include "tools/trace_attributes.h"
#include "tools/trace_cues.h"
#include "tools/trace_fact.h"

namespace chartgap {
namespace {

bool overlap(const AnnotatedFact& a, const AnnotatedFact& b) { return a.start < b.end && b.start < a.end; }

// The lexicon with its words: the compiled one keeps none. Read when it is first asked.
class WordSource {
 public:
  explicit WordSource(const std::vector<std::string>& folders) : folders_(folders) {}

  // "; nearest of the code: "arm pain" symptom.upper_limb_pain lexicons/symptom.json:36", or nothing.
  std::string nearest_of(const Document& document, Span span, const WantedSense& wanted) {
    if (!read_) read();
    const std::vector<std::string> words = words_in(document, span);
    if (!lexicon_ || words.empty()) return "";
    const std::vector<NearTerm> near = nearest_terms(*lexicon_, terms_, words, 1, wanted);
    return near.empty() ? "" : "; nearest of the code: \"" + near.front().text + "\" " + name_of_entry(*lexicon_, near.front().entry);
  }

 private:
  void read() {
    read_ = true;
    const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders_);
    if (!sources.ok()) return;
    Result<Lexicon> loaded = Lexicon::load(sources.value(), &terms_);
    if (loaded.ok()) lexicon_ = std::move(loaded.value());
  }

  const std::vector<std::string>& folders_;
  bool read_ = false;
  std::optional<Lexicon> lexicon_;
  SpelledTerms terms_;
};

// The errors of one note.
class CauseFinder {
 public:
  CauseFinder(const Lexicon& lexicon, const Analysis& analysis, const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted,
              const std::vector<ScoreError>& errors, WordSource& words)
      : words_(words), lexicon_(lexicon), analysis_(analysis), gold_(gold), predicted_(predicted), errors_(errors), offsets_(analysis.document.text(), OffsetUnit::codepoint) {}

  std::vector<ErrorCause> find(const ScoreError& error) const {
    switch (error.kind) {
      case ErrorKind::missed: return {cause(missed(error.gold))};
      case ErrorKind::spurious: return {cause(spurious(error.predicted))};
      case ErrorKind::assertion: return {cause(reason_of_assertion(analysis_, lexicon_, error.predicted, gold_[error.gold].assertion))};
      case ErrorKind::attributes: return attributes(error);
    }
    return {};
  }

 private:
  Span span_of(const AnnotatedFact& fact) const { return {offsets_.to_byte(fact.start), offsets_.to_byte(fact.end)}; }
  std::string quote(Span span) const { return "\"" + one_line(analysis_.document.text().quote(span)) + "\""; }

  TraceReason missed(uint32_t index) const {
    const AnnotatedFact& gold = gold_[index];
    for (const ScoreError& other : errors_) {
      if (other.kind != ErrorKind::spurious || !is_beside(index, other.predicted)) continue;
      TraceReason out = reason_of_fact(analysis_, lexicon_, other.predicted);
      out.stage = TraceStage::span;
      out.message += ": beside the annotated words";
      return out;
    }
    const FactType type = fact_type_named(gold.type).value_or(FactType::statement);
    TraceReason out = trace_missed(analysis_, lexicon_, span_of(gold), type, gold.code);
    if (out.stage == TraceStage::no_entry) out.message += words_.nearest_of(analysis_.document, span_of(gold), {type, gold.code});
    return out;
  }

  // One fact with two spans: the annotated words and those that were found stand in one sentence.
  bool is_beside(uint32_t gold, uint32_t predicted) const {
    const Span annotated = span_of(gold_[gold]);
    return gold_[gold].type == predicted_[predicted].type && gold_[gold].code == predicted_[predicted].code && !overlap(gold_[gold], predicted_[predicted]) &&
           analysis_.facts[predicted].sentence.contains(annotated);
  }

  // What made it, and what is annotated in its place.
  TraceReason spurious(uint32_t index) const {
    const AnnotatedFact& fact = predicted_[index];
    TraceReason out = reason_of_fact(analysis_, lexicon_, index);
    out.stage = out.entry == kNoEntry ? TraceStage::quantity : TraceStage::entry;
    const AnnotatedFact* there = annotated_at(fact);
    const auto beside = std::find_if(errors_.begin(), errors_.end(), [&](const ScoreError& other) { return other.kind == ErrorKind::missed && is_beside(other.gold, index); });
    if (beside != errors_.end()) {
      out.stage = TraceStage::span;
      out.message += "; it is annotated at " + quote(span_of(gold_[beside->gold]));
    } else if (there == nullptr) {
      out.message += "; nothing is annotated there";
    } else if (there->type == fact.type && there->code == fact.code) {
      out.stage = TraceStage::merged;
      out.message += "; the one that is annotated there was found by other words";
    } else {
      out.stage = there->type == fact.type ? TraceStage::code : TraceStage::type;
      out.message += "; what is annotated there is " + there->type + " " + there->code;
    }
    return out;
  }

  // The likest annotated fact at the place of one.
  const AnnotatedFact* annotated_at(const AnnotatedFact& fact) const {
    const AnnotatedFact* best = nullptr;
    int likeness = 0;
    for (const AnnotatedFact& gold : gold_) {
      const int like = !overlap(gold, fact) ? 0 : gold.type != fact.type ? 1 : gold.code != fact.code ? 2 : 3;
      if (like <= likeness) continue;
      likeness = like;
      best = &gold;
    }
    return best;
  }

  std::vector<ErrorCause> attributes(const ScoreError& error) const {
    const AttributePairs wanted = attribute_pairs(gold_[error.gold]);
    const AttributePairs had = attribute_pairs(predicted_[error.predicted]);
    std::vector<ErrorCause> out;
    for (const auto& [key, value] : wanted) {
      if (!std::binary_search(had.begin(), had.end(), std::pair(key, value))) out.push_back(cause(reason_of_missing_value(analysis_, lexicon_, error.predicted, key, value)));
    }
    for (const auto& [key, value] : had) {
      if (!std::binary_search(wanted.begin(), wanted.end(), std::pair(key, value))) out.push_back(cause(reason_of_value(analysis_, lexicon_, error.predicted, key, value)));
    }
    return out;
  }

  ErrorCause cause(const TraceReason& reason) const { return {std::string(to_string(reason.stage)), reason.message, named(reason.entry), named(reason.by)}; }
  NamedEntry named(uint32_t entry) const { return entry == kNoEntry ? NamedEntry{} : NamedEntry{lexicon_.entry(entry).id, place_of_entry(lexicon_, entry)}; }

  WordSource& words_;
  const Lexicon& lexicon_;
  const Analysis& analysis_;
  const std::vector<AnnotatedFact>& gold_;
  const std::vector<AnnotatedFact>& predicted_;
  const std::vector<ScoreError>& errors_;
  const OffsetMap offsets_;
};

}  // namespace

void explain_errors(const Lexicon& lexicon, const std::vector<std::string>& folders, size_t limit, ScoreRun& run) {
  WordSource words(folders);
  Analyzer analyzer(lexicon, Reading::facts);
  for (size_t i = 0; i < run.documents.size() && limit > 0; ++i) {
    const std::vector<ScoreError>& errors = run.documents[i].errors;
    if (errors.empty()) continue;
    const Analysis analysis = analyzer.analyze(run.corpus[i].file, run.corpus[i].note);
    const CauseFinder finder(lexicon, analysis, run.corpus[i].facts, run.predicted[i], errors, words);
    for (size_t k = 0; k < errors.size() && limit > 0; ++k, --limit) run.causes[{i, k}] = finder.find(errors[k]);
  }
}

std::vector<AnnotatedFact> own_facts(const Analysis& analysis, const Lexicon& lexicon) {
  std::string line;
  write_facts(line, analysis, lexicon, OffsetUnit::codepoint);
  Result<std::vector<PredictedDocument>> own = parse_predictions(line, analysis.document.name());
  return own.ok() && !own.value().empty() ? std::move(own.value().front().facts) : std::vector<AnnotatedFact>{};
}

}  // namespace chartgap
