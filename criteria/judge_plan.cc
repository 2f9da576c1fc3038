// The tests on the plan: guidance of the injection, what was discussed, the treatments around it, and how an earlier injection did.
#include <algorithm>
#include <array>
#include <optional>

#include "criteria/finding.h"
#include "criteria/injections.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

bool is_asserted(const Item& item) { return item.is(Assertion::present); }
bool is_planned(const Item& item) { return item.is(Assertion::hypothetical); }

bool is_for_region(const Chart& chart, const Item& item) { return chart.area(item) != Area::elsewhere; }

bool names(const Test& test, std::string_view list, Guidance guidance) { return guidance != Guidance::none && test.lists_word(list, to_string(guidance)); }

// The document that decides on guidance is the newest that says anything of it: a plan after an injection done.
void keep_newest(const Chart& chart, Items& items, const Items& against) {
  std::erase_if(items,
                [&](const Item& item) { return std::any_of(against.begin(), against.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, 0); }); });
}

bool is_plan_section(SectionKind kind) { return kind == SectionKind::plan || kind == SectionKind::assessment_plan || kind == SectionKind::followup; }

struct Paraphrase {
  std::string_view element;
  std::string_view statement;
};
constexpr std::array<Paraphrase, 3> kDiscussed = {{{"risks", "discussed_risks"}, {"benefits", "discussed_benefits"}, {"alternatives", "discussed_alternatives"}}};

// "They will go over the risks with her": left to another, and neither done nor refused.
bool is_left_to_another(const Chart& chart, const Item& item) {
  return chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::statement && fact.code == "discussion_left"; });
}

// "Took her through the risks and what we would hope to gain": the word "risks" makes what follows hypothetical, but not that it was told.
Items explained_beside(const Chart& chart, std::string_view statement) {
  return chart.select(FactType::statement, [&](const Item& item) {
    return item.fact->code == statement && is_planned(item) &&
           chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::counseling && fact.assertion == Assertion::present; });
  });
}

Items discussed(const Chart& chart, const Paraphrase& part) {
  Items out = chart.select(FactType::counseling, [&](const Item& item) { return is_asserted(item) && item.fact->code == part.element; });
  append(out, chart.asserted(part.statement));
  append(out, explained_beside(chart, part.statement));
  std::erase_if(out, [&](const Item& item) { return is_left_to_another(chart, item); });
  return out;
}

// "Offered to go over the risks; he waved it off": the word "risks" makes what follows hypothetical, but not the refusal.
Items waved_off(const Chart& chart) {
  return chart.select(FactType::statement, [&](const Item& item) {
    return item.fact->code == "discussion_declined" && is_planned(item) && chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::counseling; });
  });
}

Items refused(const Chart& chart) {
  Items out = chart.asserted("discussion_declined");
  append(out, waved_off(chart));
  append(out, chart.asserted("not_discussed"));
  const Items absent = chart.select(FactType::counseling, [](const Item& item) { return item.is(Assertion::absent) && item.fact->code != "consent"; });
  append(out, absent);
  std::erase_if(out, [&](const Item& item) { return item.fact->code == "not_discussed" && is_left_to_another(chart, item); });
  return out;
}

bool goes_on(const Chart& chart, const Item& item, std::string_view words) {
  const auto says = [&](std::string_view code) { return code == words || code == "rehab_ongoing"; };
  return chart.sentence_has(item, [&](const Fact& fact) { return fact.type == FactType::statement && says(fact.code) && fact.assertion != Assertion::absent; });
}

bool is_finished(const Chart& chart, const Item& item) {
  return chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::statement && fact.code == "care_finished"; });
}

// "Alternatives including therapy and surgery were discussed": offered in place of the injection, not to go with it.
bool is_offered_instead(const Chart& chart, const Item& item) {
  return chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::counseling && fact.code == "alternatives" && fact.assertion == Assertion::present; });
}

// "PT was ordered but she never went"
bool did_not_start(const Chart& chart, const Item& item) {
  return chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::statement && fact.code == "care_not_started"; });
}

// A treatment that goes on or is planned: by its section, by the words around it, or because it is an order.
bool is_current_care(const Chart& chart, const Item& item, std::string_view words, double days) {
  if (chart.is_old(item.document, days) || chart.area(item) == Area::elsewhere) return false;
  const DocumentKind kind = chart.document(item).kind;
  if (kind == DocumentKind::imaging_report || kind == DocumentKind::procedure_note || kind == DocumentKind::er_note) return false;
  if (is_finished(chart, item)) return false;
  if (is_planned(item)) return !did_not_start(chart, item) && !is_offered_instead(chart, item);
  if (!is_asserted(item) || item.attributes().outcome == Outcome::not_tolerated) return false;
  return is_plan_section(item.fact->section) || goes_on(chart, item, words);
}

bool is_on_list(const Chart& chart, const Item& item, double days) {
  return is_asserted(item) && item.fact->section == SectionKind::medications && !chart.is_old(item.document, days) && item.attributes().outcome != Outcome::not_tolerated;
}

// "The core exercises for the back", "her back stretches": care whose own words name the other part of the spine, and not this one.
bool is_for_other_part(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 20;
  const std::string_view own = chart.words().spine_words.front();
  const std::string_view other = words_of(chart.region() == Region::neck ? Region::low_back : Region::neck).spine_words.front();
  const std::string_view behind = chart.text(item, {item.fact->span.end, std::min(item.fact->span.end + kReach, item.fact->sentence.end)});
  const bool named = is_preceded_by(chart, item, other, static_cast<uint32_t>(other.size()) + 1) || (has_word(behind, "for") && has_word(behind, other));
  return named && !is_preceded_by(chart, item, own, kReach) && !has_word(behind, own);
}

Items planned_care(const Chart& chart, const Test& test, std::string_view list, std::string_view words, double days) {
  const std::vector<std::string>& codes = test.list(list);
  return chart.select(FactType::therapy,
                      [&](const Item& item) { return has_name(codes, item.fact->code) && is_current_care(chart, item, words, days) && !is_for_other_part(chart, item); });
}

// "Pt declines PT": the patient's own no, not care that was never had.
bool is_declined(const Chart& chart, const Item& item) {
  constexpr std::array<std::string_view, 7> kWords = {"declin", "refus", "not want", "not wish", "not interested", "doesn't want", "unwilling"};
  return item.is(Assertion::absent) && is_for_region(chart, item) &&
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(chart.sentence(item), word); });
}

// Care only ordered or advised in the history does not go with the injection where the same or a newer document says that it is declined.
void drop_declined(const Chart& chart, Items& items) {
  const Items declined = chart.select(FactType::therapy, [&](const Item& item) { return is_declined(chart, item); });
  std::erase_if(items, [&](const Item& item) {
    return item.fact->type == FactType::therapy && is_planned(item) && !is_plan_section(item.fact->section) &&
           std::any_of(declined.begin(), declined.end(),
                       [&](const Item& other) { return other.fact->code == item.fact->code && !chart.is_older(other.document, item.document, 0); });
  });
}

Items current_statements(const Chart& chart, std::string_view code, double days) {
  Items out = chart.asserted(code);
  std::erase_if(out, [&](const Item& item) { return chart.is_old(item.document, days); });
  return out;
}

// One report of how an earlier injection of the region did. Unknown numbers are negative.
struct Response {
  double percent = -1;
  int64_t days = -1;
  bool failed = false;
  Item item;
};

// The number that stands right before "% better" or "percent relief".
std::optional<double> percent_before(std::string_view text, uint32_t at) {
  uint32_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '%')) --end;
  uint32_t begin = end;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  if (begin == end || end - begin > 3) return std::nullopt;
  double value = 0;
  for (uint32_t i = begin; i < end; ++i) value = value * 10 + (text[i] - '0');
  if (value > 100) return std::nullopt;
  return value;
}

struct Share {
  std::string_view word;
  double percent;
};

// "Halved his pain", "took away three quarters", "pain free".
double percent_in_words(std::string_view words) {
  constexpr std::array<Share, 9> kShares = {
      {{"half", 50}, {"halv", 50}, {"two thirds", 66}, {"three quarters", 75}, {"three fourths", 75}, {"four fifths", 80}, {"pain", 100}, {"complete", 100}, {"total", 100}}};
  const auto share = std::find_if(kShares.begin(), kShares.end(), [&](const Share& each) { return has_word(words, each.word); });
  if (share == kShares.end() || (share->word == "pain" && !has_word(words, "free"))) return -1;
  return share->percent;
}

// "Less than 50 %", "<50%": that many were not reached.
bool is_upper_bound(std::string_view sentence, double percent) {
  constexpr std::array<std::string_view, 5> kBelow = {"less than", "under", "below", "not even", "fewer than"};
  constexpr size_t kReach = 14;
  const std::string number = std::to_string(static_cast<int>(percent));
  for (size_t at = sentence.find(number); at != std::string_view::npos; at = sentence.find(number, at + 1)) {
    const std::string_view behind = sentence.substr(at + number.size());
    if (!behind.starts_with("%") && !behind.starts_with(" %") && !behind.starts_with(" percent")) continue;
    const size_t begin = at > kReach ? at - kReach : 0;
    const std::string_view before = sentence.substr(begin, at - begin);
    const bool sign = before.find_last_not_of(' ') != std::string_view::npos && before[before.find_last_not_of(' ')] == '<';
    return sign || std::any_of(kBelow.begin(), kBelow.end(), [&](std::string_view word) { return has_word(before, word); });
  }
  return false;
}

double stated_percent(const Chart& chart, const Item& item) {
  if (item.attributes().relief_percent != kNoNumber) return static_cast<double>(item.attributes().relief_percent);
  if (item.fact->type != FactType::statement) return -1;
  if (const std::optional<double> percent = percent_before(chart.document(item).document.text().bytes(), item.fact->span.begin)) return *percent;
  return percent_in_words(chart.text(item, item.fact->span));
}

double percent_of(const Chart& chart, const Item& item) {
  const double percent = stated_percent(chart, item);
  return percent > 0 && is_upper_bound(chart.sentence(item), percent) ? percent - 1 : percent;
}

int64_t days_or_hours(const Duration& duration) { return duration.min_days != kNoBound ? duration.min_days : (duration.empty() ? -1 : duration.max_days); }

// The length of the effect: bound to the item, or the only length in its sentence.
int64_t days_of_effect(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (!attributes.relief_duration.empty()) return days_or_hours(attributes.relief_duration);
  if (item.fact->type != FactType::statement) return -1;
  if (!attributes.duration.empty()) return days_or_hours(attributes.duration);
  const Document& document = chart.document(item).document;
  int64_t days = -1;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    const Span span = document.span_of(quantity.tokens);
    const bool measures =
        quantity.kind == QuantityKind::duration && quantity.role != DurationRole::age && quantity.role != DurationRole::repeat && quantity.role != DurationRole::ago;
    if (measures && item.fact->sentence.contains(span) && span.begin >= item.fact->span.begin) days = std::max(days, days_or_hours(quantity.duration));
  }
  return days;
}

// Words of the first hours: the local anesthetic's effect, not the steroid's.
bool is_same_day(const Chart& chart, const Item& item) {
  const std::string_view sentence = chart.sentence(item);
  const uint32_t at = item.fact->span.end - item.fact->sentence.begin;
  const std::string_view after = sentence.substr(std::min<size_t>(at, sentence.size())).substr(0, 60);
  constexpr std::array<std::string_view, 9> kWords = {"evening", "same day", "that day", "that night", "on discharge", "in recovery", "local still", "minutes", "hours"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(after, word); });
}

// Another treatment named in the sentence, and no epidural of the policy's region: the relief is that one's.
bool is_of_other_treatment(const Chart& chart, const Item& relief) {
  bool other = false;
  bool epidural = false;
  chart.sentence_has(relief, [&](const Fact& fact) {
    if (fact.type != FactType::therapy && fact.type != FactType::procedure) return false;
    const bool here = fact.code == "epidural_injection" && chart.area_of(fact.attributes) != Area::elsewhere;
    epidural |= here;
    other |= !here;
    return false;
  });
  return other && !epidural;
}

// "Since the shot he is 75 % better", where no epidural is named: the one that a procedure note of an earlier day records.
bool is_of_recorded(const Chart& chart, const Item& relief, const Items& epidurals) {
  constexpr uint32_t kReach = 300;
  constexpr std::array<std::string_view, 5> kNames = {"shot", "injection", "injected", "needle", "epidural"};
  if (chart.area(relief) == Area::elsewhere) return false;
  const bool recorded = std::any_of(epidurals.begin(), epidurals.end(),
                                    [&](const Item& item) { return item.fact->type == FactType::procedure && chart.is_older(item.document, relief.document, 0); });
  const bool told = recorded && std::none_of(epidurals.begin(), epidurals.end(), [&](const Item& item) { return item.document == relief.document; });
  if (!told) return false;
  const uint32_t begin = relief.fact->span.begin;
  const std::string_view before = chart.text(relief, {begin > kReach ? begin - kReach : 0, relief.fact->sentence.end});
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return has_word(before, name); });
}

// The nearest injection before the words must be the epidural: its sentence, or one at most this far above.
bool follows_epidural(const Chart& chart, const Item& relief, const Items& epidurals) {
  constexpr uint32_t kReach = 500;
  if (is_of_recorded(chart, relief, epidurals)) return true;
  return std::any_of(epidurals.begin(), epidurals.end(), [&](const Item& item) {
    if (item.document != relief.document) return false;
    if (same_sentence(item, relief)) return true;
    return item.fact->span.end <= relief.fact->span.begin && relief.fact->span.begin - item.fact->span.end <= kReach;
  });
}

// "Prior CESI: 75% x 4 months": the one percent and the one length behind the name.
Response bare_response(const Chart& chart, const Item& item) {
  Response out{-1, -1, false, item};
  int percents = 0;
  int lengths = 0;
  for (const Quantity& quantity : chart.quantities(item.document)) {
    const Span span = chart.document(item).document.span_of(quantity.tokens);
    if (!item.fact->sentence.contains(span) || span.begin < item.fact->span.end) continue;
    const bool measures = quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length && quantity.date.empty();
    if (quantity.kind == QuantityKind::percent) out.percent = quantity.value;
    if (measures) out.days = days_or_hours(quantity.duration);
    percents += quantity.kind == QuantityKind::percent;
    lengths += measures;
  }
  return percents == 1 && lengths == 1 ? out : Response{-1, -1, false, item};
}

// "Lasted: 3 months" in a field or sentence of its own, where nothing else gives a length.
void append_lengths(const Chart& chart, const Items& epidurals, std::vector<Response>& to) {
  if (std::any_of(to.begin(), to.end(), [](const Response& each) { return each.days >= 0; })) return;
  for (const Item& item : chart.asserted("relief_length")) {
    if (chart.area(item) == Area::elsewhere || is_of_other_treatment(chart, item) || !follows_epidural(chart, item, epidurals)) continue;
    const int64_t days = days_of_effect(chart, item);
    if (days >= 0 && !is_same_day(chart, item)) to.push_back({-1, days, false, item});
  }
}

bool says_something(const Response& response) { return response.percent >= 0 || response.days >= 0 || response.failed; }

// What is said of an earlier epidural where it is named.
void append_told(const Chart& chart, const Items& epidurals, std::vector<Response>& to) {
  for (const Item& item : epidurals) {
    if (item.fact->type != FactType::therapy && chart.document(item).kind == DocumentKind::procedure_note) continue;
    Response response{percent_of(chart, item), days_of_effect(chart, item), item.attributes().outcome == Outcome::failed, item};
    if (!says_something(response)) response = bare_response(chart, item);
    if (says_something(response)) to.push_back(response);
  }
}

// "70 % better for three months", behind the words on the epidural.
void append_relief(const Chart& chart, const Items& epidurals, std::vector<Response>& to) {
  for (const Item& item : chart.stated("relief")) {
    if (is_of_other_treatment(chart, item) || !follows_epidural(chart, item, epidurals)) continue;
    const Response response{percent_of(chart, item), days_of_effect(chart, item), false, item};
    if (response.percent >= 0 && !is_same_day(chart, item)) to.push_back(response);
  }
}

std::vector<Response> responses(const Chart& chart, const Items& epidurals) {
  std::vector<Response> out;
  append_told(chart, epidurals, out);
  append_relief(chart, epidurals, out);
  for (const Item& item : chart.asserted("injection_failed")) {
    if (is_in_sentence_of_any(item, epidurals)) out.push_back({-1, -1, true, item});
  }
  append_lengths(chart, epidurals, out);
  return out;
}

struct Judged {
  Items enough;
  Items less;
  Items percent;
  Items duration;
};

Judged weigh_responses(const Test& test, const std::vector<Response>& all) {
  Judged out;
  for (const Response& response : all) {
    const bool strong = response.percent >= test.number("min_percent");
    const bool lasting = static_cast<double>(response.days) >= test.number("min_days");
    if (response.percent >= 0) out.percent.push_back(response.item);
    if (response.days >= 0) out.duration.push_back(response.item);
    if (strong && lasting) out.enough.push_back(response.item);
    const bool weak = response.failed || (response.percent >= 0 && !strong);
    const bool brief = response.days >= 0 && !lasting;
    if (weak || brief) out.less.push_back(response.item);
  }
  return out;
}

// Percent and length told in two sentences about the same injection.
void combine(const Test& test, const std::vector<Response>& all, Judged& judged) {
  if (!judged.enough.empty() || !judged.less.empty() || judged.percent.empty() || judged.duration.empty()) return;
  const bool strong = std::all_of(all.begin(), all.end(), [&](const Response& each) { return each.percent < 0 || each.percent >= test.number("min_percent"); });
  if (!strong) return;
  append(judged.enough, judged.percent);
  append(judged.enough, judged.duration);
}

// The best relief and the longest, held against the policy's.
Finding measured(Finding finding, const Test& test, const std::vector<Response>& all) {
  Measure percent{"relief", "percent", -1, test.number("min_percent"), false};
  Measure length{"relief", "days", -1, test.number("min_days"), false};
  for (const Response& each : all) {
    percent.found = std::max(percent.found, each.percent);
    length.found = std::max(length.found, static_cast<double>(each.days));
  }
  for (const Measure& measure : {percent, length}) {
    if (measure.found >= 0) finding.measures.push_back(measure);
  }
  return finding;
}

// "Ruled out by ultrasound": without an injection in the sentence only words that name guidance speak of it.
bool speaks_of_injection(const Chart& chart, const Item& item) {
  constexpr std::array<std::string_view, 7> kGuidance = {"guid", "blind", "unguided", "nonguided", "landmark", "fluoro", "c-arm"};
  const std::string_view words = chart.text(item, item.fact->span);
  if (std::any_of(kGuidance.begin(), kGuidance.end(), [&](std::string_view word) { return has_word(words, word); })) return true;
  return chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::procedure || fact.code.ends_with("_injection"); });
}

}  // namespace

Finding weigh_image_guidance(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  Items without = chart.asserted("no_guidance");
  std::erase_if(without, [&](const Item& item) { return !speaks_of_injection(chart, item); });
  const auto guided = [&](std::string_view list) {
    return chart.select(FactType::procedure, [&](const Item& item) {
      return (is_asserted(item) || is_planned(item)) && names(test, list, item.attributes().guidance) && is_for_region(chart, item) && !is_in_sentence_of_any(item, without);
    });
  };
  Items with = guided("accepted");
  append(without, guided("refused"));
  Items worded = chart.stated("image_guided");
  append(worded, chart.select(FactType::statement, [](const Item& item) { return item.fact->code == "image_guided" && is_planned(item); }));
  std::erase_if(worded, [&](const Item& item) { return is_in_sentence_of_any(item, without) || chart.area(item) == Area::elsewhere; });
  const bool planned = !chart.select(FactType::procedure, [&](const Item& item) { return is_for_region(chart, item) && !item.is(Assertion::absent); }).empty();
  if (!planned)
    std::erase_if(worded, [&](const Item& item) {
      return !chart.sentence_has(item, [](const Fact& fact) { return fact.code == "epidural_injection" && fact.assertion != Assertion::absent; });
    });
  append(with, worded);
  const Items all_with = with;
  keep_newest(chart, with, without);
  keep_newest(chart, without, all_with);
  return settle(with, without,
                {"the injection is guided by fluoroscopy or CT", "the injection is said to be done without fluoroscopy or CT",
                 "the injection is said to be done with and without fluoroscopy or CT", "no guidance is named"});
}

Finding weigh_discussion(const Chart& chart, const Criterion&) {
  Items no = refused(chart);
  std::vector<Part> parts;
  Items yes;
  for (const Paraphrase& part : kDiscussed) {
    Items said = discussed(chart, part);
    std::erase_if(said, [&](const Item& item) { return is_in_sentence_of_any(item, no); });
    append(yes, said);
    parts.push_back({part.element, quotes(said, EvidenceFor::met)});
  }
  const Items all_no = no;
  keep_newest(chart, no, yes);
  if (!no.empty()) return not_met(no, "the discussion was declined or did not take place");
  return all_said(parts, "risks, benefits and alternatives were discussed", "not all of risks, benefits and alternatives are said to have been discussed");
}

Finding weigh_care_plan(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  const double days = test.number("current_days");
  const Items only = current_statements(chart, "only_treatment", days);
  if (!only.empty()) return not_met(only, "the injection is said to be the only treatment");
  Items rehabilitation = planned_care(chart, test, "rehabilitation", "rehab_ongoing", days);
  append(rehabilitation, current_statements(chart, "rehab_ongoing", days));
  drop_declined(chart, rehabilitation);
  Items second = planned_care(chart, test, "medication", "care_continues", days);
  append(second, chart.select(FactType::therapy, [&](const Item& item) { return test.lists_word("medication", item.fact->code) && is_on_list(chart, item, days); }));
  append(second, planned_care(chart, test, "psychosocial", "care_continues", days));
  append(second, current_statements(chart, "education", days));
  append(second, current_statements(chart, "psychosocial", days));
  if (!current_statements(chart, "no_medication_now", days).empty())
    std::erase_if(second, [](const Item& item) { return item.fact->type == FactType::therapy && is_asserted(item); });
  std::vector<Part> parts{{"rehabilitation", quotes(rehabilitation, EvidenceFor::met)}};
  if (!test.has("medication")) return all_said(parts, "rehabilitation goes on with the injection", "no rehabilitation is named that goes with the injection");
  parts.push_back({"second_component", quotes(second, EvidenceFor::met)});
  return all_said(parts, "rehabilitation and a further treatment go on with the injection", "the treatments that go with the injection are not all named");
}

Finding weigh_injection_response(const Chart& chart, const Criterion& criterion) {
  const Items epidurals = earlier_epidurals(chart);
  if (epidurals.empty()) {
    Finding finding{Status::not_applicable, {}, {}, "no earlier epidural injection of the " + std::string(chart.words().spine) + " is documented"};
    finding.evidence = quotes(chart.asserted("never_injection"), EvidenceFor::met);
    return finding;
  }
  const std::vector<Response> all = responses(chart, epidurals);
  Judged judged = weigh_responses(criterion.test, all);
  combine(criterion.test, all, judged);
  const Finding finding = settle(judged.enough, judged.less,
                                 {"the earlier injection gave enough relief for long enough", "the earlier injection gave less relief, or for a shorter time",
                                  "one place tells of enough relief from the earlier injection, another of less", ""});
  if (finding.status != Status::not_documented) return measured(finding, criterion.test, all);
  return all_said({{"relief_percent", quotes(judged.percent, EvidenceFor::met)}, {"relief_duration", quotes(judged.duration, EvidenceFor::met)}}, "",
                  "the effect of the earlier injection is not fully described");
}

}  // namespace chartgap
