// How much and how long a treatment helped, as the note measures it ("70% relief for 3 weeks"), and what that comes to.
// Source: decision 8 of the fact model; half of the pain is what payers count as relief.
#pragma once

#include <string_view>

#include "nlp/facts/scene.h"

namespace chartgap {

inline constexpr int32_t kShortRelief = 21;  // days under which relief that is not praised is partial

bool is_injection(std::string_view code);
// A therapy that was given.
inline bool is_care(const Fact& fact) { return fact.type == FactType::therapy && fact.assertion == Assertion::present; }
inline bool is_past_injection(const Fact& fact) { return is_care(fact) && is_injection(fact.code); }

// Takes a percent or a length of time that the sentence says of an injection's relief.
void set_relief(const Scene& scene, const Frame& frame, const Quantity& quantity, Fact& fact);
// "Held it for four days", "helped maybe 5 days", "gave two days of relief": how long a treatment helped, not how long it was taken.
bool is_span_of_relief(const Scene& scene, const Frame& frame, const Quantity& quantity);
// "PT helped 30%", "50% better with gabapentin": how well other care helped; none where the percent measures something else.
Outcome share_of_relief(const Scene& scene, const Frame& frame, const Quantity& quantity);
// Gives an injection the outcome that its measured relief comes to, where no word says it.
void judge_relief(Fact& fact);

}  // namespace chartgap
