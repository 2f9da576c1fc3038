#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;
constexpr int kFirstBareYear = 1950;
constexpr int kLastBareYear = 2049;
constexpr int kCenturyTurn = 50;       // "49" is 2049, "50" is 1950
constexpr int kSurelyDay = 13;         // "2/18" with no cue: too large for a grade or a score
constexpr uint32_t kRatingWindow = 6;  // "pain ... on 7/10": no date

Date make_date(int year, int month, int day) { return {static_cast<int16_t>(year), static_cast<int8_t>(month), static_cast<int8_t>(day)}; }

// The year of a number token of two or four digits; 0 when it is none.
int year_at(const Scan& scan, uint32_t at) {
  const int value = scan.integer(at);
  if (value < 0) return 0;
  if (scan.length(at) == 2) return value < kCenturyTurn ? 2000 + value : 1900 + value;
  return scan.length(at) == 4 && value >= kFirstYear && value <= kLastYear ? value : 0;
}

int long_year_at(const Scan& scan, uint32_t at) {
  const int value = scan.integer(at);
  const bool decade = scan.touches(at + 1) && scan.is_word(at + 1);  // "1990s"
  return value >= kFirstBareYear && value <= kLastBareYear && !decade ? value : 0;
}

// The number begins here: no letter, slash or point leads into it, and a hyphen only between two dates ("3/2/25-4/20/25", "2011-2013").
bool begins_number(const Scan& scan, uint32_t at) {
  if (!scan.touches(at)) return true;
  if (scan.is_word(at - 1) || scan.is(at - 1, '/') || scan.is(at - 1, '.')) return false;
  if (!scan.is(at - 1, '-') || !scan.is_number(at - 2)) return true;
  return scan.is(at + 1, '/') || long_year_at(scan, at - 2) != 0;
}

bool valid(int month, int day) { return month >= 1 && month <= 12 && day >= 1 && day <= 31; }

bool set_numeric(DateMatch& match, int first, int second, int year, uint32_t end) {
  if (year == 0 || first < 0 || second < 0) return false;
  const bool day_first = first > 12;
  if (!valid(day_first ? second : first, day_first ? first : second)) return false;
  match.date = day_first ? make_date(year, second, first) : make_date(year, first, second);
  match.end = end;
  return true;
}

// "12/2021"
bool read_month_year(const Scan& scan, uint32_t at, DateMatch& match) {
  const int year = long_year_at(scan, at + 2);
  if (year == 0 || !valid(scan.integer(at), 1)) return false;
  match.date = make_date(year, scan.integer(at), 0);
  match.end = at + 3;
  return true;
}

// "'24", "’24", "2024", ", 2024", "of 2024": the year behind a month, and where it ends.
int year_behind(const Scan& scan, uint32_t& at) {
  uint32_t next = at;
  if (scan.is(next, ',') || scan.is(next, Term::of)) ++next;
  if (scan.is(next, '\'') && scan.touches(next + 1) && scan.is_number(next + 1)) {
    at = next + 2;
    return year_at(scan, next + 1);
  }
  const int year = long_year_at(scan, next);
  if (year != 0) at = next + 1;
  return year;
}

// A number that can be the day behind a month, not the beginning of something else: "March 10 visits", "Dec 4/5".
int day_behind(const Scan& scan, uint32_t at) {
  if (!scan.is_number(at) || scan.length(at) > 2 || scan.new_line(at)) return 0;
  const int day = scan.integer(at);
  if (!valid(1, day) || scan.is(at + 1, '/') || scan.is(at + 1, '%') || (scan.is(at + 1, ':') && scan.touches(at + 2))) return 0;
  constexpr TermSet kCounted(Term::unit, Term::measure, Term::noun, Term::percent, Term::x);
  return scan.is_any(at + 1, kCounted) ? 0 : day;
}

// A bare month is a date when its word is clear or the words before call for one.
bool month_stands(const Scan& scan, uint32_t at, const QuantityWord& month, DateCue cue) {
  const bool joined = is_month(scan.term(at + 1)) && (scan.token(at + 1).has(Token::kHyphenBefore));
  const bool slashed = scan.is(at + 1, '/') && is_month(scan.term(at + 2));
  if (month.term == Term::month || joined || slashed) return true;
  if (cue == DateCue::none) return false;
  const bool word = month.value == 3 || month.value == 5;  // to march, may
  return !word || (scan.token(at).has(Token::kCapital) && !scan.token(at).has(Token::kAllCapitals));
}

bool is_certain(const Scan& scan, uint32_t at, const QuantityWord& month, DateCue cue) {
  return month.term == Term::month || cue != DateCue::none || scan.token(at).has(Token::kCapital);
}

// Past the point of "Mar." where a day or a year goes on.
uint32_t after_point(const Scan& scan, uint32_t at) {
  const bool goes_on = scan.is(at, '.') && !scan.new_line(at + 1) && (scan.is_number(at + 1) || scan.is(at + 1, Term::of));
  return goes_on ? at + 1 : at;
}

bool read_month(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  const QuantityWord& month = scan.word(at);
  if (!is_month(month.term) || scan.text(at + 1) == "dd") return false;
  uint32_t end = after_point(scan, at + 1);
  const int day = day_behind(scan, end);
  if (day != 0) end += scan.is(end + 1, Term::ordinal) && scan.touches(end + 1) ? 2 : 1;
  const int year = year_behind(scan, end);
  if (day == 0 && year == 0) {
    end = at + 1;
    if (!month_stands(scan, at, month, cue)) return false;
  }
  match.date = make_date(year, month.value, day);
  match.end = end;
  return year != 0 || is_certain(scan, at, month, cue);
}

// The year of "3 Mar. 2025" and "12-Mar-24"; `at` moves past it when there is one.
int year_after_month(const Scan& scan, uint32_t& at) {
  uint32_t next = scan.is(at, '.') || scan.is(at, '-') ? at + 1 : at;
  const bool hyphen = scan.is(at, '-');
  const int year = hyphen ? year_at(scan, next) : year_behind(scan, next);
  if (year != 0) at = hyphen ? next + 1 : next;
  return year;
}

// "2 May", "4 dec", "5 march" are dates only where something calls for one; "22 April" is nothing else.
bool is_clear_month(const Scan& scan, uint32_t at) { return scan.term(at) == Term::month || (scan.length(at) > 3 && scan.word(at).value != 3); }

// "3 March 2025", "3rd of March", "12-Mar-2024", "on 2 May"
bool read_day_month(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  const int day = scan.integer(at);
  if (!valid(1, day) || !begins_number(scan, at)) return false;
  uint32_t next = at + 1;
  const bool ordinal = scan.is(next, Term::ordinal) && scan.touches(next);
  if (ordinal) ++next;
  if (scan.is(next, Term::of) || (scan.is(next, '-') && scan.touches(next))) ++next;
  const QuantityWord& month = scan.word(next);
  if (!is_month(month.term)) return false;
  uint32_t end = next + 1;
  const int year = year_after_month(scan, end);
  if (year == 0 && !is_clear_month(scan, next) && !ordinal && cue == DateCue::none) return false;
  match.date = make_date(year, month.value, day);
  match.end = end;
  return true;
}

bool is_in_month(const Scan& scan, uint32_t at) { return scan.is(at - 1, Term::in) || (scan.is(at - 1, Term::of) && scan.is(at - 2, Term::part)); }

// "in 08/07", "the end of 10/07": a month and a year. "In 6/12", "in 6/52" are months and weeks.
bool read_month_short_year(const Scan& scan, uint32_t at, DateMatch& match) {
  if (scan.length(at + 2) != 2 || !valid(scan.integer(at), 1) || scan.integer(at + 2) == 52) return false;
  if (scan.length(at) != 2 && scan.text(at + 2)[0] != '0') return false;
  match.date = make_date(year_at(scan, at + 2), scan.integer(at), 0);
  match.end = at + 3;
  return true;
}

bool is_slashed_pair(const Scan& scan, uint32_t at) {
  return scan.is(at + 1, '/') && scan.touches(at + 1) && scan.touches(at + 2) && scan.is_number(at + 2) && begins_number(scan, at);
}

// A sign, a slash or "th" behind makes a grade or a fraction of it.
bool leads_on(const Scan& scan, uint32_t at) {
  const bool minus = scan.is(at, '-') && scan.touches(at) && !scan.touches(at + 1);
  return minus || scan.is(at, '/') || scan.is(at, '+') || scan.is(at, Term::ordinal);
}

// Whether the second number is a day rather than the top of a grade or a score.
bool day_fits(int day, DateCue cue) {
  if (cue == DateCue::strong) return true;
  const bool graded = day == 2 || day == 4 || day == 5 || day == 10;
  if (cue == DateCue::weak && !graded) return true;
  return day >= kSurelyDay && day % 5 != 0 && day != 16 && day != 24;
}

// "2/18": whether it is a date lies with the words around it.
bool read_month_day(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  if (!is_slashed_pair(scan, at) || !valid(scan.integer(at), scan.integer(at + 2)) || leads_on(scan, at + 3)) return false;
  if (is_in_month(scan, at)) return read_month_short_year(scan, at, match);
  if (!day_fits(scan.integer(at + 2), cue)) return false;
  constexpr TermSet kCounted(Term::noun, Term::inch, Term::modifier, Term::unit, Term::measure);
  if (cue != DateCue::strong && scan.is_any(at + 3, kCounted)) return false;
  match.date = make_date(0, scan.integer(at), scan.integer(at + 2));
  match.end = at + 3;
  return true;
}

bool read_bare_year(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  const int year = long_year_at(scan, at);
  const bool enclosed = scan.is(at - 1, '(') && scan.is(at + 1, ')');
  const bool to_year = scan.is(at + 1, '-') && scan.touches(at + 1) && scan.touches(at + 2) && long_year_at(scan, at + 2) > year;  // "2011-2013"
  if (year == 0 || !begins_number(scan, at) || (cue == DateCue::none && !enclosed && !to_year)) return false;
  if (scan.is_any(at + 1, kMeasured) || scan.is(at + 1, '%') || scan.is(at + 1, '/')) return false;
  match.date = make_date(year, 0, 0);
  match.end = at + 1;
  return true;
}

// "summer of 2021", "last fall". A fall without a year is one only after "last".
bool read_season(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  const QuantityWord& season = scan.word(at);
  if (season.term != Term::season) return false;
  uint32_t end = at + 1;
  const int year = year_behind(scan, end);
  const bool named = season.value != 10 || scan.is(at - 1, Term::last) || scan.text(at) == "autumn";
  if (year == 0 && (cue != DateCue::strong || !named)) return false;
  match.date = make_date(year, season.value, 0);
  match.end = end;
  return true;
}

// "Thanksgiving", "Labor Day 2024", as the start of something or with its year.
bool read_holiday(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  const QuantityWord& day = scan.word(at);
  if (day.term != Term::holiday) return false;
  uint32_t end = at + 1;
  const bool named = scan.text(end) == "day";
  if (named) ++end;
  else if (scan.text(at) == "labor" || scan.text(at) == "memorial") return false;
  const int year = year_behind(scan, end);
  if (year == 0 && cue != DateCue::strong) return false;
  match.date = make_date(year, day.value / 100, day.value % 100);
  match.end = end;
  return true;
}

// The month that "early", "mid" or "late" make of a year.
int month_of_part(int part_day) {
  if (part_day < 5) return 1;
  if (part_day < 15) return 2;
  if (part_day == 15) return 7;
  return part_day < 28 ? 11 : 12;
}

// "mid January", "the middle of April", "early part of 2024", "late fall 2023"
bool read_part(const Scan& scan, uint32_t at, DateMatch& match) {
  const int day = scan.word(at).value;
  uint32_t next = at + 1;
  if (scan.text(next) == "part") ++next;
  if (scan.is(next, Term::of) || scan.is(next, '-') || scan.is(next, Term::in)) ++next;
  if (scan.is(next, Term::the) || scan.is(next, Term::last) || scan.is(next, Term::present)) ++next;
  if (read_month(scan, next, DateCue::strong, match)) {
    if (match.date.day == 0) match.date.day = static_cast<int8_t>(day);
    return true;
  }
  if (read_season(scan, next, DateCue::strong, match)) return true;
  if (!read_bare_year(scan, next, DateCue::strong, match)) return false;
  match.date.month = static_cast<int8_t>(month_of_part(day));
  return true;
}

// "last September", "this past June", "next spring"; "this may" is rarely a month.
bool read_last(const Scan& scan, uint32_t at, DateMatch& match) {
  uint32_t next = at + 1;
  if (scan.is(next, Term::last)) ++next;
  if (scan.is(next, Term::part)) return read_part(scan, next, match);
  const QuantityWord& word = scan.word(next);
  if (word.term == Term::season) return read_season(scan, next, DateCue::strong, match);
  return is_month(word.term) && read_month(scan, next, DateCue::strong, match);
}

// A mark and a number that go on the one before without a space.
bool continues(const Scan& scan, uint32_t at, char mark) { return scan.is(at, mark) && scan.touches(at) && scan.touches(at + 1) && scan.is_number(at + 1); }

bool read_year_first(const Scan& scan, uint32_t at, DateMatch& match) {
  const int year = year_at(scan, at);
  if (year == 0 || !valid(scan.integer(at + 2), scan.integer(at + 4))) return false;
  match.date = make_date(year, scan.integer(at + 2), scan.integer(at + 4));
  match.end = at + 5;
  return true;
}

bool read_numeric_date(const Scan& scan, uint32_t at, DateMatch& match) {
  if (!scan.is_number(at) || scan.length(at) > 4) return false;
  const char mark = scan.is(at + 1, '/') ? '/' : '-';
  if (!continues(scan, at + 1, mark) || !begins_number(scan, at)) return false;
  if (!continues(scan, at + 3, mark)) return read_month_year(scan, at, match);
  if (mark == '-' && scan.length(at + 4) != 4 && continues(scan, at + 5, mark)) return false;  // "4-5-6-7"
  if (scan.length(at) == 4) return read_year_first(scan, at, match);
  return set_numeric(match, scan.integer(at), scan.integer(at + 2), year_at(scan, at + 4), at + 5);
}

constexpr TermSet kStrongCues(Term::since, Term::until, Term::begin, Term::dated);
constexpr TermSet kWeakCues(Term::in, Term::from, Term::to, Term::through, Term::of, Term::last, Term::present, Term::next, Term::after, Term::between);

// Back over "the", "about", "mid", ":" and "(".
uint32_t before_filler(const Scan& scan, uint32_t at) {
  constexpr TermSet kFiller(Term::the, Term::approximately, Term::part);
  for (int i = 0; i < 3 && at > 0; ++i) {
    if (!scan.is_any(at - 1, kFiller) && !scan.is(at - 1, ':') && !scan.is(at - 1, '(')) break;
    --at;
  }
  return at;
}

// "seen on 7/10", but not "pain is on 7/10".
DateCue cue_of_on(const Scan& scan, uint32_t at) {
  return scan.term_before(at, kRatingWindow, Term::rating) || scan.term_before(at, kRatingWindow, Term::strength) ? DateCue::weak : DateCue::strong;
}

// "8/4 to 8/25": the second can only be a date, and so the first is one.
bool opens_course(const Scan& scan, uint32_t at) {
  if (!is_slashed_pair(scan, at) || !valid(scan.integer(at), scan.integer(at + 2))) return false;
  const bool joined = scan.is(at + 3, '-') || scan.text(at + 3) == "to" || scan.text(at + 3) == "thru" || scan.text(at + 3) == "through";
  return joined && is_slashed_pair(scan, at + 4) && valid(scan.integer(at + 4), scan.integer(at + 6)) && scan.integer(at + 6) > 12;
}

// "last visit 8/15", "visit 5/20", but "visit 6/12" is one of twelve.
DateCue cue_of_visit(const Scan& scan, uint32_t at) {
  if (scan.term_before(at - 1, 2, Term::last)) return DateCue::strong;
  return scan.integer(at + 2) >= kSurelyDay ? DateCue::weak : DateCue::none;
}

}  // namespace

bool read_date(const Scan& scan, uint32_t at, DateCue cue, DateMatch& match) {
  if (scan.is_number(at)) {
    return read_numeric_date(scan, at, match) || read_day_month(scan, at, cue, match) || read_month_day(scan, at, cue, match) || read_bare_year(scan, at, cue, match);
  }
  switch (scan.term(at)) {
    case Term::month:
    case Term::weak_month: return read_month(scan, at, cue, match);
    case Term::season: return read_season(scan, at, cue, match);
    case Term::holiday: return read_holiday(scan, at, cue, match);
    case Term::part: return read_part(scan, at, match);
    case Term::last:
    case Term::present:
    case Term::next: return read_last(scan, at, match);
    case Term::the:
      if (scan.is(at + 1, Term::the)) return false;
      return read_date(scan, at + 1, cue, match);
    default: return false;
  }
}

DateCue date_cue(const Scan& scan, uint32_t at) {
  if (opens_course(scan, at)) return DateCue::strong;
  at = before_filler(scan, at);
  const Term term = at == 0 ? Term::none : scan.term(at - 1);
  if (kStrongCues.has(term)) return DateCue::strong;
  if (kWeakCues.has(term)) return DateCue::weak;
  if (term == Term::on) return cue_of_on(scan, at);
  return term == Term::noun ? cue_of_visit(scan, at) : DateCue::none;
}

}  // namespace chartgap
