// Which nerve root a spinal level concerns, and whether two findings speak of the same root and side.
// Source: standard neuroanatomy. A cervical root leaves above its vertebra, so C5-C6 concerns C6 and C7-T1 concerns C8, wherever in the canal the lesion lies.
//         A lumbar root leaves below its vertebra, so L4-L5 concerns L5 in the canal (the root on its way down) and L4 in the foramen. Roots of symptoms and exam findings come with
//         the facts, from the lexicon's dermatome and muscle words; sources disagree about their borders, so those sets are wide and only disjoint ones contradict.
#pragma once

#include "nlp/fact.h"
#include "nlp/spine.h"

namespace chartgap {

enum class Zone : uint8_t { canal, foramen };

// The roots that a lesion at these discs concerns; none for vertebrae that stand alone.
SegmentSet roots_at(const LevelSet& levels, Zone zone);

// A finding's roots as far as it is localized: its own, else those of its levels.
SegmentSet roots_of(const Attributes& attributes, Zone zone);

// True unless one is left and the other right.
bool sides_agree(Side a, Side b);

}  // namespace chartgap
