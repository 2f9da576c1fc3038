// Lengths of care against their dates, injections told of against those with a date, and what was copied forward.
#include <algorithm>

#include "criteria/advisories.h"
#include "criteria/file_place.h"
#include "criteria/injections.h"
#include "criteria/quote.h"

namespace chartgap {
namespace {

constexpr int64_t kYearDays = 365;
constexpr size_t kUsualSessions = 4;  // in twelve months. Source: Medicare's LCD family for epidural steroid injections (L39240 and its siblings)

// A length in the text's own unit may be rounded by one of it; a month by half of it.
int slack_of(char unit) {
  switch (unit) {
    case 'Y': return 183;
    case 'M': return 15;
    case 'W': return 7;
    default: return 2;
  }
}

struct Course {
  Item item;
  Span span;  // of its dates
  int64_t days = 0;
};

bool overlaps_any(Span span, const std::vector<Course>& courses, uint32_t document) {
  return std::any_of(courses.begin(), courses.end(), [&](const Course& each) { return each.item.document == document && each.span.overlaps(span); });
}

// "PT 3/2/25-3/30/25": the range of dates of a treatment's sentence that holds no other treatment.
std::vector<Course> dated_courses(const Chart& chart) {
  std::vector<Course> out;
  for (const Item& item : chart.facts(FactType::therapy)) {
    if (!item.is(Assertion::present) || item.fact->code.ends_with("_injection") || chart.area(item) == Area::elsewhere) continue;
    const Document& home = chart.document(item).document;
    if (chart.sentence_has(item, [&](const Fact& other) { return other.type == FactType::therapy && other.code != item.fact->code; })) continue;
    for (const Quantity& quantity : chart.quantities(item.document)) {
      const Span span = home.span_of(quantity.tokens);
      const bool range = quantity.date.year != 0 && quantity.end_date.year != 0 && quantity.date.day != 0 && quantity.end_date.day != 0;
      if (!range || !item.fact->sentence.contains(span) || overlaps_any(span, out, item.document)) continue;
      out.push_back({item, span, day_number(quantity.end_date) - day_number(quantity.date)});
    }
  }
  return out;
}

// A length said of the same treatment in the course's own sentence.
void check_course(const Chart& chart, const Course& course, Advisories& out) {
  const Document& home = chart.document(course.item).document;
  for (const Quantity& quantity : chart.quantities(course.item.document)) {
    const Span span = home.span_of(quantity.tokens);
    if (quantity.kind != QuantityKind::duration || !quantity.date.empty() || quantity.role != DurationRole::length || quantity.duration.unit == 'H' ||
        !course.item.fact->sentence.contains(span))
      continue;
    const int slack = slack_of(quantity.duration.unit);
    const bool fits = (quantity.duration.min_days == kNoBound || course.days >= quantity.duration.min_days - slack) &&
                      (quantity.duration.max_days == kNoBound || course.days <= quantity.duration.max_days + slack);
    if (fits) continue;
    const Span dates = course.span;
    out.push_back({AdvisoryKind::course_arithmetic,
                   "“" + home.text().quote(span) + "” is claimed; the dates are " + std::to_string(course.days) + " days apart.",
                   {{course.item.document, span, EvidenceFor::met}, {course.item.document, dates, EvidenceFor::met}}});
  }
}

// The first sentence of a copied run that is no mere label: enough to find the run again.
Evidence first_of(const Case& patient, uint32_t document, Span run) {
  constexpr uint32_t kLabel = 24;  // bytes
  Span shown = run;
  for (uint32_t at = run.begin; at < run.end; at = shown.end + 1) {
    shown = {at, std::min(run.end, place_of(patient.documents[document], {at, at + 1}).sentence.end)};
    if (shown.size() > kLabel) break;
  }
  return {document, shown, EvidenceFor::met};
}

// More injections with a date of their own than the text says there were in all.
void check_stated_sessions(const Chart& chart, const Sessions& sessions, Advisories& out) {
  for (const Item& item : chart.facts(FactType::therapy)) {
    if (sessions.stated <= 0 || static_cast<double>(item.attributes().sessions) != sessions.stated || !is_epidural_here(chart, item)) continue;
    const Date& told = chart.document(item).date;
    Advisory advisory{AdvisoryKind::session_count, {}, {quote_of(item)}};
    for (const Session& session : sessions.dated) {
      if (told.year == 0 || day_number(session.date) <= day_number(told)) advisory.quotes.push_back(quote_of(session.item));
    }
    const size_t dated = advisory.quotes.size() - 1;
    if (static_cast<double>(dated) <= sessions.stated) continue;
    advisory.message = number_text(sessions.stated) + " earlier injections are told of, and " + std::to_string(dated) + " have dates of their own.";
    out.push_back(std::move(advisory));
  }
}

// The sessions of the twelve months up to the newest document, and the one that it plans or records.
void check_yearly_sessions(const Chart& chart, const Sessions& sessions, Advisories& out) {
  const Items current = current_epidurals(chart);
  if (chart.newest().year == 0 || current.empty()) return;
  Advisory advisory{AdvisoryKind::session_count, {}, {quote_of(current.front())}};
  for (const Session& session : sessions.dated) {
    const int64_t days = day_number(chart.newest()) - day_number(session.date);
    if (days >= 0 && days <= kYearDays) advisory.quotes.push_back(quote_of(session.item));
  }
  if (advisory.quotes.size() <= kUsualSessions) return;
  advisory.message = "With this one, " + std::to_string(advisory.quotes.size()) + " sessions fall into the twelve months up to " + to_string(chart.newest()) + ".";
  out.push_back(std::move(advisory));
}

}  // namespace

void check_courses(const Chart& chart, Advisories& out) {
  for (const Course& course : dated_courses(chart)) check_course(chart, course, out);
}

void check_session_count(const Chart& chart, Advisories& out) {
  const Sessions sessions = earlier_sessions(chart);
  if (sessions.dated.empty()) return;
  check_stated_sessions(chart, sessions, out);
  check_yearly_sessions(chart, sessions, out);
}

void check_copies(const Case& patient, Advisories& out) {
  for (uint32_t i = 0; i < patient.documents.size(); ++i) {
    const CaseDocument& document = patient.documents[i];
    for (const Copy& copy : document.copies) {
      const CaseDocument& source = patient.documents[copy.document];
      const std::string lines = std::to_string(line_in_file(document, copy.span.begin)) + " to " + std::to_string(line_in_file(document, copy.span.end - 1));
      out.push_back({AdvisoryKind::copied_forward,
                     "Lines " + lines + " stand word for word in the document of " + to_string(source.date) + " already; what they say counts once, as of that date.",
                     {first_of(patient, i, copy.span), first_of(patient, copy.document, copy.source)}});
    }
  }
}

}  // namespace chartgap
