// The folded view cut into words, numbers and punctuation.
// Shape: letters and digits that touch are separate tokens ("c5" is `c` `5`); a possessive 's belongs to its word but not to its key;
//        a hyphen between two words is no token, it is a flag of the second; white space is none either.
// Units: begin and end in bytes of the folded view.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/text.h"
#include "nlp/vocabulary.h"

namespace chartgap {

enum class TokenKind : uint8_t { word, number, punctuation };

struct Token {
  static constexpr uint16_t kSpaceBefore = 1;    // white space stands before it
  static constexpr uint16_t kNewLine = 2;        // first token of its line
  static constexpr uint16_t kBlankLine = 4;      // at least one empty line stands before it
  static constexpr uint16_t kHyphenBefore = 8;   // joined to the previous word by a hyphen
  static constexpr uint16_t kCapital = 16;       // its first letter is upper case
  static constexpr uint16_t kAllCapitals = 32;   // all its letters are
  static constexpr uint16_t kPossessive = 64;    // ends in 's, which the key leaves out
  static constexpr uint16_t kWideGap = 128;      // a tab or at least three spaces stand before it on its line
  static constexpr uint16_t kDoubleSpace = 256;  // two spaces or more stand before it on its line

  uint32_t begin = 0;
  uint32_t end = 0;
  WordId word = kUnknownWord;
  TokenKind kind = TokenKind::word;
  char mark = 0;  // the character of a punctuation token
  uint16_t flags = 0;

  bool has(uint16_t flag) const { return (flags & flag) != 0; }
  bool is(char punctuation) const { return mark == punctuation; }
};

// Cuts the text and looks nothing up; `tokens` is cleared first.
void cut(const Text& text, std::vector<Token>& tokens);
// Cuts the text and numbers its words.
void tokenize(const Text& text, const Vocabulary& vocabulary, std::vector<Token>& tokens);

}  // namespace chartgap
