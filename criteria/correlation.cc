#include "criteria/correlation.h"

namespace chartgap {
namespace {

SegmentSet root_of_disc(int upper, Zone zone) {
  SegmentSet roots;
  const SpineRegion region = region_of_segment(upper);
  const int below = vertebra_below(upper);
  if (below == spine_segment('t', 1)) {
    roots.add(kC8);
  } else if (region == SpineRegion::cervical) {
    roots.add(below);
  } else if (region == SpineRegion::thoracic || zone == Zone::foramen) {
    roots.add(upper);
  } else {
    roots.add(below);
  }
  return roots;
}

}  // namespace

SegmentSet roots_at(const LevelSet& levels, Zone zone) {
  SegmentSet roots;
  for (int disc = 0; disc < kSpineSegments; ++disc) {
    if (levels.discs.has(disc)) roots.bits |= root_of_disc(disc, zone).bits;
  }
  return roots;
}

SegmentSet roots_of(const Attributes& attributes, Zone zone) { return attributes.roots.empty() ? roots_at(attributes.levels, zone) : attributes.roots; }

bool sides_agree(Side a, Side b) { return !((a == Side::left && b == Side::right) || (a == Side::right && b == Side::left)); }

}  // namespace chartgap
