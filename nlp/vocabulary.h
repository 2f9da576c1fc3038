// The words that any lexicon term or quantity uses, each with a number: a flat table on 64-bit hashes.
// Shape:   the words of quantities come first, numbered from 1 in the order of `quantity_words`.
// Threads: built once, then shared.
// Cost:    one probe a word, no allocation.
// Errors:  a word is known by 40 bits of its hash and its place in the table: of a million unknown words, fewer than one in 100,000 runs takes one for another.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;
inline constexpr WordId kMaxWords = (1u << 24) - 1;

class Vocabulary {
 public:
  friend class LexiconImage;

  Vocabulary();
  // The word's number, adding it when new; numbers count from 1.
  WordId add(std::string_view word);
  // The word's number, or kUnknownWord.
  WordId find(std::string_view word) const;
  // The same for a word of which kPadded bytes may be read.
  WordId find_padded(const char* word, size_t size) const { return at(size <= kPadded ? hash_short(word, size) : hash_of({word, size})); }
  uint32_t size() const { return count_; }
  // The word of a number; nothing for kUnknownWord and in a compiled lexicon, which keeps no words.
  std::string_view text(WordId word) const { return word == kUnknownWord || word > words_.size() ? std::string_view() : std::string_view(words_[word - 1]); }

  static constexpr size_t kPadded = 16;

 private:
  // A slot holds the low 24 bits of a number and the high 40 of a hash; 0 is free.
  static constexpr uint64_t kIdBits = 0xFFFFFF;
  static uint64_t mix(uint64_t value) {
    value ^= value >> 32;
    value *= 0x9E3779B97F4A7C15ull;
    return value ^ (value >> 29);
  }
  // The first `size` bytes of eight, the others 0.
  static uint64_t load(const char* data, size_t size) {
    uint64_t out = 0;
    memcpy(&out, data, sizeof out);
    return size >= 8 ? out : out & ((uint64_t{1} << (8 * size)) - 1);
  }
  // The hash of a word of up to kPadded bytes: no branch on its length.
  static uint64_t hash_short(const char* word, size_t size) {
    const uint64_t head = load(word, size);
    const uint64_t tail = load(word + 8, size > 8 ? size - 8 : 0);
    return mix(head ^ mix(tail + size));
  }
  static uint64_t hash_of(std::string_view word);
  // The number of the word with that hash, or kUnknownWord.
  WordId at(uint64_t hash) const {
    const size_t mask = slots_.size() - 1;
    size_t slot = hash & mask;
    while (slots_[slot] != 0 && ((slots_[slot] ^ hash) & ~kIdBits) != 0) slot = (slot + 1) & mask;
    return static_cast<WordId>(slots_[slot] & kIdBits);
  }
  void insert(uint64_t hash, WordId id);

  std::vector<uint64_t> slots_;
  uint32_t count_ = 0;
  std::vector<std::string> words_;  // by number - 1; not in a compiled lexicon, which takes no more words
};

}  // namespace chartgap
