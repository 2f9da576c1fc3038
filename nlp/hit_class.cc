#include "nlp/hit_class.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kHitClasses> kNames = {"fact",     "statement", "none",       "body",      "side",     "severity", "quality", "modality",
                                                              "muscle",   "reflex",    "outcome",    "normal",    "abnormal", "cue",      "heading", "guidance",
                                                              "approach", "contrast",  "score_name", "elsewhere", "study",    "relief"};

}  // namespace

std::string_view to_string(HitClass hit_class) { return kNames[static_cast<size_t>(hit_class)]; }

std::optional<HitClass> hit_class_named(std::string_view name) {
  const auto at = std::find(kNames.begin(), kNames.end(), name);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<HitClass>(at - kNames.begin());
}

std::vector<std::string> hit_class_names() { return {kNames.begin(), kNames.end()}; }

}  // namespace chartgap
