// The text of an HTML or XHTML page as a browser shows it: lines from blocks, tabs between the cells of a row, no script, style or title.
// In:     UTF-8.
// Errors: none; whatever the page is, it has a text.
// Cost:   one pass without a tree, so that no nesting and no unclosed tag costs more than its bytes.
#pragma once

#include <string>
#include <string_view>

#include "tools/readers/note_text.h"

namespace chartgap {

NoteText read_html(std::string_view page);
// The encoding that the page's <meta> names, or empty.
std::string encoding_in_html(std::string_view page);

}  // namespace chartgap
