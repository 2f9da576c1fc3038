// Pain ratings and disability indexes: the numbers beside their names.
// Units: nrs 0-10; ndi and odi as the text gives them.
#pragma once

#include <string_view>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// A score of that code at `tokens`; a null quantity has no value.
Fact score_fact(const Scene& scene, const Frame& frame, std::string_view code, TokenRange tokens, const Quantity* quantity);

// Adds the sentence's scores to `facts`.
void find_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts);

}  // namespace chartgap
