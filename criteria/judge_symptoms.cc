// The tests on what the patient has: diagnosis, symptoms of the limb, their history, and whether limb or spine is worse.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <iterator>
#include <string>

#include "criteria/finding.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

bool is_report(const Chart& chart, const Item& item) { return chart.document(item).kind == DocumentKind::imaging_report; }

// "M50.122" as printed, with or without its dot, begins with one of the policy's codes.
bool begins_with_code(std::string_view printed, std::string_view code) {
  size_t at = 0;
  for (const char wanted : code) {
    if (wanted == '.') continue;
    while (at < printed.size() && (printed[at] == '.' || printed[at] == ' ')) ++at;
    if (at == printed.size() || (printed[at] | 0x20) != (wanted | 0x20)) return false;
    ++at;
  }
  return true;
}

bool has_accepted_icd(const Chart& chart, const Item& item, const Test& test) {
  const std::string_view printed = chart.text(item, item.attributes().icd);
  if (printed.empty()) return false;
  const std::vector<std::string>& codes = test.list("accepted_icd");
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) { return begins_with_code(printed, code); });
}

bool is_accepted(const Chart& chart, const Item& item, const Test& test) { return test.lists_word("accepted", item.fact->code) || has_accepted_icd(chart, item, test); }

// A nerve test without a finding is no word against the diagnosis, and "spondylosis without radiculopathy" names another one.
bool denies_diagnosis(const Chart& chart, const Item& item) {
  return item.is(Assertion::absent) && item.attributes().modality != Modality::emg && chart.document(item).kind != DocumentKind::imaging_report &&
         !has_word(chart.sentence(item), "emg");
}

// Both sides of one thing said, as far as they speak of the same time: a statement long before one that says the contrary is outdated.
struct Sides {
  Items yes;
  Items no;
};

Items not_outdated(const Chart& chart, const Items& items, const Items& against, double days) {
  Items out;
  for (const Item& item : items) {
    const bool outdated = std::any_of(against.begin(), against.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, days); });
    if (!outdated) out.push_back(item);
  }
  return out;
}

Sides current(const Chart& chart, const Sides& sides, double days) { return {not_outdated(chart, sides.yes, sides.no, days), not_outdated(chart, sides.no, sides.yes, days)}; }

// A denial for one side says nothing of the other.
bool side_of_denial_matters(const Item& denial, const Items& yes) {
  const Side side = denial.attributes().side;
  if (side != Side::left && side != Side::right) return true;
  return yes.empty() || std::any_of(yes.begin(), yes.end(), [&](const Item& item) { return item.attributes().side == side; });
}

bool is_in_limb(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if ((attributes.regions & chart.words().limb_region) != 0) return true;
  if (attributes.regions != 0) return false;
  if (!attributes.roots.empty()) return chart.area_of(attributes) == Area::here;
  const Area area = chart.area(item);
  return item.fact->code == "radicular_pain" ? area != Area::elsewhere : area == Area::here;
}

bool is_joint_only(const Chart& chart, const Item& item) { return item.fact->code == "limb_pain" && has_word(chart.text(item, item.fact->span), chart.words().nearby_joint); }

// "No new weakness" and "no further numbness" deny a change, not the symptom.
bool denies_change_only(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 28;
  constexpr std::array<std::string_view, 7> kWords = {"new", "further", "worsening", "progressive", "increased", "other", "additional"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return is_preceded_by(chart, item, word, kReach); });
}

// Words on one symptom of a limb; a group of codes that name the same complaint is one symptom.
Sides limb_words(const Chart& chart, const std::vector<std::string_view>& codes, bool reports) {
  Sides sides;
  for (const Item& item : chart.facts(FactType::symptom)) {
    if (std::find(codes.begin(), codes.end(), item.fact->code) == codes.end() || is_report(chart, item) != reports) continue;
    if (item.is(Assertion::present) && is_in_limb(chart, item) && !is_joint_only(chart, item)) sides.yes.push_back(item);
    if (item.is(Assertion::absent) && chart.area(item) != Area::elsewhere && !is_joint_only(chart, item) && !denies_change_only(chart, item)) sides.no.push_back(item);
  }
  std::erase_if(sides.no, [&](const Item& denial) { return !side_of_denial_matters(denial, sides.yes); });
  return sides;
}

struct LimbSymptoms {
  std::vector<Sides> symptoms;
  Items axial;
};

LimbSymptoms limb_symptoms(const Chart& chart, const Test& test, bool reports) {
  const double days = test.number("current_days");
  LimbSymptoms out;
  const std::vector<std::string>& pain = test.list("pain");
  Sides limb_pain = limb_words(chart, std::vector<std::string_view>(pain.begin(), pain.end()), reports);
  if (!reports) {
    append(limb_pain.no, chart.asserted("no_radiation"));
  }
  out.symptoms.push_back(current(chart, limb_pain, days));
  for (const std::string& code : test.list("other")) out.symptoms.push_back(current(chart, limb_words(chart, {code}, reports), days));
  out.axial = chart.select(FactType::symptom, [&](const Item& item) { return test.lists_word("axial", item.fact->code) && item.is(Assertion::present); });
  append(out.axial, chart.select(FactType::diagnosis, [&](const Item& item) { return item.fact->code == chart.words().axial_diagnosis && item.is(Assertion::present); }));
  return out;
}

Status status_of(const Sides& sides) {
  if (!sides.yes.empty()) return sides.no.empty() ? Status::met : Status::conflicting;
  return sides.no.empty() ? Status::not_documented : Status::not_met;
}

Finding weigh_limb(const LimbSymptoms& limb, const RegionWords& words) {
  const std::string spine(words.spine);
  const std::string name(words.limb);
  Status status = Status::not_applicable;
  for (const Sides& sides : limb.symptoms) {
    const Status one = status_of(sides);
    if (one != Status::not_documented) status = any_of(status, one);
  }
  Sides deciding;
  for (const Sides& sides : limb.symptoms) {
    if (status_of(sides) != status) continue;
    append(deciding.yes, sides.yes);
    append(deciding.no, sides.no);
  }
  if (status == Status::met) return met(deciding.yes, "the patient reports symptoms in " + std::string(words.a_limb));
  if (status == Status::conflicting) return conflicting(deciding.yes, deciding.no, "the same " + name + " symptom is reported and denied");
  if (status == Status::not_met && !limb.axial.empty()) return not_met(deciding.no, spine + " pain, and every " + name + " symptom that is spoken of is denied");
  return silent("no word on the " + name + " either way");
}

// In the study's own request only.
Finding weigh_limb_of_case(const Chart& chart, const Test& test) {
  Finding finding = weigh_limb(limb_symptoms(chart, test, false), chart.words());
  if (finding.status != Status::not_documented) return finding;
  Finding requested = weigh_limb(limb_symptoms(chart, test, true), chart.words());
  return requested.status == Status::met ? requested : finding;
}

bool is_dated(const Attributes& attributes) { return !attributes.duration.empty() || !attributes.date.empty(); }

// A date or a length of time in the statement's sentence.
bool has_time(const Chart& chart, const Item& item) {
  if (is_dated(item.attributes())) return true;
  const Document& document = chart.document(item).document;
  const std::vector<Quantity>& quantities = chart.quantities(item.document);
  return std::any_of(quantities.begin(), quantities.end(), [&](const Quantity& quantity) {
    const bool dates = quantity.kind == QuantityKind::date;
    const bool measures =
        quantity.kind == QuantityKind::duration && (quantity.role == DurationRole::length || quantity.role == DurationRole::ago || quantity.role == DurationRole::since);
    return (dates || measures) && item.fact->sentence.contains(document.span_of(quantity.tokens));
  });
}

Quotes onsets(const Chart& chart) {
  Items dated = chart.stated("symptom_onset");
  std::erase_if(dated, [&](const Item& item) { return !has_time(chart, item); });
  return quotes(dated, EvidenceFor::met);
}

bool is_treatment(const Fact& fact) { return fact.type == FactType::therapy || fact.type == FactType::procedure || fact.type == FactType::imaging; }

// A length of time in the sentence of a symptom with nothing else in it that could have lasted: "Arm pain to the index finger, 6 mo, aching".
Quotes lengths_beside(const Chart& chart, Items symptoms) {
  std::erase_if(symptoms, [&](const Item& item) { return chart.sentence_has(item, is_treatment) || !has_time(chart, item); });
  return quotes(symptoms, EvidenceFor::met);
}

// The words between the start of the line and the token, without the marks after them.
std::string_view line_before(const Document& document, uint32_t token) {
  const std::vector<Token>& tokens = document.tokens();
  const auto next_line = std::ranges::partition_point(document.lines(), [&](const Line& line) { return line.tokens.begin <= token; });
  const uint32_t first = std::prev(next_line)->tokens.begin;
  uint32_t end = token;
  while (end > first && tokens[end - 1].kind == TokenKind::punctuation) --end;
  return first == end ? std::string_view() : document.folded({first, end});
}

// "Location: neck. Duration: 5 months. Quality: aching": beside such labels a duration is the complaint's.
bool is_of_complaint(const Document& document, std::string_view label, const Quantity& quantity) {
  constexpr size_t kReach = 160;
  if (!label.ends_with("duration")) return false;
  const std::string_view text = document.text().folded();
  const size_t at = document.tokens()[quantity.tokens.begin].begin;
  const size_t from = at > kReach ? at - kReach : 0;
  const std::string_view around = text.substr(from, at - from + kReach);
  constexpr std::array<std::string_view, 6> kLabels = {"quality:", "character:", "location:", "radiation:", "severity:", "aggravating"};
  return std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view word) { return has_word(around, word); });
}

// A form's row "Onset   4 months ago". Of a treatment's rows only the length of that treatment would be read, so only the labels of a complaint count.
Quotes labelled_lengths(const Chart& chart) {
  constexpr std::array<std::string_view, 10> kLabels = {"onset",         "date of onset",        "onset date",       "onset of symptoms", "onset of pain",
                                                        "symptom onset", "duration of symptoms", "symptom duration", "duration of pain",  "length of symptoms"};
  Quotes out;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    const Document& document = chart.documents()[i].document;
    for (const Quantity& quantity : chart.quantities(i)) {
      const std::string_view label = line_before(document, quantity.tokens.begin);
      if (quantity.kind != QuantityKind::date && quantity.kind != QuantityKind::duration) continue;
      if (std::find(kLabels.begin(), kLabels.end(), label) != kLabels.end() || is_of_complaint(document, label, quantity))
        out.push_back({i, document.span_of(quantity.tokens), EvidenceFor::met});
    }
  }
  return out;
}

// A checked box of a form whose label is a quality ("[x] burning").
Quotes checked_qualities(const Chart& chart) {
  Quotes out;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    const Document& document = chart.documents()[i].document;
    for (const FormField& box : document.fields()) {
      if (box.reply != Reply::yes || box.label.empty()) continue;
      const std::string_view label = document.folded(box.label);
      const bool quality = std::any_of(kQualityNames.begin(), kQualityNames.end(), [&](std::string_view name) { return label.starts_with(name); });
      if (quality) out.push_back({i, document.span_of({box.label.begin, box.label.begin + 1}), EvidenceFor::met});
    }
  }
  return out;
}

bool is_in_exam(const Item& item) { return item.fact->section == SectionKind::exam || item.fact->section == SectionKind::procedure_description; }

// "Quality: [ ] sharp": what the words reach is the label of an empty box.
bool is_of_empty_box(const Chart& chart, const Item& item) {
  const Document& document = chart.document(item).document;
  return std::any_of(document.fields().begin(), document.fields().end(),
                     [&](const FormField& box) { return box.reply != Reply::yes && !box.label.empty() && document.span_of(box.label).overlaps(item.fact->span); });
}

Items described(const Chart& chart) {
  Items out = chart.stated("pain_character");
  std::erase_if(out, [&](const Item& item) { return is_in_exam(item) || is_of_empty_box(chart, item); });
  return out;
}

Quotes characters(const Chart& chart) {
  Quotes out = quotes(described(chart), EvidenceFor::met);
  append(out, checked_qualities(chart));
  return out;
}

// One sentence compares once: of two readings the first stands.
void drop_second_readings(Items& limb, Items& spine) {
  const auto is_second = [](const Item& item, const Items& others) {
    return std::any_of(others.begin(), others.end(), [&](const Item& other) { return same_sentence(item, other) && other.fact->span.begin < item.fact->span.begin; });
  };
  const Items all_limb = limb;
  std::erase_if(limb, [&](const Item& item) { return is_second(item, spine); });
  std::erase_if(spine, [&](const Item& item) { return is_second(item, all_limb); });
}

// The figures of "arm 8/10, neck 3/10": each with the place that it is for. Out of order or of one place only they compare nothing.
struct Figures {
  int limb = -1;
  int spine = -1;
};

bool is_figure(std::string_view text, size_t begin, size_t end) {
  const std::string_view number = text.substr(begin, end - begin);
  const std::string_view before = text.substr(0, begin);
  const std::string_view gap = before.substr(before.find_last_not_of(' ') == std::string_view::npos ? 0 : before.find_last_not_of(' '));
  const bool is_scale = number == "10" && (gap.starts_with('/') || before.ends_with("of "));
  return !is_scale && number.size() <= 2;
}

Figures figures_in(std::string_view text, const RegionWords& words) {
  std::array<bool, 2> limb{};
  std::array<int, 2> value{-1, -1};
  size_t places = 0;
  size_t values = 0;
  const auto starts_with_any = [](std::string_view rest, const auto& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view word) { return has_word(rest.substr(0, word.size()), word); });
  };
  for (size_t at = 0; at < text.size(); ++at) {
    const bool starts = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    if (!starts) continue;
    const bool is_limb = starts_with_any(text.substr(at), words.limb_words);
    if (places < 2 && (is_limb || starts_with_any(text.substr(at), words.spine_words))) limb[places++] = is_limb;
    const size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end > at && values < 2 && is_figure(text, at, end)) value[values++] = std::atoi(std::string(text.substr(at, end - at)).c_str());
  }
  if (places != 2 || values != 2 || limb[0] == limb[1]) return {};
  return limb[0] ? Figures{value[0], value[1]} : Figures{value[1], value[0]};
}

// "Arm 8/10, neck 3/10" compares as well as words do.
void add_figures(const Chart& chart, Items& limb, Items& spine) {
  for (const Item& item : chart.facts(FactType::statement)) {
    if (item.fact->code != "pain_numbers" || chart.area(item) == Area::elsewhere) continue;
    const Figures figures = figures_in(chart.text(item, item.fact->span), chart.words());
    if (figures.limb >= 0) (figures.limb >= figures.spine ? limb : spine).push_back(item);
  }
}

// "Worst component: [ ] neck  [x] arm": the checked box of a line that compares.
Quotes compared_boxes(const Chart& chart, std::string_view place) {
  constexpr std::array<std::string_view, 8> kCompares = {"worst", "worse", "predominan", "dominant", "greater", "main", "primary", "which"};
  Quotes out;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    const Document& document = chart.documents()[i].document;
    for (const FormField& box : document.fields()) {
      if (box.reply != Reply::yes || box.label.empty() || !has_word(document.folded({box.label.begin, box.label.begin + 1}), place)) continue;
      const std::string_view line = line_before(document, box.label.begin);
      const bool compares = std::any_of(kCompares.begin(), kCompares.end(), [&](std::string_view word) { return has_word(line, word); });
      if (compares) out.push_back({i, document.span_of({box.label.begin, box.label.begin + 1}), EvidenceFor::met});
    }
  }
  return out;
}

// "Arm >> neck (8 vs 3)": the "vs" of the figures makes the words before it no guess.
Items dominant(const Chart& chart, std::string_view code) {
  Items out = chart.asserted(code);
  append(out, chart.select(FactType::statement, [&](const Item& item) {
    return item.fact->code == code && item.is(Assertion::possible) && chart.area(item) != Area::elsewhere && has_word(chart.sentence(item), "vs");
  }));
  return out;
}

// A form's answer, where no words compare.
Finding weigh_compared_boxes(const Chart& chart, Finding unsaid) {
  const auto checked = [&](const auto& words) {
    Quotes out;
    for (std::string_view word : words) {
      if (!word.empty()) append(out, compared_boxes(chart, word));
    }
    return out;
  };
  const RegionWords& words = chart.words();
  Quotes limb = checked(words.limb_words);
  append(limb, compared_boxes(chart, "equal"));
  Quotes spine = checked(words.spine_words);
  for (Evidence& each : spine) each.points_to = EvidenceFor::not_met;
  if (limb.empty() == spine.empty()) return unsaid;
  if (!limb.empty()) return {Status::met, {}, limb, "the " + std::string(words.limb) + " is checked as the worse place"};
  return {Status::not_met, {}, spine, "the " + std::string(words.spine) + " is checked as the worse place"};
}

}  // namespace

Finding weigh_diagnosis(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  const std::string subject = "radiculopathy or stenosis of the " + std::string(chart.words().spine);
  const auto accepted = [&](const Item& item) { return is_accepted(chart, item, test); };
  const Items yes = chart.select(FactType::diagnosis, [&](const Item& item) { return item.is(Assertion::present) && !is_report(chart, item) && accepted(item); });
  const Items no = chart.select(FactType::diagnosis, [&](const Item& item) { return accepted(item) && denies_diagnosis(chart, item); });
  const Items undisputed = [&] {
    Items out = yes;
    std::erase_if(out, [&](const Item& item) { return std::any_of(no.begin(), no.end(), [&](const Item& other) { return other.fact->code == item.fact->code; }); });
    return out;
  }();
  if (!undisputed.empty()) return met(undisputed, subject + " is asserted");
  if (!yes.empty()) return conflicting(yes, no, subject + " is both asserted and denied");
  const Items possible = chart.select(
      FactType::diagnosis, [&](const Item& item) { return (item.is(Assertion::possible) || item.is(Assertion::hypothetical)) && accepted(item) && !is_report(chart, item); });
  if (!possible.empty()) return lacking({}, possible, subject + " is only possible");
  Items other =
      chart.select(FactType::diagnosis, [&](const Item& item) { return item.is(Assertion::present) && test.lists_word("axial", item.fact->code) && !is_report(chart, item); });
  append(other, no);
  if (!other.empty()) return not_met(other, "the spine diagnoses are axial or of another region");
  return silent("no diagnosis for the " + std::string(chart.words().spine));
}

Finding weigh_limb_symptom(const Chart& chart, const Criterion& criterion) { return weigh_limb_of_case(chart, criterion.test); }

Finding weigh_symptom_history(const Chart& chart, const Criterion& criterion) {
  const auto is_concerned = [&](const Item& item) {
    return item.is(Assertion::present) && criterion.test.lists_word("symptoms", item.fact->code) && chart.area(item) != Area::elsewhere;
  };
  Quotes duration = quotes(chart.select(FactType::symptom, [&](const Item& item) { return is_concerned(item) && is_dated(item.attributes()); }), EvidenceFor::met);
  if (duration.empty()) duration = onsets(chart);
  if (duration.empty()) duration = labelled_lengths(chart);
  if (duration.empty()) duration = lengths_beside(chart, chart.select(FactType::symptom, is_concerned));
  if (duration.empty()) duration = lengths_beside(chart, described(chart));
  Quotes character = quotes(chart.select(FactType::symptom, [&](const Item& item) { return is_concerned(item) && item.attributes().qualities != 0; }), EvidenceFor::met);
  if (character.empty()) character = characters(chart);
  return all_said({{"duration", duration}, {"character", character}}, "onset or length and quality of the symptoms are given", "the history of the symptoms is incomplete");
}

Finding weigh_pain_predominance(const Chart& chart, const Criterion& criterion) {
  const RegionWords& words = chart.words();
  const std::string name(words.limb);
  const std::string place(words.spine);
  Items limb = dominant(chart, words.limb_dominant);
  append(limb, chart.asserted(words.limb_spine_equal));
  Items spine = dominant(chart, words.spine_dominant);
  if (limb.empty() && spine.empty()) add_figures(chart, limb, spine);
  drop_second_readings(limb, spine);
  const std::string yes = "the " + name + " is said to be as bad as the " + place + " or worse";
  const std::string no = "the " + place + " is said to be worse than the " + name;
  const std::string both = "one place has the " + name + " worse, another the " + place;
  const std::string neither = name + " and " + place + " pain are not compared";
  const Finding finding = settle(limb, spine, {yes, no, both, neither});
  if (finding.status != Status::not_documented) return finding;
  Finding symptoms = weigh_limb_of_case(chart, criterion.test);
  if (symptoms.status != Status::not_met) return weigh_compared_boxes(chart, finding);
  symptoms.why = place + " pain without any " + name + " symptom";
  return symptoms;
}

}  // namespace chartgap
