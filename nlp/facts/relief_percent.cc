#include "nlp/facts/relief_percent.h"

#include <algorithm>
#include <array>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr double kHalf = 50;  // percent
constexpr uint32_t kReach = 3;

constexpr std::array<std::string_view, 12> kRelief = {"relief",    "improvement", "improved", "better",   "reduction",  "decrease",
                                                      "decreased", "reduced",     "benefit",  "resolved", "resolution", "relieved"};
constexpr std::array<std::string_view, 8> kUnmet = {"less", "under", "below", "not", "no", "never", "<", "without"};
constexpr std::array<std::string_view, 6> kAim = {"goal", "goals", "expect", "expects", "target", "if"};

}  // namespace

Outcome outcome_of_percent(const Scene& scene, const Frame& frame, const Quantity& quantity) {
  if (quantity.kind != QuantityKind::percent || quantity.right_value) return Outcome::none;
  const TokenRange sentence = frame.sentence->tokens;
  const TokenRange behind{quantity.tokens.end, std::min(sentence.end, quantity.tokens.end + kReach)};
  const TokenRange before{std::max(sentence.begin, quantity.tokens.begin - std::min(quantity.tokens.begin, kReach)), quantity.tokens.begin};
  if (!has_word(scene, behind, kRelief) && !has_word(scene, before, kRelief)) return Outcome::none;
  if (has_word(scene, {sentence.begin, quantity.tokens.begin}, kAim)) return Outcome::none;
  if (quantity.value == 0) return Outcome::failed;
  return quantity.value >= kHalf && !has_word(scene, before, kUnmet) ? Outcome::helped : Outcome::partial;
}

}  // namespace chartgap
