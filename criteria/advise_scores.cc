// Claimed relief against the scores, and scales that cannot be compared.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "criteria/advisories.h"
#include "criteria/injections.h"

namespace chartgap {
namespace {

constexpr double kRawNdi = 50;  // the highest sum of its ten items

struct Score {
  double value = 0;
  Evidence quote;
};
struct ScorePair {
  Score before;
  Score after;
};

// What relief in percent the scores allow, each of them read as rounded to a half of its last place.
struct ReliefRange {
  double low = 0;
  double exact = 0;
  double high = 0;
};

double half_step(double value) { return value == std::floor(value) ? 0.5 : 0.05; }

double relief(double before, double after) { return 100 * (before - after) / before; }

ReliefRange relief_of(const ScorePair& pair) {
  const double before = half_step(pair.before.value);
  const double after = half_step(pair.after.value);
  return {relief(pair.before.value - before, pair.after.value + after), relief(pair.before.value, pair.after.value),
          relief(pair.before.value + before, std::max(0.0, pair.after.value - after))};
}

// "50 % better": a percentage that its sentence calls relief.
struct Claim {
  double low = 0;
  double high = 0;
  uint32_t sentence = 0;  // of its document
  Evidence quote;
};

bool speaks_of_relief(std::string_view sentence) {
  constexpr std::array<std::string_view, 8> kWords = {"relief", "reliev", "better", "improv", "reduc", "decreas", "drop", "down"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(sentence, word); });
}

// Each sentence with one percentage; with several it is open which one the scores are of.
std::vector<Claim> claims_in(const Chart& chart, uint32_t document) {
  const Document& home = chart.documents()[document].document;
  std::vector<Claim> out;
  std::vector<uint32_t> sentences;
  for (const Quantity& quantity : chart.quantities(document)) {
    if (quantity.kind != QuantityKind::percent) continue;
    const uint32_t sentence = home.sentence_of(quantity.tokens.begin);
    sentences.push_back(sentence);
    if (!speaks_of_relief(home.folded(home.sentences()[sentence].tokens))) continue;
    out.push_back({quantity.low.value_or(quantity.value), quantity.value, sentence, {document, home.span_of(quantity.tokens), EvidenceFor::met}});
  }
  std::erase_if(out, [&](const Claim& claim) { return std::ranges::equal_range(sentences, claim.sentence).size() > 1; });
  return out;
}

// The two pain scores of the claim's own sentence ("from 8/10 to 5/10"). More than two, and it is open which are meant.
std::optional<ScorePair> pair_in_sentence(const Chart& chart, const Claim& claim) {
  const Document& home = chart.documents()[claim.quote.document].document;
  std::vector<Score> scores;
  for (const Quantity& quantity : chart.quantities(claim.quote.document)) {
    if (quantity.kind != QuantityKind::score || quantity.max != 10 || quantity.low || home.sentence_of(quantity.tokens.begin) != claim.sentence) continue;
    scores.push_back({quantity.value, {claim.quote.document, home.span_of(quantity.tokens), EvidenceFor::met}});
  }
  if (scores.size() != 2 || scores[0].value == scores[1].value) return std::nullopt;
  const bool falls = scores[0].value > scores[1].value;
  return ScorePair{scores[falls ? 0 : 1], scores[falls ? 1 : 0]};
}

// The one pain score of a document; nothing where it gives several.
std::optional<Score> only_score(const Chart& chart, uint32_t document) {
  std::optional<Score> found;
  for (const Item& item : chart.facts(FactType::score)) {
    if (item.document != document || item.fact->code != "nrs" || item.attributes().value == kNoNumber || item.attributes().low != kNoNumber) continue;
    if (found && found->value != static_cast<double>(item.attributes().value)) return std::nullopt;
    if (!found) found = Score{static_cast<double>(item.attributes().value), quote_of(item)};
  }
  return found;
}

// The newest document up to the injection that gives one pain score.
std::optional<Score> score_before(const Chart& chart, const Date& injection) {
  std::optional<Score> found;
  Date when;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    const Date& date = chart.documents()[i].date;
    if (date.year == 0 || day_number(date) > day_number(injection) || (!when.empty() && day_number(date) < day_number(when))) continue;
    if (const std::optional<Score> score = only_score(chart, i)) {
      found = score;
      when = date;
    }
  }
  return found;
}

// Whether the claim is about an epidural injection of this part of the spine.
bool is_of_injection(const Chart& chart, const Claim& claim) {
  const Document& home = chart.documents()[claim.quote.document].document;
  const Span sentence = home.span_of(home.sentences()[claim.sentence].tokens);
  const auto is_told = [&](const Item& item) {
    return item.document == claim.quote.document && sentence.contains(item.fact->span) && item.attributes().relief_percent != kNoNumber && is_epidural_here(chart, item);
  };
  const Items& treatments = chart.facts(FactType::therapy);
  return std::any_of(treatments.begin(), treatments.end(), is_told);
}

// The scores of the visit before the last injection and of the visit that claims the relief.
std::optional<ScorePair> pair_over_visits(const Chart& chart, const Sessions& sessions, const Claim& claim) {
  const Session* const last = sessions.last();
  const Date& told = chart.documents()[claim.quote.document].date;
  if (last == nullptr || told.year == 0 || day_number(told) <= day_number(last->date) || !is_of_injection(chart, claim)) return std::nullopt;
  const std::optional<Score> after = only_score(chart, claim.quote.document);
  const std::optional<Score> before = score_before(chart, last->date);
  if (!before || !after) return std::nullopt;
  return ScorePair{*before, *after};
}

std::string percent(double value) {
  const double rounded = std::round(value * 10) / 10;
  return number_text(rounded) + " %";
}

std::string relief_message(const Claim& claim, const ScorePair& pair) {
  const std::string from = number_text(pair.before.value) + "/10 to " + number_text(pair.after.value) + "/10";
  const std::string claimed = (claim.low < claim.high ? number_text(claim.low) + " to " : "") + percent(claim.high) + " relief is claimed";
  const double exact = relief_of(pair).exact;
  if (exact < 0) return claimed + ", and the scores rise from " + from + ".";
  return claimed + "; from " + from + " is " + percent(exact) + ".";
}

bool fits(const Claim& claim, const ScorePair& pair) {
  const ReliefRange range = relief_of(pair);
  return claim.high >= range.low && claim.low <= range.high;
}

std::string_view scale_name(std::string_view code) { return code == "nrs" ? "a pain score" : code == "ndi" ? "NDI" : "ODI"; }

void check_scale_change(const Chart& chart, Advisories& out) {
  const Sessions sessions = earlier_sessions(chart);
  if (sessions.last() == nullptr) return;
  const int64_t day = day_number(sessions.last()->date);
  Items before;
  Items after;
  for (const Item& item : chart.facts(FactType::score)) {
    const Date& date = chart.document(item).date;
    if (date.year == 0 || !item.is(Assertion::present) || chart.area(item) == Area::elsewhere) continue;
    (day_number(date) <= day ? before : after).push_back(item);
  }
  if (before.empty() || after.empty()) return;
  const bool shared = std::any_of(before.begin(), before.end(),
                                  [&](const Item& a) { return std::any_of(after.begin(), after.end(), [&](const Item& b) { return a.fact->code == b.fact->code; }); });
  if (shared) return;
  out.push_back({AdvisoryKind::scale_change,
                 "Before the injection of " + to_string(sessions.last()->date) + " there is " + std::string(scale_name(before.back().fact->code)) + ", after it " +
                     std::string(scale_name(after.front().fact->code)) + ": no scale stands on both sides.",
                 {quote_of(before.back()), quote_of(after.front())}});
}

bool is_unsaid_unit(const Item& item) { return item.attributes().max == kNoNumber && static_cast<double>(item.attributes().value) <= kRawNdi; }

// Beside another NDI with its unit the doubt is about a comparison; alone it is about the number.
void check_ndi_unit(const Chart& chart, Advisories& out) {
  const Items all = chart.select(FactType::score, [](const Item& item) { return item.fact->code == "ndi" && item.attributes().value != kNoNumber; });
  for (const Item& item : all) {
    if (!is_unsaid_unit(item)) continue;
    const double value = static_cast<double>(item.attributes().value);
    Advisory advisory{AdvisoryKind::scale_unit,
                      "NDI " + number_text(value) + " without a unit: of 50 points it is " + percent(2 * value) + ", else it is " + percent(value) + ".",
                      {quote_of(item)}};
    const auto other = std::find_if(all.begin(), all.end(), [](const Item& each) { return !is_unsaid_unit(each); });
    if (other != all.end()) advisory.quotes.push_back(quote_of(*other));
    out.push_back(std::move(advisory));
  }
}

}  // namespace

void check_relief(const Chart& chart, Advisories& out) {
  const Sessions sessions = earlier_sessions(chart);
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    for (const Claim& claim : claims_in(chart, i)) {
      std::optional<ScorePair> pair = pair_in_sentence(chart, claim);
      if (!pair) pair = pair_over_visits(chart, sessions, claim);
      if (!pair || pair->before.value < 1 || fits(claim, *pair)) continue;
      out.push_back({AdvisoryKind::relief_arithmetic, relief_message(claim, *pair), {claim.quote, pair->before.quote, pair->after.quote}});
    }
  }
}

void check_scales(const Chart& chart, Advisories& out) {
  check_scale_change(chart, out);
  check_ndi_unit(chart, out);
}

}  // namespace chartgap
