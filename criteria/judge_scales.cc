// The tests on pain and function scores: one before the injection, and the same one after it.
#include <algorithm>
#include <string>

#include "criteria/finding.h"
#include "criteria/injections.h"

namespace chartgap {
namespace {

Items scores(const Chart& chart, const Test& test) {
  return chart.select(FactType::score, [&](const Item& item) {
    return test.lists_word("scales", item.fact->code) && item.is(Assertion::present) && item.attributes().value != kNoNumber && chart.area(item) != Area::elsewhere;
  });
}

bool is_pain(const Item& item) { return item.fact->code == "nrs"; }

Items of_newest_document(const Chart& chart, const Items& items) {
  Items out = items;
  std::erase_if(out,
                [&](const Item& item) { return std::any_of(items.begin(), items.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, 0); }); });
  return out;
}

// The worst pain now.
const Item* worst(const Items& items) {
  const auto found = std::max_element(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.attributes().value < b.attributes().value; });
  return found == items.end() ? nullptr : &*found;
}

Finding weigh_severity(const Chart& chart, const Items& all, double least) {
  Items pain;
  std::copy_if(all.begin(), all.end(), std::back_inserter(pain), is_pain);
  const Items now = of_newest_document(chart, pain);
  const Item* const top = worst(now);
  if (top == nullptr) return lacking({"scale"}, all, "no pain score is given");
  const Measure measure{"pain", "points", top->attributes().value, least, false};
  if (measure.found < least) return with(not_met(now, "the pain is scored lower than the policy asks"), measure);
  return with(met({*top}, "the pain is scored as high as the policy asks, or higher"), measure);
}

struct Pairs {
  Items before;
  Items after;
};

// Scores of one scale on both sides of the last injection, by the dates of their documents.
Pairs around(const Chart& chart, const Items& all, const Date& injection) {
  Pairs pairs;
  for (const Item& item : all) {
    const Date& date = chart.document(item).date;
    if (date.year == 0) continue;
    (day_number(date) <= day_number(injection) ? pairs.before : pairs.after).push_back(item);
  }
  return pairs;
}

// "NRS 8/10 before the epidural, 3/10 after": two scores of one scale in a sentence on the injection.
Items told_together(const Chart& chart, const Items& all) {
  Items out;
  for (const Item& item : all) {
    const bool on_injection = chart.sentence_has(item, [](const Fact& fact) { return fact.code == "epidural_injection"; });
    const bool twice = chart.sentence_has(item, [&](const Fact& fact) { return fact.type == FactType::score && fact.code == item.fact->code; });
    if (on_injection && twice) out.push_back(item);
  }
  return out;
}

bool shares_scale(const Item& item, const Items& others) {
  return std::any_of(others.begin(), others.end(), [&](const Item& other) { return other.fact->code == item.fact->code; });
}

}  // namespace

Finding weigh_baseline_scale(const Chart& chart, const Criterion& criterion) {
  Items all = scores(chart, criterion.test);
  std::erase_if(all, [&](const Item& item) { return chart.document(item).kind == DocumentKind::procedure_note; });
  if (all.empty()) return lacking({"scale"}, {}, "no score on a named scale is given");
  if (criterion.test.has("min_pain")) return weigh_severity(chart, all, criterion.test.number("min_pain"));
  return met(all, "a score on a named scale is given");
}

Finding weigh_scale_follow_up(const Chart& chart, const Criterion& criterion) {
  const Sessions sessions = earlier_sessions(chart);
  if (sessions.empty()) return {Status::not_applicable, {}, {}, "no earlier epidural injection of the " + std::string(chart.words().spine) + " is documented"};
  const Items all = scores(chart, criterion.test);
  const Items together = told_together(chart, all);
  if (!together.empty()) return met(together, "the same scale is given before and after the injection");
  const Session* const last = sessions.last();
  Pairs pairs = last != nullptr ? around(chart, all, last->date) : Pairs{{}, all};
  const Items before = pairs.before;
  std::erase_if(pairs.before, [&](const Item& item) { return !pairs.after.empty() && !shares_scale(item, pairs.after); });
  return all_said({{"baseline", quotes(pairs.before, EvidenceFor::met)}, {"follow_up", quotes(pairs.after, EvidenceFor::met)}},
                  "the same scale is given before and after the injection",
                  before.empty() ? "no score from before the injection is given" : "no score on the same scale is given on both sides of the injection");
}

}  // namespace chartgap
