// `chartgap explain`: why there is a fact at a place of a note, with what each of its attributes rests on, or the nearest reasons why there is none.
#include <algorithm>
#include <cstdio>

#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/lexicon_folder.h"
#include "tools/lexicon_words.h"
#include "tools/notes.h"
#include "tools/one_line.h"
#include "tools/trace.h"
#include "tools/trace_attributes.h"
#include "tools/trace_cues.h"

namespace chartgap {
namespace {

constexpr size_t kMaxPlaces = 10;
constexpr size_t kNearTerms = 3;

class Explainer {
 public:
  Explainer(const Analysis& analysis, const Lexicon& lexicon, const ExplainOptions& options)
      : analysis_(analysis), document_(analysis.document), lexicon_(lexicon), options_(options), offsets_(analysis.document.text(), OffsetUnit::codepoint) {}

  // Gives whether a fact stands there.
  bool run(Span span, std::optional<FactType> type) {
    out_ += place(span) + "  \"" + quote(span) + "\"\n";
    const std::vector<TraceReason> reasons = trace(analysis_, lexicon_, span, type);
    bool found = false;
    for (const TraceReason& reason : reasons) {
      const bool is_fact = reason.stage == TraceStage::fact;
      if (is_fact) explain_fact(analysis_.facts[reason.fact]);
      else explain_loss(reason);
      found |= is_fact;
    }
    if (!found) add_uses(span);
    const bool unknown = std::all_of(reasons.begin(), reasons.end(), [](const TraceReason& reason) {
      return reason.stage == TraceStage::no_entry || reason.stage == TraceStage::entry || reason.stage == TraceStage::quiet;
    });
    if (unknown) near_entries(span, reasons);
    return found;
  }
  const std::string& text() const { return out_; }

 private:
  std::string quote(Span span) const { return one_line(document_.text().quote(span)); }
  // name:line:column, the column in code points.
  std::string place(Span span) const {
    const std::string& bytes = document_.text().bytes();
    uint32_t line_start = span.begin;
    while (line_start > 0 && bytes[line_start - 1] != '\n' && bytes[line_start - 1] != '\r') --line_start;
    return document_.name() + ":" + std::to_string(document_.text().line_of(span.begin)) + ":" + std::to_string(offsets_(span.begin) - offsets_(line_start) + 1) + " (" +
           std::to_string(offsets_(span.begin)) + "-" + std::to_string(offsets_(span.end)) + ")";
  }
  void row(std::string_view key, const std::string& value) {
    char head[32];
    snprintf(head, sizeof head, "  %-16.*s ", static_cast<int>(key.size()), key.data());
    out_ += head + value + "\n";
  }

  void explain_fact(const Fact& fact) {
    row("fact",
        std::string(to_string(fact.type)) + " " + std::string(fact.code) + ", " + std::string(to_string(fact.assertion)) + "  \"" + quote(fact.span) + "\" at " + place(fact.span));
    row("entry", fact.entry == kNoEntry ? std::string(fact.type == FactType::score ? "none: a number that reads as a score" : "none: a cell of a table")
                                        : name_of_entry(lexicon_, fact.entry));
    row("section", section_of(fact));
    row("sentence", "\"" + quote(fact.sentence) + "\"");
    explain_assertion(fact);
    for (const AttributeSource& source : trace_attributes(analysis_, lexicon_, fact)) row(source.name, source.value + "  <- " + origin(source, fact));
  }

  std::string section_of(const Fact& fact) const {
    for (const Section& section : document_.sections()) {
      if (section.body.empty() || !document_.span_of(section.body).overlaps(fact.span)) continue;
      return std::string(to_string(section.kind)) + (section.heading.empty() ? "" : "  \"" + quote(document_.span_of(section.heading)) + "\"");
    }
    return std::string(to_string(fact.section));
  }

  std::string origin(const AttributeSource& source, const Fact& fact) const {
    if (source.entry != kNoEntry && source.entry == fact.entry && source.span.empty()) return "the entry itself";
    if (source.span.empty()) return source.name == "region" ? "follows from the code" : "the context: no single word says it";
    const std::string words = "\"" + quote(source.span) + "\"";
    return words + (source.entry == kNoEntry ? "" : "  " + name_of_entry(lexicon_, source.entry));
  }

  void explain_assertion(const Fact& fact) {
    const bool own = fact.entry != kNoEntry && lexicon_.entry(fact.entry).polarity == fact.assertion;
    if (fact.cue.entry == kNoEntry)
      row("assertion", own ? "its own words say " + std::string(to_string(fact.assertion)) : "no cue decided: what the section and the kind of fact give");
    else row("cue", "\"" + quote(fact.cue.span) + "\"  " + name_of_entry(lexicon_, fact.cue.entry));
    for (const CueTrace& cue : trace_cues(analysis_, lexicon_, fact)) list_cue(cue);
  }

  void list_cue(const CueTrace& cue) {
    const std::string reached = cue.reach == cue.span ? "reaches nothing" : "reaches \"" + quote(cue.reach) + "\"";
    if (cue.fate == CueFate::decided) return row("  reach", reached);
    const std::string_view fate = cue.fate == CueFate::other_type ? ", not for this type" : cue.fate == CueFate::outruled ? ", ruled out by another" : ", not the fact";
    row("  other cue", "\"" + quote(cue.span) + "\" " + reached + std::string(fate) + "  " + name_of_entry(lexicon_, cue.entry));
  }

  void explain_loss(const TraceReason& reason) {
    row(to_string(reason.stage), reason.message);
    if (reason.entry != kNoEntry) row("  entry", name_of_entry(lexicon_, reason.entry));
    if (reason.by != kNoEntry) row("  by", name_of_entry(lexicon_, reason.by));
  }

  // The facts that take an attribute from the words.
  void add_uses(Span span) {
    for (const Fact& fact : analysis_.facts) {
      for (const AttributeSource& source : trace_attributes(analysis_, lexicon_, fact)) {
        if (!source.span.overlaps(span)) continue;
        row("gives",
            source.name + " " + source.value + " to " + std::string(to_string(fact.type)) + " " + std::string(fact.code) + " \"" + quote(fact.span) + "\" at " + place(fact.span));
      }
    }
  }

  // Reads the lexicon again from its files: the compiled one keeps no words.
  void near_entries(Span span, const std::vector<TraceReason>& reasons) {
    const std::vector<std::string> words = words_in(document_, span);
    const Result<std::vector<LexiconSource>> sources = lexicon_sources(options_.lexicons);
    if (words.empty() || !sources.ok()) return;
    SpelledTerms terms;
    const Result<Lexicon> read = Lexicon::load(sources.value(), &terms);
    if (!read.ok()) return;
    for (const NearTerm& near : nearest_terms(read.value(), terms, words, kNearTerms)) {
      const bool told = std::any_of(reasons.begin(), reasons.end(), [&](const TraceReason& reason) { return reason.entry == near.entry; });
      if (!told) row("  nearest", "\"" + near.text + "\"  " + name_of_entry(read.value(), near.entry));
    }
  }

  const Analysis& analysis_;
  const Document& document_;
  const Lexicon& lexicon_;
  const ExplainOptions& options_;
  const OffsetMap offsets_;
  std::string out_;
};

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<uint8_t>(c) >= 128; }

// Whole words where there are any, else parts of words.
std::vector<Span> occurrences(const std::string& text, const std::string& words) {
  std::vector<Span> whole;
  std::vector<Span> all;
  for (size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    const bool cut = (at > 0 && is_word_byte(text[at - 1]) && is_word_byte(words.front())) || (end < text.size() && is_word_byte(text[end]) && is_word_byte(words.back()));
    all.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    if (!cut) whole.push_back(all.back());
  }
  return whole.empty() ? all : whole;
}

// The places of a quote: as written, or else in any letter case and over line breaks.
std::vector<Span> find_quote(const Text& text, const std::string& words) {
  std::vector<Span> places = occurrences(text.bytes(), words);
  if (!places.empty()) return places;
  std::string plain(Text(words).folded());
  std::string folded(text.folded());
  for (std::string* one : {&plain, &folded}) *one = one_line(*one);
  places = occurrences(folded, plain);
  for (Span& place : places) place = text.to_original(place.begin, place.end);
  return places;
}

// The word at an offset, or the nearest one behind it.
Span word_at(const Document& document, uint32_t byte) {
  for (uint32_t i = 0; i < document.tokens().size(); ++i) {
    const Span span = document.span_of({i, i + 1});
    if (byte < span.end) return span;
  }
  return {};
}

}  // namespace

int run_explain(const ExplainOptions& options) {
  if (options.quote.empty() == !options.at) return fail("explain needs a place; expected --at OFFSET (in code points) or --quote \"words\"");
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());
  const Result<ReadNotes> documents = read_note_files({options.note}, options.reading);
  if (!documents.ok()) return fail(documents.issues());
  if (documents.value().notes.size() > 1) return fail(options.note + " holds several notes; expected one");
  const InputDocument& note = documents.value().notes.front();
  const Analysis analysis = Analyzer(lexicon.value(), Reading::facts).analyze(note.name, note.bytes);
  std::vector<Span> places;
  if (options.at) places.push_back(word_at(analysis.document, OffsetMap(analysis.document.text(), OffsetUnit::codepoint).to_byte(*options.at)));
  else places = find_quote(analysis.document.text(), options.quote);
  if (places.empty()) return fail(note.name + ": the words \"" + options.quote + "\" do not stand in it; expected words of the note");
  if (places.front().empty()) return fail(note.name + ": no word stands at that offset; expected an offset inside the text");
  Explainer explainer(analysis, lexicon.value(), options);
  bool found = false;
  for (size_t i = 0; i < std::min(places.size(), kMaxPlaces); ++i) found |= explainer.run(places[i], fact_type_named(options.type));
  fwrite(explainer.text().data(), 1, explainer.text().size(), stdout);
  if (places.size() > kMaxPlaces) fprintf(stderr, "chartgap: %zu places more; --at tells one\n", places.size() - kMaxPlaces);
  return found ? 0 : kExitGaps;
}

}  // namespace chartgap
