#include "nlp/vocabulary.h"

#include <algorithm>
#include <cstring>

#include "nlp/quantity_words.h"

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

constexpr size_t kShort = 16;

// The first `size` bytes of eight, the others 0.
uint64_t load(const char* data, size_t size) {
  uint64_t out = 0;
  memcpy(&out, data, sizeof out);
  return size >= 8 ? out : out & ((uint64_t{1} << (8 * size)) - 1);
}

// The hash of a word of up to kShort bytes, of which as many can be read: no branch on its length.
uint64_t hash_short(const char* word, size_t size) {
  const uint64_t head = load(word, size);
  const uint64_t tail = load(word + 8, size > 8 ? size - 8 : 0);
  return mix(head ^ mix(tail + size));
}

uint64_t hash_of(std::string_view word) {
  if (word.size() > kShort) return mix(load(word.data(), 8) ^ hash_long(word));
  char padded[kShort] = {};
  memcpy(padded, word.data(), word.size());
  return hash_short(padded, word.size());
}

}  // namespace

Vocabulary::Vocabulary() : slots_(8) {
  for (const QuantityWord& word : quantity_words()) {
    add(word.text);
    if (word.opens()) slots_[probe(hash_of(word.text))].roles = kBeginsQuantity;
  }
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
  if (slot.id == kUnknownWord && count_ < kMaxWords) slot = {hash, ++count_, 0};
  return slot.id;
}

WordId Vocabulary::find(std::string_view word) const { return word.empty() ? kUnknownWord : slots_[probe(hash_of(word))].id; }

const Vocabulary::Slot& Vocabulary::find_padded(const char* word, size_t size) const {
  return slots_[probe(size <= kShort ? hash_short(word, size) : hash_of({word, size}))];
}

void Vocabulary::add_roles(const std::vector<uint8_t>& roles) {
  for (Slot& slot : slots_) {
    if (slot.id != kUnknownWord && slot.id < roles.size()) slot.roles |= roles[slot.id];
  }
}

}  // namespace chartgap
