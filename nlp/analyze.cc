#include "nlp/analyze.h"

#include "nlp/facts/facts.h"

namespace chartgap {

void Analyzer::analyze(std::string_view name, std::string_view bytes, Analysis& out) {
  out.document.lay_out(name, bytes, lexicon_.vocabulary(), lexicon_.headings());
  find_quantities(out.document.text(), out.document.tokens(), out.quantities);
  find_hits(out.document, lexicon_, {reading_ == Reading::facts_and_statements, false}, scratch_, out.hits);
  find_facts(out.document, lexicon_, out.hits, out.quantities, out.facts, out.statements);
}

Analysis Analyzer::analyze(std::string_view name, std::string_view bytes) {
  Analysis out;
  analyze(name, bytes, out);
  return out;
}

}  // namespace chartgap
