// Levels, side and region of an operation's parts: their own words, and what the names in one sentence have in common ("laminectomy and discectomy for decompression at L4-5").
// Source: decisions 12 and 17 of the fact model.
#pragma once

#include <vector>

#include "nlp/facts/levels.h"
#include "nlp/facts/therapy.h"

namespace chartgap {

// Takes the levels and the side of an operation from its own words only, not from what the sentence goes on to tell.
void bind_operation(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry, Attributes& out);
// Of an injection also the roots that it is given at ("at the left L5 nerve root").
void bind_injection(const Scene& scene, const Frame& frame, const Head& head, Attributes& out);
// Lends a part without levels or a region those of the part that it is linked with.
void share_operation(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts);

}  // namespace chartgap
