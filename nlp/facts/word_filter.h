// Closed lists: whether something is one of a few, and a small filter in front of many words.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "nlp/document.h"

namespace chartgap {

template <class List, class Value>
bool one_of(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Passes all of a list and few other words, at the cost of one look-up.
class WordFilter {
 public:
  constexpr void add(std::string_view word) {
    uint64_t head = 0;
    for (size_t i = 0; i < word.size() && i < 8; ++i) head |= static_cast<uint64_t>(static_cast<uint8_t>(word[i])) << (8 * i);
    const uint32_t bit = bit_of(head, word.size());
    bits_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  // A token's text may be read past its end: padding stands behind the folded view.
  bool may_hold(const Document& document, uint32_t token) const { return has(bit_at(document, token)); }

  // The same in two steps, for several filters.
  bool has(uint32_t bit) const { return (bits_[bit / 64] >> (bit % 64) & 1) != 0; }
  static uint32_t bit_at(const Document& document, uint32_t token) {
    const Token& at = document.tokens()[token];
    const size_t size = at.end - at.begin;
    uint64_t head = 0;
    memcpy(&head, document.text().folded().data() + at.begin, sizeof head);
    if (size < 8) head &= (uint64_t{1} << (8 * size)) - 1;
    return bit_of(head, size);
  }

 private:
  static constexpr uint32_t kBits = 8192;
  static constexpr uint32_t bit_of(uint64_t head, size_t size) { return static_cast<uint32_t>((head * 0x9E3779B97F4A7C15ull + size * 0xD1B54A32D192ED03ull) >> 51); }
  std::array<uint64_t, kBits / 64> bits_{};
};

}  // namespace chartgap
