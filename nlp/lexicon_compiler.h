// Checked entries to the compiled lexicon: every term into the automaton of its layer, or into the phrases where it has classes or gaps.
// Errors: all terms that do not compile.
#pragma once

#include "nlp/lexicon.h"
#include "nlp/lexicon_reader.h"

namespace chartgap {

// `spelled`, when given, gets every term with the word sequences that it spells.
Result<Lexicon> compile_lexicon(LexiconContents contents, SpelledTerms* spelled);

}  // namespace chartgap
