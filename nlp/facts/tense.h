// Whether what a head names is now, over, or to come: by the section, and by the words that say that a therapy was given, a cancer treated or a drug begun.
// Source: decisions 7, 14, 16 and 25 of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// A drug whose being taken, held or begun matters to a needle.
bool is_blood_thinner(const Sense* sense);

// The assertion of a head of which the cues of its sentence say `said`.
Assertion by_section(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense);

}  // namespace chartgap
