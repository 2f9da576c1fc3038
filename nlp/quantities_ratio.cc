#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr int kBestStrength = 5;
constexpr int kBestReflex = 4;
constexpr double kTrace = 0.5;
constexpr uint32_t kReflexWindow = 8;  // tokens between "trace" and the reflex it grades
constexpr uint32_t kVisionWindow = 6;  // tokens between "visual acuity" and "20/50"
constexpr uint32_t kSplitWindow = 9;   // tokens between "80/20" and the arm it is about

// A number with the sign printed at it: "4+", "-5", "trace".
struct Graded {
  double value = 0;
  char sign = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool word = false;  // trace, nil
};

// "4-5/5", "7 out of 10", "4+/4-": what stands over and under.
struct Ratio {
  Graded low;
  Graded high;
  Graded under;
  uint32_t end = 0;
  bool range = false;
  bool spoken = false;  // "out of", "of"
  bool only_of = false;
};

bool is_sign(const Scan& scan, uint32_t at) { return scan.is(at, '+') || scan.is(at, '-'); }

// The sign before a number: it touches the number and nothing leads into it.
char sign_before(const Scan& scan, uint32_t at, uint32_t floor) {
  if (at <= floor || !is_sign(scan, at - 1) || !scan.touches(at)) return 0;
  const Token& sign = scan.token(at - 1);
  const bool free =
      sign.has(Token::kSpaceBefore) || at - 1 == 0 || (scan.touches(at - 1) && (scan.is(at - 2, '(') || scan.is(at - 2, ':') || scan.is(at - 2, '/') || scan.is(at - 2, ',')));
  return free || sign.mark == '+' ? sign.mark : '\0';
}

// The sign behind a number: it touches the number; or stands apart, but before the slash: "4 +/5".
void read_sign_behind(const Scan& scan, Graded& graded, bool before_slash) {
  if (graded.sign != 0 || !is_sign(scan, graded.end)) return;
  const bool closes = !scan.touches(graded.end + 1) || !(scan.is_number(graded.end + 1) || scan.is_word(graded.end + 1)) || scan.is(graded.end, '+');
  const bool apart = before_slash && scan.is(graded.end + 1, '/');
  if (!apart && !(scan.touches(graded.end) && closes)) return;
  graded.sign = scan.token(graded.end).mark;
  ++graded.end;
}

bool read_graded(const Scan& scan, uint32_t at, uint32_t floor, Graded& graded) {
  const QuantityWord& word = scan.word(at);
  graded.begin = at;
  graded.end = at + 1;
  if (word.term == Term::grade_word) {
    graded.value = word.value == 0 ? 0 : kTrace;
    graded.word = true;
    return true;
  }
  if (word.term == Term::number) {
    graded.value = word.value;
    return true;
  }
  if (!scan.is_number(at) || scan.length(at) > 4) return false;
  graded.value = scan.number(at);
  graded.sign = sign_before(scan, at, floor);
  if (graded.sign != 0) --graded.begin;
  read_sign_behind(scan, graded, true);
  return true;
}

// The token under "/", "out of" or "of"; 0 when there is none.
uint32_t after_over(const Scan& scan, uint32_t at, Ratio& ratio) {
  if (scan.is(at, '/')) return at + 1;
  ratio.spoken = true;
  if (scan.is(at, Term::out) && scan.is(at + 1, Term::of)) return scan.is(at + 2, Term::article) ? at + 3 : at + 2;
  ratio.only_of = true;
  return scan.is(at, Term::of) ? at + 1 : 0;
}

// The upper end of "4-5/5", "4+ to 5-/5".
void read_upper(const Scan& scan, Ratio& ratio) {
  const uint32_t at = ratio.low.end;
  ratio.high = ratio.low;
  const bool joint = scan.is(at, '-') || scan.is(at, Term::to) || scan.is(at, Term::or_);
  if (!joint) return;
  Graded upper;
  if (!read_graded(scan, at + 1, at + 1, upper)) return;
  ratio.high = upper;
  ratio.range = true;
}

bool read_ratio(const Scan& scan, uint32_t at, uint32_t floor, Ratio& ratio) {
  if (!read_graded(scan, at, floor, ratio.low)) return false;
  read_upper(scan, ratio);
  const uint32_t under = after_over(scan, ratio.high.end, ratio);
  if (under == 0 || scan.new_line(under) || !read_graded(scan, under, under - 1, ratio.under)) return false;
  if (!ratio.spoken && is_sign(scan, ratio.under.begin) && ratio.under.begin < under) return false;
  ratio.end = ratio.under.end;
  return true;
}

// "7 to 2 out of 10" is 2: the pain went down to it.
void set_value(Quantity& quantity, const Ratio& ratio) {
  quantity.value = ratio.high.value;
  if (ratio.range && ratio.low.value < ratio.high.value) quantity.low = ratio.low.value;
}

uint32_t emit_score(const Ratio& ratio, Quantities& out) {
  Quantity& score = add_quantity(QuantityKind::score, {ratio.low.begin, ratio.end}, out);
  set_value(score, ratio);
  score.max = ratio.under.value;
  return ratio.end;
}

uint32_t emit_grade(const Ratio& ratio, bool pair, Quantities& out) {
  Quantity& grade = add_quantity(QuantityKind::grade, {ratio.low.begin, ratio.end}, out);
  set_value(grade, ratio);
  grade.sign = ratio.high.sign;
  if (pair) {
    grade.right_value = ratio.under.value;
    grade.right_sign = ratio.under.sign;
  }
  const bool over_itself = pair && ratio.under.sign == 0 && !ratio.under.word;  // "2/2": left and right, or two of two
  if (!pair || over_itself) grade.max = ratio.under.value;
  return ratio.end;
}

// "5/5", "4+/5", "2/4", "+2/2", "1/trace", "4/4-". Not "1/2", "3/4 inch".
bool is_grade(const Ratio& ratio, bool& pair) {
  const double top = ratio.high.value;
  const double under = ratio.under.value;
  pair = ratio.under.sign != 0 || ratio.under.word || (top == under && under < kBestStrength);
  if (top > kBestStrength || under > kBestStrength) return false;
  if (ratio.only_of) return false;
  if (pair || under == kBestStrength || under == kBestReflex) return true;
  return !ratio.spoken && (ratio.high.sign != 0 || (top == 0 && under == 2));
}

bool counts_things(const Scan& scan, uint32_t at) {
  const Term term = scan.term(at);
  return term == Term::noun || term == Term::inch || term == Term::unit || (term == Term::modifier && scan.is(at + 1, Term::noun));
}

// "80/20" about an arm and a neck.
uint32_t scan_split(const Scan& scan, const Ratio& ratio, Quantities& out) {
  const double sum = ratio.high.value + ratio.under.value;
  if (ratio.range || sum != 100 || static_cast<int>(ratio.high.value) % 5 != 0) return ratio.low.begin;
  const uint32_t begin = ratio.low.begin;
  if (!scan.term_before(begin, kSplitWindow, Term::region) && !scan.term_after(ratio.end, kSplitWindow, Term::region)) return begin;
  Quantity& percent = add_quantity(QuantityKind::percent, {begin, ratio.end}, out);
  percent.value = ratio.high.value;
  percent.right_value = ratio.under.value;
  return ratio.end;
}

bool is_score(const Scan& scan, const Ratio& ratio) {
  const double under = ratio.under.value;
  if (ratio.low.sign != 0 || ratio.under.sign != 0 || ratio.high.value > under) return false;
  if (under != 10 && under != 100 && under != 50) return false;
  if (ratio.high.value == 20 && scan.term_before(ratio.low.begin, kVisionWindow, Term::vision)) return false;
  return !ratio.only_of || (under == 10 && !counts_things(scan, ratio.end));
}

// "14 of 16 visits", "6/12 visits", "visit 6 of 12"
uint32_t scan_share(const Scan& scan, const Ratio& ratio, Quantities& out) {
  const uint32_t begin = ratio.low.begin;
  const bool before = begin > first_free(out) && scan.is(begin - 1, Term::noun);
  if (ratio.high.value > ratio.under.value || !(before || ratio.spoken || scan.is(ratio.end, Term::noun) || scan.is(ratio.end, Term::modifier))) return begin;
  const uint32_t noun = scan.is(ratio.end, Term::modifier) ? ratio.end + 1 : ratio.end;
  const uint32_t end = scan.is(noun, Term::noun) ? noun + 1 : ratio.end;
  Quantity& count = add_quantity(QuantityKind::count, {before ? begin - 1 : begin, end}, out);
  set_value(count, ratio);
  count.max = ratio.under.value;
  return end;
}

// "4-" is a grade, "2-" or "1-" before an item hardly.
bool trailing_sign_fits(const Scan& scan, uint32_t at, const Graded& graded) {
  return graded.sign == '+' || (graded.value >= 3 && !scan.new_line(at) && !scan.is_number(graded.end) && !scan.new_line(graded.end));
}

// "+2", "-1", but not "3 -1", "(-2)", "+2mm".
bool leading_sign_fits(const Scan& scan, const Graded& graded) {
  if (scan.is_number(graded.begin - 1) || (graded.sign == '-' && scan.is(graded.end, ')'))) return false;
  return !scan.touches(graded.end) || !(scan.is_word(graded.end) || scan.is(graded.end, '-'));
}

// "2+", "+2", "-1", "4-": a grade without its top.
uint32_t scan_signed(const Scan& scan, uint32_t at, uint32_t floor, Quantities& out) {
  Graded graded;
  if (!scan.is_number(at) || scan.length(at) != 1 || !read_graded(scan, at, floor, graded) || graded.sign == 0 || graded.value > kBestStrength) return at;
  constexpr TermSet kCounted(Term::unit, Term::noun, Term::to, Term::modifier);
  if (scan.is_any(graded.end, kCounted) || scan.is(graded.end, '/') || scan.is(graded.end, '%')) return at;
  if (!(graded.end > at + 1 ? trailing_sign_fits(scan, at, graded) : leading_sign_fits(scan, graded))) return at;
  Quantity& grade = add_quantity(QuantityKind::grade, {graded.begin, graded.end}, out);
  grade.value = graded.value;
  grade.sign = graded.sign;
  return graded.end;
}

// "trace at the ankles", where a reflex is near.
uint32_t scan_trace(const Scan& scan, uint32_t at, Quantities& out) {
  const QuantityWord& word = scan.word(at);
  if (word.term != Term::grade_word || word.value == 0) return at;
  if (!scan.term_before(at, kReflexWindow, Term::reflex) && !scan.term_after(at + 1, kReflexWindow, Term::reflex)) return at;
  add_quantity(QuantityKind::grade, {at, at + 1}, out).value = kTrace;
  return at + 1;
}

uint32_t scan_whole_ratio(const Scan& scan, uint32_t at, const Ratio& ratio, Quantities& out) {
  const uint32_t begin = ratio.low.begin;
  if (is_score(scan, ratio)) return emit_score(ratio, out);
  const int under = static_cast<int>(ratio.under.value);
  if (!ratio.spoken && ratio.high.sign == 0 && (under == 52 || under == 7 || under == 12)) {
    const uint32_t next = scan_short_ratio(scan, at, ratio.end, ratio.low.value, ratio.high.value, under, out);
    if (next != at) return next;
  }
  const uint32_t split = scan_split(scan, ratio, out);
  if (split != begin) return split;
  bool pair = false;
  if (is_grade(ratio, pair) && !counts_things(scan, ratio.end)) return emit_grade(ratio, pair, out);
  const uint32_t share = scan_share(scan, ratio, out);
  return share != begin ? share : at;
}

}  // namespace

uint32_t scan_ratio(const Scan& scan, uint32_t at, Quantities& out) {
  const uint32_t floor = first_free(out);
  Ratio ratio;
  if (read_ratio(scan, at, floor, ratio)) {
    const uint32_t next = scan_whole_ratio(scan, at, ratio, out);
    if (next != at) return next;
  }
  const uint32_t next = scan_signed(scan, at, floor, out);
  return next != at ? next : scan_trace(scan, at, out);
}

}  // namespace chartgap
