// A finding that is worse on one side: "severe right and mild left foraminal stenosis", "right foramen patent, left mildly narrowed".
// Source: decisions 4 and 18 of the fact model.
#pragma once

#include <optional>

#include "nlp/facts/scene.h"

namespace chartgap {

// Where the words around the head say it of each side by itself, narrows `fact` to its own side and gives the other.
// Also of anatomy that only its sides decide ("Foramina: right severe, left moderate"), where `fact` has no assertion yet: nothing when the words do not.
std::optional<Fact> split_listed(const Scene& scene, const Frame& frame, const Head& head, Fact& fact);
std::optional<Fact> split_finding(const Scene& scene, const Frame& frame, const Head& head, Fact& fact);

}  // namespace chartgap
