#include "nlp/analyze.h"

#include "nlp/facts/facts.h"

namespace chartgap {

Analysis Analyzer::analyze(std::string name, std::string bytes) {
  Analysis out;
  out.document = Document(std::move(name), std::move(bytes), lexicon_.vocabulary(), lexicon_.headings());
  find_quantities(out.document.text(), out.document.tokens(), out.quantities);
  find_hits(out.document, lexicon_, scratch_, out.hits);
  find_facts(out.document, lexicon_, out.hits, out.quantities, out.facts, out.statements);
  return out;
}

}  // namespace chartgap
