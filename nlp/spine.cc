#include "nlp/spine.h"

namespace chartgap {
namespace {

struct Column {
  char letter;
  int first;
  int count;
};
constexpr Column kColumns[] = {{'c', kC1, 8}, {'t', kT1, 12}, {'l', kL1, 5}, {'s', kS1, 5}};

constexpr uint32_t bits_of(int first, int end) { return ((1u << (end - first)) - 1u) << first; }
constexpr uint32_t kCervicalBits = bits_of(0, kT1);
constexpr uint32_t kThoracicBits = bits_of(kT1, kL1);
constexpr uint32_t kLumbarBits = bits_of(kL1, kSpineSegments);

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

int count_bits(uint32_t bits) { return __builtin_popcount(bits); }

}  // namespace

int spine_segment(char letter, int number) {
  char name = lower(letter);
  if (name == 'd') name = 't';  // dorsal
  for (const Column& column : kColumns) {
    if (column.letter == name) return number >= 1 && number <= column.count ? column.first + number - 1 : kNoSegment;
  }
  return kNoSegment;
}

std::string segment_name(int segment) {
  for (const Column& column : kColumns) {
    if (segment >= column.first && segment < column.first + column.count) return static_cast<char>(column.letter - 32) + std::to_string(segment - column.first + 1);
  }
  return "";
}

int segment_named(std::string_view name) {
  if (name.size() < 2 || name.size() > 3 || name.find_first_not_of("0123456789", 1) != std::string_view::npos) return kNoSegment;
  int number = 0;
  for (const char digit : name.substr(1)) number = number * 10 + (digit - '0');
  return spine_segment(name[0], number);
}

int vertebra_below(int vertebra) {
  if (vertebra < 0 || vertebra + 1 >= kSpineSegments) return kNoSegment;
  return vertebra == kC7 ? kT1 : vertebra + 1;
}

SpineRegion region_of_segment(int segment) {
  if (segment < 0 || segment >= kSpineSegments) return SpineRegion::none;
  if (segment <= kC8) return SpineRegion::cervical;
  return segment < kL1 ? SpineRegion::thoracic : SpineRegion::lumbar;
}

std::vector<std::string> SegmentSet::names() const {
  std::vector<std::string> out;
  for (int segment = 0; segment < kSpineSegments; ++segment) {
    if (has(segment)) out.push_back(segment_name(segment));
  }
  return out;
}

std::vector<std::string> LevelSet::names() const {
  std::vector<std::string> out;
  for (int segment = 0; segment < kSpineSegments; ++segment) {
    if (discs.has(segment)) out.push_back(segment_name(segment) + "-" + segment_name(vertebra_below(segment)));
    if (vertebrae.has(segment)) out.push_back(segment_name(segment));
  }
  return out;
}

SpineRegion LevelSet::region() const {
  constexpr uint32_t kT12Bit = 1u << kT12;
  const int cervical = count_bits(discs.bits & kCervicalBits) + count_bits(vertebrae.bits & kCervicalBits);
  const int thoracic = count_bits(discs.bits & kThoracicBits & ~kT12Bit) + count_bits(vertebrae.bits & kThoracicBits);
  const int lumbar = count_bits(discs.bits & (kLumbarBits | kT12Bit)) + count_bits(vertebrae.bits & kLumbarBits);
  if (cervical + thoracic + lumbar == 0) return SpineRegion::none;
  if (cervical >= thoracic && cervical >= lumbar) return SpineRegion::cervical;
  return lumbar >= thoracic ? SpineRegion::lumbar : SpineRegion::thoracic;
}

}  // namespace chartgap
