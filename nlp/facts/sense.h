// Which of an entry's senses the place in the note calls for, and the code of a diagnosis by its region.
// Source: decisions 1, 2, 16, 21 of the fact model.
#pragma once

#include <string_view>

#include "nlp/facts/scene.h"

namespace chartgap {

// The sense, or null when the place takes none of them (a drug in an allergy list).
const Sense* choose_sense(const Scene& scene, const Frame& frame, const Head& head);

// The study that says it; none where the writer does, or where it is not told which.
Modality study_of(const Scene& scene, const Frame& frame, const Head& head);

// The code with its `*` replaced by cervical or lumbar; empty when the region cannot be told.
std::string_view regional_code(const Scene& scene, const Frame& frame, const Head& head, const Attributes& attributes, std::string_view code);

}  // namespace chartgap
