// The words that lead a row of an examination and say what it is of ("Motor", "DTR", "ROM") or where its motions are ("cervical").
#pragma once

#include <optional>
#include <string_view>

#include "nlp/document.h"
#include "nlp/facts/exam_values.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {

enum class RowWord : uint8_t { none, motor, reflex, motion, other, neck, back };
RowWord row_word(const Document& document, uint32_t at);
// What a word that leads a row says the row is of; nothing for others.
std::optional<Ask> row_label_at(const Document& document, uint32_t at);
// What a finding of the lexicon asks: its code's own question.
Ask ask_of_code(std::string_view code);
// Passes what may be a word of either kind.
const WordFilter& row_label_filter();

}  // namespace chartgap
