// Durations, dates, percents, scores, counts, muscle and reflex grades, spinal levels and roots in the tokens of a note.
// In:    a layout's tokens; no lexicon is needed.
// Out:   quantities in the order of the text, none inside another.
// Units: days (a month is 30, a year 365), percent 0-100.
// Cost:  one pass over the tokens, no allocation once the vector has grown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/span.h"
#include "nlp/spine.h"
#include "nlp/text.h"
#include "nlp/tokens.h"

namespace chartgap {

enum class QuantityKind : uint8_t { duration, date, percent, score, count, grade, level };

// A calendar date, as far as the text gives it. month and day are 0 where not said; year is 0 in "March 3".
struct Date {
  int16_t year = 0;
  int8_t month = 0;
  int8_t day = 0;

  bool empty() const { return year == 0 && month == 0 && day == 0; }
  bool operator==(const Date&) const = default;
};
// Days since 1970-01-01; a missing day counts as the 1st ("mid" and "early" dates carry their own day), a missing month as January. Only for dates with a year.
int64_t day_number(const Date& date);
std::string to_string(const Date& date);  // "2025-03-02", "2025-03", "2025"

// A length of time. Absent bounds are kNoBound. `iso` is "P6W", or "P4W/P6W" for a range, in the unit of the text.
inline constexpr int32_t kNoBound = -1;
struct Duration {
  int32_t min_days = kNoBound;
  int32_t max_days = kNoBound;
  std::string iso() const;
  // The text's own unit and its numbers: 'D' days, 'W' weeks, 'M' months, 'Y' years, 'H' hours, 'm' minutes, 's' seconds.
  char unit = 'D';
  float low = 0;
  float high = 0;
  bool empty() const { return min_days == kNoBound && max_days == kNoBound; }
  bool operator==(const Duration&) const = default;
};

// What a duration's own words make it: a plain length ("for 6 weeks", "x 2 months"), an age ("63-year-old"), a time ago ("3 weeks ago"), a start that binding counts from ("since March"),
// a repeat ("2x/week", "every 4 hours"), a time ahead ("in 4 weeks", "follow up in 2 weeks", "2 weeks later"). Only length, ago and since measure anything.
enum class DurationRole : uint8_t { length, age, ago, since, repeat, ahead };

struct Quantity {
  QuantityKind kind = QuantityKind::count;
  TokenRange tokens;
  Duration duration;  // duration; for a range of two dates ("3/2/25-4/20/25", "from May 7 to June 25") the days between
  DurationRole role = DurationRole::length;
  Date date;                          // date; the start of a range of dates, or the date after "since"
  Date end_date;                      // the end of a range of dates
  double value = 0;                   // percent, score, count: the upper number ("4-5/10" is 5); grade: its numerator, 0.5 for "trace"; repeat: how often
  std::optional<double> low;          // the lower number of a range
  double max = 0;                     // score, grade, share ("14 of 16 visits"): the denominator, 0 when the text gives none
  char sign = 0;                      // grade: '+' or '-' as printed, before or after
  std::optional<double> right_value;  // grade: the second of a pair ("4/4-"; "2/2" has a max and a right value, and binding judges); percent: the 20 of "80/20"
  char right_sign = 0;
  LevelSet levels;   // level: discs and vertebrae
  SegmentSet roots;  // level: the segments named, as roots ("C6-7" names C6 and C7)
};

// Finds all quantities; `out` is cleared first. A date without a year takes none; binding resolves it against the note's date.
void find_quantities(const Text& text, const std::vector<Token>& tokens, std::vector<Quantity>& out);

}  // namespace chartgap
