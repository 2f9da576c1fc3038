// The words that any lexicon term uses, each with a number: a flat table on 64-bit hashes.
// Threads: built once, then shared.
// Cost: one probe a word, no allocation; words of over 16 bytes are keyed by their first 8 bytes and a 64-bit hash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;

class Vocabulary {
 public:
  friend class LexiconImage;
  Vocabulary();
  // The word's number, adding it when new; numbers count from 1.
  WordId add(std::string_view word);
  // The word's number, or kUnknownWord.
  WordId find(std::string_view word) const;
  uint32_t size() const { return count_; }

 private:
  struct Slot {
    uint64_t hash = 0;
    WordId id = kUnknownWord;
  };
  static uint64_t hash_of(std::string_view word);
  size_t probe(uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;
  uint32_t count_ = 0;
};

}  // namespace chartgap
