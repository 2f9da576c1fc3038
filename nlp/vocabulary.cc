#include "nlp/vocabulary.h"

#include <algorithm>
#include <cstring>

namespace chartgap {
namespace {

constexpr size_t kKeyBytes = 16;

uint64_t mix(uint64_t value) {
  value ^= value >> 32;
  value *= 0x9E3779B97F4A7C15ull;
  return value ^ (value >> 29);
}

uint64_t hash_long(std::string_view word) {
  uint64_t hash = word.size();
  for (size_t i = 0; i < word.size(); i += 8) {
    uint64_t part = 0;
    memcpy(&part, word.data() + i, std::min<size_t>(8, word.size() - i));
    hash = mix(hash ^ part) + part;
  }
  return hash;
}

uint64_t load(const char* data, size_t size) {
  uint64_t out = 0;
  memcpy(&out, data, size);
  return out;
}

}  // namespace

Vocabulary::Vocabulary() : slots_(1024) {}

Vocabulary::Slot Vocabulary::key_of(std::string_view word) {
  Slot key;
  if (word.size() <= 8) {
    key.low = load(word.data(), word.size());
  } else if (word.size() <= kKeyBytes) {
    key.low = load(word.data(), 8);
    key.high = load(word.data() + 8, word.size() - 8);
  } else {
    key.low = load(word.data(), 8);
    key.high = hash_long(word);
  }
  return key;
}

// The slot that holds the key, or the free one where it would go.
size_t Vocabulary::probe(const Slot& key) const {
  const size_t mask = slots_.size() - 1;
  size_t at = mix(key.low ^ mix(key.high + 0x51ED27ull)) & mask;
  while (slots_[at].id != kUnknownWord && (slots_[at].low != key.low || slots_[at].high != key.high)) at = (at + 1) & mask;
  return at;
}

void Vocabulary::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, Slot{});
  for (const Slot& slot : old) {
    if (slot.id != kUnknownWord) slots_[probe(slot)] = slot;
  }
}

WordId Vocabulary::add(std::string_view word) {
  if ((count_ + 1) * 3 > slots_.size()) grow();
  Slot key = key_of(word);
  Slot& slot = slots_[probe(key)];
  if (slot.id == kUnknownWord) {
    key.id = ++count_;
    slot = key;
  }
  return slot.id;
}

WordId Vocabulary::find(std::string_view word) const {
  if (word.empty()) return kUnknownWord;
  return slots_[probe(key_of(word))].id;
}

}  // namespace chartgap
