// The tests on time: how long the symptoms have lasted, and how old the study is.
#include <algorithm>
#include <optional>
#include <string>

#include "criteria/finding.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

struct Length {
  int64_t days = 0;
  Evidence quote;
};

std::optional<int64_t> days_until(const Date& from, const Date& to) {
  if (from.year == 0 || to.year == 0) return std::nullopt;
  const int64_t days = day_number(to) - day_number(from);
  return days > 0 ? std::optional(days) : std::nullopt;
}

std::optional<int64_t> bound_days(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (attributes.duration.min_days != kNoBound) return attributes.duration.min_days;
  return days_until(attributes.date, chart.document(item).date);
}

std::optional<int64_t> days_of(const Quantity& quantity, const Date& written) {
  if (quantity.kind == QuantityKind::date) return days_until(quantity.date, written);
  const bool measures =
      quantity.kind == QuantityKind::duration && (quantity.role == DurationRole::length || quantity.role == DurationRole::ago || quantity.role == DurationRole::since);
  if (!measures || quantity.duration.min_days == kNoBound) return std::nullopt;
  return quantity.duration.min_days;
}

// The longest time in the item's sentence.
std::optional<int64_t> days_beside(const Chart& chart, const Item& item) {
  const CaseDocument& home = chart.document(item);
  std::optional<int64_t> longest;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    if (!item.fact->sentence.contains(home.document.span_of(quantity.tokens))) continue;
    const std::optional<int64_t> days = days_of(quantity, home.date);
    if (days && (!longest || *days > *longest)) longest = days;
  }
  return longest;
}

void add(std::vector<Length>& lengths, const Item& item, const std::optional<int64_t>& days) {
  if (days && *days > 0) lengths.push_back({*days, {item.document, item.fact->span, EvidenceFor::met}});
}

// Bound to a symptom; failing that, in a sentence that says when it all began, or in a symptom's sentence that names no treatment.
std::vector<Length> lengths_of_symptoms(const Chart& chart, const Test& test) {
  const Items symptoms = chart.select(
      FactType::symptom, [&](const Item& item) { return item.is(Assertion::present) && test.lists_word("symptoms", item.fact->code) && chart.area(item) != Area::elsewhere; });
  std::vector<Length> out;
  for (const Item& item : symptoms) add(out, item, bound_days(chart, item));
  if (!out.empty()) return out;
  for (const Item& item : chart.stated("symptom_onset")) add(out, item, days_beside(chart, item));
  for (const Item& item : symptoms) {
    const auto is_treatment = [](const Fact& fact) { return fact.type == FactType::therapy || fact.type == FactType::procedure || fact.type == FactType::imaging; };
    if (!chart.sentence_has(item, is_treatment)) add(out, item, days_beside(chart, item));
  }
  return out;
}

// A study with the words that date it.
struct Study {
  Date date;
  Item item;
};

Modality modality_of(const Chart& chart, const Item& item) {
  const Modality head = chart.study(item.document);
  return head != Modality::none ? head : item.attributes().modality;
}

// "MRI CERVICAL SPINE 01/15/2025:" as a heading above the finding.
Date date_in_heading(const Chart& chart, const Item& item) {
  const Document& document = chart.document(item).document;
  for (const Section& section : document.sections()) {
    if (section.heading.empty() || section.body.empty() || !document.span_of(section.body).contains(item.fact->span)) continue;
    for (const Quantity& quantity : chart.quantities(item.document)) {
      if (quantity.kind == QuantityKind::date && quantity.date.year != 0 && section.heading.contains(quantity.tokens)) return quantity.date;
    }
  }
  return {};
}

// The report's own date; retold, the date bound to the finding, before it in its sentence, or in the heading above it.
Date date_of(const Chart& chart, const Item& item) {
  if (chart.document(item).kind == DocumentKind::imaging_report) return chart.document(item).date;
  if (item.attributes().date.year != 0) return item.attributes().date;
  const Date before = chart.date_before(item);
  return before.empty() ? date_in_heading(chart, item) : before;
}

std::vector<Study> studies(const Chart& chart, const Test& test) {
  std::vector<Study> out;
  for (const Item& item : chart.facts(FactType::imaging)) {
    const Modality modality = modality_of(chart, item);
    const bool of_kind = modality != Modality::none && test.lists_word("modalities", to_string(modality));
    if (!of_kind || chart.area(item) == Area::elsewhere || chart.is_of_other_region(item.document)) continue;
    out.push_back({date_of(chart, item), item});
  }
  return out;
}

// The words of the date where they stand in the item's document, else the finding.
Evidence quote_of(const Chart& chart, const Study& study, EvidenceFor points_to) {
  for (const Quantity& quantity : chart.quantities(study.item.document)) {
    if (quantity.kind == QuantityKind::date && quantity.date == study.date) return {study.item.document, chart.document(study.item).document.span_of(quantity.tokens), points_to};
  }
  return {study.item.document, study.item.fact->span, points_to};
}

}  // namespace

Finding weigh_symptom_duration(const Chart& chart, const Criterion& criterion) {
  const std::vector<Length> lengths = lengths_of_symptoms(chart, criterion.test);
  const auto longest = std::max_element(lengths.begin(), lengths.end(), [](const Length& a, const Length& b) { return a.days < b.days; });
  if (longest == lengths.end()) return lacking({"duration"}, {}, "onset or length of the symptoms is not given");
  Finding finding{Status::met, {}, {longest->quote}, "the symptoms have lasted " + std::to_string(longest->days) + " days"};
  const Measure measure{"duration", "days", static_cast<double>(longest->days), criterion.test.number("min_days"), false};
  if (measure.found < measure.needed) {
    finding.status = Status::not_met;
    finding.evidence.front().points_to = EvidenceFor::not_met;
  }
  return with(std::move(finding), measure);
}

Finding weigh_study_age(const Chart& chart, const Criterion& criterion) {
  const std::vector<Study> all = studies(chart, criterion.test);
  if (all.empty()) return lacking({"study"}, {}, "no study of the " + std::string(chart.words().spine) + " is described");
  const auto newest = std::max_element(all.begin(), all.end(), [](const Study& a, const Study& b) {
    const int64_t day_a = a.date.year == 0 ? INT64_MIN : day_number(a.date);
    const int64_t day_b = b.date.year == 0 ? INT64_MIN : day_number(b.date);
    return day_a < day_b;
  });
  if (newest->date.year == 0) return lacking({"study_date"}, {newest->item}, "the study is not dated");
  if (chart.newest().year == 0) return lacking({"study_date"}, {newest->item}, "no document is dated to count the study's age to");
  const double days = static_cast<double>(day_number(chart.newest()) - day_number(newest->date));
  const Measure measure{"age", "days", days, criterion.test.number("max_days"), true};
  const bool old = days > measure.needed;
  Finding finding{old ? Status::not_met : Status::met,
                  {},
                  {quote_of(chart, *newest, old ? EvidenceFor::not_met : EvidenceFor::met)},
                  "the newest study is " + std::to_string(static_cast<int>(days)) + " days old"};
  return with(std::move(finding), measure);
}

}  // namespace chartgap
