// `chartgap inspect`: what one stage saw, for people who tune the lexicons.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "nlp/analyze.h"
#include "nlp/context.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/fact_json.h"
#include "tools/notes.h"
#include "tools/trace.h"

namespace chartgap {
namespace {

// Writes what one stage saw of one analysis as an array of objects.
class StageWriter {
 public:
  StageWriter(const Analysis& analysis, const Lexicon& lexicon, JsonWriter& json)
      : analysis_(analysis), document_(analysis.document), lexicon_(lexicon), json_(json), offsets_(analysis.document.text(), OffsetUnit::codepoint) {}

  void write(const std::string& stage) {
    if (stage == "sections") sections();
    else if (stage == "sentences") sentences();
    else if (stage == "tokens") tokens();
    else if (stage == "hits") hits();
    else if (stage == "context") context();
    else if (stage == "quantities") quantities();
    else facts();
  }

 private:
  void place(TokenRange range) { place(document_.span_of(range)); }
  void place(Span span) { json_.key("start").integer(offsets_(span.begin)).key("end").integer(offsets_(span.end)).key("text").string(document_.text().quote(span)); }

  void sections() {
    for (const Section& section : document_.sections()) {
      json_.begin_object().key("section").string(to_string(section.kind));
      place(section.heading);
      json_.end_object();
    }
    for (const Topic& topic : document_.topics()) {
      json_.begin_object().key("topic").string(topic.level ? "level" : "heading");
      place(topic.heading);
      json_.end_object();
    }
    for (const FormField& field : document_.fields()) {
      json_.begin_object().key("field").string(to_string(field.reply));
      place(field.label);
      json_.end_object();
    }
  }

  void sentences() {
    for (const Sentence& sentence : document_.sentences()) {
      json_.begin_object().key("section").string(to_string(document_.section_of(sentence).kind)).key("heading").boolean(sentence.heading).key("item").boolean(sentence.item);
      place(sentence.tokens);
      json_.end_object();
    }
  }

  void tokens() {
    for (uint32_t i = 0; i < document_.tokens().size(); ++i) {
      const Token& token = document_.tokens()[i];
      json_.begin_object()
          .key("kind")
          .string(token.kind == TokenKind::word     ? "word"
                  : token.kind == TokenKind::number ? "number"
                                                    : "punctuation")
          .key("known")
          .boolean(token.word != kUnknownWord);
      place(TokenRange{i, i + 1});
      json_.end_object();
    }
  }

  void hits() {
    for (const Hit& hit : analysis_.hits) {
      const Entry& entry = lexicon_.entry(hit.entry);
      json_.begin_object()
          .key("rule")
          .string(entry.id)
          .key("class")
          .string(to_string(entry.hit_class))
          .key("code")
          .string(entry.senses.empty() ? entry.code : entry.senses.front().code);
      json_.key("where").string(place_of_entry(lexicon_, hit.entry));
      place(hit.tokens);
      json_.end_object();
    }
  }

  void context() {
    SentenceContext sentence_context;
    for (uint32_t i = 0; i < document_.sentences().size(); ++i) {
      sentence_context.prepare(document_, lexicon_, analysis_.hits, i);
      for (const CueReach& reach : sentence_context.reaches()) {
        const Hit& hit = analysis_.hits[reach.hit];
        json_.begin_object().key("cue").string(lexicon_.entry(hit.entry).id).key("where").string(place_of_entry(lexicon_, hit.entry));
        place(hit.tokens);
        json_.key("reach").begin_object();
        place(reach.reach);
        json_.end_object().end_object();
      }
    }
  }

  void quantities() {
    static constexpr const char* kKinds[] = {"duration", "date", "percent", "score", "count", "grade", "level"};
    static constexpr const char* kRoles[] = {"length", "age", "ago", "since", "repeat", "ahead"};
    for (const Quantity& quantity : analysis_.quantities) {
      json_.begin_object().key("kind").string(kKinds[static_cast<size_t>(quantity.kind)]);
      place(quantity.tokens);
      switch (quantity.kind) {
        case QuantityKind::duration:
          json_.key("iso").string(quantity.duration.iso()).key("min_days");
          quantity.duration.min_days == kNoBound ? json_.null() : json_.integer(quantity.duration.min_days);
          json_.key("max_days");
          quantity.duration.max_days == kNoBound ? json_.null() : json_.integer(quantity.duration.max_days);
          json_.key("role").string(kRoles[static_cast<size_t>(quantity.role)]);
          if (!quantity.date.empty()) json_.key("from").string(to_string(quantity.date));
          if (!quantity.end_date.empty()) json_.key("to").string(to_string(quantity.end_date));
          break;
        case QuantityKind::date: json_.key("date").string(to_string(quantity.date)); break;
        case QuantityKind::level: names("levels", quantity.levels.names()), names("roots", quantity.roots.names()); break;
        default: number(quantity); break;
      }
      json_.end_object();
    }
  }
  void number(const Quantity& quantity) {
    json_.key("value").number(quantity.value);
    if (quantity.low) json_.key("low").number(*quantity.low);
    if (quantity.max > 0) json_.key("max").number(quantity.max);
  }
  void names(std::string_view key, const std::vector<std::string>& names) {
    json_.key(key).begin_array();
    for (const std::string& name : names) json_.string(name);
    json_.end_array();
  }

  void facts() {
    for (const std::vector<Fact>* facts : {&analysis_.facts, &analysis_.statements}) {
      for (const Fact& fact : *facts) write_fact(json_, document_, lexicon_, offsets_, fact);
    }
  }

  const Analysis& analysis_;
  const Document& document_;
  const Lexicon& lexicon_;
  JsonWriter& json_;
  const OffsetMap offsets_;
};

void print(const std::string& out) { fwrite(out.data(), 1, out.size(), stdout); }

void inspect_document(const Lexicon& lexicon, Analyzer& analyzer, const InspectOptions& options, const InputDocument& input) {
  const std::string& name = input.name;
  const Analysis analysis = analyzer.analyze(name, input.bytes);
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  StageWriter(analysis, lexicon, json).write(options.stage);
  json.end_array();
  if (options.format == "ndjson") {
    std::string line;
    JsonWriter(line).begin_object().key("id").string(name).key(options.stage);
    print(line + out + "}\n");
    return;
  }
  const auto rows = nlohmann::ordered_json::parse(out, nullptr, false);
  for (const auto& row : rows) print(row.dump() + "\n");
}

// Rows {"id", "text"} on the standard input, one answer each.
int inspect_rows(const Lexicon& lexicon, Analyzer& analyzer, const InspectOptions& options) {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("text") || !row["text"].is_string()) {
      print("{\"error\":\"a row must be an object with \\\"id\\\" and \\\"text\\\"\"}\n");
      continue;
    }
    const auto id = row.contains("id") ? row["id"] : nlohmann::json();
    inspect_document(lexicon, analyzer, options, {id.is_string() ? id.get<std::string>() : id.dump(), row["text"].get<std::string>()});
  }
  return 0;
}

}  // namespace

int run_inspect(const InspectOptions& options) {
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());
  Analyzer analyzer(lexicon.value());
  if (options.format == "ndjson" && options.documents == std::vector<std::string>{"-"}) return inspect_rows(lexicon.value(), analyzer, options);
  const Result<ReadNotes> documents = read_note_files(options.documents, options.reading);
  if (!documents.ok()) return fail(documents.issues());
  for (const InputDocument& input : documents.value().notes) inspect_document(lexicon.value(), analyzer, options, input);
  fail(documents.value().rejects);
  return documents.value().rejects.empty() ? 0 : kExitRejects;
}

}  // namespace chartgap
