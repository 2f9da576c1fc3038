#include "nlp/choices.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr uint32_t kMaxQuestion = 20;  // tokens
constexpr size_t kMinOptions = 3;      // of a list that asks for neither yes nor no

// A word that stands alone, or alone in brackets.
struct Option {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t word = 0;
  bool circled = false;
};

class CircleFinder {
 public:
  CircleFinder(std::string_view folded, const std::vector<Token>& tokens, TokenRange line, std::vector<FormField>& fields)
      : folded_(folded), tokens_(tokens), line_(line), fields_(fields) {}

  bool run() {
    bool found = false;
    uint32_t floor = line_.begin;
    for (uint32_t at = line_.begin; at < line_.end; ++at) {
      const uint32_t end = read_answer(floor, at);
      if (end == 0) continue;
      found = true;
      floor = end;
      at = end - 1;
    }
    return found || read_list();
  }

 private:
  std::string_view word(uint32_t at) const { return folded_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin); }
  bool gap_before(uint32_t at) const { return at >= line_.end || tokens_[at].has(Token::kDoubleSpace | Token::kWideGap | Token::kNewLine); }
  bool is_word(uint32_t at) const { return at < line_.end && tokens_[at].kind == TokenKind::word; }

  Reply spoken(const Option& option) const {
    const std::string_view text = word(option.word);
    if (text == "y" || text == "yes") return Reply::yes;
    return text == "n" || text == "no" ? Reply::no : Reply::none;
  }

  bool read_option(uint32_t at, Option& option) const {
    if (at >= line_.end) return false;
    const bool circled = tokens_[at].is('(') || tokens_[at].is('[');
    option = {at, at + (circled ? 3U : 1U), circled ? at + 1 : at, circled};
    if (!is_word(option.word)) return false;
    return !circled || (at + 2 < line_.end && (tokens_[at + 2].is(')') || tokens_[at + 2].is(']')));
  }

  // Both answers side by side, one of them circled. Gives where they end, or 0.
  uint32_t read_answer(uint32_t floor, uint32_t at) {
    Option first;
    Option second;
    if (at == floor || !read_option(at, first) || spoken(first) == Reply::none) return 0;
    const uint32_t next = first.end < line_.end && tokens_[first.end].is('/') ? first.end + 1 : first.end;
    if (!read_option(next, second) || spoken(second) == Reply::none) return 0;
    if (first.circled == second.circled || spoken(first) == spoken(second)) return 0;
    uint32_t begin = at;
    while (begin > floor && at - begin < kMaxQuestion && !(begin < at && tokens_[begin].has(Token::kWideGap | Token::kNewLine))) --begin;
    fields_.push_back({spoken(first.circled ? first : second), {begin, at}, true});
    return second.end;
  }

  // Behind a question mark, or "circle:", nothing but options up to the end of the line or a wide gap: circled ones among others.
  bool read_list() {
    const uint32_t begin = list_begin();
    std::vector<Option> options;
    Option option;
    for (uint32_t at = begin; begin != 0 && read_option(at, option); at = option.end) {
      if (word(option.word).size() == 1) return false;  // the mark of a box
      options.push_back(option);
    }
    const bool closed = !options.empty() && options.back().end == line_.end;
    const auto circled = static_cast<size_t>(std::count_if(options.begin(), options.end(), [](const Option& each) { return each.circled; }));
    if (!closed || options.size() < kMinOptions || circled == 0 || circled == options.size() || !stand_apart(options)) return false;
    for (const Option& each : options) fields_.push_back({each.circled ? Reply::yes : Reply::open, {each.word, each.word + 1}});
    return true;
  }

  uint32_t list_begin() const {
    uint32_t begin = 0;
    for (uint32_t at = line_.begin; at + 1 < line_.end; ++at) {
      const bool asks = tokens_[at].is('?') || (tokens_[at].is(':') && at > line_.begin && word(at - 1) == "circle");
      if (asks) begin = at + 1;
    }
    return begin < line_.end && is_word(begin) && word(begin) == "circle" && !tokens_[begin + 1].is(':') ? begin + 1 : begin;
  }

  // In cells of their own, or the circled ones in capitals.
  bool stand_apart(const std::vector<Option>& options) const {
    const bool cells = std::all_of(options.begin() + 1, options.end(), [&](const Option& each) { return gap_before(each.begin); });
    return cells || std::all_of(options.begin(), options.end(), [&](const Option& each) { return each.circled == tokens_[each.word].has(Token::kAllCapitals); });
  }

  const std::string_view folded_;
  const std::vector<Token>& tokens_;
  const TokenRange line_;
  std::vector<FormField>& fields_;
};

}  // namespace

bool find_circled(std::string_view folded, const std::vector<Token>& tokens, TokenRange line, std::vector<FormField>& fields) {
  return CircleFinder(folded, tokens, line, fields).run();
}

}  // namespace chartgap
