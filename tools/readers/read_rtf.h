// The text of an RTF document (Rich Text Format 1.9.1): paragraphs as lines, cells with tabs between them.
// Shape:  bytes of a code page are decoded by the font that is on; pictures, fields' instructions, headers, footers, hidden and deleted text are left out.
// Errors: bad-rtf (begins with no {\rtf), too-deep, truncated.
#pragma once

#include <string_view>

#include "tools/readers/note_text.h"

namespace chartgap {

NoteTextOr read_rtf(std::string_view document);

}  // namespace chartgap
