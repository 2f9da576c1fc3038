#include "nlp/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace chartgap {
namespace {

constexpr uint32_t kCheckpointBytes = 256;

// Lower case; control characters that are no white space become spaces.
constexpr char fold_ascii(char c) {
  const char lower = static_cast<char>(c + ((c >= 'A' && c <= 'Z') ? 32 : 0));
  const bool white = c == '\n' || c == '\r' || c == '\t';
  const bool control = (c >= 0 && c < 32) || c == 127;
  return control && !white ? ' ' : lower;
}

// Eight bytes at a time, one in each byte of a word. Source: H. S. Warren, Hacker's Delight, 6-1.
constexpr uint64_t kEach = 0x0101010101010101ull;
constexpr uint64_t kHighBits = 0x80 * kEach;

// Not 0 when one of eight ASCII bytes is a control character.
constexpr uint64_t controls(uint64_t eight) {
  const uint64_t deleted = eight ^ (0x7F * kEach);
  return ((eight - 0x20 * kEach) & ~eight & kHighBits) | ((deleted - kEach) & ~deleted & kHighBits);
}

// Eight ASCII bytes in lower case.
constexpr uint64_t lower_case(uint64_t eight) {
  const uint64_t from_a = eight + (0x80 - 'A') * kEach;
  const uint64_t past_z = eight + (0x80 - 'Z' - 1) * kEach;
  return eight | ((from_a & ~past_z & kHighBits) >> 2);
}

uint64_t load_eight(const char* at) {
  uint64_t out = 0;
  memcpy(&out, at, sizeof out);
  return out;
}

struct Character {
  int32_t code = -1;  // -1: damage
  uint32_t size = 1;  // bytes; of damage, its maximal part
};

// The character at `at`; damage is the longest prefix of a sequence that could have become valid.
Character character_at(std::string_view bytes, uint32_t at) {
  const uint8_t* data = reinterpret_cast<const uint8_t*>(bytes.data());
  int32_t i = static_cast<int32_t>(at);
  UChar32 code = 0;
  U8_NEXT(data, i, static_cast<int32_t>(bytes.size()), code);
  return {code < 0 ? -1 : code, static_cast<uint32_t>(i) - at};
}

// What punctuation, spaces and signs fold to, by code; Unicode normalisation decides about every other character.
struct Fold {
  int32_t code;
  const char* folded;
};
constexpr Fold kFolds[] = {
    {0x0085, "\n"},   {0x00A0, " "},    {0x00AB, "\""},          {0x00AD, ""},     {0x00B0, " degrees "},   {0x00B4, "'"},   {0x00B7, "*"},   {0x00BB, "\""},
    {0x00BC, " 1/4"}, {0x00BD, " 1/2"}, {0x00BE, " 3/4"},        {0x00D7, "x"},    {0x02BC, "'"},           {0x2002, " "},   {0x2003, " "},   {0x2004, " "},
    {0x2005, " "},    {0x2006, " "},    {0x2007, " "},           {0x2008, " "},    {0x2009, " "},           {0x200A, " "},   {0x200B, ""},    {0x200C, ""},
    {0x200D, ""},     {0x2010, "-"},    {0x2011, "-"},           {0x2012, "-"},    {0x2013, "-"},           {0x2014, "-"},   {0x2015, "-"},   {0x2018, "'"},
    {0x2019, "'"},    {0x201A, "'"},    {0x201B, "'"},           {0x201C, "\""},   {0x201D, "\""},          {0x201E, "\""},  {0x201F, "\""},  {0x2022, "*"},
    {0x2023, "*"},    {0x2028, "\n"},   {0x2029, "\n"},          {0x202F, " "},    {0x2032, "'"},           {0x2033, "\""},  {0x2035, "'"},   {0x2036, "\""},
    {0x2043, "-"},    {0x2060, ""},     {0x2191, " increased "}, {0x2192, "->"},   {0x2193, " decreased "}, {0x21D2, "->"},  {0x2212, "-"},   {0x2264, "<="},
    {0x2265, ">="},   {0x25A0, "*"},    {0x25A1, "[ ]"},         {0x25A2, "[ ]"},  {0x25A3, "[x]"},         {0x25AA, "*"},   {0x25CF, "*"},   {0x25E6, "*"},
    {0x25FB, "[ ]"},  {0x2610, "[ ]"},  {0x2611, "[x]"},         {0x2612, "[x]"},  {0x2705, "[x]"},         {0x2713, "[x]"}, {0x2714, "[x]"}, {0x3000, " "},
    {0xFE58, "-"},    {0xFEFF, ""},     {0xFF0D, "-"},           {0x1F5F9, "[x]"},
};
static_assert(std::is_sorted(std::begin(kFolds), std::end(kFolds), [](const Fold& a, const Fold& b) { return a.code < b.code; }));

// Null when normalisation decides.
const char* fold_punctuation(int32_t code) {
  const Fold* fold = std::lower_bound(std::begin(kFolds), std::end(kFolds), code, [](const Fold& at, int32_t wanted) { return at.code < wanted; });
  return fold != std::end(kFolds) && fold->code == code ? fold->folded : nullptr;
}

// Compatibility decomposition, case folding, and no accents.
std::string fold_letters(int32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return " ";
  icu::UnicodeString folded = decompose->normalize(icu::UnicodeString(static_cast<UChar32>(code)), status);
  folded.foldCase();
  icu::UnicodeString kept;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_CONTROL_CHAR) kept.append(c);
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

}  // namespace

void Text::assign(std::string_view bytes) {
  bytes_.assign(bytes);
  folded_.clear();
  anchors_.clear();
  line_starts_.clear();
  damaged_ = 0;
  nul_bytes_ = 0;
  fold();
  line_starts_.push_back(0);
  for (const char* at = bytes_.data(); (at = static_cast<const char*>(memchr(at, '\n', bytes_.size() - static_cast<size_t>(at - bytes_.data())))) != nullptr;) {
    line_starts_.push_back(static_cast<uint32_t>(++at - bytes_.data()));
  }
  if (line_starts_.size() == 1 || memchr(bytes_.data(), '\r', bytes_.size()) != nullptr) {
    for (uint32_t i = 0; i + 1 < bytes_.size(); ++i) {
      if (bytes_[i] == '\r' && bytes_[i + 1] != '\n') line_starts_.push_back(i + 1);
    }
    std::sort(line_starts_.begin(), line_starts_.end());
  }
}

void Text::fold() {
  const uint32_t size = static_cast<uint32_t>(bytes_.size());
  folded_.reserve(size + kFoldedPadding);
  for (uint32_t at = 0; at < size;) {
    const uint32_t end = ascii_end(at);
    fold_ascii_run(at, end);
    at = end < size ? fold_character(end) : end;
  }
  folded_.append(kFoldedPadding, '\0');
}

// Where the run of ASCII bytes from `at` on ends.
uint32_t Text::ascii_end(uint32_t at) const {
  const uint32_t size = static_cast<uint32_t>(bytes_.size());
  while (at + 8 <= size && (load_eight(bytes_.data() + at) & kHighBits) == 0) at += 8;
  while (at < size && static_cast<uint8_t>(bytes_[at]) < 0x80) ++at;
  return at;
}

void Text::fold_ascii_run(uint32_t begin, uint32_t end) {
  const size_t start = folded_.size();
  folded_.resize(start + (end - begin));
  char* out = folded_.data() + start;
  const auto fold_one = [&](uint32_t at) {
    nul_bytes_ += bytes_[at] == '\0';
    *out++ = fold_ascii(bytes_[at]);
  };
  uint32_t at = begin;
  for (; at + 8 <= end; at += 8) {
    const uint64_t eight = load_eight(bytes_.data() + at);
    if (controls(eight) == 0) {
      const uint64_t lower = lower_case(eight);
      memcpy(out, &lower, sizeof lower);
      out += 8;
    } else {
      for (uint32_t i = at; i < at + 8; ++i) fold_one(i);
    }
  }
  for (; at < end; ++at) fold_one(at);
}

uint32_t Text::fold_character(uint32_t at) {
  const Character character = character_at(bytes_, at);
  const uint32_t start = static_cast<uint32_t>(folded_.size());
  if (character.code < 0) {
    ++damaged_;
    folded_ += ' ';
  } else if (const char* plain = fold_punctuation(character.code); plain != nullptr) {
    folded_ += plain;
  } else {
    folded_ += fold_letters(character.code);
  }
  anchors_.push_back({start, at, false});
  anchors_.push_back({static_cast<uint32_t>(folded_.size()), at + character.size, true});
  return at + character.size;
}

uint32_t Text::to_original(uint32_t folded_offset) const {
  if (anchors_.empty()) return folded_offset;
  const auto after = std::upper_bound(anchors_.begin(), anchors_.end(), folded_offset, [](uint32_t offset, const Anchor& anchor) { return offset < anchor.folded; });
  if (after == anchors_.begin()) return folded_offset;
  const Anchor& anchor = *(after - 1);
  return anchor.one_to_one ? anchor.original + (folded_offset - anchor.folded) : anchor.original;
}

Span Text::to_original(uint32_t folded_begin, uint32_t folded_end) const {
  if (anchors_.empty()) return {folded_begin, folded_end};
  if (folded_end <= folded_begin) return {to_original(folded_begin), to_original(folded_begin)};
  const uint32_t begin = to_original(folded_begin);
  const uint32_t last = to_original(folded_end - 1);  // the character of the last byte, whole
  return {begin, last + character_at(bytes_, last).size};
}

std::string Text::quote(Span span) const {
  const std::string_view words = std::string_view(bytes_).substr(span.begin, span.size());
  return is_ascii() ? std::string(words) : valid_utf8(words);
}

std::string valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (uint32_t at = 0; at < bytes.size();) {
    const Character character = character_at(bytes, at);
    if (character.code < 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out += bytes.substr(at, character.size);
    }
    at += character.size;
  }
  return out;
}

uint32_t Text::line_of(uint32_t byte) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  return static_cast<uint32_t>(after - line_starts_.begin());
}

namespace {

uint32_t width(const Character& character, OffsetUnit unit) { return unit == OffsetUnit::utf16 && character.code > 0xFFFF ? 2 : 1; }

}  // namespace

OffsetMap::OffsetMap(const Text& text, OffsetUnit unit, uint32_t before)
    : bytes_(text.bytes()), unit_(unit), before_(before), identity_(unit == OffsetUnit::byte || text.is_ascii()) {
  if (identity_) return;
  Checkpoint at;
  while (at.byte < bytes_.size()) {
    if (at.byte >= checkpoints_.size() * kCheckpointBytes) checkpoints_.push_back(at);
    advance(at);
  }
}

void OffsetMap::advance(Checkpoint& at) const {
  const Character character = character_at(bytes_, at.byte);
  at.offset += width(character, unit_);
  at.byte += character.size;
}

uint32_t OffsetMap::operator()(uint32_t byte) const {
  if (identity_ || checkpoints_.empty()) return before_ + byte;
  size_t nearest = std::min<size_t>(byte / kCheckpointBytes, checkpoints_.size() - 1);
  if (checkpoints_[nearest].byte > byte) --nearest;
  Checkpoint at = checkpoints_[nearest];
  while (at.byte < byte) advance(at);
  return before_ + at.offset;
}

uint32_t OffsetMap::to_byte(uint32_t offset) const {
  offset = offset > before_ ? offset - before_ : 0;
  if (identity_) return std::min<uint32_t>(offset, static_cast<uint32_t>(bytes_.size()));
  Checkpoint at;
  while (at.byte < bytes_.size() && at.offset < offset) advance(at);
  return at.byte;
}

}  // namespace chartgap
