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
      switch (class_of(at(at_))) {
        case kSpace: spaces(); break;
        case kLineEnd: line_end(); break;
        case kLetter: words(); break;
        case kDigit: number(); break;
        default: punctuation(); break;
      }
    }
  }

 private:
  // The folded view may be read past its end: what stands there is of no class.
  char at(uint32_t offset) const { return folded_.data()[offset]; }
  bool is_digit(uint32_t offset) const { return class_of(at(offset)) == kDigit; }

  void spaces() {
    if (at(at_) == ' ' && class_of(at(at_ + 1)) != kSpace) {
      flags_ |= Token::kSpaceBefore;
      ++at_;
      return;
    }
    const uint32_t start = at_;
    bool tab = false;
    for (; class_of(at(at_)) == kSpace; ++at_) tab |= at(at_) == '\t';
    flags_ |= Token::kSpaceBefore;
    if ((flags_ & Token::kNewLine) != 0) return;
    if (tab || at_ - start >= 3) flags_ |= Token::kWideGap;
    if (at_ - start >= 2) flags_ |= Token::kDoubleSpace;
  }

  void line_end() {
    if ((flags_ & Token::kNewLine) != 0 && !tokens_.empty()) flags_ |= Token::kBlankLine;
    at_ += at(at_) == '\r' && at(at_ + 1) == '\n' ? 2 : 1;
    flags_ |= Token::kNewLine | Token::kSpaceBefore;
  }

  // A word, and those that follow after a space each, as most do.
  void words() {
    word();
    while (at(at_) == ' ' && class_of(at(at_ + 1)) == kLetter) {
      flags_ = Token::kSpaceBefore;
      ++at_;
      word();
    }
  }

  void word() {
    const uint32_t start = at_;
    for (uint32_t letters = 16; letters == 16; at_ += letters) letters = letters_at(folded_.data() + at_);
    const uint32_t letters_end = at_;
    const uint16_t possessive = at(at_) == '\'' ? apostrophe() : uint16_t{0};
    add(start, at_, TokenKind::word, possessive | case_of(start, letters_end));
  }

  // Takes "'s", which is no part of the word's key, and the "'t" of "don't", which is; any other apostrophe is a mark of its own.
  uint16_t apostrophe() {
    if (class_of(at(at_ + 2)) == kLetter) return 0;
    if (at(at_ + 1) == 's') {
      at_ += 2;
      return Token::kPossessive;
    }
    if (at(at_ + 1) == 't' && at(at_ - 1) == 'n') at_ += 2;
    return 0;
  }

  void number() {
    const uint32_t start = at_;
    skip_digits();
    // A decimal or thousands groups are one number.
    if (at(at_) == '.' && is_digit(at_ + 1) && (start == 0 || at(start - 1) != '.')) {
      ++at_;
      skip_digits();
    } else {
      while (at(at_) == ',' && is_digit(at_ + 1) && is_digit(at_ + 2) && is_digit(at_ + 3) && !is_digit(at_ + 4)) at_ += 4;
    }
    add(start, at_, TokenKind::number, 0);
  }

  void skip_digits() {
    while (is_digit(at_)) ++at_;
  }

  void punctuation() {
    const char mark = at(at_);
    if (mark == '.' && leads_on()) return;
    if (mark == '-' && joins_words()) {
      ++at_;
      flags_ |= Token::kHyphenBefore;
      return;
    }
    add(at_, at_ + 1, TokenKind::punctuation, 0);
    tokens_.back().mark = mark;
    ++at_;
  }

  // The dots of "Gait ........ normal" are the gap between two cells.
  bool leads_on() {
    constexpr uint32_t kLeader = 4;
    uint32_t end = at_;
    while (at(end) == '.') ++end;
    if (end - at_ < kLeader || (flags_ & Token::kNewLine) != 0) return false;
    at_ = end;
    flags_ |= Token::kSpaceBefore | Token::kDoubleSpace | Token::kWideGap;
    return true;
  }

  // A hyphen with a letter on both sides: "x-ray", not "6-week", "5-6".
  bool joins_words() const { return at_ > 0 && class_of(at(at_ - 1)) == kLetter && class_of(at(at_ + 1)) == kLetter; }

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
