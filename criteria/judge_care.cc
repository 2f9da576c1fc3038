// The test on conservative care: what was tried, for how long, and that it was not enough.
#include <algorithm>
#include <array>
#include <optional>

#include "criteria/finding.h"
#include "criteria/test_shape.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

constexpr int64_t kLongestCourse = 400;  // days; beyond it two dates of a therapy note are no course
constexpr int64_t kSamePeriod = 14;      // days; care begun this long after "never" is a later course

// A length of care with the words that give it.
struct Length {
  int64_t days = 0;
  Evidence quote;
  Date end = {};                  // the last day, as far as it is known
  std::string_view therapy = {};  // its code
};
using Lengths = std::vector<Length>;

bool is_listed(const Test& test, std::string_view list, const Item& item) { return test.lists_word(list, item.fact->code); }

std::optional<int64_t> days_of(const Attributes& attributes) {
  if (attributes.duration.min_days != kNoBound) return attributes.duration.min_days;
  if (attributes.date.year != 0 && attributes.end_date.year != 0) return day_number(attributes.end_date) - day_number(attributes.date);
  return std::nullopt;
}

// What the label before a date says of a course of care.
enum class CourseMark : uint8_t { none, start, end };
struct CourseWord {
  std::string_view word;
  CourseMark mark;
};
constexpr std::array<CourseWord, 22> kCourseWords = {{
    {"start", CourseMark::start},     {"soc", CourseMark::start},         {"began", CourseMark::start},    {"begun", CourseMark::start},
    {"eval", CourseMark::start},      {"first visit", CourseMark::start}, {"initial", CourseMark::start},  {"onset of care", CourseMark::start},
    {"intake", CourseMark::start},    {"admit", CourseMark::start},       {"last visit", CourseMark::end}, {"last seen", CourseMark::end},
    {"final visit", CourseMark::end}, {"discharge", CourseMark::end},     {"d/c", CourseMark::end},        {"dc", CourseMark::end},
    {"finish", CourseMark::end},      {"through", CourseMark::end},       {"ending", CourseMark::end},     {"ended", CourseMark::end},
    {"completed", CourseMark::end},   {"last", CourseMark::end},
}};
constexpr std::array<std::string_view, 8> kOtherDates = {"onset", "injur", "doi", "accident", "surgery", "referr", "dob", "birth"};

// The words right before a date, in its line.
std::string_view label_before(const Document& document, uint32_t token) {
  constexpr uint32_t kReach = 32;
  const std::vector<Token>& tokens = document.tokens();
  uint32_t first = token;
  while (first > 0 && !tokens[first].has(Token::kNewLine) && tokens[token].begin - tokens[first - 1].begin <= kReach) --first;
  return document.text().folded().substr(tokens[first].begin, tokens[token].begin - tokens[first].begin);
}

CourseMark mark_of(std::string_view label) {
  for (const std::string_view other : kOtherDates) {
    if (has_word(label, other)) return CourseMark::none;
  }
  size_t nearest = 0;
  CourseMark mark = CourseMark::none;
  for (const CourseWord& each : kCourseWords) {
    const size_t at = label.rfind(each.word);
    if (at == std::string_view::npos || (at > 0 && label[at - 1] >= 'a' && label[at - 1] <= 'z')) continue;
    if (mark == CourseMark::none || at > nearest) {
      mark = each.mark;
      nearest = at;
    }
  }
  return mark;
}

bool lists_visits(std::string_view label) {
  constexpr std::array<std::string_view, 6> kWords = {"dates", "attended", "seen on", "visits", "sessions", "treated on"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(label, word); });
}

// The dates of a therapy note's own course.
struct Course {
  const Quantity* start = nullptr;
  const Quantity* end = nullptr;
  const Quantity* range = nullptr;
};

// "Dates of service: 3/3/25, 3/5, 3/12, 3/20/25": the last date of the line.
const Quantity* last_in_line(const Document& document, const std::vector<Quantity>& quantities, const Quantity& first) {
  const Quantity* last = nullptr;
  const std::vector<Token>& tokens = document.tokens();
  uint32_t end = first.tokens.begin + 1;
  while (end < tokens.size() && !tokens[end].has(Token::kNewLine)) ++end;
  for (const Quantity& quantity : quantities) {
    if (quantity.kind == QuantityKind::date && quantity.date.day != 0 && quantity.tokens.begin > first.tokens.begin && quantity.tokens.begin < end) last = &quantity;
  }
  return last;
}

bool is_range(const Quantity& quantity) { return quantity.date.year != 0 && !quantity.end_date.empty(); }
bool is_month(const Quantity& quantity) { return quantity.kind == QuantityKind::date && quantity.date.year != 0 && quantity.date.month != 0 && quantity.end_date.empty(); }

// What the label before a date adds to the course; the first of each kind counts.
void add_date(const Document& document, const std::vector<Quantity>& quantities, const Quantity& date, Course& course) {
  const std::string_view label = label_before(document, date.tokens.begin);
  const CourseMark mark = mark_of(label);
  const bool visits = course.start == nullptr && mark == CourseMark::none && lists_visits(label);
  if (course.start == nullptr && (mark == CourseMark::start || visits)) course.start = &date;
  if (course.end == nullptr && mark == CourseMark::end) course.end = &date;
  if (course.end == nullptr && visits) course.end = last_in_line(document, quantities, date);
}

Course course_in(const Document& document, const std::vector<Quantity>& quantities) {
  Course course;
  for (const Quantity& quantity : quantities) {
    if (course.range == nullptr && is_range(quantity)) course.range = &quantity;
    if (is_month(quantity)) add_date(document, quantities, quantity, course);
  }
  return course;
}

// The year of a date without one is the last in which it lies before the document's.
Date completed(Date date, const Date& written) {
  if (date.year != 0) return date;
  date.year = written.year;
  if (day_number(date) > day_number(written)) --date.year;
  return date;
}

// The end of a course whose last date may lack its year.
Date end_of(const Date& end, const Date& start) {
  Date out = end;
  if (out.year == 0) out.year = start.year;
  if (end.year == 0 && day_number(out) < day_number(start)) ++out.year;
  return out;
}

std::optional<Length> length_between(const Date& from, const Date& to, uint32_t index, Span span) {
  if (from.year == 0 || to.year == 0) return std::nullopt;
  const int64_t days = day_number(to) - day_number(from);
  if (days <= 0 || days > kLongestCourse) return std::nullopt;
  return Length{days, {index, span, EvidenceFor::met}, to};
}

std::optional<Length> course_of(const Chart& chart, uint32_t index) {
  const CaseDocument& note = chart.documents()[index];
  if (note.kind != DocumentKind::therapy_note) return std::nullopt;
  const std::vector<Quantity>& quantities = chart.quantities(index);
  const Course course = course_in(note.document, quantities);
  if (course.range != nullptr) return length_between(course.range->date, course.range->end_date, index, note.document.span_of(course.range->tokens));
  if (course.start == nullptr) return std::nullopt;
  const Span span = note.document.span_of(course.start->tokens);
  return length_between(course.start->date, course.end != nullptr ? end_of(course.end->date, course.start->date) : note.date, index, span);
}

bool is_pain_elsewhere(const Chart& chart, const Fact& fact) { return fact.type == FactType::symptom && is_code_elsewhere(chart.region(), fact.code); }

// A therapy note of another part of the body: its facts speak of that part and not of the policy's.
bool is_for_region(const Chart& chart, uint32_t index) {
  int balance = 0;
  for (const Fact& fact : chart.documents()[index].facts) {
    const Area area = chart.area_of(fact.attributes);
    if (area == Area::here || fact.code == chart.words().axial_symptom) ++balance;
    if (area == Area::elsewhere || is_pain_elsewhere(chart, fact)) --balance;
  }
  return balance >= 0;
}

bool is_chiropractic(const Document& document) { return has_word(document.text().folded().substr(0, 200), "chiro"); }

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
  Lengths lengths;
  Lengths therapy_lengths;
  Quotes courses;
};

bool concerns_region(const Chart& chart, const Item& item) { return chart.area(item) != Area::elsewhere; }

void add_courses(const Chart& chart, Care& care) {
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    std::optional<Length> course = course_of(chart, i);
    if (!course || !is_for_region(chart, i)) continue;
    const bool chiropractic = is_chiropractic(chart.documents()[i].document);
    course->therapy = chiropractic ? "chiropractic" : "physical_therapy";
    care.lengths.push_back(*course);
    if (chiropractic) continue;
    care.therapy_lengths.push_back(*course);
    care.courses.push_back(course->quote);
  }
}

bool says_start(std::string_view sentence) { return has_word(sentence, "start") || has_word(sentence, "began") || has_word(sentence, "since"); }

// "Started PT 4/7": up to the document's date.
std::optional<int64_t> days_since_start(const Chart& chart, const Item& item) {
  const CaseDocument& home = chart.document(item);
  if (home.date.year == 0 || !says_start(chart.sentence(item))) return std::nullopt;
  const auto starts = [&](const Quantity& quantity) {
    if (quantity.kind != QuantityKind::date || quantity.date.day == 0 || quantity.date.month == 0) return false;
    const Span span = home.document.span_of(quantity.tokens);
    return item.fact->sentence.contains(span) && span.begin >= item.fact->span.end;
  };
  const auto& quantities = chart.quantities(item.document);
  const auto start = std::find_if(quantities.begin(), quantities.end(), starts);
  if (start == quantities.end()) return std::nullopt;
  const int64_t days = day_number(home.date) - day_number(completed(start->date, home.date));
  return days > 0 && days <= kLongestCourse ? std::optional(days) : std::nullopt;
}

// "Since August 2024 she has done the exercises": a month without its day counts from its end. Beside a symptom the words tell how long that has lasted.
std::optional<int64_t> days_since(const Chart& chart, const Item& item) {
  const CaseDocument& home = chart.document(item);
  if (home.date.year == 0 || chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::symptom; })) return std::nullopt;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    if (quantity.role != DurationRole::since || quantity.date.month == 0 || !item.fact->sentence.contains(home.document.span_of(quantity.tokens))) continue;
    Date start = completed(quantity.date, home.date);
    if (start.day == 0) start.day = 28;
    const int64_t days = day_number(home.date) - day_number(start);
    if (days > 0 && days <= 2 * kLongestCourse) return days;
  }
  return std::nullopt;
}

// "Home program, started with PT, 5/19/25 thru 8/1/25": a course of dates in the sentence that is no other treatment's.
std::optional<int64_t> days_of_course_beside(const Chart& chart, const Test& test, const Item& item) {
  const Document& document = chart.document(item).document;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    if (quantity.date.empty() || quantity.end_date.empty() || quantity.duration.min_days == kNoBound) continue;
    if (!item.fact->sentence.contains(document.span_of(quantity.tokens))) continue;
    const bool taken = chart.sentence_has(
        item, [&](const Fact& fact) { return fact.attributes.duration.min_days == quantity.duration.min_days && !test.lists_word("physical_therapy", fact.code); });
    if (!taken) return quantity.duration.min_days;
  }
  return std::nullopt;
}

std::optional<int64_t> days_of_therapy(const Chart& chart, const Test& test, const Item& item) {
  if (const std::optional<int64_t> days = days_since_start(chart, item)) return days;
  if (const std::optional<int64_t> days = days_of_course_beside(chart, test, item)) return days;
  return days_since(chart, item);
}

// The end of a dated course; of care that a therapy note tells of, or that began at a date, the day of the note.
Date end_of(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (attributes.end_date.year != 0) return attributes.end_date;
  const CaseDocument& home = chart.document(item);
  return home.kind == DocumentKind::therapy_note || (attributes.date.year != 0 && attributes.duration.empty()) ? home.date : Date{};
}

void add_lengths(const Chart& chart, const Test& test, Care& care) {
  for (const Item& item : care.counted) {
    std::optional<int64_t> days = days_of(item.attributes());
    if (!days && is_listed(test, "physical_therapy", item)) days = days_of_therapy(chart, test, item);
    if (!days || *days <= 0) continue;
    const Length length{*days, {item.document, item.fact->span, EvidenceFor::met}, end_of(chart, item), item.fact->code};
    care.lengths.push_back(length);
    if (is_listed(test, "physical_therapy", item)) care.therapy_lengths.push_back(length);
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
  care.counted = chart.select(FactType::therapy, [&](const Item& item) { return is_tried(item) && is_listed(test, "counted", item) && concerns_region(chart, item); });
  for (const Item& item : care.counted) {
    if (is_listed(test, "physical_therapy", item)) care.therapy.push_back(item);
    if (is_listed(test, "nsaid", item)) care.nsaid.push_back(item);
    if (is_listed(test, "medication", item)) care.medication.push_back(item);
    if (is_listed(test, "activity_modification", item)) care.activity.push_back(item);
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
  add_courses(chart, care);
  add_lengths(chart, test, care);
  return care;
}

const Length* longest(const Lengths& lengths) {
  const auto found = std::max_element(lengths.begin(), lengths.end(), [](const Length& a, const Length& b) { return a.days < b.days; });
  return found == lengths.end() ? nullptr : &*found;
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

Measure measured(const Length& length, const Test& test) { return {"duration", "days", static_cast<double>(length.days), test.number("min_days"), false}; }

Quotes quotes_against(const Lengths& lengths) {
  Quotes out;
  for (const Length& each : lengths) out.push_back({each.quote.document, each.quote.span, EvidenceFor::not_met});
  return out;
}

std::optional<Finding> too_short(const Test& test, const Care& care, const Items& done) {
  const Length* const length = longest(care.lengths);
  const bool therapy_of_unknown_length = !done.empty() && care.therapy_lengths.empty();
  if (length == nullptr || static_cast<double>(length->days) >= test.number("min_days") || therapy_of_unknown_length) return std::nullopt;
  return with({Status::not_met, {}, quotes_against(care.lengths), "the longest documented care lasted " + std::to_string(length->days) + " days"}, measured(*length, test));
}

// The lengths of care that ended within the policy's window before the newest document.
Lengths recent(const Chart& chart, const Test& test, const Lengths& lengths) {
  Lengths out;
  for (const Length& each : lengths) {
    if (each.end.year == 0 || chart.newest().year == 0) continue;
    if (static_cast<double>(day_number(chart.newest()) - day_number(each.end)) <= test.number("window")) out.push_back(each);
  }
  return out;
}

std::optional<Finding> too_long_ago(const Chart& chart, const Test& test, const Care& care) {
  const bool all_dated = !care.lengths.empty() && std::all_of(care.lengths.begin(), care.lengths.end(), [](const Length& each) { return each.end.year != 0; });
  if (!test.has("window") || !all_dated || chart.newest().year == 0 || !recent(chart, test, care.lengths).empty()) return std::nullopt;
  return Finding{Status::not_met, {}, quotes_against(care.lengths), "the documented care ended too long ago"};
}

std::optional<Finding> contrary(const Chart& chart, const Test& test, const Care& care, const Items& done) {
  Items never = care.never;
  std::erase_if(never, [&](const Item& item) { return came_later(chart, item, done, care.courses) && !(done.empty() && care.courses.empty()); });
  if (!never.empty() && (!done.empty() || !care.courses.empty()))
    return with_quotes(conflicting(done, never, "physical therapy is said to have been done, and never to have been had"), care.courses);
  if (!never.empty()) return not_met(never, "physical therapy was never tried");
  if (!care.sufficient.empty() && care.persist.empty() && !therapy_failed(test, care)) return not_met(care.sufficient, "the care is said to have helped enough");
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

Quotes quotes_of(const Lengths& lengths) {
  Quotes out;
  for (const Length& each : lengths) out.push_back(each.quote);
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
  const Length* const length = longest(care.lengths);
  return length != nullptr && static_cast<double>(length->days) >= test.number("min_days") ? Quotes{length->quote} : Quotes{};
}

std::string what_was_not_enough(const Test& test) {
  const bool all_three = test.has("physical_therapy") && test.has("nsaid") && test.has("activity_modification");
  return all_three ? "therapy, an anti-inflammatory drug and activity modification were not enough" : "the conservative care was not enough";
}

std::string bar_reached(const Length& length, const Test& test) {
  const std::string days = " (" + std::to_string(length.days) + " days)";
  if (!test.has("strict_days")) return days;
  return (static_cast<double>(length.days) >= test.number("strict_days") ? "; the longest care reaches the stricter bar too"
                                                                         : "; the longest care does not reach the stricter bar") +
         days;
}

std::vector<CareLength> counted_lengths(const Care& care) {
  std::vector<CareLength> out;
  for (const Length& each : care.lengths) out.push_back({std::string(each.therapy), each.days, each.end, each.quote});
  return out;
}

Finding weigh_elements(const Chart& chart, const Test& test, const Care& care, const Items& done) {
  const std::vector<std::string> elements = elements_of(test);
  std::vector<Part> parts;
  for (const std::string& element : elements) parts.push_back({element, said_of(element, chart, test, care, done)});
  const Length* const length = longest(care.lengths);
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
  finding.care = counted_lengths(care);
  return finding;
}

}  // namespace chartgap
