// How a form says that a therapy went: the columns of a treatment table ("Helped?", "better  same  worse"), and a question in the therapy's own line ("helped: [ ] yes [x] no").
// In:     the therapies made in a sentence; a table's rows are lines, whatever the sentences are.
// Source: decision 8 of the fact model: an answer of no relief denies the relief, never the therapy.
#pragma once

#include <vector>

#include "nlp/facts/scene.h"
#include "nlp/facts/therapy.h"

namespace chartgap {

// Sets the outcomes, visits and days of relief that forms give; a therapy that only its own answer denied is present.
void bind_care_answers(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts);

// Whether the two tokens stand in different rows of a table.
bool in_other_row(const Scene& scene, uint32_t a, uint32_t b);

// What two answers about one therapy come to: "the neck better, the arm no" is partial; what was not tolerated was not.
Outcome joined(Outcome a, Outcome b);

}  // namespace chartgap
