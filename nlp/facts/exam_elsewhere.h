// Findings of an examination that are none of the spine's or its limbs': tenderness of the abdomen, strength and feeling of the face.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// Whether the headings above the sentence say that the head is of another part of the body.
bool is_examined_elsewhere(const Scene& scene, const Frame& frame, const Head& head);

}  // namespace chartgap
