#include "nlp/facts/relief.h"

#include <algorithm>
#include <array>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 29> kReliefWords = {"relief", "better",   "improvement", "improved", "reduction", "benefit",  "helped",  "help",       "decrease", "less",
                                                           "pain",   "response", "good",        "great",    "worked",    "works",    "lasted",  "excellent",  "gone",     "well",
                                                           "tops",   "wore",     "helps",       "relieved", "gave",      "provided", "lasting", "resolution", "resolved"};
constexpr uint32_t kReliefReach = 10;
constexpr float kHalf = 50;          // percent: relief as payers count it
constexpr int32_t kLongRelief = 60;  // days from which relief is help

bool relief_near(const Scene& scene, const Frame& frame, TokenRange tokens) {
  const uint32_t begin = tokens.begin > frame.sentence->tokens.begin + kReliefReach ? tokens.begin - kReliefReach : frame.sentence->tokens.begin;
  const uint32_t end = std::min(frame.sentence->tokens.end, tokens.end + kReliefReach);
  for (uint32_t at = begin; at < end; ++at) {
    if (std::find(kReliefWords.begin(), kReliefWords.end(), scene.document.folded({at, at + 1})) != kReliefWords.end()) return true;
  }
  return false;
}

// "Lidocaine 2%", "bupi 0.5%": the strength of what was injected.
bool is_strength(const Scene& scene, const Quantity& quantity) {
  constexpr std::array<std::string_view, 9> kAnesthetics = {"lido", "lidocaine", "bupi", "bupivacaine", "marcaine", "ropivacaine", "ropi", "xylocaine", "lignocaine"};
  const uint32_t begin = quantity.tokens.begin;
  if (quantity.kind != QuantityKind::percent || begin == 0) return false;
  return std::find(kAnesthetics.begin(), kAnesthetics.end(), scene.document.folded({begin - 1, begin})) != kAnesthetics.end();
}

// "40% x 2 wks", "80% for 3 months" right behind an injection: its relief, though no word says so.
bool is_terse(const Scene& scene, const Frame& frame, const Quantity& quantity) {
  constexpr std::array<std::string_view, 2> kFor = {"x", "for"};
  const auto is_length = [](const Quantity& one) { return one.kind == QuantityKind::duration && one.role == DurationRole::length; };
  for (size_t i = 0; i + 1 < frame.quantities.size(); ++i) {
    const Quantity& percent = frame.quantities[i];
    const Quantity& length = frame.quantities[i + 1];
    if (percent.kind != QuantityKind::percent || !is_length(length) || (&percent != &quantity && &length != &quantity)) continue;
    const uint32_t gap = length.tokens.begin - percent.tokens.end;
    if (gap == 0 || (gap == 1 && is_one_of(scene, percent.tokens.end, kFor))) return is_one_of(scene, percent.tokens.end, kFor);
  }
  return false;
}

}  // namespace

bool is_injection(std::string_view code) { return code == "epidural_injection" || code == "facet_injection" || code == "other_injection" || code == "trigger_point_injection"; }

void set_relief(const Scene& scene, const Frame& frame, const Quantity& quantity, Fact& fact) {
  if (is_strength(scene, quantity) || !(relief_near(scene, frame, quantity.tokens) || is_terse(scene, frame, quantity))) return;
  Attributes& attributes = fact.attributes;
  if (quantity.kind == QuantityKind::percent && attributes.relief_percent < 0) attributes.relief_percent = static_cast<float>(quantity.value);
  if (quantity.kind != QuantityKind::duration || quantity.role != DurationRole::length) return;
  if (attributes.duration == quantity.duration) attributes.duration = {};
  if (attributes.relief_duration.empty()) attributes.relief_duration = quantity.duration;
}

bool is_span_of_relief(const Scene& scene, const Frame& frame, const Quantity& quantity) {
  constexpr std::array<std::string_view, 27> kEased = {"helped",   "help",   "helps",   "held",   "holds",   "worked",  "works",    "relief",  "relieved",
                                                       "eased",    "lasted", "lasts",   "better", "care",    "calmed",  "settled",  "quieted", "improved",
                                                       "improves", "gone",   "quelled", "edge",   "knocked", "benefit", "relieves", "soothed", "free"};
  constexpr std::array<std::string_view, 6> kOf = {"of", "relief", "improvement", "benefit", "help", "better"};
  constexpr std::array<std::string_view, 2> kHeld = {"held", "holds"};  // "tramadol held 48 hours" was left off
  constexpr std::array<std::string_view, 9> kWhat = {"it", "me", "him", "her", "things", "the", "his", "my", "them"};
  constexpr uint32_t kReach = 6;
  const bool length = quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length;
  if (!length || quantity.duration.max_days == kNoBound || quantity.duration.max_days >= kShortRelief) return false;
  const TokenRange sentence = frame.sentence->tokens;
  if (quantity.tokens.end + 1 < sentence.end && is_one_of(scene, quantity.tokens.end, kOf) &&
      (scene.document.folded({quantity.tokens.end, quantity.tokens.end + 1}) != "of" || is_one_of(scene, quantity.tokens.end + 1, kOf)))
    return true;
  for (uint32_t at = quantity.tokens.begin; at > sentence.begin && quantity.tokens.begin - at < kReach; --at) {
    if (scene.token(at - 1).is(',') || scene.token(at - 1).is(';') || scene.token(at - 1).is('.')) return false;
    if (is_one_of(scene, at - 1, kEased)) return !is_one_of(scene, at - 1, kHeld) || is_one_of(scene, at, kWhat);
  }
  return false;
}
Outcome share_of_relief(const Scene& scene, const Frame& frame, const Quantity& quantity) {
  constexpr std::array<std::string_view, 13> kMeasured = {"relief", "better", "improvement", "improved", "reduction", "benefit",  "helped",
                                                          "helps",  "help",   "decrease",    "reduced",  "relieved",  "decreased"};
  constexpr std::array<std::string_view, 6> kOther = {"rom", "motion", "disability", "goals", "met", "goal"};
  constexpr std::array<std::string_view, 2> kBelow = {"under", "below"};
  constexpr uint32_t kReach = 3;
  if (quantity.kind != QuantityKind::percent) return Outcome::none;
  const TokenRange sentence = frame.sentence->tokens;
  const uint32_t begin = quantity.tokens.begin > sentence.begin + kReach ? quantity.tokens.begin - kReach : sentence.begin;
  const uint32_t end = std::min(sentence.end, quantity.tokens.end + kReach);
  if (!has_word(scene, {begin, end}, kMeasured) || has_word(scene, {begin, end}, kOther)) return Outcome::none;
  const uint32_t at = quantity.tokens.begin;
  const bool below = at > sentence.begin &&
                     (is_one_of(scene, at - 1, kBelow) || scene.token(at - 1).is('<') || (at > sentence.begin + 1 && scene.word(at - 1) == "than" && scene.word(at - 2) == "less"));
  if (quantity.value >= kHalf && !below) return Outcome::helped;
  return quantity.value > 0 ? Outcome::partial : Outcome::failed;
}

void judge_relief(Fact& fact) {
  Attributes& attributes = fact.attributes;
  if (!is_past_injection(fact)) return;
  if (fact.code == "facet_injection" && attributes.relief_percent >= kHalf && attributes.outcome == Outcome::partial)
    attributes.outcome = Outcome::helped;  // a block is to last hours
  if (attributes.outcome != Outcome::none) return;
  const Duration& relief = attributes.relief_duration;
  if (attributes.relief_percent >= kHalf) attributes.outcome = Outcome::helped;
  else if (attributes.relief_percent >= 0) attributes.outcome = attributes.relief_percent > 0 ? Outcome::partial : Outcome::failed;
  else if (relief.max_days != kNoBound && relief.max_days < kShortRelief) attributes.outcome = Outcome::partial;
  else if (relief.min_days >= kLongRelief) attributes.outcome = Outcome::helped;
}

}  // namespace chartgap
