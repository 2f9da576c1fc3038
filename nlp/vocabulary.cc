#include "nlp/vocabulary.h"

#include <algorithm>

#include "nlp/quantity_words.h"

namespace chartgap {

uint64_t Vocabulary::hash_of(std::string_view word) {
  if (word.size() <= kPadded) {
    char padded[kPadded] = {};
    memcpy(padded, word.data(), word.size());
    return hash_short(padded, word.size());
  }
  uint64_t hash = word.size();
  for (size_t i = 0; i < word.size(); i += 8) {
    uint64_t part = 0;
    memcpy(&part, word.data() + i, std::min<size_t>(8, word.size() - i));
    hash = mix(hash ^ part) + part;
  }
  return mix(hash);
}

Vocabulary::Vocabulary() : slots_(8) {
  for (const QuantityWord& word : quantity_words()) add(word.text);
}

void Vocabulary::insert(uint64_t hash, WordId id) {
  const size_t mask = slots_.size() - 1;
  size_t slot = first_of_bucket(hash);
  while (slots_[slot] != 0) slot = (slot + 1) & mask;
  slots_[slot] = (hash & ~kIdBits) | id;
}

WordId Vocabulary::add(std::string_view word) {
  const uint64_t hash = hash_of(word);
  if (const WordId known = at(hash); known != kUnknownWord || count_ == kMaxWords) return known;
  words_.emplace_back(word);
  ++count_;
  if (count_ * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, 0);
    for (WordId id = 1; id < count_; ++id) insert(hash_of(words_[id - 1]), id);
  }
  insert(hash, count_);
  return count_;
}

WordId Vocabulary::find(std::string_view word) const { return word.empty() ? kUnknownWord : at(hash_of(word)); }

}  // namespace chartgap
