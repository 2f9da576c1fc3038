// Attributes of a head: what its own words, its noun phrase, its coordination, its sentence and its heading say.
// Source: decisions 4, 5, 12, 17 and 18 of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// Where to look for a head's modifiers, nearest first.
struct Zones {
  TokenRange inside;
  TokenRange pre;
  TokenRange post;
  TokenRange lead;   // before another of its coordination: the first, or of findings and diagnoses the nearest that has something before it
  TokenRange trail;  // after the last of it
  TokenRange topic;  // the small heading above
};
Zones zones_of(const Scene& scene, const Frame& frame, const Head& head);

// Levels that go on from sentence to sentence.
struct LevelCarry {
  LevelSet levels;  // that the paragraph is about
  LevelSet last;    // named last, for "at this level"
  uint32_t section = UINT32_MAX;
};
// The carry after this sentence.
void carry_levels(const Scene& scene, const Frame& frame, LevelCarry& carry);
// Whether the sentence says that its things stand above ("multilevel bulges as described above").
bool refers_above(const Scene& scene, const Frame& frame);

// The head's attributes, for its type.
Attributes bind(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry);

Side side_in(const Scene& scene, const Frame& frame, TokenRange range);
// Regions (RegionBit) of the body parts inside the range; their dermatome roots go to `roots`.
uint8_t regions_in(const Scene& scene, const Frame& frame, TokenRange range, SegmentSet* roots = nullptr);
// Whether a level quantity names roots ("C6 radiculopathy", "the right L5 nerve root").
bool names_roots(const Scene& scene, const Quantity& quantity);
uint8_t region_bit(SpineRegion region);

}  // namespace chartgap
