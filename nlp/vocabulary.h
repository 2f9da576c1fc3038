// The words that any lexicon term uses, each with a number: a flat table on 16-byte keys.
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
  uint32_t size() const { return static_cast<uint32_t>(keys_.size()) - 1; }

 private:
  struct Key {
    uint64_t low = 0;
    uint64_t high = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    uint32_t print = 0;  // part of the key's hash, so that most other words are told apart without their keys
    WordId id = kUnknownWord;
  };
  static Key key_of(std::string_view word);
  static uint64_t hash_of(const Key& key);
  size_t probe(const Key& key, uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;
  std::vector<Key> keys_;  // by number
};

}  // namespace chartgap
