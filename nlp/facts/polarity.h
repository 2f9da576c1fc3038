// Whether a head is so: its own words, normal and abnormal words beside it, the cues of its sentence, and the section it stands in.
// Source: decisions 3, 7, 8, 10, 14, 25 of the fact model.
#pragma once

#include <array>
#include <optional>

#include "nlp/facts/scene.h"

namespace chartgap {

struct Decision {
  Assertion assertion = Assertion::present;
  CueUse cue;
};

// Nothing for a neutral head of which the sentence says neither normal nor abnormal.
std::optional<Decision> decide(const Scene& scene, const Frame& frame, const Head& head);

// The polarity that the normal and abnormal words around a head give it: absent (normal), present (abnormal), or nothing. The hit that said so goes to `by`.
std::optional<Assertion> polarity_of(const Scene& scene, const Frame& frame, const Head& head, uint32_t& by);

// The first normal and abnormal words inside the range, each with what it says of the head; gives how many.
struct Answer {
  TokenRange tokens;
  Assertion says = Assertion::present;
};
inline constexpr size_t kMaxAnswers = 4;
size_t answers_in(const Scene& scene, const Frame& frame, const Head& head, TokenRange range, std::array<Answer, kMaxAnswers>& out);

}  // namespace chartgap
