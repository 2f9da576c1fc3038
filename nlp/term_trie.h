// The automaton over words that finds every term at once: one step a word, whatever the number of terms.
// Shape:   nodes lie in one array, children before parents: a head (edges << 8 | accepts), the accepts, the words of the edges in order, their targets.
//          Nodes that are alike are one, so that the ends that many terms share are kept once.
// Threads: built once, then shared.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nlp/vocabulary.h"

namespace chartgap {

class TermTrie {
 public:
  friend class LexiconImage;
  static constexpr size_t kMaxTermWords = 40;
  static constexpr uint32_t kMaxEntries = 1u << 20;

  // What ends at a node, with the words of the term before its evidence and behind it.
  struct Accept {
    uint32_t entry = 0;
    uint32_t before = 0;
    uint32_t behind = 0;
  };
  static Accept unpack(uint32_t cell) { return {cell >> 12, cell >> 6 & 63, cell & 63}; }

  // A term of 1 to kMaxTermWords words of an entry below kMaxEntries.
  void add(const std::vector<WordId>& words, const Accept& accept);
  // Ends the building.
  void freeze(uint32_t vocabulary_size);

  // Whether a term may begin with `word` when `next` stands behind it.
  bool may_begin(WordId word, WordId next) const { return (seconds_[word] >> second_bit(next) & 1) != 0; }
  // The node after the first word, or 0.
  uint32_t first(WordId word) const { return roots_[word]; }
  // The node after one more word, or 0.
  uint32_t next(uint32_t node, WordId word) const {
    const uint32_t edges = cells_[node] >> 8;
    const WordId* words = cells_.data() + node + 1 + (cells_[node] & 255);
    const uint32_t edge = edges <= kFewEdges ? find_among_few(words, edges, word) : find_among_many(words, edges, word);
    return edge < edges && words[edge] == word ? words[edges + edge] : 0;
  }
  // What ends at a node, packed.
  std::span<const uint32_t> accepts(uint32_t node) const { return std::span(cells_).subspan(node + 1, cells_[node] & 255); }

 private:
  static constexpr uint32_t kFewEdges = 8;
  static uint32_t find_among_few(const WordId* words, uint32_t edges, WordId word) {
    uint32_t edge = 0;
    while (edge < edges && words[edge] < word) ++edge;
    return edge;
  }
  static uint32_t find_among_many(const WordId* words, uint32_t edges, WordId word);
  // Of 64 bits, the one of a word that may come second.
  static uint32_t second_bit(WordId word) { return (word * 0x9E3779B1u) >> 26; }

  // By word; apart, because the first is asked of every word of a note.
  std::vector<uint64_t> seconds_;  // a bit for each word that may come second; all where a term ends
  std::vector<uint32_t> roots_;    // the node after it
  std::vector<uint32_t> cells_;    // the nodes

  // While it is built: every edge by its node and word, and what ends at each node.
  std::unordered_map<uint64_t, uint32_t> edges_;
  std::vector<std::pair<uint32_t, uint32_t>> accepts_;
  uint32_t nodes_ = 1;
};

}  // namespace chartgap
