#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr double kFewLow = 2;
constexpr double kFewHigh = 4;
constexpr double kSeveralLow = 3;
constexpr double kSeveralHigh = 7;
constexpr int kMostDigits = 9;

void set(Amount& amount, double low, double high, uint32_t end) {
  amount.low = low;
  amount.high = high;
  amount.end = end;
  amount.vague = low != high;
}

bool read_digits(const Scan& scan, uint32_t at, Amount& amount) {
  if (!scan.is_number(at) || scan.length(at) > kMostDigits) return false;
  const double value = scan.number(at);
  set(amount, value, value, at + 1);
  return true;
}

// "six", "twenty-five", "two hundred".
void read_number_word(const Scan& scan, uint32_t at, uint16_t first, Amount& amount) {
  double value = first;
  uint32_t end = at + 1;
  const QuantityWord& second = scan.word(end);
  if (first >= 20 && second.term == Term::number && second.value >= 1 && second.value <= 9) {
    value += second.value;
    ++end;
  }
  if (value >= 1 && value <= 9 && scan.is(end, Term::hundred)) {
    value *= 100;
    ++end;
  }
  set(amount, value, value, end);
}

// "a couple of", "couple": "of" belongs to it.
void read_couple(const Scan& scan, uint32_t at, Amount& amount) { set(amount, 2, 2, scan.is(at + 1, Term::of) ? at + 2 : at + 1); }

bool read_vague(const Scan& scan, uint32_t at, Amount& amount) {
  switch (scan.term(at)) {
    case Term::couple: read_couple(scan, at, amount); return true;
    case Term::few: set(amount, kFewLow, kFewHigh, at + 1); return true;
    case Term::several: set(amount, kSeveralLow, kSeveralHigh, at + 1); return true;
    case Term::dozen: set(amount, 12, 12, at + 1); return true;
    case Term::hundred: set(amount, 100, 100, at + 1); return true;
    case Term::half: set(amount, 0.5, 0.5, at + 1); return true;
    default: return false;
  }
}

// "half", "half a", "half an".
void read_half(const Scan& scan, uint32_t at, Amount& amount) { set(amount, 0.5, 0.5, scan.is(at + 1, Term::article) ? at + 2 : at + 1); }

bool read_simple(const Scan& scan, uint32_t at, Amount& amount) {
  if (read_digits(scan, at, amount)) return true;
  const QuantityWord& word = scan.word(at);
  switch (word.term) {
    case Term::number: read_number_word(scan, at, word.value, amount); return true;
    case Term::half: read_half(scan, at, amount); return true;
    case Term::article:
      if (read_vague(scan, at + 1, amount)) return true;
      set(amount, 1, 1, at + 1);
      amount.article = true;
      return true;
    default: return read_vague(scan, at, amount);
  }
}

// "1/2", "3/4" in digits; not the beginning of a date.
bool read_slash_fraction(const Scan& scan, uint32_t at, double& value, uint32_t& end) {
  const int over = scan.integer(at);
  if (over < 1 || over > 3 || !scan.is(at + 1, '/') || !scan.touches(at + 1) || !scan.touches(at + 2)) return false;
  const int under = scan.integer(at + 2);
  if (under <= over || under > 4 || scan.is(at + 3, '/')) return false;
  value = static_cast<double>(over) / under;
  end = at + 3;
  return true;
}

// "quarter", "three quarters", "a quarter of".
bool read_quarters(const Scan& scan, uint32_t at, double& value, uint32_t& end) {
  double count = 1;
  const QuantityWord& first = scan.word(at);
  if (first.term == Term::number || first.term == Term::article) {
    if (first.term == Term::number) count = first.value;
    ++at;
  }
  const QuantityWord& name = scan.word(at);
  if (name.term != Term::fraction || name.value != 4 || count > 3) return false;
  value = count / 4;
  end = scan.is(at + 1, Term::of) ? at + 2 : at + 1;
  return true;
}

// After "and": "a half", "half", "one half", "1/2", "three quarters".
bool read_worded_fraction(const Scan& scan, uint32_t at, double& value, uint32_t& end) {
  if (read_slash_fraction(scan, at, value, end) || read_quarters(scan, at, value, end)) return true;
  const QuantityWord& first = scan.word(at);
  if (first.term == Term::article || (first.term == Term::number && first.value == 1)) ++at;
  if (!scan.is(at, Term::half)) return false;
  value = 0.5;
  end = scan.is(at + 1, Term::article) ? at + 2 : at + 1;
  return true;
}

// "2 1/2", "2-1/2", "two and a half".
void add_fraction(const Scan& scan, Amount& amount) {
  if (amount.vague) return;
  double value = 0;
  uint32_t end = 0;
  uint32_t at = amount.end;
  const bool joined = scan.is(at, Term::and_);
  if (joined || scan.is(at, '-')) ++at;
  const bool found = joined ? read_worded_fraction(scan, at, value, end) : !amount.article && read_slash_fraction(scan, at, value, end);
  if (!found) return;
  amount.low += value;
  amount.high += value;
  amount.end = end;
  amount.article = false;
}

// The token after "-", "to", "or", "- to"; `at` when no range goes on there.
uint32_t after_joint(const Scan& scan, uint32_t at) {
  uint32_t next = at;
  if (scan.is(next, '-')) ++next;
  const Term term = scan.term(next);
  if (term == Term::to || term == Term::or_) ++next;
  return next;
}

void add_range(const Scan& scan, uint32_t first, Amount& amount) {
  if (amount.vague || amount.article) return;
  const uint32_t next = after_joint(scan, amount.end);
  Amount second;
  if (next == amount.end || !read_simple(scan, next, second) || second.vague || second.article) return;
  // "5 - 3" in digits is no range, and neither are "7-10/12" and "3 - 12/5/24".
  if (scan.is_number(first) != scan.is_number(next) || (scan.is(next + 1, '/') && scan.is(next + 3, '/'))) return;
  add_fraction(scan, second);
  amount.falling = second.low < amount.high;
  if (amount.falling && !scan.is(next - 1, Term::to)) {
    amount.falling = false;
    return;
  }
  amount.range = true;
  amount.high = second.high;
  amount.end = second.end;
}

}  // namespace

bool read_amount(const Scan& scan, uint32_t at, Amount& amount) {
  amount = {};
  double fraction = 0;
  uint32_t end = 0;
  if (read_slash_fraction(scan, at, fraction, end)) {
    set(amount, fraction, fraction, end);
    return true;
  }
  if (!read_simple(scan, at, amount)) return false;
  add_fraction(scan, amount);
  add_range(scan, at, amount);
  return true;
}

}  // namespace chartgap
