// One document's facts as the `extract` command prints them.
// Shape: {"document", "facts": [{"type", "code", "assertion", "start", "end", "text", "section", "rule", "cue", "attributes"}]}; absent attributes are left out.
#pragma once

#include <string>
#include <string_view>

#include "nlp/analyze.h"
#include "nlp/json_writer.h"
#include "nlp/lexicon.h"
#include "nlp/text.h"

namespace chartgap {

// The lexicon entry that made the fact, or the table or quantity.
std::string_view rule_of(const Lexicon& lexicon, const Fact& fact);
void write_attributes(JsonWriter& json, const Text& text, const Attributes& attributes);
void write_fact(JsonWriter& json, const Document& document, const Lexicon& lexicon, const OffsetMap& offsets, const Fact& fact);
// Appends the whole line, without a line end.
void write_facts(std::string& out, const Analysis& analysis, const Lexicon& lexicon, OffsetUnit unit);

}  // namespace chartgap
