// The words that any lexicon term or quantity uses, each with a number: a flat table on 64-bit hashes.
// Shape:   the words of quantities come first, numbered from 1 in the order of `quantity_words`.
// Threads: built once, then shared.
// Cost:    a bucket of four slots looked at together for each word, no allocation.
// Errors:  a word is known by 40 bits of its hash and its place in the table: of a million unknown words, fewer than one in 100,000 runs takes one for another.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;
inline constexpr WordId kMaxWords = (1u << 24) - 1;

// By the size of a short word, the bits of its first and of its second eight bytes.
struct WordBits {
  uint64_t head;
  uint64_t tail;
};
inline constexpr std::array<WordBits, 17> kWordBits = [] {
  const auto first_bytes = [](size_t count) { return count >= 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * count)) - 1; };
  std::array<WordBits, 17> out{};
  for (size_t size = 0; size < out.size(); ++size) out[size] = {first_bytes(size), first_bytes(size > 8 ? size - 8 : 0)};
  return out;
}();

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
  // A slot holds the low 24 bits of a number and the high 40 of a hash; 0 is free. A bucket is filled from its front, then the next one.
  static constexpr uint64_t kIdBits = 0xFFFFFF;
  static constexpr size_t kBucket = 4;
  static uint64_t mix(uint64_t value) {
    value ^= value >> 32;
    value *= 0x9E3779B97F4A7C15ull;
    return value ^ (value >> 29);
  }
  // The hash of a word of up to kPadded bytes: no branch on its length.
  static uint64_t hash_short(const char* word, size_t size) {
    uint64_t head = 0;
    uint64_t tail = 0;
    memcpy(&head, word, sizeof head);
    memcpy(&tail, word + 8, sizeof tail);
    return mix((head & kWordBits[size].head) ^ mix((tail & kWordBits[size].tail) + size));
  }
  static uint64_t hash_of(std::string_view word);
  // The number of the word with that hash, or kUnknownWord. A slot that differs from the hash in nothing but the bits of its number is the word's: it is then the number itself.
  WordId at(uint64_t hash) const {
    const uint64_t key = hash & ~kIdBits;
    size_t bucket = first_of_bucket(hash);
    for (;;) {
      const uint64_t* slots = slots_.data() + bucket;
      const uint64_t least = std::min(std::min(slots[0] ^ key, slots[1] ^ key), std::min(slots[2] ^ key, slots[3] ^ key));
      const bool found = least <= kIdBits;
      if (found | (slots[kBucket - 1] == 0)) return static_cast<WordId>(found ? least : kUnknownWord);  // one branch, hardly ever not taken
      bucket = (bucket + kBucket) & (slots_.size() - 1);
    }
  }
  size_t first_of_bucket(uint64_t hash) const { return (hash * kBucket) & (slots_.size() - 1); }
  void insert(uint64_t hash, WordId id);

  std::vector<uint64_t> slots_;
  uint32_t count_ = 0;
  std::vector<std::string> words_;  // by number - 1; not in a compiled lexicon, which takes no more words
};

}  // namespace chartgap
