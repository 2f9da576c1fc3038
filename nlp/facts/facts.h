// Hits and quantities bound into facts with assertions and attributes.
// Out: facts of the fact model and statements for the judge, each in the order of the text; both vectors are cleared first.
#pragma once

#include <vector>

#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/lexicon.h"
#include "nlp/matcher.h"
#include "nlp/quantities.h"

namespace chartgap {

void find_facts(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities, std::vector<Fact>& facts,
                std::vector<Fact>& statements);

}  // namespace chartgap
