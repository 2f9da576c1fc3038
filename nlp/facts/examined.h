// Which words of an examination are findings of the spine: by the place in the note that they stand in, and by the part of the body that they are of.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// The hits of the whole note that lie inside the range.
template <class Take>
void each_hit(const Scene& scene, TokenRange range, Take take) {
  for (auto hit = first_hit_from(scene.hits, range.begin); hit != scene.hits.end() && hit->whole.begin < range.end; ++hit) {
    if (range.contains(hit->whole)) take(static_cast<uint32_t>(hit - scene.hits.begin()));
  }
}

inline const Sense* exam_sense(const Scene& scene, uint32_t hit) { return scene.entry_of(hit).sense(FactType::exam); }

// Whether the place in the note lets the head be a finding: not what a patient retells of strength or spasm, nor a nerve conduction study's motor response.
bool is_examined(const Scene& scene, const Frame& frame, const Head& head);

// Whether the fact is no finding of the spine: the free motion of a joint that mimics none of it (a shoulder does).
bool is_joint_motion(const Scene& scene, const Frame& frame, const Fact& fact);

}  // namespace chartgap
