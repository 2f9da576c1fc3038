// `chartgap extract`: the facts of each document, one line a document; or as a table, or as brat standoff.
#include <cstdio>

#include "nlp/analyze.h"
#include "tools/brat_standoff.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/fact_json.h"
#include "tools/notes.h"
#include "tools/one_line.h"

namespace chartgap {
namespace {

void write_text(std::string& out, const Analysis& analysis, OffsetUnit unit) {
  const OffsetMap offsets(analysis.document.text(), unit);
  out += analysis.document.name() + "\n";
  for (const Fact& fact : analysis.facts) {
    std::string attributes;
    JsonWriter json(attributes);
    write_attributes(json, analysis.document.text(), fact.attributes);
    char head[160];
    snprintf(head, sizeof head, "%6u %6u  line %-4u %-12s %-24s %-12s ", offsets(fact.span.begin), offsets(fact.span.end), analysis.document.text().line_of(fact.span.begin),
             std::string(to_string(fact.type)).c_str(), std::string(fact.code).c_str(), std::string(to_string(fact.assertion)).c_str());
    out += head;
    out += '"' + one_line(analysis.document.text().quote(fact.span)) + "\"  " + attributes + "\n";
  }
}

}  // namespace

int run_extract(const ExtractOptions& options) {
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());
  const Result<ReadNotes> documents = read_note_files(options.documents, options.reading);
  if (!documents.ok()) return fail(documents.issues());
  Analyzer analyzer(lexicon.value(), Reading::facts);
  std::string out;
  Analysis analysis;
  for (const InputDocument& input : documents.value().notes) {
    out.clear();
    analyzer.analyze(input.name, input.bytes, analysis);
    if (options.format == "ndjson") {
      write_facts(out, analysis, lexicon.value(), options.offsets);
      out += '\n';
    } else if (options.format == "brat") {
      write_brat_standoff(out, analysis, options.offsets);
    } else {
      write_text(out, analysis, options.offsets);
    }
    fwrite(out.data(), 1, out.size(), stdout);
  }
  fail(documents.value().rejects);
  return documents.value().rejects.empty() ? 0 : kExitRejects;
}

}  // namespace chartgap
