// A note's facts as brat standoff: T lines for the facts, A lines for their assertions, notes for their attributes.
// In:    the text file that stands beside is the note itself.
#pragma once

#include <string>

#include "nlp/analyze.h"
#include "nlp/text.h"

namespace chartgap {

void write_brat_standoff(std::string& out, const Analysis& analysis, OffsetUnit unit);

}  // namespace chartgap
