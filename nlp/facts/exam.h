// What is peculiar to findings of an examination: headings that name what the sentence below describes, findings that differ from side to side, and the attributes of their places.
// Source: decisions 5, 9, 17 and 20 of the fact model; root regions by the limb that they supply.
#pragma once

#include <optional>

#include "nlp/facts/scene.h"

namespace chartgap {

// Adds the heads of the section's heading ("Reflexes:", "Gait:") that the sentence speaks of without naming them again.
void lend_heading(const Scene& scene, Frame& frame);

// Region, side, roots and muscles of a finding, after the general binding.
void complete_exam(const Scene& scene, const Frame& frame, const Head& head, Fact& fact);

// "Positive at 40 degrees on the right, negative on the left": narrows `fact` to the first side and gives the other half. Nothing when the sides agree.
std::optional<Fact> split_sides(const Scene& scene, const Frame& frame, const Head& head, Fact& fact);

// Side and limbs of the topic's and the section's heading, where the sentence gives none.
void place_by_heading(const Scene& scene, const Frame& frame, Fact& fact);

// Whether a head stands in the heading above its sentence.
bool is_lent(const Scene& scene, const Frame& frame, const Head& head);

}  // namespace chartgap
