// A verdict's evidence as a reader wants it: the words around the quoted spans, and where they stand.
// In:    a case and the evidence of one verdict.
// Out:   one quote for all spans of a sentence that point the same way.
// Shape: valid UTF-8 on one line, without control characters or marks that reorder text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"

namespace chartgap {

struct Place {
  uint32_t line = 1;
  SectionKind section = SectionKind::none;
  std::string heading;  // the section's, as printed; empty before the first
  Span sentence;        // the bytes of the sentence around it
};

// The line is the file's.
Place place_of(const CaseDocument& document, Span span);

struct QuotePart {
  std::string text;
  bool marked = false;  // the evidence itself
};

struct Quote {
  uint32_t document = 0;
  uint32_t first = 0;  // index of its first span in the verdict's evidence
  Place place;
  EvidenceFor points_to = EvidenceFor::met;
  std::vector<QuotePart> parts;  // left-out words are an ellipsis
};

// The words of a part of the note with one span of it marked.
std::vector<QuotePart> parts_of(const CaseDocument& document, Span words, Span marked);

std::vector<Quote> quotes_of(const Case& patient, const std::vector<Evidence>& evidence);

// The text with every run of white space, control characters and reordering marks as one space.
std::string one_line(std::string_view utf8);

}  // namespace chartgap
