// The test on conservative care: what was tried, for how long, and that it was not enough.
#include <algorithm>
#include <optional>
#include <utility>

#include "criteria/care_lengths.h"
#include "criteria/finding.h"
#include "criteria/test_shape.h"

namespace chartgap {
namespace {

constexpr int64_t kSamePeriod = 14;  // days; care begun this long after "never" is a later course

bool is_listed(const Test& test, std::string_view list, const Item& item) { return test.lists_word(list, item.fact->code); }

struct Care {
  Items therapy;
  Items nsaid;
  Items medication;
  Items activity;
  Items counted;
  Items never;
  Items persist;
  Items failed;
  Items sufficient;
  CareLengths lengths;
  CareLengths therapy_lengths;
  Quotes courses;
};

bool concerns_region(const Chart& chart, const Item& item) { return chart.area(item) != Area::elsewhere; }

void add_lengths(const Chart& chart, const Test& test, Care& care) {
  for (const CareLength& course : recorded_courses(chart)) {
    care.lengths.push_back(course);
    if (course.therapy != kPhysicalTherapy) continue;
    care.therapy_lengths.push_back(course);
    care.courses.push_back(course.evidence);
  }
  for (const Item& item : care.counted) {
    const std::optional<CareLength> length = told_length(chart, test, item);
    if (!length) continue;
    care.lengths.push_back(*length);
    if (is_listed(test, "physical_therapy", item)) care.therapy_lengths.push_back(*length);
  }
}

// What has a result was tried, wherever it stands.
bool is_tried(const Item& item) {
  if (item.is(Assertion::hypothetical)) return item.attributes().outcome != Outcome::none && item.attributes().outcome != Outcome::helped;
  return item.is(Assertion::present) || item.is(Assertion::historical);
}
// Where the policy says so, care that was not tolerated has failed too.
bool has_failed(const Item& item, const Test& test) {
  const Outcome outcome = item.attributes().outcome;
  return outcome == Outcome::failed || outcome == Outcome::partial || (outcome == Outcome::not_tolerated && test.number("not_tolerated") != 0);
}

// "NSAIDs: contraindicated": not taken, with the reason right after the name.
Items contraindicated(const Chart& chart, const Test& test) {
  constexpr uint32_t kReach = 60;
  const Items reasons = chart.asserted("contraindicated");
  return chart.select(FactType::therapy, [&](const Item& item) {
    return item.is(Assertion::absent) && (is_listed(test, "nsaid", item) || is_listed(test, "medication", item)) &&
           std::any_of(reasons.begin(), reasons.end(), [&](const Item& reason) {
             return reason.document == item.document && reason.fact->span.begin >= item.fact->span.end && reason.fact->span.begin - item.fact->span.end <= kReach;
           });
  });
}

// "Have you had physical therapy for this?  YES  (NO)": the answer of a form that asks for care in the past.
bool is_denied_by_answer(const Chart& chart, const Item& item) {
  constexpr std::array<std::string_view, 12> kPast = {"had", "tried", "done", "ever", "been", "attended", "received", "completed", "prior", "previous", "past", "undergone"};
  const Document& document = chart.document(item).document;
  return std::any_of(document.fields().begin(), document.fields().end(), [&](const FormField& field) {
    if (field.reply != Reply::no || !field.asked || field.label.empty() || !document.span_of(field.label).contains(item.fact->span)) return false;
    const std::string_view question = document.folded(field.label);
    return std::any_of(kPast.begin(), kPast.end(), [&](std::string_view word) { return has_word(question, word); });
  });
}

Items never_had(const Chart& chart, const Test& test) {
  Items out = chart.asserted("never_physical_therapy");
  append(out, chart.select(FactType::therapy, [&](const Item& item) {
    return item.is(Assertion::absent) && is_listed(test, "physical_therapy", item) && concerns_region(chart, item) && is_denied_by_answer(chart, item);
  }));
  return out;
}

// Words of content in a sentence on an injection praise the injection.
bool is_injection(const Fact& fact) { return fact.code.ends_with("_injection") || fact.code == "spine_surgery"; }

Care read_care(const Chart& chart, const Test& test) {
  Care care;
  const std::vector<std::string>& counted = test.list("counted");
  care.counted = chart.select(FactType::therapy, [&](const Item& item) { return is_tried(item) && has_name(counted, item.fact->code) && concerns_region(chart, item); });
  const std::vector<std::string>& therapy = test.list("physical_therapy");
  const std::vector<std::string>& nsaid = test.list("nsaid");
  const std::vector<std::string>& medication = test.list("medication");
  const std::vector<std::string>& activity = test.list("activity_modification");
  for (const Item& item : care.counted) {
    if (has_name(therapy, item.fact->code)) care.therapy.push_back(item);
    if (has_name(nsaid, item.fact->code)) care.nsaid.push_back(item);
    if (has_name(medication, item.fact->code)) care.medication.push_back(item);
    if (has_name(activity, item.fact->code)) care.activity.push_back(item);
    if (has_failed(item, test)) care.failed.push_back(item);
  }
  Items excluded = chart.asserted("nsaid_contraindicated");
  append(excluded, contraindicated(chart, test));
  append(care.nsaid, excluded);
  append(care.medication, excluded);
  append(care.activity, chart.asserted("activity_limited"));
  care.persist = chart.asserted("symptoms_persist");
  append(care.failed, care.persist);
  if (test.has("physical_therapy")) care.never = never_had(chart, test);
  care.sufficient = chart.stated("care_sufficient");
  std::erase_if(care.sufficient, [&](const Item& item) { return chart.sentence_has(item, is_injection); });
  add_lengths(chart, test, care);
  return care;
}

// "Never had therapy" in an older document does not contradict a course that came after it.
bool came_later(const Chart& chart, const Item& never, const Items& therapy, const Quotes& courses) {
  const auto later = [&](uint32_t document) { return chart.is_older(never.document, document, kSamePeriod); };
  return std::all_of(therapy.begin(), therapy.end(), [&](const Item& item) { return later(item.document); }) &&
         std::all_of(courses.begin(), courses.end(), [&](const Evidence& quote) { return later(quote.document); });
}

// A sentence that says "never" names the therapy too; that mention is no sign that it was done.
Items without_sentences_of(const Items& items, const Items& others) {
  Items out = items;
  std::erase_if(out, [&](const Item& item) { return is_in_sentence_of_any(item, others); });
  return out;
}

Finding with_quotes(Finding finding, const Quotes& more) {
  append(finding.evidence, more);
  return finding;
}

// A single drug that did nothing does not speak against care that helped; exercise therapy that failed does, but one that helped in part may have helped enough.
bool therapy_failed(const Test& test, const Care& care) {
  return std::any_of(care.failed.begin(), care.failed.end(),
                     [&](const Item& item) { return is_listed(test, "physical_therapy", item) && item.attributes().outcome == Outcome::failed; });
}

Measure measured(const CareLength& length, const Test& test) { return {"duration", "days", static_cast<double>(length.days), test.number("min_days"), false}; }

Quotes quotes_against(const CareLengths& lengths) {
  Quotes out;
  for (const CareLength& each : lengths) out.push_back({each.evidence.document, each.evidence.span, EvidenceFor::not_met});
  return out;
}

std::optional<Finding> too_short(const Test& test, const Care& care, const Items& done) {
  const CareLength* const length = longest(care.lengths);
  const bool therapy_of_unknown_length = !done.empty() && care.therapy_lengths.empty();
  if (length == nullptr || static_cast<double>(length->days) >= test.number("min_days") || therapy_of_unknown_length) return std::nullopt;
  return with({Status::not_met, {}, quotes_against(care.lengths), "the longest documented care lasted " + std::to_string(length->days) + " days"}, measured(*length, test));
}

// The lengths of care that ended within the policy's window before the newest document.
CareLengths recent(const Chart& chart, const Test& test, const CareLengths& lengths) {
  CareLengths out;
  for (const CareLength& each : lengths) {
    if (each.end.year == 0 || chart.newest().year == 0) continue;
    if (static_cast<double>(day_number(chart.newest()) - day_number(each.end)) <= test.number("window")) out.push_back(each);
  }
  return out;
}

std::optional<Finding> too_long_ago(const Chart& chart, const Test& test, const Care& care) {
  const bool all_dated = !care.lengths.empty() && std::all_of(care.lengths.begin(), care.lengths.end(), [](const CareLength& each) { return each.end.year != 0; });
  if (!test.has("window") || !all_dated || chart.newest().year == 0 || !recent(chart, test, care.lengths).empty()) return std::nullopt;
  return Finding{Status::not_met, {}, quotes_against(care.lengths), "the documented care ended too long ago"};
}

// "8 weeks of therapy with 80 % improvement": helped by a share that the text gives, there or right behind.
bool is_measured_help(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 100;  // bytes
  if (item.attributes().outcome != Outcome::helped) return false;
  const Span near{item.fact->sentence.begin, item.fact->sentence.end + kReach};
  const Document& home = chart.document(item).document;
  const std::vector<Quantity>& all = chart.quantities(item.document);
  return std::any_of(all.begin(), all.end(), [&](const Quantity& each) { return each.kind == QuantityKind::percent && near.contains(home.span_of(each.tokens)); });
}

// What says that exercise therapy, or all of the care, was not enough.
Items said_to_fail(const Test& test, const Care& care) {
  Items out = care.persist;
  for (const Item& item : care.failed) {
    if (item.fact->type == FactType::therapy && is_listed(test, "physical_therapy", item)) out.push_back(item);
  }
  return out;
}

// Help by its own measure against words of failure. Help told long before the failure is outdated.
std::optional<Finding> helped_after_all(const Chart& chart, const Test& test, const Care& care) {
  Items helped = care.therapy;
  const Items failed = said_to_fail(test, care);
  std::erase_if(helped, [&](const Item& item) {
    return !is_measured_help(chart, item) ||
           std::any_of(failed.begin(), failed.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, kSamePeriod); });
  });
  if (helped.empty()) return std::nullopt;
  if (failed.empty()) return not_met(helped, "the care is said to have helped enough");
  return conflicting(failed, helped, "the care is said to have failed, and to have helped");
}

std::optional<Finding> contrary(const Chart& chart, const Test& test, const Care& care, const Items& done) {
  Items never = care.never;
  std::erase_if(never, [&](const Item& item) { return came_later(chart, item, done, care.courses) && !(done.empty() && care.courses.empty()); });
  if (!never.empty() && (!done.empty() || !care.courses.empty()))
    return with_quotes(conflicting(done, never, "physical therapy is said to have been done, and never to have been had"), care.courses);
  if (!never.empty()) return not_met(never, "physical therapy was never tried");
  if (!care.sufficient.empty() && care.persist.empty() && !therapy_failed(test, care)) return not_met(care.sufficient, "the care is said to have helped enough");
  if (std::optional<Finding> finding = helped_after_all(chart, test, care)) return finding;
  if (std::optional<Finding> finding = too_short(test, care, done)) return finding;
  return too_long_ago(chart, test, care);
}

Items helped_enough(const Care& care) {
  Items out;
  for (const Item& item : care.therapy) {
    if (item.attributes().outcome == Outcome::helped) out.push_back(item);
  }
  return out;
}

// How many kinds of care were tried; the forms of exercise therapy count as one.
size_t kinds_of(const Test& test, const Items& counted) {
  std::vector<std::string_view> kinds;
  for (const Item& item : counted) {
    const std::string_view kind = is_listed(test, "physical_therapy", item) ? std::string_view(test.list("physical_therapy").front()) : item.fact->code;
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  }
  return kinds.size();
}

Quotes quotes_of(const CareLengths& lengths) {
  Quotes out;
  for (const CareLength& each : lengths) out.push_back(each.evidence);
  return out;
}

// What was said of one element of the test.
Quotes said_of(std::string_view element, const Chart& chart, const Test& test, const Care& care, const Items& done) {
  if (element == "physical_therapy") {
    Quotes therapy = quotes(done, EvidenceFor::met);
    append(therapy, care.courses);
    return therapy;
  }
  if (element == "nsaid") return quotes(care.nsaid, EvidenceFor::met);
  if (element == "medication") return quotes(care.medication, EvidenceFor::met);
  if (element == "activity_modification") return quotes(care.activity, EvidenceFor::met);
  if (element == "failure") return quotes(care.failed, EvidenceFor::met);
  if (element == "window") return quotes_of(recent(chart, test, care.lengths));
  if (element == "kinds") return static_cast<double>(kinds_of(test, care.counted)) >= test.number("kinds") ? quotes(care.counted, EvidenceFor::met) : Quotes{};
  const CareLength* const length = longest(care.lengths);
  return length != nullptr && static_cast<double>(length->days) >= test.number("min_days") ? Quotes{length->evidence} : Quotes{};
}

std::string what_was_not_enough(const Test& test) {
  const bool all_three = test.has("physical_therapy") && test.has("nsaid") && test.has("activity_modification");
  return all_three ? "therapy, an anti-inflammatory drug and activity modification were not enough" : "the conservative care was not enough";
}

std::string bar_reached(const CareLength& length, const Test& test) {
  const std::string days = " (" + std::to_string(length.days) + " days)";
  if (!test.has("strict_days")) return days;
  return (static_cast<double>(length.days) >= test.number("strict_days") ? "; the longest care reaches the stricter bar too"
                                                                         : "; the longest care does not reach the stricter bar") +
         days;
}

Finding weigh_elements(const Chart& chart, const Test& test, const Care& care, const Items& done) {
  const std::vector<std::string> elements = elements_of(test);
  std::vector<Part> parts;
  for (const std::string& element : elements) parts.push_back({element, said_of(element, chart, test, care, done)});
  const CareLength* const length = longest(care.lengths);
  const bool long_enough = length != nullptr && static_cast<double>(length->days) >= test.number("min_days");
  Finding finding = all_said(parts, what_was_not_enough(test) + (long_enough ? bar_reached(*length, test) : ""), "the conservative care is not fully described");
  return long_enough ? with(std::move(finding), measured(*length, test)) : finding;
}

}  // namespace

Finding weigh_conservative_care(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  Care care = read_care(chart, test);
  const Items done = without_sentences_of(care.therapy, care.never);
  if (care.failed.empty()) append(care.sufficient, helped_enough(care));
  const std::optional<Finding> against = contrary(chart, test, care, done);
  Finding finding = against ? *against : weigh_elements(chart, test, care, done);
  finding.care = std::move(care.lengths);
  return finding;
}

}  // namespace chartgap
