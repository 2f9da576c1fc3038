// `chartgap assert`: the context engine alone, on sentences with a given target.
// In:     NDJSON lines {"id", "text", "start", "end"}, in code points.
// Out:    for each line, in order, {"id", "assertion", "cue": {"id", "start", "end", "text"} or null}.
// Errors: a bad line gives {"id"?, "error"} in its place.
#pragma once

#include <iosfwd>

#include "nlp/lexicon.h"

namespace chartgap {

// Gives the exit code: 0, or 3 when any line was bad.
int run_assert(std::istream& in, std::ostream& out, const Lexicon& lexicon);

}  // namespace chartgap
