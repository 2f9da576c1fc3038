// A field of an HL7 v2 message as text: escapes resolved, repeats on lines of their own.
// Source: HL7 v2.5.1, 2.7 "Use of escape sequences in text fields".
#pragma once

#include <string_view>

#include "tools/readers/note_text.h"

namespace chartgap {

// The characters of MSH-1 and MSH-2.
struct Hl7Marks {
  char field = '|';
  char component = '^';
  char repetition = '~';
  char escape = '\\';
  char subcomponent = '&';
};

// `source` is where the field begins.
void append_hl7_field(std::string_view field, uint64_t source, const Hl7Marks& marks, NoteText& out);

}  // namespace chartgap
