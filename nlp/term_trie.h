// The automaton over words that finds every term at once: one step a word, whatever the number of terms.
// Shape:   nodes lie in one array, children before parents: a head (edges << 8 | accepts), the accepts, the words of the edges in order, their targets.
//          Nodes that are alike are one, so that the ends that many terms share are kept once.
// Threads: built once, then shared.
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "nlp/vocabulary.h"

namespace chartgap {

class TermTrie {
 public:
  friend class LexiconImage;
  friend class TermTrieBuilder;
  static constexpr size_t kMaxTermWords = 40;
  static constexpr uint32_t kMaxEntries = 1u << 20;

  // What ends at a node, with the words of the term before its evidence and behind it.
  struct Accept {
    uint32_t entry = 0;
    uint32_t before = 0;
    uint32_t behind = 0;
  };
  static uint32_t pack(const Accept& accept) { return accept.entry << 12 | accept.before << 6 | accept.behind; }
  static Accept unpack(uint32_t cell) { return {cell >> 12, cell >> 6 & 63, cell & 63}; }

  // Whether a term may begin with `word` when `next` stands behind it.
  bool may_begin(WordId word, WordId next) const {
    const uint32_t pair = pair_bit(word, next);
    return ((single_[word / 64] >> (word % 64)) | (pairs_[pair / 64] >> (pair % 64))) & 1;
  }
  // The node after the first word, or 0.
  uint32_t first(WordId word) const { return roots_[word]; }
  // Asks the memory for the node after the first word.
  void fetch(WordId word) const { __builtin_prefetch(cells_.data() + roots_[word]); }
  // The node after one more word, or 0.
  uint32_t next(uint32_t node, WordId word) const {
    uint32_t left = cells_[node] >> 8;
    const uint32_t edges = left;
    const WordId* words = cells_.data() + node + 1 + (cells_[node] & 255);
    while (left > kBlock) {  // halves without a branch, of which none could be foretold
      const uint32_t half = left / 2;
      words += words[half - 1] < word ? half : 0;
      left -= half;
    }
    const uint32_t found = equal_in_block(words, word) & ((1u << left) - 1);
    return found != 0 ? words[edges + static_cast<uint32_t>(std::countr_zero(found))] : 0;
  }
  // What ends at a node, packed.
  std::span<const uint32_t> accepts(uint32_t node) const { return std::span(cells_).subspan(node + 1, cells_[node] & 255); }

 private:
  // So many words are looked at together; as many cells that mean nothing stand behind the last node.
  static constexpr uint32_t kBlock = 16;
  // A bit for each of the next kBlock words that is `word`.
  static uint32_t equal_in_block(const WordId* words, WordId word) {
#ifdef __SSE2__
    const __m128i sought = _mm_set1_epi32(static_cast<int>(word));
    const auto equal = [&](int at) { return _mm_cmpeq_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(words) + at), sought); };
    const __m128i bytes = _mm_packs_epi16(_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
    return static_cast<uint32_t>(_mm_movemask_epi8(bytes));
#else
    uint32_t out = 0;
    for (uint32_t i = 0; i < kBlock; ++i) out |= static_cast<uint32_t>(words[i] == word) << i;
    return out;
#endif
  }
  // Of the bits for the first two words of a term.
  uint32_t pair_bit(WordId word, WordId next) const { return ((word * 0x9E3779B1u) ^ (next * 0x85EBCA77u)) >> pair_shift_; }

  // Apart from the nodes, because they are asked of every word of a note.
  std::vector<uint64_t> single_;  // a bit for each word that is a term
  std::vector<uint64_t> pairs_;   // a bit for each two words that a term may begin with: few are set, and all stay in a near cache
  uint32_t pair_shift_ = 0;       // from a hash to its bit
  std::vector<uint32_t> roots_;   // by word, the node after it
  std::vector<uint32_t> cells_;   // the nodes
};

}  // namespace chartgap
