// Words and lines of folded text.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace chartgap {

constexpr bool is_lower_letter(char c) { return c >= 'a' && c <= 'z'; }

// Whether `word` stands in the text as a whole; a word that ends in a mark ends itself.
inline bool has_whole_word(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool starts = at == 0 || !is_lower_letter(text[at - 1]);
    const bool ends = end >= text.size() || !is_lower_letter(text[end]) || !is_lower_letter(word.back());
    if (starts && ends) return true;
  }
  return false;
}

template <size_t N>
bool has_any_word(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has_whole_word(text, word); });
}

// White space and ornaments only.
inline bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r*-_=#") == std::string_view::npos; }

}  // namespace chartgap
