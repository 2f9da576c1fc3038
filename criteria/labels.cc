#include "criteria/labels.h"

#include <algorithm>
#include <iterator>

namespace chartgap {

std::string_view line_before(const Document& document, uint32_t token) {
  const std::vector<Token>& tokens = document.tokens();
  const auto next_line = std::ranges::partition_point(document.lines(), [&](const Line& line) { return line.tokens.begin <= token; });
  const uint32_t first = std::prev(next_line)->tokens.begin;
  uint32_t end = token;
  while (end > first && tokens[end - 1].kind == TokenKind::punctuation) --end;
  return first == end ? std::string_view() : document.folded({first, end});
}

std::string_view words_before(const Document& document, uint32_t token) {
  constexpr uint32_t kReach = 32;
  const std::vector<Token>& tokens = document.tokens();
  uint32_t first = token;
  while (first > 0 && !tokens[first].has(Token::kNewLine) && tokens[token].begin - tokens[first - 1].begin <= kReach) --first;
  return document.text().folded().substr(tokens[first].begin, tokens[token].begin - tokens[first].begin);
}

}  // namespace chartgap
