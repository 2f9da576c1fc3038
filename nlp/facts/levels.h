// The levels and roots of a head: its own, its heading's, and those that go on from the words before it.
// Source: decisions 12 and 17 of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

struct Zones;

// Levels that go on from sentence to sentence.
struct LevelCarry {
  LevelSet levels;  // that the paragraph is about
  LevelSet last;    // named last, for "at this level"
  uint32_t section = UINT32_MAX;
  uint32_t sentence = UINT32_MAX;  // that named `last`
};
// The carry after this sentence.
void carry_levels(const Scene& scene, const Frame& frame, LevelCarry& carry);
// Whether the sentence says that its things stand above ("multilevel bulges as described above").
bool refers_above(const Scene& scene, const Frame& frame);

// Whether a level quantity names roots ("C6 radiculopathy", "the right L5 nerve root").
bool names_roots(const Scene& scene, const Quantity& quantity);
// The code of the sense that was chosen for a head; empty without one.
std::string_view code_of(const Scene& scene, const Head& head);

// What the head's zones and the carry say of its levels and roots.
void bind_levels(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones, const LevelCarry& carry, Attributes& out);
void bind_roots(const Scene& scene, const Frame& frame, const Zones& zones, Attributes& out);

}  // namespace chartgap
