#include "nlp/phrase.h"

namespace chartgap {

void SparseWordLists::fill(const std::vector<std::vector<uint32_t>>& lists) {
  lists_.fill(lists);
  words_.assign(lists.size() / 64 + 1, 0);
  for (size_t word = 0; word < lists.size(); ++word) {
    if (!lists[word].empty()) words_[word / 64] |= uint64_t{1} << (word % 64);
  }
}

std::span<const uint32_t> Dispatch::at(WordId word) const {
  const auto found = std::lower_bound(words.begin(), words.end(), word);
  const bool known = word != kUnknownWord && found != words.end() && *found == word;
  return targets.at(static_cast<uint32_t>(known ? found - words.begin() : static_cast<std::ptrdiff_t>(words.size())));
}

}  // namespace chartgap
