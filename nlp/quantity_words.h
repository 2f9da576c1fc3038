// The words that quantities are made of, each with what it can be to one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace chartgap {

// What a word can be to a quantity. Those up to kLastOpening can begin one.
enum class Term : uint8_t {
  none,
  number,
  article,
  half,
  couple,
  few,
  several,
  grade_word,
  times_word,
  month,
  weak_month,
  season,
  part,
  last,
  present,
  since,
  from,
  begin,
  between,
  letter,
  short_unit,
  unit,
  years_old,
  old,
  fraction,
  dozen,
  hundred,
  filler,
  percent,
  noun,
  modifier,
  measure,
  weekly,
  inch,
  to,
  through,
  until,
  and_,
  or_,
  of,
  out,
  per,
  x,
  times,
  every,
  approximately,
  over,
  under,
  than,
  more,
  less,
  least,
  most,
  up,
  within,
  in,
  on,
  at,
  for_,
  next,
  the,
  so,
  plus,
  with,
  ago,
  later,
  back,
  after,
  check,
  seen_again,
  age,
  history,
  study,
  dated,
  rating,
  strength,
  person,
  region,
  reflex,
  heart,
  normal,
  sequence,
  bone,
  other_thing,
  stage,
  vision,
  thyroid,
  now,
  ordinal,
  frequency,
  holiday,
};
inline constexpr Term kLastOpening = Term::short_unit;

// A closed list of terms, tested at once.
class TermSet {
 public:
  template <typename... Terms>
  constexpr explicit TermSet(Terms... terms) {
    (add(terms), ...);
  }
  constexpr bool has(Term term) const { return (bits_[static_cast<size_t>(term) / 64] >> (static_cast<size_t>(term) % 64) & 1) != 0; }

 private:
  constexpr void add(Term term) { bits_[static_cast<size_t>(term) / 64] |= 1ull << (static_cast<size_t>(term) % 64); }
  uint64_t bits_[2] = {0, 0};
};
// What a number in front of it counts or measures.
inline constexpr TermSet kMeasured(Term::unit, Term::measure, Term::noun);

struct QuantityWord {
  std::string_view text;
  Term term = Term::none;
  uint16_t value = 0;  // a number, a month, a unit's letter, a part's day ...
};

// All of them; the vocabulary numbers them from 1 in this order.
std::span<const QuantityWord> quantity_words();
// The word of that number in the vocabulary; one without a term for the numbers of other words.
const QuantityWord& quantity_word(uint32_t id);
// Whether a quantity may begin with the word of that number.
bool opens_quantity(uint32_t id);

}  // namespace chartgap
