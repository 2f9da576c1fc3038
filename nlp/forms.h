// What a form asks and how it was answered: boxes of every shape, "Y" and "N" behind a question, an x in the column "No".
// Shape: a field is a stretch of words with its answer; a box stands before its label ("[x] fever") or behind it ("fever [x]"), as the rest of the line shows.
// Cost:  a line is looked at only when its marks say that it may hold something of a form.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/lines.h"
#include "nlp/span.h"
#include "nlp/tokens.h"

namespace chartgap {

// none: no field; open: an option that was left blank; unanswered: a question to which neither "yes" nor "no" was marked.
enum class Reply : uint8_t { none, open, no, yes, unanswered };
std::string_view to_string(Reply reply);

struct FormField {
  Reply reply = Reply::open;
  TokenRange label;
  bool asked = false;  // the reply stands apart from the label, as a "yes", a "no" or a tick in their column
};

// A box with what stands behind it, up to the next box, cell or line, whether that is its label or not.
struct Checkbox {
  bool checked = false;
  TokenRange label;
};

// Finds them all, fields in the order of their labels, boxes in their own; the vectors are cleared first.
void find_fields(std::string_view folded, const std::vector<Token>& tokens, const std::vector<Line>& lines, std::vector<FormField>& fields, std::vector<Checkbox>& checkboxes);

// The field that the token stands in, or null.
const FormField* field_at(const std::vector<FormField>& fields, uint32_t token);

}  // namespace chartgap
