// The part of the spine that a policy is about: which places belong to it, and what it and its limbs are called.
// Source: standard neuroanatomy. The neck's levels go down to C7-T1 and its roots to T1, which serve the arms; the low back's begin at T12-L1, and its roots at L1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/fact.h"
#include "nlp/spine.h"

namespace chartgap {

enum class Region : uint8_t { neck, low_back };
inline constexpr int kRegions = 2;
std::string_view to_string(Region region);
std::optional<Region> region_named(std::string_view name);

struct RegionWords {
  std::string_view spine;            // "neck"
  std::string_view adjective;        // "cervical"
  std::string_view limb;             // "arm"
  std::string_view a_limb;           // "an arm"
  uint8_t regions;                   // RegionBit of the spine and its limbs
  RegionBit limb_region;             // of the limbs alone
  std::string_view axial_symptom;    // code of the pain that stays in the spine
  std::string_view axial_diagnosis;  // the same as a diagnosis
  std::string_view nearby_joint;     // whose own pain is called limb pain
  std::string_view limb_dominant;    // codes of statements that compare the two
  std::string_view limb_spine_equal;
  std::string_view spine_dominant;
  std::array<std::string_view, 4> limb_words;
  std::array<std::string_view, 2> spine_words;
  std::array<std::string_view, 6> report_words;  // in the head of a report on this part; empty ones fill the row
  std::array<std::string_view, 8> other_report_words;
  std::array<std::string_view, 10> other_injection_words;  // right before an injection of another part
};
const RegionWords& words_of(Region region);

// The segments of the set that lie in the part or leave from it.
SegmentSet within(Region region, SegmentSet segments);
bool touches(Region region, const LevelSet& levels);

// Whether a code alone ("lumbar_stenosis") puts a fact into the part, or into another one.
bool is_code_of(Region region, std::string_view code);
bool is_code_elsewhere(Region region, std::string_view code);

}  // namespace chartgap
