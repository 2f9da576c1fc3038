// Whether a talk about risks, benefits and alternatives was held, and consent given, or is still to come, or was not.
// Source: the counseling type of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// Present, absent ("consent was not obtained") or hypothetical ("risks will be discussed at the next visit").
Assertion counsel_assertion(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense);

// "Consent: signed", "Risks: explained": a heading that its own line answers.
bool is_told_heading(const Scene& scene, const Section& section);

}  // namespace chartgap
