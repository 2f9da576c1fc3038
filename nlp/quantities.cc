#include "nlp/quantities.h"

#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

using Scanner = uint32_t (*)(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out);
// The first that finds its kind takes the tokens.
constexpr Scanner kOfAmounts[] = {scan_age, scan_duration, scan_repeat, scan_percent, scan_count};

uint32_t scan_amount(const Scan& scan, uint32_t at, Quantities& out) {
  Amount amount;
  if (!read_amount(scan, at, amount)) return at;
  for (const Scanner& scanner : kOfAmounts) {
    const uint32_t next = scanner(scan, at, amount, out);
    if (next != at) return next;
  }
  return at;
}

// A ratio comes before an amount, so that "4-5/10" is not a range and a fraction; but "2 1/2 weeks" is an amount.
uint32_t scan_number(const Scan& scan, uint32_t at, Quantities& out) {
  uint32_t next = scan_date(scan, at, out);
  if (next == at) next = scan_ratio(scan, at, out);
  return next != at ? next : scan_amount(scan, at, out);
}

// "a", "an" are everywhere; few of them open a length.
uint32_t scan_article(const Scan& scan, uint32_t at, Quantities& out) {
  constexpr TermSet kBehind(Term::unit, Term::couple, Term::few, Term::half, Term::dozen, Term::filler, Term::hundred);
  return scan.is_any(at + 1, kBehind) ? scan_amount(scan, at, out) : at;
}

// "For the past week", "over the last month": one of the unit.
uint32_t scan_past(const Scan& scan, uint32_t at, Quantities& out) {
  constexpr TermSet kSpans(Term::for_, Term::over, Term::within);
  constexpr TermSet kDefinite(Term::the, Term::present);
  const QuantityWord& unit = scan.word(at + 1);
  if (unit.term != Term::unit || unit.value == 's' || unit.value == 'm' || at < 2 || !scan.is_any(at - 1, kDefinite) || !scan.is_any(at - 2, kSpans)) return at;
  Amount one;
  one.low = one.high = 1;
  one.end = at + 1;
  const uint32_t next = scan_duration(scan, at + 1, one, out);
  return next == at + 1 ? at : next;
}

constexpr TermSet kNumberWords(Term::number, Term::grade_word);
constexpr TermSet kAmountWords(Term::half, Term::couple, Term::few, Term::several);
constexpr TermSet kDateWords(Term::month, Term::weak_month, Term::season, Term::part, Term::last, Term::present);
constexpr TermSet kSinceWords(Term::since, Term::from, Term::begin);
constexpr TermSet kLevelLetters(Term::letter, Term::short_unit);

uint32_t scan_word(const Scan& scan, uint32_t at, Quantities& out) {
  const Term term = scan.term(at);
  if (term == Term::article) return scan_article(scan, at, out);
  if (kLevelLetters.has(term)) return scan_level(scan, at, out);
  if (kNumberWords.has(term)) return scan_number(scan, at, out);
  if (kAmountWords.has(term)) return scan_amount(scan, at, out);
  if (kDateWords.has(term)) {
    const uint32_t next = scan_date(scan, at, out);
    return next == at && term == Term::last ? scan_past(scan, at, out) : next;
  }
  if (kSinceWords.has(term)) return scan_since(scan, at, out);
  if (term == Term::times_word) return scan_times_word(scan, at, out);
  return term == Term::between ? scan_between(scan, at, out) : at;
}

uint32_t scan_token(const Scan& scan, uint32_t at, Quantities& out) {
  const Token& token = scan.token(at);
  if (token.kind == TokenKind::number) return scan_number(scan, at, out);
  return opens_quantity(token.word) ? scan_word(scan, at, out) : at;
}

}  // namespace

void find_quantities(const Text& text, const std::vector<Token>& tokens, std::vector<Quantity>& out) {
  out.clear();
  const Scan scan(text, tokens);
  for (uint32_t at = 0; at < scan.size();) {
    const uint32_t next = scan_token(scan, at, out);
    at = next == at ? at + 1 : next;
  }
}

}  // namespace chartgap
