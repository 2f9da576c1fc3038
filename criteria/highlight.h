// A note in full as HTML lines, with every quoted span marked and linked to the criteria that it serves.
// Shape: overlapping spans are cut into segments; a span's anchor stands at its first segment and its references after its last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/judge.h"
#include "nlp/text.h"

namespace chartgap {

struct Mark {
  Span span;
  uint32_t verdict = 0;   // index into the judgement
  uint32_t evidence = 0;  // index into the verdict's evidence
  EvidenceFor points_to = EvidenceFor::met;
  std::string_view label;  // of the criterion
};

// The anchors that both sides of the page link to. Criteria are numbered from 1 in the policy's order.
std::string criterion_anchor(uint32_t verdict);
std::string evidence_anchor(uint32_t verdict, uint32_t evidence);

// `line_anchor` is put before each line's number to make its id.
std::string highlighted(const Text& text, std::vector<Mark> marks, std::string_view line_anchor);

// Safe as an element's text and as a quoted attribute; control characters become U+FFFD.
std::string html_escaped(std::string_view utf8);

}  // namespace chartgap
