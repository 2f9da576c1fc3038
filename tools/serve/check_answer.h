// A request's documents to its answer: what was read in them, and the reports.
// Shape: as tools/page/openapi.json describes; offsets count UTF-16 units of the text in the answer.
#pragma once

#include <string>

#include "nlp/analyze.h"
#include "nlp/lexicon.h"
#include "tools/serve/answer.h"
#include "tools/serve/request_body.h"

namespace chartgap {

struct LexiconInUse {
  const Lexicon& lexicon;
  const std::string& sha256;
};

HttpAnswer check_answer(CheckRequest request, const LexiconInUse& lexicon, Analyzer& analyzer);
HttpAnswer extract_answer(ExtractRequest request, const LexiconInUse& lexicon, Analyzer& analyzer);

}  // namespace chartgap
