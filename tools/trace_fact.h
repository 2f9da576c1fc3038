// One step of a trace: a fact that stands, or a hit that became none, and what decided so.
#pragma once

#include <optional>
#include <string>

#include "nlp/analyze.h"
#include "tools/trace.h"

namespace chartgap {

// Of a fact of the analysis: its entry, and the cue that decided its assertion.
TraceReason reason_of_fact(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact);
// Of a fact that has another type than the one asked for.
TraceReason reason_of_type(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact, FactType asked);
// Of a fact of the type asked for that has another code.
TraceReason reason_of_code(const Analysis& analysis, const Lexicon& lexicon, uint32_t fact, std::string_view asked);
// Of a hit (an index into the analysis' hits) that became no fact of that type, or none at all.
TraceReason reason_of_loss(const Analysis& analysis, const Lexicon& lexicon, uint32_t hit, std::optional<FactType> asked);

// Whether the sense can become a fact of this code: its own, or one of the region that its `*` stands for.
bool gives_code(const Sense& sense, std::string_view code);
// "symptom numbness or exam sensory_deficit"
std::string senses_of(const Entry& entry);

}  // namespace chartgap
