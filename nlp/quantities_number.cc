#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr double kLargestCount = 1000;
constexpr uint32_t kMostModifiers = 2;  // "12 physical therapy visits"

void set_value(Quantity& quantity, const Amount& amount) {
  quantity.value = amount.high;
  if (amount.low < amount.high) quantity.low = amount.low;
}

// Past "%", "percent", "per cent"; `at` when none stands there.
uint32_t after_percent(const Scan& scan, uint32_t at) {
  if (scan.is(at, '-')) ++at;
  if (scan.is(at, '%')) return at + 1;
  if (scan.is(at, Term::per) && scan.text(at + 1) == "cent") return at + 2;
  return scan.is(at, Term::percent) && scan.text(at) != "cent" ? at + 1 : 0;
}

// The upper end of "20% to 30%".
void read_upper_percent(const Scan& scan, Quantity& percent) {
  const uint32_t joint = percent.tokens.end;
  if (percent.low || (!scan.is(joint, '-') && !scan.is(joint, Term::to))) return;
  Amount upper;
  if (!read_amount(scan, joint + 1, upper) || upper.range) return;
  const uint32_t end = after_percent(scan, upper.end);
  if (end == 0 || upper.high <= percent.value) return;
  percent.low = percent.value;
  percent.value = upper.high;
  percent.tokens.end = end;
}

uint32_t emit_percent(const Scan& scan, uint32_t begin, uint32_t end, const Amount& amount, Quantities& out) {
  Quantity& percent = add_quantity(QuantityKind::percent, {begin, end}, out);
  set_value(percent, amount);
  read_upper_percent(scan, percent);
  return percent.tokens.end;
}

// "four fifths", "two thirds", "one third"
uint32_t scan_worded_share(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  const QuantityWord& name = scan.word(amount.end);
  if (name.term != Term::fraction || scan.is_number(at) || amount.range || amount.article || amount.high >= name.value) return at;
  const bool plural = scan.text(amount.end).back() == 's';
  if (plural == (amount.high == 1) || amount.high < 1) return at;
  Amount share = amount;
  share.low = share.high = 100 * amount.high / name.value;
  return emit_percent(scan, at, amount.end + 1, share, out);
}

// The token past the noun that is counted; `at` when there is none.
uint32_t after_noun(const Scan& scan, uint32_t at) {
  uint32_t noun = at;
  while (noun - at < kMostModifiers && scan.is(noun, Term::modifier)) ++noun;
  const Term term = scan.term(noun);
  if (scan.new_line(noun)) return at;
  return term == Term::noun || (term == Term::times && noun == at) ? noun + 1 : at;
}

// A word that is not the "x" of "x4" or "3x".
bool is_other_word(const Scan& scan, uint32_t at) { return scan.is_word(at) && !scan.is(at, Term::x); }

bool is_item_number(const Scan& scan, uint32_t at, uint32_t end) { return scan.new_line(at) && (scan.is(end, '.') || scan.is(end, ')')); }

// Numbers that count nothing: the "12" of "M54.12", "10:30", "#2", "1." before an item, "5 mg".
bool is_part_of_other(const Scan& scan, uint32_t at, uint32_t end) {
  constexpr TermSet kMeasures(Term::measure, Term::inch);
  const bool led = scan.touches(at) && (is_other_word(scan, at - 1) || scan.is(at - 1, '.') || scan.is(at - 1, '/') || scan.is(at - 1, '$'));
  const bool followed = scan.touches(end) && (is_other_word(scan, end) || is_item_number(scan, at, end));
  return led || followed || scan.is(at - 1, '#') || scan.is_any(end, kMeasures) || scan.is(end, '/') || scan.is(end, ':');
}

bool is_clock(const Scan& scan, uint32_t at) { return scan.is(at + 1, ':') && scan.touches(at + 1) && scan.touches(at + 2) && scan.is_number(at + 2); }

}  // namespace

uint32_t scan_percent(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  const uint32_t end = after_percent(scan, amount.end);
  if (end == 0 || (amount.article && amount.high == 1)) return scan_worded_share(scan, at, amount, out);
  return emit_percent(scan, at, end, amount, out);
}

uint32_t scan_count(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  if (scan.is_number(at) && is_clock(scan, at)) return at + 3;
  if (amount.vague || amount.article || amount.falling || amount.high > kLargestCount || amount.high < 0 || amount.low == 0.5) return at;
  uint32_t end = after_noun(scan, amount.end);
  if (end == amount.end && is_part_of_other(scan, at, end)) return at;
  set_value(add_quantity(QuantityKind::count, {at, end}, out), amount);
  return end;
}

}  // namespace chartgap
