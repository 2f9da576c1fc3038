// Where a fact's attributes come from: the nearest words of its sentence, of its headings or of the sentences beside it that say so.
// Out:   one line an attribute, in the order of the report's keys.
#pragma once

#include <string>
#include <vector>

#include "nlp/analyze.h"
#include "tools/trace.h"

namespace chartgap {

struct AttributeSource {
  std::string name;   // as in the JSON of a fact
  std::string value;  // likewise
  Span span;          // of the words; empty when the entry itself says it, or nothing was found that does
  uint32_t entry = kNoEntry;
  bool quantity = false;
};

std::vector<AttributeSource> trace_attributes(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact);

// Why a fact lacks a value that it should have: words near it give the value and were not bound (binding), or none do (quantity, no_entry). Key and value are as the score writes them.
TraceReason reason_of_missing_value(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact, const std::string& key, const std::string& value);
// Where a value that the fact should not have comes from.
TraceReason reason_of_value(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact, const std::string& key, const std::string& value);

}  // namespace chartgap
