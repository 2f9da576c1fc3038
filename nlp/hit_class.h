// What a lexicon entry's words are to the reader of a note, and when they are looked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

enum class HitClass : uint8_t {
  fact,
  statement,
  none,
  body,
  side,
  severity,
  quality,
  modality,
  muscle,
  reflex,
  outcome,
  normal,
  abnormal,
  cue,
  heading,
  guidance,
  approach,
  contrast,
  score_name,
  elsewhere,
  study,
  relief
};
inline constexpr int kHitClasses = 22;
std::string_view to_string(HitClass hit_class);
std::optional<HitClass> hit_class_named(std::string_view name);
std::vector<std::string> hit_class_names();

// Modifiers and cues say nothing by themselves: they are looked for only where something stands that they can change.
// Statements are looked for only where a judge will ask for them.
enum class Layer : uint8_t { things, statements, modifiers };
inline constexpr size_t kLayers = 3;
constexpr Layer layer_of(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::cue:
    case HitClass::side:
    case HitClass::severity:
    case HitClass::normal:
    case HitClass::abnormal:
    case HitClass::outcome:
    case HitClass::approach:
    case HitClass::relief: return Layer::modifiers;
    case HitClass::statement: return Layer::statements;
    default: return Layer::things;
  }
}

}  // namespace chartgap
