// The narrative of a C-CDA document: its sections' titles and text blocks, or the body that is no XML.
// In:     bytes; their encoding as given, else as the XML declaration says.
// Shape:  a document, or one section of it, as examples and feeds of sections have them.
// Errors: bad-xml, too-deep, too-many-elements, not-a-note (no ClinicalDocument), no-text, and those of a body that is no XML.
#pragma once

#include <string>

#include "tools/readers/note_text.h"

namespace chartgap {

struct CcdaDocument {
  NoteTextOr text;
  std::string id;
  std::string patient_id;
  std::string date;
  std::string kind;
};

CcdaDocument read_ccda(std::string bytes, const std::string& encoding);

}  // namespace chartgap
