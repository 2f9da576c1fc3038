// Several visits in one file: where each begins and ends, and its date.
// In:    a file's text.
// Out:   whole lines, in the order of the text; one visit over everything, undated, when the text tells of one. Rules and blank lines between visits belong to none.
// Shape: a visit begins with a dated head at the top of a paragraph: a labelled date of service, a title with a date, a date with a title, or a date right behind a rule.
//        Two heads in a row of one date are one visit (a page's head printed again), and a head with hardly a word behind it is none.
// Units: bytes of the text.
#pragma once

#include <vector>

#include "nlp/quantities.h"
#include "nlp/span.h"
#include "nlp/text.h"

namespace chartgap {

struct Visit {
  Span span;
  Date date;
};
std::vector<Visit> find_visits(const Text& text);

}  // namespace chartgap
