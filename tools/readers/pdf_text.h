// The text layer of a PDF, by poppler's program `pdftotext`, which runs as a child with limits on time, memory and output.
// Shape:  the PDF and its text go through memory only, never through a file on a disk.
// Errors: no-pdftotext (not installed), bad-pdf, no-text (a scan without a text layer), too-large.
#pragma once

#include <string>

#include "tools/readers/note_text.h"

namespace chartgap {

NoteTextOr read_pdf(const std::string& bytes, uint64_t longest);

}  // namespace chartgap
