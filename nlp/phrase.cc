#include "nlp/phrase.h"

#include <algorithm>

namespace chartgap {

void SparseWordLists::fill(const std::vector<std::vector<uint32_t>>& lists) {
  lists_.fill(lists);
  words_.assign(lists.size() / 64 + 1, 0);
  for (size_t word = 0; word < lists.size(); ++word) {
    if (!lists[word].empty()) words_[word / 64] |= uint64_t{1} << (word % 64);
  }
}

bool PhraseTables::in_set(uint32_t set, WordId word) const {
  const uint32_t* words = cells_.data() + set + 1;
  return word != kUnknownWord && std::binary_search(words, words + cells_[set], word);
}

std::span<const uint32_t> PhraseTables::branches(uint32_t dispatch, WordId word) const {
  const uint32_t count = cells_[dispatch];
  const uint32_t* words = cells_.data() + dispatch + 1;
  const uint32_t* found = std::lower_bound(words, words + count, word);
  const bool known = word != kUnknownWord && found != words + count && *found == word;
  const uint32_t* starts = words + count + (known ? found - words : count);
  return {words + count + count + 2 + starts[0], starts[1] - starts[0]};
}

}  // namespace chartgap
