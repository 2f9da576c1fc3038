// The words that any lexicon term or quantity uses, each with a number and with what it may begin: a flat table on 64-bit hashes.
// Shape:   the words of quantities come first, numbered from 1 in the order of `quantity_words`.
// Threads: built once, then shared.
// Cost:    one probe a word, no allocation; words of over 16 bytes are keyed by their first 8 bytes and a 64-bit hash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;
inline constexpr WordId kMaxWords = (1u << 24) - 1;

// What may begin with a word, so that most words are passed over without a look at any table.
enum WordRole : uint8_t { kBeginsQuantity = 1, kBeginsPattern = 2 };

class Vocabulary {
 public:
  friend class LexiconImage;
  struct Slot {
    uint64_t hash = 0;
    WordId id = kUnknownWord;
    uint32_t roles = 0;
  };

  Vocabulary();
  // The word's number, adding it when new; numbers count from 1.
  WordId add(std::string_view word);
  // The word's number, or kUnknownWord.
  WordId find(std::string_view word) const;
  // The slot of a word behind which at least 16 bytes may be read; its id is kUnknownWord when the vocabulary has no such word.
  const Slot& find_padded(const char* word, size_t size) const;
  // Says what else may begin with each word: WordRole bits by word number.
  void add_roles(const std::vector<uint8_t>& roles);
  uint32_t size() const { return count_; }

 private:
  size_t probe(uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;
  uint32_t count_ = 0;
};

}  // namespace chartgap
