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

Vocabulary::Vocabulary() : slots_(8), keys_(1) {}

Vocabulary::Key Vocabulary::key_of(std::string_view word) {
  if (word.size() <= 8) return {load(word.data(), word.size()), 0};
  if (word.size() <= kKeyBytes) return {load(word.data(), 8), load(word.data() + 8, word.size() - 8)};
  return {load(word.data(), 8), hash_long(word)};
}

uint64_t Vocabulary::hash_of(const Key& key) { return mix(key.low ^ mix(key.high + 0x51ED27ull)); }

// The slot that holds the key, or the free one where it would go.
size_t Vocabulary::probe(const Key& key, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  const uint32_t print = static_cast<uint32_t>(hash >> 32);
  size_t at = hash & mask;
  while (slots_[at].id != kUnknownWord && (slots_[at].print != print || keys_[slots_[at].id] != key)) at = (at + 1) & mask;
  return at;
}

void Vocabulary::grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  for (WordId id = 1; id < keys_.size(); ++id) {
    const uint64_t hash = hash_of(keys_[id]);
    slots_[probe(keys_[id], hash)] = {static_cast<uint32_t>(hash >> 32), id};
  }
}

WordId Vocabulary::add(std::string_view word) {
  if (keys_.size() * 2 > slots_.size()) grow();
  const Key key = key_of(word);
  const uint64_t hash = hash_of(key);
  Slot& slot = slots_[probe(key, hash)];
  if (slot.id == kUnknownWord) {
    slot = {static_cast<uint32_t>(hash >> 32), static_cast<WordId>(keys_.size())};
    keys_.push_back(key);
  }
  return slot.id;
}

WordId Vocabulary::find(std::string_view word) const {
  if (word.empty()) return kUnknownWord;
  const Key key = key_of(word);
  return slots_[probe(key, hash_of(key))].id;
}

}  // namespace chartgap
