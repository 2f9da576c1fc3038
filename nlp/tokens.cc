#include "nlp/tokens.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>

namespace chartgap {
namespace {

enum CharClass : uint8_t { kOther, kLetter, kDigit, kSpace, kLineEnd };

constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<size_t>(c)] = kLetter;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<size_t>(c)] = kDigit;
  for (int c = 128; c < 256; ++c) classes[static_cast<size_t>(c)] = kLetter;
  classes[' '] = kSpace;
  classes['\t'] = kSpace;
  classes['\n'] = kLineEnd;
  classes['\r'] = kLineEnd;
  return classes;
}
constexpr std::array<uint8_t, 256> kClass = make_classes();

#ifdef __SSE2__
// How many of the 16 bytes from `at` on are letters, counted up to the first that is none.
uint32_t letters_at(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i from_a = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('a' - 1));
  const __m128i to_z = _mm_cmplt_epi8(bytes, _mm_set1_epi8('z' + 1));
  const uint32_t letters = static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_and_si128(from_a, to_z), bytes)));
  return static_cast<uint32_t>(std::countr_one(letters));
}
#else
uint32_t letters_at(const char* at) {
  uint32_t count = 0;
  while (count < 16 && kClass[static_cast<uint8_t>(at[count])] == kLetter) ++count;
  return count;
}
#endif

uint8_t class_of(char c) { return kClass[static_cast<uint8_t>(c)]; }

class Tokenizer {
 public:
  Tokenizer(const Text& text, std::vector<Token>& tokens) : text_(text), folded_(text.folded()), original_(text.bytes()), ascii_(text.is_ascii()), tokens_(tokens) {}

  void run() {
    const uint32_t size = static_cast<uint32_t>(folded_.size());
    flags_ = Token::kNewLine;
    while (at_ < size) {
      switch (class_of(folded_[at_])) {
        case kSpace: spaces(size); break;
        case kLineEnd: line_end(size); break;
        case kLetter: word(size); break;
        case kDigit: number(size); break;
        default: punctuation(size); break;
      }
    }
  }

 private:
  void spaces(uint32_t size) {
    if (folded_[at_] == ' ' && class_of(folded_.data()[at_ + 1]) != kSpace) {  // as between most words
      flags_ |= Token::kSpaceBefore;
      ++at_;
      return;
    }
    const uint32_t start = at_;
    bool tab = false;
    for (; at_ < size && class_of(folded_[at_]) == kSpace; ++at_) tab |= folded_[at_] == '\t';
    flags_ |= Token::kSpaceBefore;
    if ((flags_ & Token::kNewLine) != 0) return;
    if (tab || at_ - start >= 3) flags_ |= Token::kWideGap;
    if (at_ - start >= 2) flags_ |= Token::kDoubleSpace;
  }

  void line_end(uint32_t size) {
    if ((flags_ & Token::kNewLine) != 0 && !tokens_.empty()) flags_ |= Token::kBlankLine;
    at_ += folded_[at_] == '\r' && at_ + 1 < size && folded_[at_ + 1] == '\n' ? 2 : 1;
    flags_ |= Token::kNewLine | Token::kSpaceBefore;
  }

  void word(uint32_t size) {
    const uint32_t start = at_;
    for (uint32_t letters = 16; letters == 16; at_ += letters) letters = letters_at(folded_.data() + at_);
    uint32_t key_end = at_;
    uint16_t own = 0;
    if (at_ + 1 < size && folded_[at_] == '\'' && class_of(folded_[at_ + 1]) == kLetter) {
      const bool ends_after_one = at_ + 2 >= size || class_of(folded_[at_ + 2]) != kLetter;
      if (folded_[at_ + 1] == 's' && ends_after_one) {
        own = Token::kPossessive;
        at_ += 2;
      } else if (folded_[at_ - 1] == 'n' && folded_[at_ + 1] == 't' && ends_after_one) {
        at_ += 2;  // don't, can't: one word
        key_end = at_;
      }
    }
    add(start, at_, TokenKind::word, own | case_of(start, key_end));
  }

  void number(uint32_t size) {
    const uint32_t start = at_;
    while (at_ < size && class_of(folded_[at_]) == kDigit) ++at_;
    // A decimal or a thousands group is one number.
    if (at_ + 1 < size && folded_[at_] == '.' && class_of(folded_[at_ + 1]) == kDigit && (start == 0 || folded_[start - 1] != '.')) {
      ++at_;
      while (at_ < size && class_of(folded_[at_]) == kDigit) ++at_;
    } else {
      while (at_ + 3 < size && folded_[at_] == ',' && class_of(folded_[at_ + 1]) == kDigit && class_of(folded_[at_ + 2]) == kDigit && class_of(folded_[at_ + 3]) == kDigit &&
             (at_ + 4 >= size || class_of(folded_[at_ + 4]) != kDigit)) {
        at_ += 4;
      }
    }
    add(start, at_, TokenKind::number, 0);
  }

  void punctuation(uint32_t size) {
    const char mark = folded_[at_];
    if (mark == '-' && joins_words(size)) {
      ++at_;
      flags_ |= Token::kHyphenBefore;
      return;
    }
    add(at_, at_ + 1, TokenKind::punctuation, 0);
    tokens_.back().mark = mark;
    ++at_;
  }

  // A hyphen with a letter or digit on both sides and a letter on one of them: "x-ray", "c5-c6", "6-week", not "5-6".
  bool joins_words(uint32_t size) const {
    if (at_ == 0 || at_ + 1 >= size) return false;
    const uint8_t before = class_of(folded_[at_ - 1]);
    const uint8_t after = class_of(folded_[at_ + 1]);
    return before == kLetter && after == kLetter;
  }

  uint16_t case_of(uint32_t begin, uint32_t end) const {
    const uint32_t first = ascii_ ? begin : text_.to_original(begin);
    if (original_[first] < 'A' || original_[first] > 'Z') return 0;
    for (uint32_t i = begin + 1; i < end; ++i) {
      const char c = original_[ascii_ ? i : text_.to_original(i)];
      if (c >= 'a' && c <= 'z') return Token::kCapital;
    }
    return Token::kCapital | Token::kAllCapitals;
  }

  void add(uint32_t begin, uint32_t end, TokenKind kind, uint16_t own) {
    tokens_.push_back({begin, end, kUnknownWord, kind, 0, static_cast<uint16_t>(flags_ | own)});
    flags_ = 0;
  }

  const Text& text_;
  const std::string_view folded_;
  const std::string& original_;
  const bool ascii_;
  std::vector<Token>& tokens_;
  uint32_t at_ = 0;
  uint16_t flags_ = 0;
};

// In a pass of its own, so that the machine looks up several words at once.
void look_up(const Text& text, const Vocabulary& vocabulary, std::vector<Token>& tokens) {
  const char* folded = text.folded().data();
  for (Token& token : tokens) {
    const uint32_t possessive = token.has(Token::kPossessive) ? 2 : 0;
    token.word = vocabulary.find_padded(folded + token.begin, token.end - token.begin - possessive);
  }
}

}  // namespace

void cut(const Text& text, std::vector<Token>& tokens) {
  tokens.clear();
  tokens.reserve(text.folded().size() / 5 + 16);
  Tokenizer(text, tokens).run();
}

void tokenize(const Text& text, const Vocabulary& vocabulary, std::vector<Token>& tokens) {
  cut(text, tokens);
  look_up(text, vocabulary, tokens);
}

}  // namespace chartgap
