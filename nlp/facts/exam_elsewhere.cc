#include "nlp/facts/exam_elsewhere.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

TokenRange heading_above(const Scene& scene, const Frame& frame) {
  if (frame.sentence->topic != kNoTopic) return scene.document.topics()[frame.sentence->topic].heading;
  return scene.document.section_of(*frame.sentence).heading;
}

// "Abdomen: soft. Nontender.": under the heading of another part of the body, unless the sentence names a place of its own.
bool is_tender_elsewhere(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 25> kParts = {
      "abdomen", "abdominal", "abd",    "gi",    "gastrointestinal", "gu",         "genitourinary", "chest",   "breast",      "breasts",   "heent", "lungs", "lung", "heart",
      "pelvic",  "pelvis",    "rectal", "lymph", "lymphatic",        "lymphatics", "nodes",         "cardiac", "respiratory", "genitalia", "gyn"};
  const Sense* sense = scene.entry_of(head.hit).sense(FactType::exam);
  if (sense == nullptr || sense->code != "tenderness") return false;
  const TokenRange heading = heading_above(scene, frame);
  if (heading.empty() || !is_one_of(scene, heading.begin, kParts)) return false;
  return std::none_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.entry_of(mark).attributes.regions != 0; });
}

// "V: sensation normal", "XI: trapezius strength full", "Cranial nerves: tongue without atrophy": of the head, not of the limbs.
bool is_cranial(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 7> kNerves = {"v", "vi", "vii", "viii", "ix", "xi", "xii"};
  constexpr std::array<std::string_view, 4> kCranial = {"cranial", "cn", "cns", "crn"};
  constexpr std::array<std::string_view, 14> kParts = {
      "tongue", "trapezius", "sternocleidomastoid", "sternocleidomastoids", "facial", "face", "jaw", "masseter", "palate", "shrug", "scm", "eye", "palatal", "ocular"};
  const TokenRange heading = heading_above(scene, frame);
  const Sense* sense = scene.entry_of(head.hit).sense(FactType::exam);
  if (heading.empty() || sense == nullptr || sense->code == "upper_motor_neuron_sign") return false;
  const auto begins = [&](const auto& words) { return is_one_of(scene, heading.begin, words); };
  return begins(kNerves) || (begins(kCranial) && has_word(scene, frame.sentence->tokens, kParts));
}

}  // namespace

bool is_examined_elsewhere(const Scene& scene, const Frame& frame, const Head& head) { return is_tender_elsewhere(scene, frame, head) || is_cranial(scene, frame, head); }

}  // namespace chartgap
