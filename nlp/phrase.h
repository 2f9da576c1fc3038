// Phrases: small programs over the words and the term hits of a sentence, each tried only where its rarest part stands.
// Shape:  a phrase's steps lie in one list; `split` and `dispatch` are its choices, the preferred branch first.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "nlp/hit_class.h"
#include "nlp/vocabulary.h"

namespace chartgap {

struct PhraseStep {
  enum class Op : uint8_t { word, word_set, hit, any, split, dispatch, jump, begin, end, accept };
  Op op = Op::accept;
  uint32_t a = 0;  // word, word set, hit filter, dispatch, or the target that split prefers and jump takes
  uint32_t b = 0;  // the other target of split
};

// The words and classes of a stretch of text as bits: what a phrase needs and is not there as a bit is not there.
struct Signature {
  std::array<uint64_t, 4> bits{};

  static Signature all() {
    Signature out;
    out.bits.fill(~uint64_t{0});
    return out;
  }
  static uint8_t bit_of(WordId word) { return static_cast<uint8_t>(kHitClasses + ((word * 0x9E3779B1u) >> 8) % (256 - kHitClasses)); }
  void add_word(WordId word) { add_bit(bit_of(word)); }
  void add_bit(uint32_t bit) { bits[bit / 64] |= uint64_t{1} << (bit % 64); }
  void add_classes(uint32_t classes) { bits[0] |= classes; }
  bool has_bit(uint32_t bit) const { return (bits[bit / 64] >> (bit % 64) & 1) != 0; }
  bool has_class(uint32_t classes) const { return (bits[0] & classes) != 0; }
  bool meets(const Signature& other) const { return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1]) | (bits[2] & other.bits[2]) | (bits[3] & other.bits[3])) != 0; }
};

struct Phrase {
  uint32_t entry = 0;
  std::vector<PhraseStep> steps;
  Signature first;                  // what may stand first
  std::array<Signature, 2> needed;  // of each, something must stand in the sentence, beside the anchor
};

// Lists by key, one after the other in one array.
template <class Item>
struct ListTable {
  std::vector<uint32_t> starts{0};
  std::vector<Item> items;
  void fill(const std::vector<std::vector<Item>>& lists) {
    starts.assign(1, 0);
    items.clear();
    for (const std::vector<Item>& list : lists) {
      items.insert(items.end(), list.begin(), list.end());
      starts.push_back(static_cast<uint32_t>(items.size()));
    }
  }
  std::span<const Item> at(uint32_t key) const {
    if (key + 1 >= starts.size()) return {};
    return std::span(items).subspan(starts[key], starts[key + 1] - starts[key]);
  }
};

// Lists by word that most words do not have.
class SparseWordLists {
 public:
  friend class LexiconImage;
  void fill(const std::vector<std::vector<uint32_t>>& lists);
  bool has(WordId word) const { return (words_[word / 64] >> (word % 64) & 1) != 0; }
  std::span<const uint32_t> at(WordId word) const { return lists_.at(word); }

 private:
  std::vector<uint64_t> words_;  // a bit for each word that has a list
  ListTable<uint32_t> lists_;
};

// The phrases of a layer under their anchors: of the parts that a phrase cannot do without, the one that stands in notes most rarely.
struct PhraseAnchors {
  SparseWordLists by_word;
  ListTable<uint32_t> by_class;
};

// A choice of many branches by the word that stands there: for each first word the branches that may fit, in their order.
struct Dispatch {
  std::vector<WordId> words;    // sorted
  ListTable<uint32_t> targets;  // by index into words; the last list is for every other word
  std::vector<uint32_t> all;
  std::span<const uint32_t> at(WordId word) const;
};

}  // namespace chartgap
