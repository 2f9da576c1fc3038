// The test on the history of the symptoms: how long they have lasted, and of what quality they are.
#include <algorithm>
#include <array>

#include "criteria/finding.h"
#include "criteria/labels.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

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
      if (quantity.kind != QuantityKind::date && quantity.kind != QuantityKind::duration) continue;
      const std::string_view label = line_before(document, quantity.tokens.begin);
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

}  // namespace

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

}  // namespace chartgap
