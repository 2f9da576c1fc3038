#include "nlp/facts/therapy.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 12> kReliefWords = {"relief", "better", "improvement", "improved", "reduction", "benefit",
                                                           "helped", "help",   "decrease",    "less",     "pain",      "response"};
constexpr uint32_t kReliefReach = 8;
constexpr uint32_t kConditionReach = 10;

bool is_injection(std::string_view code) { return code == "epidural_injection" || code == "facet_injection" || code == "other_injection" || code == "trigger_point_injection"; }

bool is_care(const Fact& fact) { return fact.type == FactType::therapy && fact.assertion == Assertion::present; }

bool relief_near(const Scene& scene, const Frame& frame, TokenRange tokens) {
  const uint32_t begin = tokens.begin > frame.sentence->tokens.begin + kReliefReach ? tokens.begin - kReliefReach : frame.sentence->tokens.begin;
  const uint32_t end = std::min(frame.sentence->tokens.end, tokens.end + kReliefReach);
  for (uint32_t at = begin; at < end; ++at) {
    if (std::find(kReliefWords.begin(), kReliefWords.end(), scene.document.folded({at, at + 1})) != kReliefWords.end()) return true;
  }
  return false;
}

uint32_t distance(TokenRange a, TokenRange b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return b.end <= a.begin ? a.begin - b.end : 0;
}

// The coordination of therapies nearest to the tokens; one before them is preferred.
template <class Fits>
const MadeFact* nearest(const Scene& scene, const std::vector<MadeFact>& made, const std::vector<Fact>& facts, TokenRange tokens, Fits fits) {
  const MadeFact* best = nullptr;
  uint32_t best_distance = UINT32_MAX;
  for (const MadeFact& one : made) {
    if (!fits(facts[one.fact])) continue;
    const TokenRange head = scene.hit(one.head->hit).tokens;
    const uint32_t cost = distance(head, tokens) * 2 + (head.begin > tokens.begin ? 3 : 0);
    if (cost < best_distance) {
      best_distance = cost;
      best = &one;
    }
  }
  return best;
}

template <class Fits, class Set>
void set_group(const std::vector<MadeFact>& made, std::vector<Fact>& facts, const MadeFact* chosen, Fits fits, Set set) {
  if (chosen == nullptr) return;
  for (const MadeFact& one : made) {
    if (one.head->group == chosen->head->group && fits(facts[one.fact])) set(facts[one.fact]);
  }
}

void set_outcome(Fact& fact, Outcome outcome) {
  if (fact.attributes.outcome == Outcome::none) fact.attributes.outcome = outcome;
}

// A count that is no end of a range of levels ("L4-5 epidural").
bool is_sessions(const Scene& scene, const Quantity& quantity) {
  if (quantity.kind != QuantityKind::count || quantity.tokens.size() < 2) return false;
  const uint32_t at = quantity.tokens.begin;
  return at == 0 || !(scene.token(at - 1).is('-') || scene.token(at - 1).is('/'));
}

// What is given in sessions: no drug, operation or restriction.
bool has_sessions(const Fact& fact) {
  constexpr std::array<std::string_view, 9> kGiven = {"physical_therapy", "home_exercise", "chiropractic", "massage", "acupuncture", "tens",
                                                      "traction",         "heat_ice",      "psychological"};
  return is_care(fact) && (is_injection(fact.code) || std::find(kGiven.begin(), kGiven.end(), fact.code) != kGiven.end());
}

// "If that does not help, ...": no outcome yet.
bool is_conditional(const Scene& scene, const Frame& frame, uint32_t mark) {
  const uint32_t end = scene.hit(mark).tokens.begin;
  const uint32_t begin = std::max(frame.sentence->tokens.begin, end > kConditionReach ? end - kConditionReach : 0);
  for (uint32_t at = begin; at < end; ++at) {
    const std::string_view word = scene.document.folded({at, at + 1});
    if (word == "if" || word == "unless" || word == "should") return true;
  }
  return false;
}

// "Not been beneficial": the denial turns the outcome round.
Outcome outcome_of(const Scene& scene, const Frame& frame, uint32_t mark) {
  const Outcome said = scene.entry_of(mark).attributes.outcome;
  constexpr std::array<std::string_view, 4> kNot = {"not", "never", "without", "no"};
  const uint32_t end = scene.hit(mark).tokens.begin;
  const uint32_t begin = std::max(frame.sentence->tokens.begin, end > 3 ? end - 3 : 0);
  for (uint32_t at = begin; said == Outcome::helped && at < end; ++at) {
    if (std::find(kNot.begin(), kNot.end(), scene.document.folded({at, at + 1})) != kNot.end()) return Outcome::failed;
  }
  return said;
}

// Minutes are the length of a session, not of the course.
bool is_moment(const Duration& duration) { return !duration.empty() && (duration.unit == 'm' || duration.unit == 's'); }

bool is_operation(SectionKind section) { return section == SectionKind::procedure || section == SectionKind::procedure_description; }

void bind_guidance(const Scene& scene, const Frame& frame, Fact& fact) {
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class == HitClass::guidance && fact.attributes.guidance == Guidance::none) fact.attributes.guidance = entry.attributes.guidance;
    if (entry.hit_class == HitClass::approach && fact.attributes.approach == Approach::none) fact.attributes.approach = entry.attributes.approach;
    if (entry.hit_class == HitClass::contrast) fact.attributes.contrast = true;
  }
}

}  // namespace

void bind_course(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class != HitClass::outcome || is_operation(frame.section) || is_conditional(scene, frame, mark)) continue;
    const MadeFact* chosen = nearest(scene, made, facts, scene.hit(mark).tokens, is_care);
    set_group(made, facts, chosen, is_care, [&](Fact& fact) { set_outcome(fact, outcome_of(scene, frame, mark)); });
  }
  const auto is_past_injection = [](const Fact& fact) { return is_care(fact) && is_injection(fact.code); };
  for (const Quantity& quantity : frame.quantities) {
    if (is_sessions(scene, quantity)) {
      const MadeFact* chosen = nearest(scene, made, facts, quantity.tokens, has_sessions);
      if (chosen != nullptr && facts[chosen->fact].attributes.sessions < 0) facts[chosen->fact].attributes.sessions = static_cast<float>(quantity.value);
    }
    if (quantity.kind == QuantityKind::percent && relief_near(scene, frame, quantity.tokens)) {
      const MadeFact* chosen = nearest(scene, made, facts, quantity.tokens, is_past_injection);
      if (chosen != nullptr && facts[chosen->fact].attributes.relief_percent < 0) facts[chosen->fact].attributes.relief_percent = static_cast<float>(quantity.value);
    }
    if (quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length && relief_near(scene, frame, quantity.tokens)) {
      const MadeFact* chosen = nearest(scene, made, facts, quantity.tokens, is_past_injection);
      if (chosen == nullptr) continue;
      Attributes& attributes = facts[chosen->fact].attributes;
      if (attributes.duration == quantity.duration) attributes.duration = {};
      if (attributes.relief_duration.empty()) attributes.relief_duration = quantity.duration;
    }
  }
  for (const MadeFact& one : made) {
    if (facts[one.fact].type == FactType::procedure) bind_guidance(scene, frame, facts[one.fact]);
    if (facts[one.fact].code == "spine_surgery") facts[one.fact].attributes.duration = {};  // it lies so long back; it did not last so long
    if (facts[one.fact].type == FactType::therapy && is_moment(facts[one.fact].attributes.duration)) facts[one.fact].attributes.duration = {};
  }
}

void bind_course_after(const Scene& scene, const Frame& frame, size_t first, size_t last, std::vector<Fact>& facts) {
  for (size_t i = first; i < last; ++i) {
    Fact& fact = facts[i];
    if (!is_care(fact)) continue;
    for (uint32_t mark : frame.marks) {
      if (scene.entry_of(mark).hit_class == HitClass::outcome && !is_operation(frame.section) && !is_conditional(scene, frame, mark))
        set_outcome(fact, outcome_of(scene, frame, mark));
    }
    for (const Quantity& quantity : frame.quantities) {
      if (is_sessions(scene, quantity) && has_sessions(fact) && fact.attributes.sessions < 0) fact.attributes.sessions = static_cast<float>(quantity.value);
      if (!is_injection(fact.code)) continue;
      if (quantity.kind == QuantityKind::percent && relief_near(scene, frame, quantity.tokens) && fact.attributes.relief_percent < 0)
        fact.attributes.relief_percent = static_cast<float>(quantity.value);
      if (quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length && relief_near(scene, frame, quantity.tokens) && fact.attributes.relief_duration.empty())
        fact.attributes.relief_duration = quantity.duration;
    }
  }
}

}  // namespace chartgap
