#include "nlp/facts/score.h"

#include <algorithm>
#include <array>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr double kRatingMax = 10;
constexpr uint32_t kNameReach = 8;
constexpr std::array<std::string_view, 14> kPainWords = {"pain",   "nrs",   "vas",   "nprs",       "severity", "rates", "rated",
                                                         "rating", "worst", "scale", "discomfort", "average",  "best",  "ranks"};

// "Fatigue 9/10", "pressure 7/10 per client", "monofilament 6/10 R, 5/10 L": rated or counted, but no pain.
bool is_of_other_scale(const Scene& scene, const Frame& frame, TokenRange number) {
  constexpr std::array<std::string_view, 26> kOthers = {"fatigue",   "pressure", "monofilament", "filament", "sleep",      "stress",     "anxiety",   "depression", "mood",
                                                        "energy",    "nausea",   "satisfaction", "distress", "confidence", "motivation", "exertion",  "rpe",        "interest",
                                                        "readiness", "apgar",    "function",     "dyspnea",  "satisfied",  "recall",     "dizziness", "itch"};
  constexpr uint32_t kReach = 8;
  const uint32_t floor = frame.sentence->tokens.begin;
  for (uint32_t at = number.begin; at > floor && number.begin - at < kReach; --at) {
    const std::string_view word = scene.word(at - 1);
    if (one_of(kOthers, word)) return true;
    if (scene.token(at - 1).is('.') || scene.token(at - 1).is(';') || one_of(kPainWords, word)) return false;
  }
  return false;
}

// "Surgeon appt 3/10", "seen 2/10": a day of the year.
bool is_day(const Scene& scene, const Frame& frame, TokenRange number) {
  constexpr std::array<std::string_view, 24> kDated = {"appt",   "appts",   "appointment", "appointments", "apt",  "scheduled", "sched",    "seen",
                                                       "dated",  "consult", "since",       "until",        "till", "due",       "dos",      "doi",
                                                       "visits", "visit",   "booked",      "rtc",          "eval", "surgery",   "admitted", "discharged"};
  return number.begin > frame.sentence->tokens.begin && number.size() == 3 && is_one_of(scene, number.begin - 1, kDated) &&
         !has_word(scene, {frame.sentence->tokens.begin, number.begin}, kPainWords);
}

// A number of the scale's legend ("0 = no pain") or of another thing ("at visit 3").
bool is_no_answer(const Scene& scene, const Frame& frame, const Quantity& quantity, bool rating) {
  constexpr std::array<std::string_view, 11> kCounted = {"visit", "visits", "week", "weeks", "day", "days", "month", "session", "sessions", "#", "page"};
  const TokenRange sentence = frame.sentence->tokens;
  if (quantity.tokens.end < sentence.end && ((rating && scene.token(quantity.tokens.end).is('=')) || scene.word(quantity.tokens.end) == "being")) return true;
  return quantity.tokens.begin > sentence.begin && one_of(kCounted, scene.word(quantity.tokens.begin - 1));
}

bool is_number(const Quantity& quantity) {
  return quantity.kind == QuantityKind::score || quantity.kind == QuantityKind::percent || (quantity.kind == QuantityKind::count && quantity.tokens.size() == 1);
}

// Between an index's first value and its next ("40% -> 38%", "8    7", "worst 8, best 3") only such words may stand.
bool leads_on(const Scene& scene, TokenRange between) {
  constexpr std::array<std::string_view, 25> kLeading = {"prior",   "previous", "previously", "initially", "baseline", "before", "after", "to",    "now",
                                                         "worst",   "best",     "average",    "avg",       "current",  "today",  "at",    "least", "usual",
                                                         "initial", "eval",     "discharge",  "d",         "c",        "was",    "intake"};
  for (uint32_t at = between.begin; at < between.end; ++at) {
    const Token& token = scene.token(at);
    if (token.kind == TokenKind::punctuation ? token.is('.') || token.is(';') : !one_of(kLeading, scene.word(at))) return false;
  }
  return true;
}

bool taken(const std::vector<TokenRange>& used, TokenRange tokens) {
  return std::any_of(used.begin(), used.end(), [&](TokenRange range) { return range.overlaps(tokens); });
}

Fact named_score(const Scene& scene, const Frame& frame, uint32_t mark, const Quantity* value) {
  const Entry& entry = scene.entry_of(mark);
  Fact fact = score_fact(scene, frame, entry.code, value != nullptr ? value->tokens : scene.hit(mark).tokens, value);
  fact.entry = scene.hit(mark).entry;
  if (value != nullptr && value->kind == QuantityKind::percent) fact.attributes.max = 100;
  if (value != nullptr && entry.code == "nrs" && fact.attributes.max < 0) fact.attributes.max = static_cast<float>(kRatingMax);
  return fact;
}

// A name of an index takes the first number after it, and those that go on from there.
void name_scores(const Scene& scene, const Frame& frame, uint32_t mark, std::vector<Fact>& facts, std::vector<TokenRange>& used) {
  const TokenRange name = scene.hit(mark).tokens;
  const bool rating = scene.entry_of(mark).code == "nrs";
  const Quantity* last = nullptr;
  for (const Quantity& quantity : frame.quantities) {
    if (!is_number(quantity) || quantity.tokens.begin < name.end) continue;
    const bool near = last == nullptr ? quantity.tokens.begin - name.end <= kNameReach : quantity.kind == last->kind && leads_on(scene, {last->tokens.end, quantity.tokens.begin});
    if (!near) break;
    if (taken(used, quantity.tokens) || is_no_answer(scene, frame, quantity, rating) || (rating && (quantity.kind != QuantityKind::count || quantity.value > kRatingMax))) {
      if (last == nullptr && rating) return;
      break;
    }
    facts.push_back(named_score(scene, frame, mark, &quantity));
    used.push_back(quantity.tokens);
    last = &quantity;
  }
  if (last == nullptr && !rating) facts.push_back(named_score(scene, frame, mark, nullptr));
}

void named_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts, std::vector<TokenRange>& used) {
  for (uint32_t mark : frame.marks) {
    if (scene.class_of(mark) == HitClass::score_name) name_scores(scene, frame, mark, facts, used);
  }
}

// "Ranges from 3/10 to 6/10", "between 4/10 and 7/10": one rating with two ends.
void join_ranges(const Scene& scene, const Frame& frame, std::vector<Fact>& facts, std::vector<TokenRange>& used) {
  constexpr uint32_t kReach = 6;
  constexpr std::array<std::string_view, 11> kRange = {"ranges", "range", "ranging", "ranged", "between", "varies", "vary", "varying", "varied", "fluctuates", "anywhere"};
  constexpr std::array<std::string_view, 3> kJoin = {"to", "and", "-"};
  for (size_t i = 1; i < frame.quantities.size(); ++i) {
    const Quantity& low = frame.quantities[i - 1];
    const Quantity& high = frame.quantities[i];
    if (low.kind != QuantityKind::score || high.kind != QuantityKind::score || low.max != kRatingMax || high.max != kRatingMax || low.low || high.low) continue;
    if (low.tokens.end + 1 != high.tokens.begin || !is_one_of(scene, low.tokens.end, kJoin) || taken(used, low.tokens)) continue;
    const uint32_t floor = std::max(frame.sentence->tokens.begin, low.tokens.begin > kReach ? low.tokens.begin - kReach : 0);
    if (!has_word(scene, {floor, low.tokens.begin}, kRange) || is_of_other_scale(scene, frame, low.tokens)) continue;
    Quantity both = low;
    both.value = std::max(low.value, high.value);
    both.low = std::min(low.value, high.value);
    both.tokens.end = high.tokens.end;
    facts.push_back(score_fact(scene, frame, "nrs", both.tokens, &both));
    used.push_back(both.tokens);
  }
}

}  // namespace

Fact score_fact(const Scene& scene, const Frame& frame, std::string_view code, TokenRange tokens, const Quantity* quantity) {
  Fact fact;
  fact.type = FactType::score;
  fact.code = code;
  fact.span = scene.document.span_of(tokens);
  if (quantity != nullptr) {
    fact.attributes.value = static_cast<float>(quantity->value);
    if (quantity->low) fact.attributes.low = static_cast<float>(*quantity->low);
    fact.attributes.max = quantity->max > 0 ? static_cast<float>(quantity->max) : kNoNumber;
  }
  const Assessment assessment = frame.context->assess(tokens, FactType::score);
  fact.assertion = assessment.assertion == Assertion::absent ? Assertion::present : assessment.assertion;
  if (frame.section == SectionKind::goals) fact.assertion = Assertion::hypothetical;
  if (assessment.cue != kNoEntry) fact.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  return fact;
}

void find_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts) {
  std::vector<TokenRange> used;
  named_scores(scene, frame, facts, used);
  join_ranges(scene, frame, facts, used);
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::score || taken(used, quantity.tokens)) continue;
    const bool rating = quantity.max == kRatingMax || (quantity.max == 100 && has_word(scene, frame.sentence->tokens, kPainWords));
    if (!rating || quantity.value > quantity.max || is_of_other_scale(scene, frame, quantity.tokens) || is_day(scene, frame, quantity.tokens)) continue;
    facts.push_back(score_fact(scene, frame, "nrs", quantity.tokens, &quantity));
  }
}

}  // namespace chartgap
