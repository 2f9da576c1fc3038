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
  switch (scan.term(at + 1)) {
    case Term::unit:
    case Term::couple:
    case Term::few:
    case Term::half:
    case Term::dozen:
    case Term::filler:
    case Term::hundred: return scan_amount(scan, at, out);
    default: return at;
  }
}

uint32_t scan_word(const Scan& scan, uint32_t at, Quantities& out) {
  switch (scan.term(at)) {
    case Term::number:
    case Term::grade_word: return scan_number(scan, at, out);
    case Term::article: return scan_article(scan, at, out);
    case Term::half:
    case Term::couple:
    case Term::few:
    case Term::several: return scan_amount(scan, at, out);
    case Term::times_word: return scan_times_word(scan, at, out);
    case Term::month:
    case Term::weak_month:
    case Term::season:
    case Term::part:
    case Term::last:
    case Term::present: return scan_date(scan, at, out);
    case Term::since:
    case Term::from:
    case Term::begin: return scan_since(scan, at, out);
    case Term::between: return scan_between(scan, at, out);
    case Term::letter:
    case Term::short_unit: return scan_level(scan, at, out);
    default: return at;
  }
}

uint32_t scan_token(const Scan& scan, uint32_t at, Quantities& out) {
  const Token& token = scan.token(at);
  switch (token.kind) {
    case TokenKind::number: return scan_number(scan, at, out);
    case TokenKind::word: return may_open(scan.data(at), token.end - token.begin) ? scan_word(scan, at, out) : at;
    default: return at;
  }
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
