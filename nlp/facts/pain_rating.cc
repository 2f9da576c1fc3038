#include "nlp/facts/pain_rating.h"

#include <algorithm>

#include "nlp/facts/near.h"
#include "nlp/facts/pain_place.h"
#include "nlp/facts/score.h"
#include "nlp/facts/table.h"

namespace chartgap {
namespace {

constexpr double kRatingMax = 10;
constexpr uint32_t kLabelReach = 7;  // tokens between a number and what it rates
constexpr uint32_t kGoOnReach = 8;   // tokens between a rating and the next of the same pain
constexpr uint32_t kHeadingReach = 4;
constexpr uint32_t kPainlessReach = 24;  // bytes between a pain and the 0 that denies it

constexpr std::array<std::string_view, 11> kPain = {"pain", "nrs", "vas", "nprs", "vnrs", "vrs", "discomfort", "pains", "npr", "nps", "numeric"};
constexpr std::array<std::string_view, 22> kParts = {"now",    "current", "currently", "today", "worst",   "best",     "least", "average", "avg", "usual", "usually",
                                                     "lowest", "highest", "max",       "min",   "typical", "baseline", "pre",   "post",    "ave", "curr",  "present"};
constexpr std::array<std::string_view, 29> kLinks = {"is",    "was",    "at",   "about", "around", "approximately", "approx",    "level",    "levels", "score",
                                                     "rated", "rating", "a",    "an",    "as",     "being",         "intensity", "severity", "scale",  "it",
                                                     "in",    "the",    "last", "past",  "week",   "states",        "reports",   "over",     "rates"};
constexpr std::array<std::string_view, 13> kMoves = {"down",    "decreased", "reduced", "increased", "up",     "improved", "went",
                                                     "dropped", "goes",      "reduces", "decreases", "brings", "fell"};
constexpr std::array<std::string_view, 20> kPostures = {"rest",    "resting", "activity", "movement", "mobility", "sitting", "standing", "walking", "lying", "laying",
                                                        "bending", "driving", "supine",   "flat",     "when",     "while",   "with",     "w",       "at",    "during"};
constexpr std::array<std::string_view, 60> kUnits = {"times", "time",     "x",      "mg",    "mcg",    "ml",     "cc",      "tabs",       "tab",     "tablets", "pills", "visits",
                                                     "visit", "sessions", "blocks", "block", "miles",  "mile",   "flights", "pillows",    "of",      "days",    "day",   "weeks",
                                                     "week",  "hours",    "hour",   "hrs",   "hr",     "wks",    "wk",      "percent",    "pounds",  "lbs",     "lb",    "kg",
                                                     "cm",    "mm",       "inches", "feet",  "levels", "level",  "years",   "yrs",        "yr",      "months",  "mos",   "month",
                                                     "st",    "nd",       "rd",     "th",    "steps",  "stairs", "falls",   "injections", "degrees", "minutes", "min",   "out"};

constexpr std::array<std::string_view, 8> kMeanings = {"being", "is", "representing", "indicating", "meaning", "equals", "signifying", "equal"};  // of a legend: "0 being no pain"

struct Number {
  TokenRange tokens;
  double value = 0;
  std::optional<double> low;
};

// What a number of 0 to 10 rates, by the words before it.
enum class Label : uint8_t {
  none,
  pain,     // "Pain 6"
  part,     // "worst 9"
  place,    // "neck 7"
  next,     // the second of "8 / 2"
  posture,  // the second of "7 at rest, 9 walking"
};

double digits_at(const Scene& scene, uint32_t at) {
  double value = 0;
  for (char c : scene.word(at)) {
    if (c < '0' || c > '9') return kRatingMax + 1;
    value = value * 10 + (c - '0');
  }
  return value;
}

const Quantity* quantity_at(const Frame& frame, uint32_t at) {
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.tokens.contains(at)) return &quantity;
  }
  return nullptr;
}

bool is_legend(const Quantity& quantity) { return quantity.kind == QuantityKind::count && quantity.low && *quantity.low <= 1 && quantity.value == kRatingMax; }

// "Pain: C 4 / B 1 / W 8": current, best, worst.
bool is_part_letter(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 3> kLetters = {"c", "b", "w"};
  return scene.token(at).has(Token::kCapital) && one_of(kLetters, scene.word(at)) && scene.token(at + 1).has(Token::kSpaceBefore);
}

// "B 1 / W 8": not once a week.
bool is_letter_behind(const Scene& scene, const Quantity& quantity, uint32_t at) {
  const TokenRange tokens = quantity.tokens;
  return quantity.kind == QuantityKind::duration && quantity.role == DurationRole::repeat && tokens.begin == at && tokens.size() == 3 &&
         scene.token(at + 1).has(Token::kSpaceBefore) && tokens.end < scene.document.tokens().size() && is_part_letter(scene, at + 2);
}

// Whether the mark behind a number makes it a part of another: "2/5", "2-3", "2:", "2 %".
bool goes_on(const Scene& scene, const Frame& frame, uint32_t end) {
  const Token& next = scene.token(end);
  const bool last = end + 1 >= frame.sentence->tokens.end;
  if (next.is('.')) return !last && !scene.token(end + 1).has(Token::kNewLine);  // "pain 2. Headache 3. ..." counts items
  if (next.is('/')) return !last && !(next.has(Token::kSpaceBefore) && (scene.token(end + 1).kind == TokenKind::number || is_part_letter(scene, end + 1)));
  if (next.is('-')) return !next.has(Token::kSpaceBefore) && !last && !scene.token(end + 1).is('>');
  return next.is('%') || next.is('=') || next.is(':') || next.is('+') || next.is('"') || next.is('\'') || next.is(')') || next.is('#');
}

// Something that the number counts, or of which it is a part, follows.
bool counts_something(const Scene& scene, const Frame& frame, uint32_t end) {
  if (end >= frame.sentence->tokens.end || scene.token(end).has(Token::kNewLine)) return false;
  const Token& next = scene.token(end);
  if (scene.word(end) == "lb" && end + 1 < frame.sentence->tokens.end && scene.token(end + 1).kind == TokenKind::number) return false;  // "mid back 5 lb 6"
  if (next.kind == TokenKind::word) return !next.has(Token::kSpaceBefore) || one_of(kUnits, scene.word(end)) || one_of(kMeanings, scene.word(end));
  if (next.kind == TokenKind::number) return !next.has(Token::kSpaceBefore);
  return goes_on(scene, frame, end);
}

bool stands_alone(const Scene& scene, uint32_t at) {
  const Token& token = scene.token(at);
  if (token.has(Token::kSpaceBefore)) return true;
  return at > 0 && scene.token(at - 1).kind == TokenKind::punctuation && !scene.token(at - 1).is('#') && !scene.token(at - 1).is('.') && !scene.token(at - 1).is('\'');
}

// "1. Neck pain 2. Headache": the number of the next item.
bool numbers_an_item(const Scene& scene, const Frame& frame, const Number& number) {
  const uint32_t begin = frame.sentence->tokens.begin;
  if (begin < 2 || !scene.token(begin - 1).is('.') || scene.token(begin - 2).kind != TokenKind::number) return false;
  const bool closes = number.tokens.end + 1 == frame.sentence->tokens.end && scene.token(number.tokens.end).is('.');
  return closes && digits_at(scene, begin - 2) + 1 == number.value;
}

std::optional<Number> number_at(const Scene& scene, const Frame& frame, uint32_t at) {
  if (scene.token(at).kind != TokenKind::number || !stands_alone(scene, at)) return std::nullopt;
  Number out{{at, at + 1}, 0, std::nullopt};
  const Quantity* quantity = quantity_at(frame, at);
  if (quantity == nullptr || quantity->kind == QuantityKind::grade || is_letter_behind(scene, *quantity, at)) {
    if (quantity != nullptr && !(at > 0 && scene.token(at).has(Token::kSpaceBefore))) return std::nullopt;
    out.value = digits_at(scene, at);
  } else if (quantity->kind == QuantityKind::count && quantity->tokens.begin == at && !is_legend(*quantity)) {
    out = {quantity->tokens, quantity->value, quantity->low};
  } else {
    return std::nullopt;
  }
  if (out.value > kRatingMax || counts_something(scene, frame, out.tokens.end) || numbers_an_item(scene, frame, out)) return std::nullopt;
  return out;
}

bool is_pain_word(const Scene& scene, const Frame& frame, uint32_t at) {
  if (one_of(kPain, scene.word(at))) return true;
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
    const Sense* sense = scene.entry_of(head.hit).sense(FactType::symptom);
    return scene.hit(head.hit).tokens.end == at + 1 && sense != nullptr && sense->code.ends_with("_pain");
  });
}

// Punctuation between a label and its number.
bool is_joint(const Token& token) {
  constexpr std::string_view kJoints = ":=(-|>,~\"[]/";
  return token.kind == TokenKind::punctuation && kJoints.find(token.mark) != std::string_view::npos;
}

uint32_t body_ending_at(const Scene& scene, const Frame& frame, uint32_t end) {
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class == HitClass::body && scene.hit(mark).tokens.end == end && entry.code != "finger" && entry.code != "toe") return mark;  // "digits 1-3"
  }
  return kNoEntry;
}

// "Rate arm pain 0-10:  6"
bool is_bare_legend(const Scene& scene, uint32_t end, uint32_t floor) {
  return end >= floor + 3 && scene.word(end - 1) == "10" && (scene.token(end - 2).is('-') || scene.word(end - 2) == "to") &&
         (scene.word(end - 3) == "0" || scene.word(end - 3) == "1");
}

struct Found {
  Label label = Label::none;
  uint32_t mark = kNoEntry;
};

// Walks back from the number at `at` over what links it to its label; `last_end` is where the rating before ends.
Found label_of(const Scene& scene, const Frame& frame, uint32_t at, uint32_t last_end) {
  const uint32_t floor = frame.sentence->tokens.begin;
  Label part = Label::none;
  for (uint32_t i = at; i > floor && at - i < kLabelReach; --i) {
    if (i == last_end) return {part != Label::none ? part : Label::next, kNoEntry};
    if (is_pain_word(scene, frame, i - 1)) return {part != Label::none ? part : Label::pain, kNoEntry};
    if (const uint32_t mark = body_ending_at(scene, frame, i); mark != kNoEntry && part == Label::none) return {Label::place, mark};
    const std::string_view word = scene.word(i - 1);
    if (one_of(kParts, word) || (i == at && is_part_letter(scene, i - 1))) part = Label::part;
    else if (const Quantity* quantity = quantity_at(frame, i - 1); quantity != nullptr && is_legend(*quantity)) i = quantity->tokens.begin + 1;
    else if (is_bare_legend(scene, i, floor)) i -= 2;
    else if (word == "to" || word == "and") {
      if (i - 1 == last_end) return {Label::next, kNoEntry};
      if (i > floor + 1 && one_of(kMoves, scene.word(i - 2))) part = Label::part;
      return {part, kNoEntry};
    } else if (word == "from" && i == at) return {Label::part, kNoEntry};
    else if (!is_joint(scene.token(i - 1)) && !one_of(kLinks, word)) return {part, kNoEntry};
  }
  return {part, kNoEntry};
}

bool is_postural(const Scene& scene, const Frame& frame, TokenRange number) {
  if (number.end < frame.sentence->tokens.end && one_of(kPostures, scene.word(number.end))) return true;
  return number.begin > frame.sentence->tokens.begin && one_of(kPostures, scene.word(number.begin - 1));
}

bool runs_on(const Scene& scene, TokenRange gap) {
  if (gap.size() > kGoOnReach) return false;
  for (uint32_t at = gap.begin; at < gap.end; ++at) {
    if (scene.token(at).is('.') || scene.token(at).is(';')) return false;
  }
  return true;
}

// The heading above the sentence names pain ("Pain log", "Pain now:").
bool is_under_pain(const Scene& scene, const Frame& frame) {
  const uint32_t topic = frame.sentence->topic;
  if (topic != kNoTopic && has_word(scene, scene.document.topics()[topic].heading, kPain)) return true;
  const Section& section = scene.document.section_of(*frame.sentence);
  return section.body.begin == frame.sentence->tokens.begin && section.heading.size() <= kHeadingReach && has_word(scene, section.heading, kPain);
}

struct Candidate {
  Number number;
  Found found;
};

// The ratings of one sentence, weighed together.
struct Weighing {
  const Scene& scene;
  const Frame& frame;
  uint32_t pain_from = UINT32_MAX;  // where the sentence has first said that it is about pain
  int part_words = 0;
  int places = 0;
  bool rated_before = false;

  void look() {
    const TokenRange sentence = frame.sentence->tokens;
    if (is_under_pain(scene, frame)) pain_from = sentence.begin;
    constexpr std::array<std::string_view, 8> kExtremes = {"worst", "best", "least", "average", "avg", "lowest", "highest", "usual"};
    for (uint32_t at = sentence.begin; at < sentence.end; ++at) {
      if (pain_from == UINT32_MAX && is_pain_word(scene, frame, at)) pain_from = at;
      part_words += one_of(kExtremes, scene.word(at));
    }
  }

  bool tells_symptoms() const { return frame.section == SectionKind::hpi || frame.section == SectionKind::chief_complaint || frame.section == SectionKind::interval_history; }

  bool takes(const Candidate& candidate, bool taken_before, uint32_t last_end) const {
    const uint32_t at = candidate.number.tokens.begin;
    const bool about_pain = pain_from < at;
    switch (candidate.found.label) {
      case Label::pain: return true;
      case Label::part: return about_pain || part_words >= 2 || rated_before || taken_before;
      case Label::place: {
        const bool first = scene.hit(candidate.found.mark).tokens.begin <= frame.sentence->tokens.begin + 1;
        return frame.section != SectionKind::exam && (about_pain || (tells_symptoms() && (places >= 2 || first)));
      }
      case Label::next: return taken_before;
      case Label::posture: return taken_before && runs_on(scene, {last_end, at});
      default: return false;
    }
  }
};

// A list of problems counts its items.
bool may_rate(const Scene& scene, const Frame& frame) {
  if (scene.traits.imaging_report || frame.sentence->heading) return false;
  switch (frame.section) {
    case SectionKind::assessment:
    case SectionKind::diagnosis:
    case SectionKind::problem_list:
    case SectionKind::medications: return false;
    default: return true;
  }
}

Fact rating(const Scene& scene, const Frame& frame, const Number& number) {
  Quantity quantity;
  quantity.value = number.value;
  quantity.low = number.low;
  quantity.max = kRatingMax;
  return score_fact(scene, frame, "nrs", number.tokens, &quantity);
}

// "Neck 5/10": the part is a pain, or said to be free of it.
void add_place(const Scene& scene, const Frame& frame, uint32_t mark, double value, std::vector<Fact>& out) {
  std::optional<Fact> pain = pain_of_place(scene, frame, mark);
  if (!pain) return;
  if (value == 0) pain->assertion = Assertion::absent;
  out.push_back(*pain);
}

// The part of the body that a rating at token `at` is of ("Neck 5/10"; "leg pain now: 4" has none), or kNoEntry.
uint32_t place_before(const Scene& scene, const Frame& frame, uint32_t at) {
  const Found found = label_of(scene, frame, at, UINT32_MAX);
  return found.label == Label::place ? found.mark : kNoEntry;
}

// "Pain 9/10 L>R low back": the part behind the rating.
uint32_t place_behind(const Scene& scene, const Frame& frame, TokenRange number) {
  constexpr std::array<std::string_view, 14> kBetween = {"in", "the", "his", "her", "my", "l", "r", "left", "right", "over", "across", "both", "at", "bilateral"};
  constexpr uint32_t kReach = 5;
  if (label_of(scene, frame, number.begin, UINT32_MAX).label != Label::pain) return kNoEntry;
  for (uint32_t at = number.end; at < frame.sentence->tokens.end && at - number.end < kReach; ++at) {
    for (uint32_t mark : frame.marks) {
      if (scene.class_of(mark) == HitClass::body && scene.hit(mark).tokens.begin == at) return mark;
    }
    const bool side = scene.token(at).is('>') || scene.token(at).is('<') || scene.token(at).is('=');
    if (!side && !one_of(kBetween, scene.word(at))) return kNoEntry;
  }
  return kNoEntry;
}

// The parts of the body beside ratings that print their scale.
void add_scaled_places(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::score || quantity.max != kRatingMax) continue;
    const Span span = scene.document.span_of(quantity.tokens);
    const bool is_nrs = std::any_of(out.begin(), out.end(), [&](const Fact& fact) { return fact.code == "nrs" && fact.span == span; });
    if (!is_nrs) continue;
    uint32_t mark = place_before(scene, frame, quantity.tokens.begin);
    if (mark == kNoEntry) mark = place_behind(scene, frame, quantity.tokens);
    if (mark != kNoEntry) add_place(scene, frame, mark, quantity.value, out);
  }
}

void collect(const Scene& scene, const Frame& frame, std::vector<Candidate>& out) {
  const TokenRange sentence = frame.sentence->tokens;
  uint32_t last_end = UINT32_MAX;
  for (uint32_t at = sentence.begin; at < sentence.end; ++at) {
    const std::optional<Number> number = number_at(scene, frame, at);
    if (!number || (scene.token(at).has(Token::kNewLine) && at == sentence.begin)) continue;
    Candidate candidate{*number, label_of(scene, frame, at, last_end)};
    if (candidate.found.label == Label::none && is_postural(scene, frame, number->tokens)) candidate.found.label = Label::posture;
    if (candidate.found.label == Label::none) continue;
    out.push_back(candidate);
    last_end = number->tokens.end;
    at = last_end - 1;
  }
}

bool is_time_word(std::string_view word) {
  constexpr std::array<std::string_view, 12> kTimes = {"time", "hour", "hours", "hr", "hrs", "interval", "minutes", "min", "when", "date", "day", "period"};
  return one_of(kTimes, word);
}

// Whether a column of a diary holds ratings.
bool is_rating_column(const Scene& scene, const Frame& frame, TokenRange cell) {
  bool rated = false;
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    if (scene.token(at).is('%') || scene.word(at) == "relief" || scene.word(at) == "bp") return false;
    rated |= one_of(kPain, scene.word(at)) || scene.word(at) == "score" || body_ending_at(scene, frame, at + 1) != kNoEntry;
  }
  return rated;
}

}  // namespace

void deny_painless(const std::vector<Fact>& scores, Fact& pain) {
  if (pain.type != FactType::symptom || pain.assertion != Assertion::present || !pain.code.ends_with("_pain")) return;
  const Fact* nearest = nullptr;
  for (const Fact& score : scores) {
    if (score.code == "nrs" && score.span.begin >= pain.span.end && (nearest == nullptr || score.span.begin < nearest->span.begin)) nearest = &score;
  }
  if (nearest == nullptr || nearest->span.begin - pain.span.end > kPainlessReach) return;
  if (nearest->attributes.value == 0 && nearest->assertion == Assertion::present) pain.assertion = Assertion::absent;
}

// "time   NRS leg   NRS back": a first column of times, then at least one of ratings.
bool PainRatings::head_diary(const Scene& scene, const Frame& frame, TokenRange line) {
  if (!is_time_word(scene.word(line.begin))) return false;
  column_count_ = 0;
  size_t known = 0;
  each_cell(scene, line.begin, line.end, [&](TokenRange cell) {
    if (cell.begin == line.begin || column_count_ == kMaxColumns) return;
    columns_[column_count_] = is_rating_column(scene, frame, cell);
    known += columns_[column_count_++];
  });
  if (known == 0) column_count_ = 0;
  return known > 0;
}

bool PainRatings::read_row(const Scene& scene, const Frame& frame, TokenRange line, std::vector<Fact>& out) {
  size_t index = 0;
  bool found = false;
  each_cell(scene, line.begin, line.end, [&](TokenRange cell) {
    if (cell.begin == line.begin || index >= column_count_) return;
    if (!columns_[index++] || cell.size() != 1 || scene.token(cell.begin).kind != TokenKind::number) return;
    const double value = digits_at(scene, cell.begin);
    if (value > kRatingMax) return;
    out.push_back(rating(scene, frame, {cell, value, std::nullopt}));
    found = true;
  });
  return found;
}

bool PainRatings::read_diary(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  bool found = false;
  each_line(scene, frame.sentence->tokens, [&](TokenRange line) {
    if (head_diary(scene, frame, line)) {
      found = true;
    } else if (column_count_ != 0) {
      const bool row = read_row(scene, frame, line, out);
      if (!row) column_count_ = 0;
      found |= row;
    }
  });
  return found;
}

void PainRatings::read(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  const bool rated_before = rated_;
  const bool scaled = std::any_of(out.begin(), out.end(), [](const Fact& fact) { return fact.code == "nrs"; });
  rated_ = scaled;
  if (scaled) add_scaled_places(scene, frame, out);
  const bool diary = frame.sentence->cells || column_count_ != 0;
  if ((!diary && !frame.sentence->numbers) || !may_rate(scene, frame)) return;
  if ((diary && read_diary(scene, frame, out)) || !frame.sentence->numbers) return;
  std::vector<Candidate> candidates;
  collect(scene, frame, candidates);
  if (candidates.empty()) return;
  Weighing weighing{scene, frame};
  weighing.rated_before = rated_before;
  weighing.look();
  for (const Candidate& candidate : candidates) weighing.places += candidate.found.label == Label::place;
  bool taken = false;
  uint32_t last_end = UINT32_MAX;
  for (const Candidate& candidate : candidates) {
    taken = weighing.takes(candidate, taken, last_end);
    if (!taken) continue;
    last_end = candidate.number.tokens.end;
    out.push_back(rating(scene, frame, candidate.number));
    if (candidate.found.label == Label::place) add_place(scene, frame, candidate.found.mark, candidate.number.value, out);
    rated_ = true;
  }
}

}  // namespace chartgap
