#include "nlp/lines.h"

#include <array>

namespace chartgap {
namespace {

class LineFinder {
 public:
  LineFinder(std::string_view folded, const std::vector<Token>& tokens, std::vector<Line>& out)
      : folded_(folded), tokens_(tokens), size_(static_cast<uint32_t>(tokens.size())), out_(out) {}

  void run() {
    out_.clear();
    for (uint32_t at = 0; at < size_; ++at) {
      const Token& token = tokens_[at];
      if (at == 0 || token.has(Token::kNewLine)) open(at);
      else if (token.has(Token::kWideGap)) marks_ |= cuts(tokens_[at - 1]) ? Line::kCells : 0;
      if (token.kind == TokenKind::word) read_word(at);
      else if (token.kind == TokenKind::number) marks_ |= Line::kNumber;
      else if (kTelling[static_cast<uint8_t>(token.mark)]) read_mark(at);
    }
    close(size_);
  }

 private:
  static constexpr uint32_t kLongestReply = 3;
  // The marks of which something may follow.
  static constexpr std::array<bool, 256> kTelling = [] {
    std::array<bool, 256> out{};
    for (char mark : {'[', '(', '_', '+', '-', '%', '/', ':'}) out[static_cast<uint8_t>(mark)] = true;
    return out;
  }();

  void open(uint32_t at) {
    close(at);
    out_.push_back({{at, at}, 0});
    marks_ = 0;
  }
  void close(uint32_t at) {
    if (out_.empty()) return;
    out_.back().tokens.end = at;
    out_.back().marks = static_cast<uint8_t>(marks_);
  }

  static bool cuts(const Token& before) { return before.mark != ':' && before.mark != '.' && before.mark != ','; }
  uint32_t length(uint32_t at) const { return tokens_[at].end - tokens_[at].begin; }
  char first(uint32_t at) const { return folded_[tokens_[at].begin]; }
  bool gap_before(uint32_t at) const { return at >= size_ || tokens_[at].has(Token::kDoubleSpace | Token::kWideGap | Token::kNewLine); }

  // Without a branch on the length of the word, which none could foretell.
  void read_word(uint32_t at) {
    const uint32_t size = length(at);
    marks_ |= ((size == 1) & tokens_[at].has(Token::kCapital)) ? Line::kLetter : 0;
    const bool maybe = (size <= kLongestReply) & ((first(at) == 'y') | (first(at) == 'n'));
    if (maybe && is_reply(at) && (at == 0 || gap_before(at) || tokens_[at - 1].mark != 0) && may_end_answer(at)) marks_ |= Line::kReply;
  }
  bool is_reply(uint32_t at) const {
    const std::string_view word = folded_.substr(tokens_[at].begin, length(at));
    return word.front() == 'y' ? word == "y" || word == "yes" : word == "n" || word == "no";
  }
  // "No fever" is no answer, "yes", "no," and "y/n" are.
  bool may_end_answer(uint32_t at) const { return length(at) == 3 || gap_before(at + 1) || tokens_[at + 1].mark != 0; }

  void read_mark(uint32_t at) {
    switch (tokens_[at].mark) {
      case '[': marks_ |= Line::kBox | Line::kGrade; break;
      case '_': marks_ |= Line::kBox; break;
      case '(': marks_ |= closes_soon(at) ? Line::kBox : 0; break;
      case '%': marks_ |= Line::kGrade; break;
      case ':': marks_ |= Line::kColon; break;
      case '/': marks_ |= at + 1 < size_ && length(at + 1) == 1 && first(at + 1) == '5' ? Line::kGrade : 0; break;
      case '+': marks_ |= Line::kGrade; [[fallthrough]];
      default: marks_ |= gap_before(at + 1) ? Line::kSign : 0; break;
    }
  }

  // "( )", "(x)", "(___)"
  bool closes_soon(uint32_t at) const {
    if (at + 1 >= size_) return false;
    return tokens_[at + 1].is(')') || tokens_[at + 1].is('_') || (at + 2 < size_ && tokens_[at + 2].is(')'));
  }

  const std::string_view folded_;
  const std::vector<Token>& tokens_;
  const uint32_t size_;
  std::vector<Line>& out_;
  unsigned marks_ = 0;
};

}  // namespace

void find_lines(std::string_view folded, const std::vector<Token>& tokens, std::vector<Line>& out) { LineFinder(folded, tokens, out).run(); }

}  // namespace chartgap
