// Bare parts of the body that are pains because of where they stand: beside a rating ("Neck 5/10"), in a list of places ("Location: neck, L arm"), in a chief complaint, along arrows.
// Source: decision 6 of the fact model: a bare "pain" is none, a place of it is.
#pragma once

#include <optional>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// The pain of a body part, or nothing for a part that has no code of its own (a knee) or that a symptom of the sentence covers.
std::optional<Fact> pain_of_place(const Scene& scene, const Frame& frame, uint32_t mark);

// Adds the pains of the sentence's lists and arrows to `out`.
void find_listed_pains(const Scene& scene, const Frame& frame, std::vector<Fact>& out);

}  // namespace chartgap
