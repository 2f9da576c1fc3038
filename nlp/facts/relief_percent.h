// How a treatment went by the percentage that the text gives ("80 % improvement", "better by 30 %").
// Out:   helped from half on, as payers count it; partial below, failed at nothing; none for a percentage that measures no relief.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

Outcome outcome_of_percent(const Scene& scene, const Frame& frame, const Quantity& quantity);

}  // namespace chartgap
