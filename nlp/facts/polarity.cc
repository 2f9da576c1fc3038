#include "nlp/facts/polarity.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 10> kContinueWords = {"continue", "continues", "continued", "continuing", "cont", "keep", "remain", "remains", "stay", "resume"};
constexpr std::array<std::string_view, 6> kLastingFlags = {"diabetes", "cardiopulmonary", "bleeding_disorder", "immunosuppression", "anticoagulant", "antiplatelet"};

Assertion reversed(Assertion polarity) { return polarity == Assertion::present ? Assertion::absent : Assertion::present; }

// The nearest normal or abnormal word inside the range; negation turns it round.
std::optional<Assertion> polarity_in(const Scene& scene, const Frame& frame, TokenRange range, FactType type, bool from_end, uint32_t& by) {
  std::optional<Assertion> found;
  for (uint32_t mark : frame.marks) {
    const Hit& hit = scene.hit(mark);
    if (hit.tokens.begin >= range.end) break;
    const HitClass hit_class = scene.entry(hit).hit_class;
    if (!range.contains(hit.tokens) || (hit_class != HitClass::normal && hit_class != HitClass::abnormal)) continue;
    if (found && !from_end) break;
    found = hit_class == HitClass::normal ? Assertion::absent : Assertion::present;
    const bool negated = frame.context.reaching(hit.tokens, type, CueAxis::negated) != nullptr;
    if (negated) found = reversed(*found);
    by = mark;
  }
  return found;
}

bool section_is_plan(SectionKind section) { return section == SectionKind::plan || section == SectionKind::assessment_plan || section == SectionKind::followup; }

bool says_continue(const Scene& scene, const Frame& frame) {
  for (uint32_t at = frame.sentence->tokens.begin; at < frame.sentence->tokens.end; ++at) {
    if (std::find(kContinueWords.begin(), kContinueWords.end(), scene.document.folded({at, at + 1})) != kContinueWords.end()) return true;
  }
  return false;
}

bool follows_risks(const Scene& scene, const Frame& frame, const Head& head) {
  for (const Head& other : frame.heads) {
    if (other.type == FactType::counseling && scene.hit(other.hit).tokens.begin < scene.hit(head.hit).tokens.begin) {
      const Sense* sense = scene.entry_of(other.hit).sense(FactType::counseling);
      if (sense != nullptr && sense->code == "risks") return true;
    }
  }
  return false;
}

// A therapy that was tried at any time is present; in a plan it is hypothetical unless it goes on.
Assertion therapy_assertion(const Scene& scene, const Frame& frame, Assertion said) {
  if (said == Assertion::historical) return Assertion::present;
  if (said == Assertion::present && section_is_plan(frame.section) && !says_continue(scene, frame)) return Assertion::hypothetical;
  if (said == Assertion::hypothetical && says_continue(scene, frame)) return Assertion::present;
  return said;
}

Assertion by_section(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  const SectionKind section = frame.section;
  if (section == SectionKind::family_history && said == Assertion::present) return Assertion::family;
  if (section == SectionKind::goals && said == Assertion::present) return Assertion::hypothetical;
  switch (head.type) {
    case FactType::therapy: return therapy_assertion(scene, frame, said);
    case FactType::procedure: return said == Assertion::present && (section_is_plan(section) || section == SectionKind::indication) ? Assertion::hypothetical : said;
    case FactType::red_flag:
      if (said == Assertion::present && follows_risks(scene, frame, head)) return Assertion::hypothetical;
      if (said == Assertion::historical && sense != nullptr && std::find(kLastingFlags.begin(), kLastingFlags.end(), sense->code) != kLastingFlags.end()) return Assertion::present;
      return said;
    case FactType::symptom: return said == Assertion::present && follows_risks(scene, frame, head) ? Assertion::hypothetical : said;
    case FactType::counseling: return Assertion::present;
    case FactType::diagnosis: return said == Assertion::historical ? Assertion::present : said;
    default: return said;
  }
}

}  // namespace

std::optional<Assertion> polarity_of(const Scene& scene, const Frame& frame, const Head& head, uint32_t& by) {
  const Zones zones = zones_of(scene, frame, head);
  if (const auto found = polarity_in(scene, frame, zones.pre, head.type, true, by)) return found;
  if (const auto found = polarity_in(scene, frame, zones.post, head.type, false, by)) return found;
  if (const auto found = polarity_in(scene, frame, zones.trail, head.type, false, by)) return found;
  if (const auto found = polarity_in(scene, frame, zones.lead, head.type, true, by)) return found;
  return std::nullopt;
}

std::optional<Decision> decide(const Scene& scene, const Frame& frame, const Head& head) {
  const Hit& hit = scene.hit(head.hit);
  const Entry& entry = scene.entry(hit);
  const Assessment assessment = frame.context.assess(hit.tokens, head.type);
  Decision decision;
  decision.assertion = assessment.assertion;
  if (assessment.cue != kNoEntry) decision.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  if (entry.neutral) {
    uint32_t by = kNoEntry;
    const std::optional<Assertion> polarity = polarity_of(scene, frame, head, by);
    if (polarity) {
      decision.assertion = *polarity;
      decision.cue = {scene.hit(by).entry, scene.document.span_of(scene.hit(by).tokens)};
    } else if (decision.assertion == Assertion::present) {
      return std::nullopt;
    }
  } else if (entry.polarity && decision.assertion == Assertion::present) {
    decision.assertion = *entry.polarity;
  }
  decision.assertion = by_section(scene, frame, head, decision.assertion, entry.sense(head.type));
  return decision;
}

}  // namespace chartgap
