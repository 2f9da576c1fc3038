// Sentences, the units in which cues reach and attributes bind.
// Shape: a sentence never crosses a section, a topic, a list item or a blank line; a hard-wrapped line goes on in the next.
#pragma once

#include <cstdint>
#include <vector>

#include "nlp/lines.h"
#include "nlp/sections.h"
#include "nlp/span.h"
#include "nlp/tokens.h"

namespace chartgap {

inline constexpr uint32_t kNoTopic = UINT32_MAX;

struct Sentence {
  TokenRange tokens;
  uint32_t section = 0;
  uint32_t topic = kNoTopic;
  bool heading = false;    // the words of a section's heading itself
  bool item = false;       // begins with a bullet or a number of a list
  bool paragraph = false;  // first of its paragraph
  bool numbers = false;    // holds a number
  bool cells = false;      // holds a bar or a wide gap, which cut a line into cells
};

// Cuts the tokens; every token belongs to exactly one sentence. `out` is cleared first.
void find_sentences(const Text& text, const std::vector<Token>& tokens, const std::vector<Line>& lines, const std::vector<Section>& sections, const std::vector<Topic>& topics,
                    std::vector<Sentence>& out);

}  // namespace chartgap
