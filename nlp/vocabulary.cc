#include "nlp/vocabulary.h"

#include <algorithm>
#include <cstring>

namespace chartgap {
namespace {

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

// Up to 8 bytes, zero-padded; two overlapping loads instead of a copy of any length.
uint64_t load(const char* data, size_t size) {
  if (size >= 4) {
    uint32_t head = 0;
    uint32_t tail = 0;
    memcpy(&head, data, 4);
    memcpy(&tail, data + size - 4, 4);
    return head | uint64_t{tail} << ((size - 4) * 8);
  }
  uint64_t out = 0;
  for (size_t i = 0; i < size; ++i) out |= uint64_t{static_cast<uint8_t>(data[i])} << (i * 8);
  return out;
}

}  // namespace

Vocabulary::Vocabulary() : slots_(8) {}

uint64_t Vocabulary::hash_of(std::string_view word) {
  if (word.size() <= 8) return mix(load(word.data(), word.size()));
  if (word.size() <= 16) return mix(load(word.data(), 8) ^ mix(load(word.data() + 8, word.size() - 8) + word.size()));
  return mix(load(word.data(), 8) ^ hash_long(word));
}

// The slot that holds the hash, or the free one where it would go.
size_t Vocabulary::probe(uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at].id != kUnknownWord && slots_[at].hash != hash) at = (at + 1) & mask;
  return at;
}

void Vocabulary::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, Slot{});
  for (const Slot& slot : old) {
    if (slot.id != kUnknownWord) slots_[probe(slot.hash)] = slot;
  }
}

WordId Vocabulary::add(std::string_view word) {
  if ((count_ + 1) * 2 > slots_.size()) grow();
  const uint64_t hash = hash_of(word);
  Slot& slot = slots_[probe(hash)];
  if (slot.id == kUnknownWord) slot = {hash, ++count_};
  return slot.id;
}

WordId Vocabulary::find(std::string_view word) const {
  if (word.empty()) return kUnknownWord;
  return slots_[probe(hash_of(word))].id;
}

}  // namespace chartgap
