#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr uint32_t kReturnWindow = 4;  // tokens between "follow up" and its interval
constexpr int kMostYears = 110;        // of an age told by a number alone

// Units from the longest to the shortest.
struct Unit {
  char name;
  double days;
};
constexpr std::array<Unit, 7> kUnits = {{{'Y', 365}, {'M', 30}, {'W', 7}, {'D', 1}, {'H', 1.0 / 24}, {'m', 1.0 / 1440}, {'s', 1.0 / 86400}}};

size_t rank(char unit) {
  size_t i = 0;
  while (i + 1 < kUnits.size() && kUnits[i].name != unit) ++i;
  return i;
}
double days_of(char unit) { return kUnits[rank(unit)].days; }

// A number of one unit, or of several added up.
struct Length {
  double low = 0;
  double high = 0;
  char unit = 'D';
  double low_days = 0;
  double high_days = 0;
  uint32_t end = 0;
  bool plus = false;     // "6+ weeks"
  bool article = false;  // "a week"
};

int32_t whole_days(double days) { return static_cast<int32_t>(days + 1e-6); }

// What the words around a length make of it.
struct Around {
  uint32_t begin = 0;
  uint32_t end = 0;
  DurationRole role = DurationRole::length;
  bool no_max = false;
  bool no_min = false;
  bool cued = false;   // something before or behind says that a time is meant
  bool fixed = false;  // "for": a length whatever follows
};

// Past "+", "plus", "or more", which all take away the upper bound.
uint32_t after_plus(const Scan& scan, uint32_t at, bool& plus) {
  uint32_t next = at;
  if ((scan.is(at, '+') && scan.touches(at)) || scan.is(at, Term::plus)) next = at + 1;
  if (scan.is(at, Term::or_) && scan.is(at + 1, Term::more)) next = at + 2;
  plus |= next != at;
  return next;
}

// Past the hyphen of "6-week" and the words of "two additional full weeks".
uint32_t after_filler(const Scan& scan, uint32_t at) {
  if (scan.is(at, '-') && scan.touches(at)) ++at;
  for (int i = 0; i < 2; ++i) {
    const Term term = scan.term(at);
    if (term != Term::filler && term != Term::more && term != Term::less) break;
    ++at;
  }
  return at;
}

// "d", "w", "y" are too short to stand without help; "h" is not.
bool short_unit_fits(const Scan& scan, uint32_t number, uint32_t unit) {
  const char name = static_cast<char>(scan.word(unit).value);
  if (name == 'H') return !scan.token(unit).has(Token::kCapital);
  if (name == 'W' && scan.is(unit + 1, '/')) return false;  // "x 3 w/ relief"
  const Term before = number == 0 ? Term::none : scan.term(number - 1);
  return before == Term::x || before == Term::for_ || before == Term::every || scan.is(unit + 1, Term::ago) || scan.is(unit + 1, Term::old);
}

// "a second MRI", "a minute bulge", "BP 121/66 HR 77", "at 1330 hours": no lengths.
bool is_ordinary_word(const Scan& scan, const Length& length, uint32_t unit) {
  if (length.unit == 'H' && scan.is_number(unit - 1) && scan.length(unit - 1) == 4 && scan.integer(unit - 1) >= 0) return true;
  if (scan.text(unit) == "hr") return scan.is(unit + 1, ':') || (scan.is_number(unit + 1) && !scan.is(unit + 2, Term::unit) && !scan.is(unit + 2, '-'));
  if (length.unit != 's' && length.unit != 'm') return false;
  return length.article && !scan.is(unit + 1, Term::and_) && !scan.is(unit + 1, Term::or_);
}

void set_unit(Length& length, char unit) {
  double factor = 1;
  length.unit = unit;
  if (unit == 'F') {
    factor = 2;
    length.unit = 'W';
  } else if (unit == 'X') {
    factor = 10;
    length.unit = 'Y';
  }
  length.low *= factor;
  length.high *= factor;
}

// "and a half" behind the unit.
void add_half(const Scan& scan, Length& length) {
  if (!scan.is(length.end, Term::and_)) return;
  const uint32_t half = scan.is(length.end + 1, Term::article) ? length.end + 2 : length.end + 1;
  if (!scan.is(half, Term::half) || scan.is(half + 1, Term::article)) return;
  length.low += 0.5;
  length.high += 0.5;
  length.end = half + 1;
}

bool read_length(const Scan& scan, uint32_t at, const Amount& amount, Length& length) {
  if (amount.falling) return false;
  length.low = amount.low;
  length.high = amount.high;
  length.article = amount.article;
  const uint32_t unit = after_filler(scan, after_plus(scan, amount.end, length.plus));
  const QuantityWord& word = scan.word(unit);
  if (word.term != Term::unit && word.term != Term::short_unit) return false;
  if (word.term == Term::short_unit && !short_unit_fits(scan, at, unit)) return false;
  set_unit(length, static_cast<char>(word.value));
  if (is_ordinary_word(scan, length, unit)) return false;
  length.end = unit + 1;
  const double before = length.low;
  add_half(scan, length);
  length.article &= length.low == before;
  length.low_days = length.low * days_of(length.unit);
  length.high_days = length.high * days_of(length.unit);
  return true;
}

// How many of the smaller unit a larger one has, where that is the same everywhere; 0 otherwise.
double parts(char larger, char smaller) {
  if (rank(larger) >= rank(smaller)) return 0;
  if (larger == 'Y' && smaller == 'M') return 12;
  if (larger == 'Y' || larger == 'M') return 0;
  return days_of(larger) / days_of(smaller);
}

void add(Length& sum, const Length& part) {
  sum.low_days += part.low_days;
  sum.high_days += part.high_days;
  sum.end = part.end;
  sum.article = false;
  const double factor = parts(sum.unit, part.unit);
  if (factor != 0) {
    sum.low = sum.low * factor + part.low;
    sum.unit = part.unit;
  } else {
    sum.low = sum.low_days;
    sum.unit = 'D';
  }
  sum.high = sum.low;
}

bool reads_as_period(const Scan& scan, uint32_t at);

// "2 years and 3 months", "2 years, 3 months", "1 hour and 45 minutes". Not "6 weeks, 2 days a week".
void add_smaller(const Scan& scan, Length& sum) {
  for (int i = 0; i < 4 && sum.low == sum.high; ++i) {
    uint32_t at = sum.end;
    if (scan.is(at, ',')) ++at;
    if (scan.is(at, Term::and_)) ++at;
    Amount amount;
    Length part;
    if (!read_amount(scan, at, amount) || amount.vague || amount.range || !read_length(scan, at, amount, part)) return;
    if (rank(part.unit) <= rank(sum.unit) || reads_as_period(scan, part.end)) return;
    add(sum, part);
  }
}

// "1 hour thirty", "2 hours and 10": minutes, where nothing else is counted by them.
void add_minutes(const Scan& scan, Length& length) {
  if (length.unit != 'H' || length.low != length.high) return;
  const bool joined = scan.is(length.end, Term::and_);
  const uint32_t at = joined ? length.end + 1 : length.end;
  Amount minutes;
  if ((!joined && scan.is_number(at)) || !read_amount(scan, at, minutes) || minutes.vague || minutes.range || minutes.article) return;
  if (minutes.low < 1 || minutes.low > 59 || scan.is_word(minutes.end) || scan.is(minutes.end, '/') || scan.is(minutes.end, '%')) return;
  Length part;
  part.low = minutes.low;
  part.unit = 'm';
  part.low_days = part.high_days = minutes.low * days_of('m');
  part.end = minutes.end;
  add(length, part);
}

// "6 months to a year", "4 weeks to 6 weeks".
void add_upper(const Scan& scan, Length& length) {
  const uint32_t joint = length.end;
  if (length.low != length.high || length.plus || !(scan.is(joint, Term::to) || scan.is(joint, Term::or_) || scan.is(joint, '-'))) return;
  Amount amount;
  Length upper;
  if (!read_amount(scan, joint + 1, amount) || amount.range || !read_length(scan, joint + 1, amount, upper)) return;
  if (upper.high_days <= length.high_days || reads_as_period(scan, upper.end)) return;
  length.high_days = upper.high_days;
  const double factor = upper.unit == length.unit ? 1 : parts(upper.unit, length.unit);
  length.high = factor * upper.high;
  if (factor == 0) {
    length.low = length.low_days;
    length.high = length.high_days;
    length.unit = 'D';
  }
  length.end = upper.end;
  length.article = false;
}

// "at least", "more than", "up to", ">", "<": gives the token where they begin.
uint32_t read_bound_words(const Scan& scan, uint32_t at, bool vague, Around& around) {
  const Term last = scan.term(at - 1);
  const Term before = at >= 2 ? scan.term(at - 2) : Term::none;
  if (last == Term::over) around.no_max = !vague;
  if (last == Term::under || last == Term::within) around.no_min = true;
  if (last == Term::over || around.no_min) return at - 1;
  around.no_max = (last == Term::than && before == Term::more) || (last == Term::least && before == Term::at);
  around.no_min = (last == Term::than && before == Term::less) || (last == Term::most && before == Term::at) || (last == Term::to && before == Term::up);
  return around.no_max || around.no_min ? at - 2 : at;
}

// ">", ">=", ">/=", "<" and their kin.
uint32_t read_bound_marks(const Scan& scan, uint32_t at, Around& around) {
  uint32_t mark = at - 1;
  if (scan.is(mark, '=') && mark > 0) --mark;
  if (scan.is(mark, '/') && mark > 0) --mark;
  if (scan.is(mark, '>')) {
    around.no_max = true;
  } else if (scan.is(mark, '<')) {
    around.no_min = true;
  } else {
    return at;
  }
  return mark;
}

// Back over "about", "nearly", "~".
uint32_t before_approximation(const Scan& scan, uint32_t at, uint32_t floor, Around& around) {
  for (int i = 0; i < 3 && at > floor && (scan.is(at - 1, Term::approximately) || scan.is(at - 1, '~')); ++i) {
    --at;
    around.cued = true;
  }
  return at;
}

bool is_return_before(const Scan& scan, uint32_t at, uint32_t floor) {
  for (uint32_t i = at; i > floor && at - i < kReturnWindow; --i) {
    const Term term = scan.term(i - 1);
    if (term == Term::seen_again || (scan.is(i - 1, '/') && i >= 2 && scan.text(i - 2) == "f" && scan.text(i) == "u")) return true;
    if (term == Term::for_ || scan.is(i - 1, '.') || scan.is(i - 1, ';')) return false;
  }
  return false;
}

// "within the last 2 years" has no lower bound.
void read_last(const Scan& scan, uint32_t at, Around& around) {
  around.cued = true;
  around.fixed = true;
  const uint32_t article = at > 0 && scan.is(at - 1, Term::the) ? at - 1 : at;
  if (article > 0 && scan.is(article - 1, Term::within)) around.no_min = true;
}

bool is_age_before(const Scan& scan, uint32_t at) {
  if (at > 0 && (scan.is(at - 1, Term::of) || scan.is(at - 1, ':') || scan.is(at - 1, '-'))) --at;
  return at > 0 && scan.is(at - 1, Term::age);
}

void read_role_before(const Scan& scan, uint32_t at, uint32_t floor, Around& around) {
  const bool bounded = around.no_max || around.no_min;
  const uint32_t previous = scan.is(at - 1, '.') && at >= 2 ? at - 2 : at - 1;
  const Term term = scan.term(previous);
  constexpr TermSet kRepeats(Term::every, Term::per);
  constexpr TermSet kLengths(Term::for_, Term::x);
  constexpr TermSet kJoints(Term::to, Term::and_, Term::or_, Term::at, Term::after, Term::since, Term::of);
  if (kRepeats.has(term)) {
    around.role = DurationRole::repeat;
  } else if (is_age_before(scan, at)) {
    around.role = DurationRole::age;
  } else if (term == Term::last) {
    read_last(scan, at - 1, around);
  } else if (kLengths.has(term)) {
    around.fixed = true;
  } else if (term == Term::next || (term == Term::in && !bounded) || is_return_before(scan, at, floor)) {
    around.role = DurationRole::ahead;
  }
  around.cued |= bounded || around.fixed || kJoints.has(term) || around.role != DurationRole::length;
}

void look_before(const Scan& scan, uint32_t at, uint32_t floor, bool vague, Around& around) {
  around.begin = at;
  uint32_t before = before_approximation(scan, at, floor, around);
  if (before <= floor) return;
  uint32_t bound = read_bound_words(scan, before, vague, around);
  if (bound == before) bound = read_bound_marks(scan, before, around);
  if (bound != before) around.begin = std::max(bound, floor);
  before = before_approximation(scan, bound, floor, around);
  if (before > floor) read_role_before(scan, before, floor, around);
}

void read_bound_behind(const Scan& scan, Around& around) {
  const uint32_t at = around.end;
  if (scan.is(at, '+') && scan.touches(at)) {
    around.no_max = true;
    around.end = at + 1;
  } else if (scan.is(at, Term::or_)) {
    const Term term = scan.term(at + 1);
    around.no_max |= term == Term::more;
    around.no_min |= term == Term::less;
    if (term == Term::more || term == Term::less || term == Term::so) around.end = at + 2;
  }
  around.cued |= around.end != at;
}

// "63-year-old", "41 years of age".
bool read_age_behind(const Scan& scan, uint32_t at, uint32_t& end) {
  if (scan.is(at, '-') || scan.is(at, '.')) ++at;
  if (scan.is(at, Term::old)) {
    end = at + 1;
    return true;
  }
  if (!scan.is(at, Term::of) || !scan.is(at + 1, Term::age)) return false;
  end = at + 2;
  return true;
}

// "back" and "out" are roles where nothing of theirs follows: not "3 weeks back pain", "2 days out of the week".
bool stands_alone(const Scan& scan, uint32_t at) { return !scan.is_word(at + 1) || scan.new_line(at + 1) || scan.is(at + 1, Term::and_) || scan.is(at + 1, Term::with); }

void set_role(Around& around, DurationRole role, uint32_t end) {
  around.role = role;
  around.end = end;
  around.cued = true;
}

// Past the point of "6 wks. ago".
uint32_t after_unit_point(const Scan& scan, uint32_t at) {
  constexpr TermSet kRoles(Term::ago, Term::later);
  return scan.is(at, '.') && scan.is_any(at + 1, kRoles) ? at + 1 : at;
}

// "6 weeks before", "2-week follow-up": a time of something else, unless "for" says that it lasted.
void read_reference(const Scan& scan, uint32_t at, Around& around) {
  constexpr TermSet kVisits(Term::check, Term::seen_again);
  constexpr TermSet kNouns(Term::history, Term::of, Term::after);
  const bool after = scan.is(at, Term::after) && !around.no_max;
  if (!around.fixed && (after || scan.is_any(at, kVisits))) around.role = DurationRole::ahead;
  around.cued |= scan.is_any(at, kNouns);
}

// Whether the word behind makes it a time ago.
bool reads_as_ago(const Scan& scan, uint32_t at, const Around& around) {
  switch (scan.term(at)) {
    case Term::ago: return !around.fixed || scan.text(at) == "ago";
    case Term::back: return stands_alone(scan, at);
    case Term::out: return !scan.is(at + 1, Term::of);
    default: return false;
  }
}

void read_role_behind(const Scan& scan, Around& around) {
  const uint32_t at = after_unit_point(scan, around.end);
  if (!scan.has(at) || scan.token(at).has(Token::kBlankLine)) return;
  const bool operated = scan.text(at) == "s" && scan.is(at + 1, '/') && scan.text(at + 2) == "p";
  if (reads_as_ago(scan, at, around)) {
    set_role(around, DurationRole::ago, at + 1);
  } else if (scan.is(at, Term::later)) {
    set_role(around, DurationRole::ahead, at + 1);
  } else if (scan.is(at, Term::from) && scan.is(at + 1, Term::now)) {
    set_role(around, DurationRole::ahead, at + 2);
  } else if (operated && !around.fixed) {
    set_role(around, DurationRole::ago, at);
  } else {
    read_reference(scan, at, around);
  }
}

void look_behind(const Scan& scan, uint32_t end, Around& around) {
  around.end = end;
  if (read_age_behind(scan, end, around.end)) {
    around.role = DurationRole::age;
    around.cued = true;
    return;
  }
  read_bound_behind(scan, around);
  const bool came_in = around.role == DurationRole::ahead && scan.text(around.end) == "ago";  // "came in 36 hours ago"
  if (around.role == DurationRole::length || came_in) read_role_behind(scan, around);
}

// "per week", "/week", "a week", "each week", "weekly": their unit, and where they end.
bool read_period(const Scan& scan, uint32_t at, char& unit, uint32_t& end) {
  const QuantityWord& first = scan.word(at);
  if (first.term == Term::weekly) {
    unit = static_cast<char>(first.value);
    end = at + 1;
    return true;
  }
  if (!scan.is(at, '/') && first.term != Term::per && first.term != Term::article && first.term != Term::every) return false;
  const QuantityWord& word = scan.word(at + 1);
  const bool named = word.term == Term::unit || (word.term == Term::short_unit && scan.is(at, '/') && !scan.is(at + 2, '/'));
  if (!named || (first.term == Term::article && scan.is(at + 2, Term::ago))) return false;
  unit = static_cast<char>(word.value);
  end = at + 2;
  return true;
}

bool reads_as_period(const Scan& scan, uint32_t at) {
  char unit = 0;
  uint32_t end = 0;
  return read_period(scan, at, unit, end);
}

void set_length(Duration& duration, const Length& length, bool no_min, bool no_max) {
  duration.unit = length.unit;
  duration.low = static_cast<float>(no_min ? length.high : length.low);
  duration.high = static_cast<float>(no_max ? length.low : length.high);
  if (!no_min) duration.min_days = whole_days(length.low_days);
  if (!no_max) duration.max_days = whole_days(length.high_days);
}

uint32_t emit_repeat(uint32_t begin, uint32_t end, const Amount& amount, char unit, Quantities& out) {
  Length period;
  period.low = period.high = 1;
  set_unit(period, unit);
  period.low_days = period.high_days = period.low * days_of(period.unit);
  Quantity& quantity = add_quantity(QuantityKind::duration, {begin, end}, out);
  quantity.role = DurationRole::repeat;
  set_length(quantity.duration, period, false, false);
  quantity.value = amount.high;
  if (amount.low != amount.high) quantity.low = amount.low;
  return end;
}

// "five days a week": the days are part of the repeat.
uint32_t scan_days_in_period(const Scan& scan, uint32_t at, const Amount& amount, const Length& length, Quantities& out) {
  char unit = 0;
  uint32_t end = 0;
  if (length.article || !read_period(scan, length.end, unit, end) || rank(length.unit) <= rank(unit)) return at;
  return emit_repeat(at, end, amount, unit, out);
}

uint32_t emit_duration(uint32_t floor, const Length& length, const Around& around, Quantities& out) {
  Quantity& quantity = add_quantity(QuantityKind::duration, {std::max(around.begin, floor), around.end}, out);
  quantity.role = around.role;
  set_length(quantity.duration, length, around.no_min, around.no_max || length.plus);
  return around.end;
}

uint32_t emit_age(uint32_t begin, uint32_t end, const Amount& amount, Quantities& out) {
  Length length;
  length.low = amount.low;
  length.high = amount.high;
  length.unit = 'Y';
  length.low_days = amount.low * days_of('Y');
  length.high_days = amount.high * days_of('Y');
  Around around;
  around.begin = begin;
  around.end = end;
  around.role = DurationRole::age;
  return emit_duration(begin, length, around, out);
}

// "yo", "y/o", "y.o.", "y o": where it ends; 0 when it is not there.
uint32_t after_years_old(const Scan& scan, uint32_t at) {
  if (scan.is(at, '-')) ++at;
  if (scan.is(at, Term::years_old)) return at + 1;
  if (scan.text(at) != "y") return 0;
  const uint32_t letter = scan.is(at + 1, '/') || scan.is(at + 1, '.') ? at + 2 : at + 1;
  return scan.text(letter) == "o" ? letter + 1 : 0;
}

bool is_person_behind(const Scan& scan, uint32_t at) {
  if (scan.is(at, Term::person)) return true;
  const std::string_view text = scan.text(at);
  return scan.touches(at) && (text == "m" || text == "f") && scan.token(at).has(Token::kCapital);
}

}  // namespace

uint32_t scan_duration(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  Length length;
  if (!read_length(scan, at, amount, length)) return at;
  const uint32_t next = scan_days_in_period(scan, at, amount, length, out);
  if (next != at) return next;
  add_smaller(scan, length);
  add_minutes(scan, length);
  add_upper(scan, length);
  const uint32_t floor = first_free(out);
  Around around;
  look_before(scan, at, floor, amount.vague, around);
  look_behind(scan, length.end, around);
  const bool opens_line = scan.new_line(at) || scan.is(at - 1, '(');
  if (length.article && !around.cued && !opens_line) return length.end;
  return emit_duration(floor, length, around, out);
}

uint32_t scan_repeat(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  if (amount.article) return at;
  uint32_t next = amount.end;
  const Term term = scan.term(next);
  const bool counted = term == Term::x || term == Term::times || term == Term::noun || term == Term::frequency;
  if (counted) ++next;
  char unit = 0;
  uint32_t end = 0;
  const QuantityWord& direct = scan.word(next);
  if (counted && direct.term == Term::unit && scan.is(next - 1, Term::x)) return emit_repeat(at, next + 1, amount, static_cast<char>(direct.value), out);
  if ((direct.term == Term::weekly && !counted) || !read_period(scan, next, unit, end)) return at;
  return emit_repeat(at, end, amount, unit, out);
}

// "twice a week", "once daily".
uint32_t scan_times_word(const Scan& scan, uint32_t at, Quantities& out) {
  Amount amount;
  amount.low = amount.high = scan.word(at).value;
  char unit = 0;
  uint32_t end = 0;
  if (!read_period(scan, at + 1, unit, end)) return at;
  return emit_repeat(at, end, amount, unit, out);
}

uint32_t scan_age(const Scan& scan, uint32_t at, const Amount& amount, Quantities& out) {
  if (amount.article || amount.vague || amount.falling || amount.high > kMostYears) return at;
  const uint32_t end = after_years_old(scan, amount.end);
  if (end != 0) return emit_age(at, end, amount, out);
  if (!amount.range && is_person_behind(scan, amount.end)) return emit_age(at, amount.end, amount, out);
  return is_age_before(scan, at) ? emit_age(at, amount.end, amount, out) : at;
}

uint32_t scan_short_ratio(const Scan& scan, uint32_t at, uint32_t end, double low, double high, int denominator, Quantities& out) {
  Length length;
  length.low = low;
  length.high = high;
  length.end = end;
  length.unit = denominator == 52 ? 'W' : denominator == 12 ? 'M' : 'D';
  length.low_days = low * days_of(length.unit);
  length.high_days = high * days_of(length.unit);
  Around around;
  look_before(scan, at, first_free(out), false, around);
  look_behind(scan, end, around);
  const bool ahead_of = around.fixed || around.role != DurationRole::length || scan.is(end, Term::history);
  return ahead_of ? emit_duration(first_free(out), length, around, out) : at;
}

}  // namespace chartgap
