// Strength and reflexes by muscle, movement and tendon: one fact for each that a grade or a polarity word decides.
// Shape:  a sentence is cut into segments with one grade each ("right deltoid and biceps 4/5 | triceps 5/5 on both sides | else 5/5"); a segment's names, sides and parts of the body are those of its grade.
// Source: decisions 9 and 20 of the fact model; MRC grades 0-5, reflexes 0-4+.
#pragma once

#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// What a graded sentence gave, beside the new facts: heads that it has dealt with and that are not to be made again.
struct GradedResult {
  std::vector<Fact> facts;
  std::vector<uint32_t> used_heads;  // hit indexes
};
void grade_sentence(const Scene& scene, const Frame& frame, GradedResult& result);

}  // namespace chartgap
