// The tests on the session itself: contrast, levels, how many there were and how long ago, other injections, sedation.
#include <algorithm>
#include <array>
#include <string>

#include "criteria/finding.h"
#include "criteria/injections.h"

namespace chartgap {
namespace {

bool is_injection(const Fact& fact) { return fact.type == FactType::procedure || fact.code.ends_with("_injection"); }

// Words on the injection: in its sentence, or in the note that records it. "MRI without contrast" is none.
Items said_of_injection(const Chart& chart, std::string_view code) {
  Items out = chart.asserted(code);
  std::erase_if(out, [&](const Item& item) {
    const DocumentKind kind = chart.document(item).kind;
    return kind == DocumentKind::imaging_report || (kind != DocumentKind::procedure_note && !chart.sentence_has(item, is_injection));
  });
  return out;
}

// A reason not to use contrast. The fact model does not say what an allergy is to, its sentence does.
Items contrast_reasons(const Chart& chart) {
  constexpr std::array<std::string_view, 4> kAgents = {"contrast", "iodi", "dye", "gadolin"};
  return chart.select(FactType::red_flag, [&](const Item& item) {
    if (!item.is(Assertion::present)) return false;
    const auto is_named = [&](std::string_view agent) { return has_word(chart.sentence(item), agent); };
    return item.fact->code == "pregnancy" || (item.fact->code == "allergy" && std::any_of(kAgents.begin(), kAgents.end(), is_named));
  });
}

// A fact may name discs, vertebrae or roots; they are never added up, and neither are two facts: a note that names the painful level and the level of entry plans one injection.
size_t levels_of(const Item& item) {
  const Attributes& attributes = item.attributes();
  const size_t discs = attributes.levels.discs.names().size();
  const size_t vertebrae = attributes.levels.vertebrae.names().size();
  return std::max({discs, vertebrae, attributes.roots.names().size()});
}

struct Limits {
  size_t interlaminar = 0;
  size_t transforaminal = 0;
};

bool is_beyond(const Item& item, const Limits& limits) {
  const Attributes& attributes = item.attributes();
  if (attributes.approach == Approach::transforaminal) return levels_of(item) > limits.transforaminal;
  return attributes.approach != Approach::none && (levels_of(item) > limits.interlaminar || attributes.side == Side::bilateral);
}

bool names_approach(const Item& item) { return item.attributes().approach != Approach::none; }
// A caudal injection has one place only.
bool names_level(const Item& item) { return levels_of(item) > 0 || item.attributes().approach == Approach::caudal; }

template <class Wanted>
Quotes quotes_where(const Items& items, Wanted wanted) {
  Quotes out;
  for (const Item& item : items) {
    if (wanted(item)) out.push_back({item.document, item.fact->span, EvidenceFor::met});
  }
  return out;
}

Items items_of(const std::vector<Session>& sessions) {
  Items out;
  for (const Session& session : sessions) out.push_back(session.item);
  return out;
}

Finding no_earlier(const Chart& chart) { return {Status::not_applicable, {}, {}, "no earlier epidural injection of the " + std::string(chart.words().spine) + " is documented"}; }

int64_t days_before(const Date& date, const Date& later) { return day_number(later) - day_number(date); }

}  // namespace

Finding weigh_contrast(const Chart& chart, const Criterion&) {
  const Items injections = current_epidurals(chart);
  Items yes;
  std::copy_if(injections.begin(), injections.end(), std::back_inserter(yes), [](const Item& item) { return item.attributes().contrast; });
  Items no = said_of_injection(chart, "no_contrast");
  std::erase_if(yes, [&](const Item& item) { return is_in_sentence_of_any(item, no); });
  if (!no.empty() && yes.empty()) {
    const Items reasons = contrast_reasons(chart);
    if (!reasons.empty()) return met(reasons, "contrast is left out, and a reason is documented");
  }
  return settle(yes, no,
                {"the injection is checked with contrast", "the injection is said to be done without contrast, and no reason is documented",
                 "the injection is said to be done with and without contrast", "no word on contrast"});
}

Finding weigh_session_levels(const Chart& chart, const Criterion& criterion) {
  const Items injections = current_epidurals(chart);
  const Limits limits{static_cast<size_t>(criterion.test.number("interlaminar")), static_cast<size_t>(criterion.test.number("transforaminal"))};
  Items beyond;
  std::copy_if(injections.begin(), injections.end(), std::back_inserter(beyond), [&](const Item& item) { return is_beyond(item, limits); });
  if (!beyond.empty()) return not_met(beyond, "more levels or sides in one session than the policy allows for this approach");
  return all_said({{"approach", quotes_where(injections, names_approach)}, {"levels", quotes_where(injections, names_level)}},
                  "approach and levels stay within the limits of one session", "approach or level of the injection is not named");
}

Finding weigh_session_count(const Chart& chart, const Criterion& criterion) {
  const Sessions sessions = earlier_sessions(chart);
  if (sessions.empty()) return no_earlier(chart);
  const double most = criterion.test.number("max_sessions");
  const bool dated = !sessions.dated.empty() && chart.newest().year != 0;
  if (!dated) return lacking({"dates"}, sessions.undated, "the earlier injections are not dated");
  Items recent;
  for (const Session& session : sessions.dated) {
    if (static_cast<double>(days_before(session.date, chart.newest())) <= criterion.test.number("window_days")) recent.push_back(session.item);
  }
  const auto counted = static_cast<double>(recent.size() + 1);
  const Measure measure{"sessions", "sessions", counted, most, true};
  if (counted > most) return with(not_met(recent, std::to_string(recent.size()) + " earlier sessions in the period, and this one"), measure);
  if (sessions.stated > static_cast<double>(sessions.dated.size()) && sessions.stated >= most)
    return lacking({"dates"}, items_of(sessions.dated), "more earlier injections are told of than are dated");
  return with(met(items_of(sessions.dated), std::to_string(recent.size()) + " earlier sessions in the period"), measure);
}

Finding weigh_session_interval(const Chart& chart, const Criterion& criterion) {
  const Sessions sessions = earlier_sessions(chart);
  if (sessions.empty()) return no_earlier(chart);
  const Session* const last = sessions.last();
  if (last == nullptr || chart.newest().year == 0) return lacking({"dates"}, sessions.undated, "the last injection is not dated");
  const auto days = static_cast<double>(days_before(last->date, chart.newest()));
  const Measure measure{"interval", "days", days, criterion.test.number("min_days"), false};
  if (days < measure.needed) return with(not_met({last->item}, "the last injection was " + std::to_string(static_cast<int>(days)) + " days before the newest document"), measure);
  return with(met({last->item}, "the last injection was long enough ago"), measure);
}

Finding weigh_single_procedure(const Chart& chart, const Criterion& criterion) {
  const Items injections = current_epidurals(chart);
  if (injections.empty()) return silent("no injection is named");
  const Items others = chart.select(FactType::procedure, [&](const Item& item) {
    if (!criterion.test.lists_word("other", item.fact->code) || item.is(Assertion::absent)) return false;
    return std::any_of(injections.begin(), injections.end(), [&](const Item& epidural) {
      return same_sentence(item, epidural) || (item.document == epidural.document && chart.document(item).kind == DocumentKind::procedure_note);
    });
  });
  if (!others.empty()) return not_met(others, "another injection is named for the same session");
  return met(injections, "no other injection is named for the session");
}

Finding weigh_sedation(const Chart& chart, const Criterion&) {
  const Items without = chart.asserted("no_sedation");
  Items planned = chart.asserted("sedation");
  std::erase_if(planned, [&](const Item& item) { return is_in_sentence_of_any(item, without); });
  if (!planned.empty() && !without.empty()) return conflicting(without, planned, "the injection is said to be done with and without sedation");
  if (planned.empty()) return settle(without, {}, {"no sedation is used", "", "", "no word on sedation"});
  const Items reasons = chart.asserted("sedation_reason");
  if (reasons.empty()) return lacking({"reason"}, planned, "sedation is named without a reason");
  return met(reasons, "sedation is named with a reason");
}

}  // namespace chartgap
