// The spine's own numbers: vertebrae, disc levels and nerve roots as small sets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

// Vertebrae and roots count from C1 = 0: C1-C8 are 0-7 (C8 is a root only), T1-T12 8-19, L1-L5 20-24, S1-S5 25-29.
inline constexpr int kSpineSegments = 30;
inline constexpr int kNoSegment = -1;
inline constexpr int kC1 = 0;
inline constexpr int kC5 = 4;
inline constexpr int kC6 = 5;
inline constexpr int kC7 = 6;
inline constexpr int kC8 = 7;
inline constexpr int kT1 = 8;
inline constexpr int kT2 = 9;
inline constexpr int kT3 = 10;
inline constexpr int kT4 = 11;
inline constexpr int kT12 = 19;
inline constexpr int kL1 = 20;
inline constexpr int kL2 = 21;
inline constexpr int kL3 = 22;
inline constexpr int kL4 = 23;
inline constexpr int kL5 = 24;
inline constexpr int kS1 = 25;
inline constexpr int kS2 = 26;

// The segment of a letter (c, t, d, l or s, either case) and a number; kNoSegment when there is none.
int spine_segment(char letter, int number);
std::string segment_name(int segment);
// The segment of a name such as "C6"; kNoSegment for any other word.
int segment_named(std::string_view name);
// The vertebra below, skipping C8: C7 -> T1, T12 -> L1, L5 -> S1; kNoSegment below S5.
int vertebra_below(int vertebra);

enum class SpineRegion : uint8_t { none, cervical, thoracic, lumbar };
// Source: C7-T1 counts as cervical and T12-L1 as lumbar (the side of the neural foramen's usual report).
SpineRegion region_of_segment(int segment);

// A set of segments; used for roots and for single vertebrae.
struct SegmentSet {
  uint32_t bits = 0;

  bool empty() const { return bits == 0; }
  bool has(int segment) const { return segment >= 0 && (bits >> segment & 1u) != 0; }
  void add(int segment) {
    if (segment >= 0) bits |= 1u << segment;
  }
  bool intersects(SegmentSet other) const { return (bits & other.bits) != 0; }
  std::vector<std::string> names() const;
  bool operator==(const SegmentSet&) const = default;
};

// Disc levels, each named by its upper vertebra (C5-C6 is bit C5), and vertebrae that stand alone.
struct LevelSet {
  SegmentSet discs;
  SegmentSet vertebrae;

  bool empty() const { return discs.empty() && vertebrae.empty(); }
  void add(const LevelSet& other) {
    discs.bits |= other.discs.bits;
    vertebrae.bits |= other.vertebrae.bits;
  }
  bool intersects(const LevelSet& other) const { return discs.intersects(other.discs) || vertebrae.intersects(other.vertebrae); }
  // "C5-C6", "L5-S1", "L4"
  std::vector<std::string> names() const;
  SpineRegion region() const;
  bool operator==(const LevelSet&) const = default;
};

}  // namespace chartgap
