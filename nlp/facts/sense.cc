#include "nlp/facts/sense.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"

namespace chartgap {
namespace {

constexpr uint32_t kListItemTokens = 16;  // longer lines of an assessment are prose

struct RegionalCode {
  std::string_view pattern;
  std::string_view cervical;
  std::string_view lumbar;
};
constexpr std::array<RegionalCode, 4> kRegionalCodes = {{
    {"*_radiculopathy", "cervical_radiculopathy", "lumbar_radiculopathy"},
    {"*_stenosis", "cervical_stenosis", "lumbar_stenosis"},
    {"*_disc_disorder", "cervical_disc_disorder", "lumbar_disc_disorder"},
    {"*_spondylosis", "cervical_spondylosis", "lumbar_spondylosis"},
}};

constexpr std::array<std::string_view, 26> kPastWords = {"had",     "underwent", "undergone", "received", "previous", "previously", "prior",   "past",    "last",     "earlier", "since",     "ago",  "s",
                                                         "status",  "after",     "following", "helped",   "relief",   "given",      "tried",   "failed",  "treated",  "two",     "three",     "series", "did"};

bool has_past_word(const Scene& scene, const Frame& frame, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const std::string_view word = scene.document.folded({at, at + 1});
    if (word == "s" && !(at + 2 < range.end && scene.token(at + 1).is('/'))) continue;
    if (std::find(kPastWords.begin(), kPastWords.end(), word) != kPastWords.end()) return true;
  }
  (void)frame;
  return false;
}

bool is_exam(const Frame& frame) { return frame.section == SectionKind::exam; }

bool has_verb(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if ((scene.grammar(at) & kVerb) != 0) return true;
  }
  return false;
}

// A line of a diagnosis list, not prose.
bool is_listed_diagnosis(const Scene& scene, const Frame& frame) {
  if (!is_diagnosis_section(frame.section) && frame.section != SectionKind::problem_list) return false;
  if (frame.section == SectionKind::diagnosis) return true;
  return frame.sentence->item || frame.sentence->tokens.size() <= kListItemTokens || !has_verb(scene, frame.sentence->tokens);
}

const Sense* injection_sense(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  const Sense* therapy = entry.sense(FactType::therapy);
  const Sense* procedure = entry.sense(FactType::procedure);
  const SectionKind section = frame.section;
  if (section == SectionKind::procedure || section == SectionKind::procedure_description) return procedure;
  if (section == SectionKind::psh || section == SectionKind::pmh || section == SectionKind::treatment_history) return therapy;
  const TokenRange mention = scene.hit(head.hit).tokens;
  const Assessment assessment = frame.context.assess(mention, FactType::procedure);
  if (assessment.assertion == Assertion::hypothetical) return procedure;
  const bool past = has_past_word(scene, frame, frame.sentence->tokens);
  if (section == SectionKind::plan || section == SectionKind::assessment_plan || section == SectionKind::indication || section == SectionKind::counseling || section == SectionKind::followup) return past ? therapy : procedure;
  if (scene.traits.procedure_note) return past ? therapy : procedure;
  return therapy;
}

}  // namespace

bool is_diagnosis_section(SectionKind section) {
  return section == SectionKind::diagnosis || section == SectionKind::assessment || section == SectionKind::assessment_plan || section == SectionKind::impression || section == SectionKind::problem_list;
}

const Sense* choose_sense(const Scene& scene, const Frame& frame, const Head& head) {
  const Entry& entry = scene.entry_of(head.hit);
  if (entry.senses.empty()) return nullptr;
  if (frame.section == SectionKind::allergies && entry.senses.front().type == FactType::therapy) return nullptr;
  if (entry.senses.size() == 1) return &entry.senses.front();
  if (entry.sense(FactType::therapy) != nullptr && entry.sense(FactType::procedure) != nullptr) return injection_sense(scene, frame, head, entry);
  const Sense* exam = entry.sense(FactType::exam);
  if (exam != nullptr && is_exam(frame)) return exam;
  const Sense* imaging = entry.sense(FactType::imaging);
  if (imaging != nullptr && frame.study_told) return imaging;
  const Sense* diagnosis = entry.sense(FactType::diagnosis);
  if (diagnosis != nullptr && entry.sense(FactType::red_flag) != nullptr) {
    const Assertion assertion = frame.context.assess(scene.hit(head.hit).tokens, FactType::red_flag).assertion;
    return assertion == Assertion::absent || assertion == Assertion::hypothetical ? entry.sense(FactType::red_flag) : diagnosis;
  }
  const Sense* symptom = entry.sense(FactType::symptom);
  if (symptom != nullptr) return diagnosis != nullptr && is_listed_diagnosis(scene, frame) ? diagnosis : symptom;
  const Sense* alternative = entry.sense(FactType::alternative);
  if (alternative != nullptr && is_diagnosis_section(frame.section) && !scene.traits.imaging_report) return alternative;
  if (diagnosis != nullptr) return diagnosis;
  return imaging != nullptr ? imaging : &entry.senses.front();
}

std::string_view regional_code(const Scene& scene, const Frame& frame, const Head& head, const Attributes& attributes, std::string_view code) {
  if (code.empty() || code.front() != '*') return code;
  SpineRegion region = attributes.levels.empty() ? SpineRegion::none : attributes.levels.region();
  for (int segment = 0; region == SpineRegion::none && segment < kSpineSegments; ++segment) {
    if (attributes.roots.has(segment)) region = region_of_segment(segment);
  }
  const auto from_bits = [](uint8_t bits) {
    const bool upper = (bits & (kNeck | kUpperLimb)) != 0;
    const bool lower = (bits & (kLowBack | kLowerLimb)) != 0;
    if (upper == lower) return SpineRegion::none;
    return upper ? SpineRegion::cervical : SpineRegion::lumbar;
  };
  const Zones zones = zones_of(scene, frame, head);
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail, frame.sentence->tokens, zones.topic}) {
    if (region == SpineRegion::none && !zone.empty()) region = from_bits(regions_in(scene, frame, zone));
  }
  if (region == SpineRegion::none) region = from_bits(attributes.regions);
  if (region == SpineRegion::none) region = scene.traits.region;
  for (const RegionalCode& regional : kRegionalCodes) {
    if (regional.pattern != code) continue;
    if (region == SpineRegion::cervical) return regional.cervical;
    if (region == SpineRegion::lumbar) return regional.lumbar;
    return {};
  }
  return {};
}

}  // namespace chartgap
