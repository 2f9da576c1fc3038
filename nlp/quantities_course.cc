#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr int16_t kSomeYear = 2001;  // not a leap year; for two dates that name none
constexpr int kFirstYear = 1950;
constexpr int kLastYear = 2049;
constexpr int kTopRating = 10;
constexpr uint32_t kStudyWindow = 8;  // tokens between "MRI" and "from March"

// A missing year is the other date's, or the one next to it when the course goes over new year.
void share_years(Date& start, Date& end) {
  const bool wraps = end.month < start.month || (end.month == start.month && end.day != 0 && end.day < start.day);
  if (start.year == 0 && end.year != 0) start.year = static_cast<int16_t>(end.year - (wraps ? 1 : 0));
  if (end.year == 0 && start.year != 0) end.year = static_cast<int16_t>(start.year + (wraps ? 1 : 0));
}

int64_t days_between(Date start, Date end) {
  if (start.year == 0) {
    start.year = end.year = kSomeYear;
    if (day_number(end) < day_number(start)) ++end.year;
  }
  return day_number(end) - day_number(start);
}

bool set_course(Quantity& quantity, Date start, Date end) {
  share_years(start, end);
  if ((start.year == 0) != (end.year == 0)) return false;
  const int64_t days = days_between(start, end);
  if (days < 0) return false;
  quantity.kind = QuantityKind::duration;
  quantity.date = start;
  quantity.end_date = end;
  quantity.duration.min_days = quantity.duration.max_days = static_cast<int32_t>(days);
  quantity.duration.low = quantity.duration.high = static_cast<float>(days);
  return true;
}

// What joins two dates: the token after it, and how sure it makes the second.
uint32_t after_joint(const Scan& scan, const DateMatch& first, bool between, DateCue& cue) {
  uint32_t at = first.end;
  cue = DateCue::weak;
  if (is_month(scan.term(at)) && scan.token(at).has(Token::kHyphenBefore)) return at;
  if (scan.is(at, '/') && is_month(scan.term(at + 1))) return at + 1;
  if (scan.is(at, '-')) {
    cue = first.date.year == 0 || first.date.month == 0 ? DateCue::weak : DateCue::none;
    return scan.is(at + 1, '>') ? at + 2 : at + 1;  // "4/28 -> 6/30"
  }
  if (scan.is(at, ',') && first.date.year != 0) ++at;  // "from December 20, 2006, to ..."
  switch (scan.term(at)) {
    case Term::through:
    case Term::until: cue = DateCue::strong; return at + 1;
    case Term::to: return at + 1;
    case Term::and_: return between && at == first.end ? at + 1 : 0;
    default: return 0;
  }
}

// The year behind a day: ", 2025".
void add_year(const Scan& scan, DateMatch& match) {
  const uint32_t at = scan.is(match.end, ',') ? match.end + 1 : match.end;
  const int year = scan.integer(at);
  if (year < kFirstYear || year > kLastYear) return;
  match.date.year = static_cast<int16_t>(year);
  match.end = at + 1;
}

// "March 3-17, 2025": the second day alone.
bool read_second_day(const Scan& scan, uint32_t at, const DateMatch& first, DateMatch& second) {
  const int day = scan.integer(at);
  const bool worded = is_month(scan.term(first.end - 2)) || is_month(scan.term(first.end - 3));
  if (!worded || first.date.day == 0 || first.date.year != 0 || day <= first.date.day || day > 31) return false;
  if (scan.is_any(at + 1, kMeasured) || scan.is(at + 1, '/')) return false;
  second.date = first.date;
  second.date.day = static_cast<int8_t>(day);
  second.end = at + 1;
  add_year(scan, second);
  return true;
}

bool read_second(const Scan& scan, const DateMatch& first, bool between, DateMatch& second) {
  DateCue cue = DateCue::none;
  const uint32_t at = after_joint(scan, first, between, cue);
  if (at == 0) return false;
  return read_date(scan, at, cue, second) || read_second_day(scan, at, first, second);
}

// A year alone takes a year alone: "2011 to 2013", not "2011 - 3/2/25".
bool same_shape(const Date& first, const Date& second) { return (first.month == 0) == (second.month == 0); }

uint32_t emit_course(const Scan& scan, uint32_t begin, const DateMatch& first, bool between, Quantities& out) {
  DateMatch second;
  Quantity quantity;
  if (!read_second(scan, first, between, second) || !same_shape(first.date, second.date) || !set_course(quantity, first.date, second.date)) return begin;
  quantity.tokens = {begin, second.end};
  out.push_back(quantity);
  return second.end;
}

uint32_t emit_since(uint32_t begin, const DateMatch& start, Quantities& out) {
  Quantity& quantity = add_quantity(QuantityKind::duration, {begin, start.end}, out);
  quantity.role = DurationRole::since;
  quantity.date = start.date;
  return start.end;
}

// "3/2/25 - present", "from March to now"
bool reaches_today(const Scan& scan, uint32_t at, uint32_t& end) {
  if (!scan.is(at, '-') && !scan.is(at, Term::to) && !scan.is(at, Term::until) && !scan.is(at, Term::through)) return false;
  const uint32_t next = scan.is(at + 1, Term::the) ? at + 2 : at + 1;
  if (!scan.is(next, Term::now) && scan.text(next) != "present" && !(scan.text(next) == "date" && scan.is(at, Term::to))) return false;
  end = next + 1;
  return true;
}

// "off work from Oct 7" begins something; "the labs from August 25, 2010" have that date.
bool counts_from(const Scan& scan, uint32_t at, const Date& start) { return start.year == 0 && !scan.term_before(at, kStudyWindow, Term::study); }

// Past "in", "on", "about", "the", "at least" after "since" or "began".
uint32_t after_since(const Scan& scan, uint32_t at, bool& preposition) {
  for (int i = 0; i < 3; ++i) {
    const Term term = scan.term(at);
    const bool joins = term == Term::in || term == Term::on || term == Term::approximately;
    if (!joins && term != Term::at && term != Term::least && !(term == Term::or_ && scan.is(at + 1, Term::approximately))) break;
    preposition |= joins;
    ++at;
  }
  return at;
}

// "between a 6 and a 10": a rating told without its top.
uint32_t scan_rating_range(const Scan& scan, uint32_t at, Quantities& out) {
  if (!scan.is(at + 1, Term::article)) return at;
  Amount low;
  Amount high;
  if (!read_amount(scan, at + 2, low) || low.range || !scan.is(low.end, Term::and_)) return at;
  const uint32_t next = scan.is(low.end + 1, Term::article) ? low.end + 2 : low.end + 1;
  if (!read_amount(scan, next, high) || high.range || high.high > kTopRating || low.low >= high.high) return at;
  Quantity& quantity = add_quantity(QuantityKind::score, {at, high.end}, out);
  quantity.value = high.high;
  quantity.low = low.low;
  return high.end;
}

}  // namespace

uint32_t scan_date(const Scan& scan, uint32_t at, Quantities& out) {
  DateMatch match;
  if (!read_date(scan, at, date_cue(scan, at), match)) return at;
  const uint32_t course = emit_course(scan, at, match, false, out);
  if (course != at) return course;
  if (reaches_today(scan, match.end, match.end)) return emit_since(at, match, out);
  add_quantity(QuantityKind::date, {at, match.end}, out).date = match.date;
  return match.end;
}

uint32_t scan_since(const Scan& scan, uint32_t at, Quantities& out) {
  const QuantityWord& word = scan.word(at);
  bool preposition = word.term == Term::since || word.value == 1;
  const uint32_t start = after_since(scan, at + 1, preposition);
  DateMatch match;
  const DateCue cue = word.term == Term::from ? DateCue::weak : DateCue::strong;
  if (!read_date(scan, start, cue, match)) return at;
  const uint32_t course = emit_course(scan, at, match, false, out);
  if (course != at) return course;
  if (reaches_today(scan, match.end, match.end)) return emit_since(at, match, out);
  if (word.term == Term::from) preposition = counts_from(scan, at, match.date);
  return preposition ? emit_since(at, match, out) : at;
}

uint32_t scan_between(const Scan& scan, uint32_t at, Quantities& out) {
  DateMatch match;
  if (!read_date(scan, at + 1, DateCue::weak, match)) return scan_rating_range(scan, at, out);
  return emit_course(scan, at, match, true, out);
}

}  // namespace chartgap
