// Words of a therapy that are none here: a drug of an operation or for another disease, a surgeon's hand, an anesthetic for a birth.
// Source: decisions 7 and 24 of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

bool has_other_use(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry);

}  // namespace chartgap
