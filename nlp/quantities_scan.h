// What the quantity scanners share: the words they know, and a bounded look at the tokens of a note.
// Shape: a scanner looks at one token, and gives the token at which to go on: the same one when nothing of its kind stands there.
// Cost:  every look-around is bounded; only lists that are taken whole run on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/quantities.h"
#include "nlp/quantity_words.h"

namespace chartgap {

class Scan {
 public:
  Scan(const Text& text, const std::vector<Token>& tokens) : folded_(text.folded()), tokens_(tokens) {}

  uint32_t size() const { return static_cast<uint32_t>(tokens_.size()); }
  bool has(uint32_t at) const { return at < tokens_.size(); }
  const Token& token(uint32_t at) const { return tokens_[at]; }
  // A token's text without a possessive's 's; empty past the end.
  std::string_view text(uint32_t at) const;
  const QuantityWord& word(uint32_t at) const { return quantity_word(has(at) ? tokens_[at].word : kUnknownWord); }
  Term term(uint32_t at) const { return word(at).term; }
  bool is(uint32_t at, char mark) const { return has(at) && tokens_[at].mark == mark; }
  bool is(uint32_t at, Term wanted) const { return term(at) == wanted; }
  bool is_any(uint32_t at, const TermSet& wanted) const { return wanted.has(term(at)); }
  bool is_number(uint32_t at) const { return has(at) && tokens_[at].kind == TokenKind::number; }
  bool is_word(uint32_t at) const { return has(at) && tokens_[at].kind == TokenKind::word; }
  // Nothing, not even a space, stands between this token and the one before.
  bool touches(uint32_t at) const { return at > 0 && has(at) && tokens_[at].begin == tokens_[at - 1].end; }
  bool new_line(uint32_t at) const { return has(at) && tokens_[at].has(Token::kNewLine); }
  // The value of a number token.
  double number(uint32_t at) const;
  // The value of a number token of at most four digits and nothing else; -1 otherwise.
  int integer(uint32_t at) const;
  uint32_t length(uint32_t at) const { return tokens_[at].end - tokens_[at].begin; }
  // Of a term among the `count` tokens before `end`, or from `begin` on.
  bool term_before(uint32_t end, uint32_t count, Term wanted) const;
  bool term_after(uint32_t begin, uint32_t count, Term wanted) const;

 private:
  std::string_view folded_;
  const std::vector<Token>& tokens_;
};

using Quantities = std::vector<Quantity>;

// The first token that no quantity has taken yet: cues are looked for back to here.
inline uint32_t first_free(const Quantities& out) { return out.empty() ? 0 : out.back().tokens.end; }

// A quantity of that kind over the tokens, put behind the others.
inline Quantity& add_quantity(QuantityKind kind, TokenRange tokens, Quantities& out) {
  Quantity& quantity = out.emplace_back();
  quantity.kind = kind;
  quantity.tokens = tokens;
  return quantity;
}

inline bool is_month(Term term) { return term == Term::month || term == Term::weak_month; }

// A number in digits or words, with its fraction and its range: "2 1/2", "four to six", "a couple of".
struct Amount {
  double low = 0;
  double high = 0;
  uint32_t end = 0;
  bool article = false;  // only "a" or "an"
  bool vague = false;    // several, a few
  bool range = false;
  bool falling = false;  // "7 to 2"
};
bool read_amount(const Scan& scan, uint32_t at, Amount& amount);

// How surely the words before say that a date follows; only a strong cue makes "4/5" one.
enum class DateCue : uint8_t { none, weak, strong };
DateCue date_cue(const Scan& scan, uint32_t at);
struct DateMatch {
  Date date;
  uint32_t end = 0;
};
bool read_date(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match);

// The scanners.
uint32_t scan_level(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_date(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_since(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_between(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_ratio(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_duration(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
uint32_t scan_repeat(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
uint32_t scan_times_word(const Scan& scan, uint32_t at, Quantities& out);
uint32_t scan_age(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
uint32_t scan_percent(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
uint32_t scan_count(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
// "6/52", "3/7", "6/12" once a ratio has been read: `low` is `high` unless it is a range.
uint32_t scan_short_ratio(const Scan& scan, uint32_t at, uint32_t end, double low, double high, int denominator, Quantities& out);

}  // namespace chartgap
