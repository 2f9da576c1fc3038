// What the cues of a sentence have to do with a fact in it, and why its assertion is what it is.
// Out:   the cues in the order of the text.
#pragma once

#include <vector>

#include "nlp/analyze.h"
#include "tools/trace.h"

namespace chartgap {

// decided: the fact's assertion is its; not_reaching: it reaches other words; other_type: not for facts of this type; outruled: another cue is stronger or nearer.
enum class CueFate : uint8_t { decided, not_reaching, other_type, outruled };

struct CueTrace {
  uint32_t entry = kNoEntry;
  CueAxis axis = CueAxis::negated;
  CueFate fate = CueFate::not_reaching;
  Span span;
  Span reach;  // the span itself when it reaches nothing
};
std::vector<CueTrace> trace_cues(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact);

// Why a fact is not `wanted` (present, absent ...): the cue that decided otherwise, the one that did not reach it, or that none is there.
TraceReason reason_of_assertion(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact, std::string_view wanted);

}  // namespace chartgap
