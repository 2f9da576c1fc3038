#include "criteria/injections.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "criteria/finding.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

// "An L4-5 epidural": the level may stand before the word without being bound to it.
bool is_named_elsewhere(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 20;
  const auto& words = chart.words().other_injection_words;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_preceded_by(chart, item, word, kReach); });
}

// An epidural that is only spoken of ("would an epidural be an option?") is no earlier one: its effect, its date or the verb must say that it was done.
bool was_done(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (attributes.relief_percent != kNoNumber || !attributes.relief_duration.empty() || attributes.outcome != Outcome::none || !attributes.date.empty()) return true;
  return chart.sentence_has(
      item, [](const Fact& fact) { return fact.type == FactType::statement && (fact.code == "past_injection" || fact.code == "relief" || fact.code == "injection_failed"); });
}

// "We discussed an epidural, its benefits and risks": the good that it may do is no effect of an earlier one.
bool is_only_discussed(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (attributes.outcome != Outcome::helped || attributes.relief_percent != kNoNumber || !attributes.relief_duration.empty() || !attributes.date.empty()) return false;
  constexpr std::array<std::string_view, 7> kPlans = {"discuss", "would", "propos", "recommend", "offer", "consider", "talked"};
  const std::string_view sentence = chart.sentence(item);
  return std::any_of(kPlans.begin(), kPlans.end(), [&](std::string_view word) { return has_word(sentence, word); }) ||
         chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::counseling && fact.code != "consent"; });
}

bool is_asserted(const Item& item) { return item.is(Assertion::present); }

// "CESI 3/2025: 40 % for 2 months": a percentage and a length behind the name tell of one that was done.
bool tells_effect(const Chart& chart, const Item& item) {
  bool percent = false;
  bool length = false;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    const Span span = chart.document(item).document.span_of(quantity.tokens);
    if (span.begin < item.fact->span.end || !item.fact->sentence.contains(span)) continue;
    percent |= quantity.kind == QuantityKind::percent;
    length |= quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length;
  }
  return percent && length;
}

Items recorded(const Chart& chart) {
  return chart.select(FactType::procedure,
                      [&](const Item& item) { return is_asserted(item) && is_epidural_here(chart, item) && chart.document(item).kind == DocumentKind::procedure_note; });
}

// The day of the injection: of the note that records it, bound to it, or next to it in its sentence.
Date date_of(const Chart& chart, const Item& item) {
  if (item.fact->type == FactType::procedure) return chart.document(item).date;
  if (item.attributes().date.year != 0 && item.attributes().date.month != 0) return item.attributes().date;
  uint32_t next = item.fact->sentence.end;
  for (const Item& other : chart.facts(FactType::therapy)) {
    const bool follows = other.document == item.document && other.fact->code == item.fact->code && other.fact->span.begin >= item.fact->span.end;
    if (follows) next = std::min(next, other.fact->span.begin);
  }
  const Date after = chart.date_after(item, next);
  return after.empty() ? chart.date_before(item) : after;
}

// What may be an earlier session: a treatment told of, or a note that records one. A date says that it was done.
Items candidates(const Chart& chart) {
  Items out = chart.select(FactType::therapy, [&](const Item& item) { return is_asserted(item) && is_epidural_here(chart, item); });
  append(out, recorded(chart));
  return out;
}

}  // namespace

bool is_epidural_here(const Chart& chart, const Item& item) {
  return item.fact->code == "epidural_injection" && chart.area(item) != Area::elsewhere && !is_named_elsewhere(chart, item);
}

Items earlier_epidurals(const Chart& chart) {
  Items out = chart.select(FactType::therapy,
                           [&](const Item& item) { return is_asserted(item) && is_epidural_here(chart, item) && was_done(chart, item) && !is_only_discussed(chart, item); });
  append(out, recorded(chart));
  append(out, chart.select(FactType::procedure, [&](const Item& item) {
    return is_asserted(item) && is_epidural_here(chart, item) && chart.document(item).kind != DocumentKind::procedure_note && tells_effect(chart, item);
  }));
  return out;
}

Items current_epidurals(const Chart& chart) {
  Items out = chart.select(FactType::procedure, [&](const Item& item) { return (is_asserted(item) || item.is(Assertion::hypothetical)) && is_epidural_here(chart, item); });
  const Items all = out;
  std::erase_if(out, [&](const Item& item) { return std::any_of(all.begin(), all.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, 0); }); });
  return out;
}

Sessions earlier_sessions(const Chart& chart) {
  Sessions sessions;
  for (const Item& item : candidates(chart)) {
    const Date date = date_of(chart, item);
    if (item.attributes().sessions != kNoNumber) sessions.stated = std::max(sessions.stated, static_cast<double>(item.attributes().sessions));
    if (date.empty()) {
      if (was_done(chart, item)) sessions.undated.push_back(item);
      continue;
    }
    const bool is_this_one = chart.newest().year != 0 && day_number(date) >= day_number(chart.newest());
    const bool repeated = std::any_of(sessions.dated.begin(), sessions.dated.end(), [&](const Session& other) { return day_number(other.date) == day_number(date); });
    if (!is_this_one && !repeated) sessions.dated.push_back({date, item});
  }
  return sessions;
}

const Session* Sessions::last() const {
  const auto found = std::max_element(dated.begin(), dated.end(), [](const Session& a, const Session& b) { return day_number(a.date) < day_number(b.date); });
  return found == dated.end() ? nullptr : &*found;
}

}  // namespace chartgap
