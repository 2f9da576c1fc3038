// Phrases: small programs over the words and the term hits of a sentence, each tried only where its rarest part stands.
// Shape:  the steps of all phrases lie in one list; `split` and `dispatch` are their choices, the preferred branch first.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "nlp/hit_class.h"
#include "nlp/term_step.h"
#include "nlp/vocabulary.h"

namespace chartgap {

// The words and classes of a stretch of text as bits: what a phrase needs and is not there as a bit is not there.
struct Signature {
  std::array<uint64_t, 4> words{};
  uint32_t classes = 0;  // a bit for each HitClass

  static Signature all() {
    Signature out;
    out.words.fill(~uint64_t{0});
    out.classes = ~uint32_t{0};
    return out;
  }
  static uint8_t bit_of(WordId word) { return static_cast<uint8_t>(word); }  // words are numbered as they come, so that any 256 in turn differ
  void add_bit(uint32_t bit) { words[bit / 64] |= uint64_t{1} << (bit % 64); }
  bool has_bit(uint32_t bit) const { return (words[bit / 64] >> (bit % 64) & 1) != 0; }
  bool meets(const Signature& other) const {
    const uint64_t common = (words[0] & other.words[0]) | (words[1] & other.words[1]) | (words[2] & other.words[2]) | (words[3] & other.words[3]);
    return (common | (classes & other.classes)) != 0;
  }
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
  uint32_t classes = 0;  // a bit for each that has a list
};

struct Phrase {
  uint32_t entry = 0;
  uint32_t step = 0;          // its first
  uint32_t least_before = 0;  // words between its first and its anchor
  uint32_t most_before = 0;
  Signature first;  // what may stand first
};

// Of each, something must stand in the sentence, beside the anchor.
using PhraseNeeds = std::array<Signature, 2>;

class PhraseTables {
 public:
  friend class LexiconImage;
  friend class PhraseCompiler;

  size_t size() const { return phrases_.size(); }
  const Phrase& phrase(uint32_t phrase) const { return phrases_[phrase]; }
  const PhraseNeeds& needs(uint32_t phrase) const { return needs_[phrase]; }
  const PhraseAnchors& anchors(Layer layer) const { return anchors_[static_cast<size_t>(layer)]; }
  const TermStep& step(uint32_t step) const { return steps_[step]; }
  // Whether the word is of the set, and the branches of a dispatch for a word, in their order; kUnknownWord for any word that no term uses.
  bool in_set(uint32_t set, WordId word) const;
  std::span<const uint32_t> branches(uint32_t dispatch, WordId word) const;
  // Whether the filter takes the hits of the entry.
  bool takes(uint32_t filter, uint32_t entry) const { return (filters_[filter * filter_cells_ + entry / 64] >> (entry % 64) & 1) != 0; }

 private:
  std::vector<Phrase> phrases_;
  std::vector<PhraseNeeds> needs_;  // by phrase; apart, because it is asked of many phrases that are not tried
  std::array<PhraseAnchors, kLayers> anchors_;
  std::vector<TermStep> steps_;    // of all phrases
  std::vector<uint32_t> cells_;    // a set: its size and its words; a dispatch: the number of its words, these, where the targets of each begin and those of others, all targets
  std::vector<uint64_t> filters_;  // by filter, a bit for each entry
  uint32_t filter_cells_ = 0;      // of one filter
};

}  // namespace chartgap
