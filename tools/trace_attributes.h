// Where a fact's attributes come from: the nearest words of its sentence, of its headings or of the sentences beside it that say so.
// Out:   one line an attribute, in the order of the report's keys.
#pragma once

#include <string>
#include <vector>

#include "nlp/analyze.h"

namespace chartgap {

struct AttributeSource {
  std::string name;   // as in the JSON of a fact
  std::string value;  // likewise
  Span span;          // of the words; empty when the entry itself says it, or nothing was found that does
  uint32_t entry = kNoEntry;
  bool quantity = false;
};

std::vector<AttributeSource> trace_attributes(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact);

}  // namespace chartgap
