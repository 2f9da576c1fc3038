#include "criteria/care_lengths.h"

#include <algorithm>
#include <array>
#include <optional>

#include "criteria/labels.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

constexpr int64_t kLongestCourse = 400;  // days; beyond it two dates of a therapy note are no course

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
  const std::string_view label = words_before(document, date.tokens.begin);
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

std::optional<CareLength> length_between(const Date& from, const Date& to, uint32_t index, Span span) {
  if (from.year == 0 || to.year == 0) return std::nullopt;
  const int64_t days = day_number(to) - day_number(from);
  if (days <= 0 || days > kLongestCourse) return std::nullopt;
  return CareLength{"", days, to, {index, span, EvidenceFor::met}};
}

std::optional<CareLength> course_of(const Chart& chart, uint32_t index) {
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

}  // namespace

CareLengths recorded_courses(const Chart& chart) {
  CareLengths out;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    std::optional<CareLength> course = course_of(chart, i);
    if (!course || !is_for_region(chart, i)) continue;
    course->therapy = is_chiropractic(chart.documents()[i].document) ? kChiropractic : kPhysicalTherapy;
    out.push_back(std::move(*course));
  }
  return out;
}

std::optional<CareLength> told_length(const Chart& chart, const Test& test, const Item& item) {
  std::optional<int64_t> days = days_of(item.attributes());
  if (!days && test.lists_word("physical_therapy", item.fact->code)) days = days_of_therapy(chart, test, item);
  if (!days || *days <= 0) return std::nullopt;
  return CareLength{std::string(item.fact->code), *days, end_of(chart, item), {item.document, item.fact->span, EvidenceFor::met}};
}

const CareLength* longest(const CareLengths& lengths) {
  const auto found = std::max_element(lengths.begin(), lengths.end(), [](const CareLength& a, const CareLength& b) { return a.days < b.days; });
  return found == lengths.end() ? nullptr : &*found;
}

}  // namespace chartgap
