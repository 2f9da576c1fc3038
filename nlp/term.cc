#include "nlp/term.h"

#include <algorithm>

#include "nlp/text.h"
#include "nlp/tokens.h"

namespace chartgap {
namespace {

constexpr uint32_t kMaxGap = 20;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' || c == '-' || c == '.' || static_cast<uint8_t>(c) >= 128;
}

TermNode node(TermNode::Kind kind, std::string text = "") {
  TermNode out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}

TermNode optional(TermNode inner) {
  TermNode choice = node(TermNode::Kind::choice);
  choice.children.push_back(std::move(inner));
  choice.children.push_back(node(TermNode::Kind::sequence));
  return choice;
}

class TermParser {
 public:
  explicit TermParser(std::string_view term) : term_(term) {}

  ParsedTerm run() {
    ParsedTerm out;
    out.root = sequence();
    if (error_.empty() && at_ < term_.size()) error_ = std::string("a stray '") + term_[at_] + "'";
    if (error_.empty() && out.root.children.empty()) error_ = "an empty term";
    out.error = error_;
    out.phrase = phrase_;
    return out;
  }

 private:
  bool more() const { return at_ < term_.size() && error_.empty(); }
  char peek() const { return term_[at_]; }

  TermNode sequence() {
    TermNode out = node(TermNode::Kind::sequence);
    while (more()) {
      if (peek() == ' ') {
        ++at_;
      } else if (peek() == '|' || peek() == ')') {
        break;
      } else {
        out.children.push_back(item());
      }
    }
    return out;
  }

  TermNode item() {
    TermNode out = plain_item();
    if (more() && peek() == '?' && at_ > 0 && term_[at_ - 1] != ' ' && out.kind != TermNode::Kind::mark_begin && out.kind != TermNode::Kind::mark_end) {
      ++at_;
      return optional(std::move(out));
    }
    return out;
  }

  TermNode plain_item() {
    const char c = peek();
    if (c == '(') return choice();
    if (c == '{') return word_list();
    if (c == '<' && at_ + 1 < term_.size() && term_[at_ + 1] >= 'a' && term_[at_ + 1] <= 'z') return hit();
    if (c == '~') return gap();
    if (c == '[') return mark(TermNode::Kind::mark_begin);
    if (c == ']') return mark(TermNode::Kind::mark_end);
    if (is_word_char(c)) return word();
    ++at_;
    return node(TermNode::Kind::word, std::string(1, c));
  }

  TermNode mark(TermNode::Kind kind) {
    ++at_;
    return node(kind);
  }

  TermNode choice() {
    TermNode out = node(TermNode::Kind::choice);
    ++at_;
    out.children.push_back(sequence());
    while (more() && peek() == '|') {
      ++at_;
      out.children.push_back(sequence());
    }
    if (more() && peek() == ')') {
      ++at_;
    } else if (error_.empty()) {
      error_ = "a '(' without its ')'";
    }
    if (out.children.size() == 1) return optional(std::move(out.children[0]));
    return out;
  }

  std::string until(char close) {
    const size_t end = term_.find(close, at_);
    if (end == std::string_view::npos) {
      error_ = std::string("a missing '") + close + "'";
      at_ = term_.size();
      return "";
    }
    std::string out(term_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return out;
  }

  TermNode word_list() { return node(TermNode::Kind::word_list, until('}')); }

  TermNode hit() {
    phrase_ = true;
    TermNode out = node(TermNode::Kind::hit, until('>'));
    if (const size_t colon = out.text.find(':'); colon != std::string::npos) {
      out.value = out.text.substr(colon + 1);
      out.text.resize(colon);
    }
    return out;
  }

  TermNode gap() {
    phrase_ = true;
    TermNode out = node(TermNode::Kind::gap);
    ++at_;
    while (at_ < term_.size() && term_[at_] >= '0' && term_[at_] <= '9') out.count = out.count * 10 + static_cast<uint32_t>(term_[at_++] - '0');
    if (out.count == 0 || out.count > kMaxGap) error_ = "a gap '~' takes 1 to 20 words";
    return out;
  }

  // A word, with its endings when a '(' follows without a space: "bulge(s)", "extremit(y|ies)".
  TermNode word() {
    const size_t start = at_;
    while (at_ < term_.size() && is_word_char(term_[at_])) ++at_;
    const std::string stem(term_.substr(start, at_ - start));
    if (at_ >= term_.size() || peek() != '(') return node(TermNode::Kind::word, stem);
    const std::string endings = until(')');
    TermNode out = node(TermNode::Kind::choice);
    if (endings.find('|') == std::string::npos) out.children.push_back(node(TermNode::Kind::word, stem));
    for (size_t from = 0; from <= endings.size();) {
      const size_t bar = std::min(endings.find('|', from), endings.size());
      out.children.push_back(node(TermNode::Kind::word, stem + endings.substr(from, bar - from)));
      from = bar + 1;
    }
    return out;
  }

  std::string_view term_;
  size_t at_ = 0;
  bool phrase_ = false;
  std::string error_;
};

}  // namespace

ParsedTerm parse_term(std::string_view term) { return TermParser(term).run(); }

std::vector<std::string> split_words(std::string_view text) {
  const Text folded(text);
  std::vector<Token> tokens;
  cut(folded, tokens);
  std::vector<std::string> out;
  for (const Token& token : tokens) {
    const uint32_t possessive = token.has(Token::kPossessive) ? 2 : 0;
    out.emplace_back(folded.folded().substr(token.begin, token.end - token.begin - possessive));
  }
  return out;
}

}  // namespace chartgap
