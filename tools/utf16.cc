#include "tools/utf16.h"

#include <cstdint>

namespace chartgap {
namespace {

constexpr std::string_view kLittleEndian = "\xFF\xFE";
constexpr std::string_view kBigEndian = "\xFE\xFF";
constexpr uint32_t kReplacement = 0xFFFD;

bool is_high(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append_utf8(std::string& out, uint32_t code) {
  const auto last = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) out += static_cast<char>(code);
  else if (code < 0x800) out += {static_cast<char>(0xC0 | code >> 6), last(0)};
  else if (code < 0x10000) out += {static_cast<char>(0xE0 | code >> 12), last(6), last(0)};
  else out += {static_cast<char>(0xF0 | code >> 18), last(12), last(6), last(0)};
}

}  // namespace

bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with(kBigEndian)) return true;
  return bytes.starts_with(kLittleEndian) && bytes.substr(2, 2) != std::string_view("\0\0", 2);
}

std::string utf8_from_utf16(std::string_view bytes) {
  const bool little = bytes.starts_with(kLittleEndian);
  const auto unit = [&](size_t at) -> uint32_t {
    const auto first = static_cast<uint8_t>(bytes[at]);
    const auto second = static_cast<uint8_t>(bytes[at + 1]);
    return little ? static_cast<uint32_t>(second << 8 | first) : static_cast<uint32_t>(first << 8 | second);
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  size_t at = kLittleEndian.size();
  for (; at + 1 < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (is_high(code) && at + 3 < bytes.size() && is_low(unit(at + 2))) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (is_high(code) || is_low(code)) {
      code = kReplacement;
    }
    append_utf8(out, code);
  }
  if (at < bytes.size()) append_utf8(out, kReplacement);
  return out;
}

}  // namespace chartgap
