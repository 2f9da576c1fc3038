// Attributes of a head: what its own words, its noun phrase, its coordination, its sentence and its heading say.
// Source: decisions 4, 5, 12, 17 and 18 of the fact model.
#pragma once

#include "nlp/facts/levels.h"
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

// The head's attributes, for its type.
Attributes bind(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry);

Side side_in(const Scene& scene, const Frame& frame, TokenRange range);
// Regions (RegionBit) of the body parts inside the range; their dermatome roots go to `roots`.
uint8_t regions_in(const Scene& scene, const Frame& frame, TokenRange range, SegmentSet* roots = nullptr);
uint8_t region_bit(SpineRegion region);
// The parts of the body that the roots supply.
uint8_t regions_of_roots(SegmentSet roots);
// Left and right are both.
Side joined(Side a, Side b);

}  // namespace chartgap
