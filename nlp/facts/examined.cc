#include "nlp/facts/examined.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "nlp/facts/exam_elsewhere.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {
namespace {

// Where a history, a plan or an operation is told; what stands there of strength or spasm was not examined.
constexpr std::array kToldSections = {SectionKind::hpi,       SectionKind::interval_history, SectionKind::ros,       SectionKind::pmh,         SectionKind::psh,
                                      SectionKind::plan,      SectionKind::social_history,   SectionKind::goals,     SectionKind::counseling,  SectionKind::followup,
                                      SectionKind::technique, SectionKind::chief_complaint,  SectionKind::procedure, SectionKind::medications, SectionKind::procedure_description};
bool is_told_section(SectionKind section) { return one_of(kToldSections, section); }
bool is_done_to_section(SectionKind section) { return is_operation_section(section) || section == SectionKind::technique; }

bool names_examination(const Scene& scene, TokenRange range) {
  constexpr std::array<std::string_view, 5> kExamined = {"exam", "palpation", "goniomet", "inclinomet", "neurovascular"};
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const std::string_view word = scene.word(at);
    if (std::any_of(kExamined.begin(), kExamined.end(), [&](std::string_view begin) { return word.starts_with(begin); })) return true;
  }
  return false;
}

// "On exam, gait is normal" inside a history, and the sentences that go on from it.
bool says_examination(const Scene& scene, const Frame& frame) {
  constexpr uint32_t kGoesOn = 2;
  const std::vector<Sentence>& sentences = scene.document.sentences();
  for (uint32_t steps = 0;; ++steps) {
    const Sentence& sentence = sentences[frame.index - steps];
    if (names_examination(scene, sentence.tokens)) return true;
    if (steps == kGoesOn || steps == frame.index || sentence.paragraph || sentence.item) return false;
  }
}

bool is_history(SectionKind section) { return section == SectionKind::hpi || section == SectionKind::interval_history; }

// "Sensation is intact in all dermatomes" is said once; "decreased at S1, all other dermatomes normal" twice.
bool is_said_before(const Scene& scene, const Frame& frame, const Head& head) {
  const TokenRange tokens = scene.hit(head.hit).tokens;
  if (!scene.word(tokens.begin).starts_with("dermatom")) return false;
  bool said = false;
  for (const Head& other : frame.heads) {
    const Sense* sense = scene.hit(other.hit).tokens.begin < tokens.begin ? exam_sense(scene, other.hit) : nullptr;
    if (sense == nullptr || sense->code != "sensory_deficit") continue;
    if (!scene.entry_of(other.hit).neutral) return false;
    said = true;
  }
  return said;
}

// "Vibration was lost in the toes and decreased at the knee": of the feeling that leads.
bool follows_sensation(const Scene& scene, const Frame& frame, const Head& head) {
  const Sense* last = nullptr;
  for (const Head& other : frame.heads) {
    if (other.hit == head.hit) break;
    if (const Sense* sense = exam_sense(scene, other.hit); sense != nullptr) last = sense;
  }
  return last != nullptr && last->code == "sensory_deficit";
}

// "Absent at the ankles" is of reflexes only where the sentence or its heading speaks of them.
bool head_fits(const Scene& scene, const Frame& frame, const Head& head) {
  if (is_said_before(scene, frame, head) || is_examined_elsewhere(scene, frame, head)) return false;
  if (scene.entry_of(head.hit).id != "exam.reflex_absent_at") return true;
  if (follows_sensation(scene, frame, head)) return false;
  const auto is_reflex = [&](uint32_t hit) {
    const Sense* sense = hit != head.hit ? exam_sense(scene, hit) : nullptr;
    return scene.class_of(hit) == HitClass::reflex || (sense != nullptr && sense->code == "reflex_deficit");
  };
  bool found =
      std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) { return is_reflex(other.hit) && scene.entry_of(other.hit).id != "exam.reflex_absent_at"; });
  each_hit(scene, scene.document.section_of(*frame.sentence).heading, [&](uint32_t hit) { found |= is_reflex(hit); });
  return found || std::any_of(frame.marks.begin(), frame.marks.end(), is_reflex);
}

}  // namespace

bool is_examined(const Scene& scene, const Frame& frame, const Head& head) {
  if (frame.section == SectionKind::exam) return head_fits(scene, frame, head);
  if (frame.section == SectionKind::emg) return false;
  const Entry& entry = scene.entry_of(head.hit);
  if (entry.id.starts_with("exam.palsy")) return false;
  const Sense* sense = exam_sense(scene, head.hit);
  const bool told = is_told_section(frame.section);
  if (told && sense != nullptr && (sense->code == "spasm" || sense->code == "limited_motion")) return is_history(frame.section) && says_examination(scene, frame);
  if (is_done_to_section(frame.section) && entry.neutral) return false;
  const bool test = sense != nullptr && (sense->code == "spurling" || sense->code == "straight_leg_raise" || sense->code == "upper_motor_neuron_sign");
  if (told && entry.neutral && !test) return says_examination(scene, frame);
  return head_fits(scene, frame, head);
}

bool is_joint_motion(const Scene& scene, const Frame& frame, const Fact& fact) {
  if (fact.code != "limited_motion" || fact.assertion != Assertion::absent || (fact.attributes.regions & kLimbs) == 0 || (fact.attributes.regions & ~kLimbs) != 0) return false;
  bool shoulder = false;
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class != HitClass::body || (entry.attributes.regions & kLimbs) == 0 || entry.code == "trapezius") continue;
    if (entry.code != "shoulder") return true;
    shoulder = true;
  }
  return !shoulder;
}

}  // namespace chartgap
