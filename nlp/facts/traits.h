// What a whole note is: a report on a study, an operation's, a clinic's.
// In: the layout, the hits and the quantities of a note.
#pragma once

#include <cstdint>
#include <vector>

#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/lexicon.h"
#include "nlp/matcher.h"
#include "nlp/quantities.h"

namespace chartgap {

struct NoteTraits {
  bool imaging_report = false;
  bool procedure_note = false;
  bool spine = false;                      // speaks of the spine at all
  Modality modality = Modality::none;      // of an imaging report
  SpineRegion region = SpineRegion::none;  // that the note speaks of most
};

// Whether a section is of a visit rather than of a report.
bool is_clinic_section(SectionKind kind);
// Whether it tells of an operation: what was done, or how.
bool is_operation_section(SectionKind kind);

NoteTraits find_traits(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities);

}  // namespace chartgap
