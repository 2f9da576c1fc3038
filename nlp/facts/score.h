// Pain ratings and disability indexes: the numbers beside their names.
// Units: nrs 0-10; ndi and odi as the text gives them.
#pragma once

#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// Adds the sentence's scores to `facts`.
void find_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts);

}  // namespace chartgap
