#include "criteria/region.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kRegions> kRegionKeys = {"neck", "low_back"};

constexpr std::array<RegionWords, kRegions> kWords = {{
    {"neck",
     "cervical",
     "arm",
     "an arm",
     kNeck | kUpperLimb,
     kUpperLimb,
     "neck_pain",
     "cervicalgia",
     "shoulder",
     "arm_dominant",
     "arm_neck_equal",
     "neck_dominant",
     {"arm", "limb", "hand", "radicular"},
     {"neck", "axial"},
     {"cervical", "c-spine", "c spine", "neck", "c/s", ""},
     {"lumbar", "l-spine", "l spine", "thoracic", "t-spine", "sacr", "lumbosacral", "brain"},
     {"lumbar", "l1", "l2", "l3", "l4", "l5", "s1", "caudal", "thoracic", "low back"}},
    {"low back",
     "lumbar",
     "leg",
     "a leg",
     kLowBack | kLowerLimb,
     kLowerLimb,
     "back_pain",
     "low_back_pain",
     "hip",
     "leg_dominant",
     "leg_back_equal",
     "back_dominant",
     {"leg", "limb", "foot", "radicular"},
     {"back", "axial"},
     {"lumbar", "l-spine", "l spine", "lumbosacral", "l/s", "low back"},
     {"cervical", "c-spine", "c spine", "neck", "thoracic", "t-spine", "t spine", "brain"},
     {"cervical", "c3", "c4", "c5", "c6", "c7", "t1", "neck", "thoracic", "cesi"}},
}};

// The bits of the segments above this one (nlp/spine.h numbers them from C1).
constexpr uint32_t above(int segment) { return (1u << segment) - 1; }
constexpr uint32_t kCervicalBits = above(kT1 + 1);
constexpr uint32_t kLumbarRootBits = above(kSpineSegments) & ~above(kL1);
constexpr uint32_t kLumbarDiscBits = above(kSpineSegments) & ~above(kT12);

bool is_neck_code(std::string_view code) { return code == "neck_pain" || code.starts_with("cervical"); }
bool is_back_code(std::string_view code) { return code == "back_pain" || code == "low_back_pain" || code.starts_with("lumbar"); }

}  // namespace

std::string_view to_string(Region region) { return kRegionKeys[static_cast<size_t>(region)]; }

std::optional<Region> region_named(std::string_view name) {
  const auto found = std::find(kRegionKeys.begin(), kRegionKeys.end(), name);
  if (found == kRegionKeys.end()) return std::nullopt;
  return static_cast<Region>(found - kRegionKeys.begin());
}

const RegionWords& words_of(Region region) { return kWords[static_cast<size_t>(region)]; }

SegmentSet within(Region region, SegmentSet segments) { return {segments.bits & (region == Region::neck ? kCervicalBits : kLumbarRootBits)}; }

bool touches(Region region, const LevelSet& levels) {
  if (region == Region::neck) return !within(region, levels.discs).empty() || !within(region, levels.vertebrae).empty();
  return (levels.discs.bits & kLumbarDiscBits) != 0 || !within(region, levels.vertebrae).empty();
}

bool is_code_of(Region region, std::string_view code) {
  if (region == Region::neck) return is_neck_code(code);
  return is_back_code(code) || code == "claudication";
}

bool is_code_elsewhere(Region region, std::string_view code) { return region == Region::neck ? is_back_code(code) : is_neck_code(code); }

}  // namespace chartgap
