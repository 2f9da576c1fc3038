#include "criteria/chart.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr size_t kHeadBytes = 400;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

struct HeadWord {
  std::string_view word;
  Modality modality;
};
// In the order of preference: a myelogram's head names CT as well.
constexpr std::array<HeadWord, 14> kStudies = {{
    {"myelogra", Modality::myelogram},
    {"mri", Modality::mri},
    {"mr ", Modality::mri},
    {"magnetic resonance", Modality::mri},
    {"ct ", Modality::ct},
    {"computed tomography", Modality::ct},
    {"cat scan", Modality::ct},
    {"x-ray", Modality::xray},
    {"xr ", Modality::xray},
    {"radiograph", Modality::xray},
    {"plain film", Modality::xray},
    {"emg", Modality::emg},
    {"electromyogra", Modality::emg},
    {"nerve conduction", Modality::emg},
}};

std::string_view head_of(const Document& document) { return document.text().folded().substr(0, kHeadBytes); }

// A bit for each letter that a word begins with.
using Letters = uint32_t;
constexpr Letters bit_of(char letter) { return Letters{1} << (letter - 'a'); }

constexpr Letters kStudyLetters = [] {
  Letters out = 0;
  for (const HeadWord& each : kStudies) out |= bit_of(each.word.front());
  return out;
}();

template <size_t N>
Letters first_letters(const std::array<std::string_view, N>& words) {
  Letters out = 0;
  for (const std::string_view word : words) out |= word.empty() ? 0 : bit_of(word.front());
  return out;
}

// Calls with what begins at each word of a folded text that begins with one of the letters, until it gives true; whether it did.
template <class Wanted>
bool any_word(std::string_view text, Letters letters, Wanted wanted) {
  bool inside = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool letter = text[at] >= 'a' && text[at] <= 'z';
    if (letter && !inside && (letters & bit_of(text[at])) != 0 && wanted(text.substr(at))) return true;
    inside = letter;
  }
  return false;
}

Modality study_of(const CaseDocument& document) {
  if (document.kind != DocumentKind::imaging_report) return Modality::none;
  size_t best = kStudies.size();
  any_word(head_of(document.document), kStudyLetters, [&](std::string_view rest) {
    const auto found = std::find_if(kStudies.begin(), kStudies.begin() + static_cast<std::ptrdiff_t>(best), [&](const HeadWord& each) { return rest.starts_with(each.word); });
    best = static_cast<size_t>(found - kStudies.begin());
    return best == 0;
  });
  return best == kStudies.size() ? Modality::none : kStudies[best].modality;
}

template <size_t N>
bool begins_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return !word.empty() && text.starts_with(word); });
}

bool names_other_region(const CaseDocument& document, const RegionWords& words) {
  if (document.kind != DocumentKind::imaging_report) return false;
  const std::string_view head = head_of(document.document);
  const auto names = [&](const auto& region_words) {
    return any_word(head, first_letters(region_words), [&](std::string_view rest) { return begins_with_any(rest, region_words); });
  };
  return names(words.other_report_words) && !names(words.report_words);
}

bool speaks_of_spine(FactType type) {
  return type == FactType::symptom || type == FactType::diagnosis || type == FactType::therapy || type == FactType::procedure || type == FactType::imaging;
}

bool is_stated(const Fact& fact) { return fact.assertion == Assertion::present || fact.assertion == Assertion::historical; }

bool is_asserted(const Fact& fact) {
  if (is_stated(fact)) return true;
  return fact.assertion != Assertion::family && fact.cue.entry != kNoEntry && fact.cue.span.overlaps(fact.span);
}

}  // namespace

bool same_sentence(const Item& a, const Item& b) { return a.document == b.document && a.fact->sentence == b.fact->sentence; }

bool is_in_sentence_of_any(const Item& item, const Items& others) {
  return std::any_of(others.begin(), others.end(), [&](const Item& other) { return same_sentence(item, other); });
}

bool is_in_empty_box(const Chart& chart, const Item& item) {
  const Document& document = chart.document(item).document;
  const std::vector<Checkbox>& boxes = document.checkboxes();
  return std::any_of(boxes.begin(), boxes.end(), [&](const Checkbox& box) { return !box.checked && !box.label.empty() && document.span_of(box.label).contains(item.fact->span); });
}

bool has_word(std::string_view text, std::string_view word) {
  for (size_t at = 0; at + word.size() <= text.size(); ++at) {
    if (lower(text[at]) != word.front() || (at > 0 && is_letter(text[at - 1]))) continue;
    if (std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return a == lower(b); })) return true;
  }
  return false;
}

bool is_preceded_by(const Chart& chart, const Item& item, std::string_view word, uint32_t reach) {
  const uint32_t begin = std::max(item.fact->sentence.begin, item.fact->span.begin - std::min(item.fact->span.begin, reach));
  if (begin >= item.fact->span.begin) return false;
  return has_word(chart.text(item, {begin, item.fact->span.begin}), word);
}

Chart::Chart(const Case& patient, Region region) : patient_(patient), region_(region), facts_(kFactTypes) {
  std::array<size_t, kFactTypes> counts{};
  for (const CaseDocument& document : patient.documents) {
    for (const Fact& fact : document.facts) ++counts[static_cast<size_t>(fact.type)];
    counts[static_cast<size_t>(FactType::statement)] += document.statements.size();
  }
  for (size_t type = 0; type < facts_.size(); ++type) facts_[type].reserve(counts[type]);
  for (uint32_t i = 0; i < patient.documents.size(); ++i) add(i);
}

void Chart::add(uint32_t index) {
  const CaseDocument& document = patient_.documents[index];
  for (const Fact& fact : document.facts) facts_[static_cast<size_t>(fact.type)].push_back({&fact, index});
  for (const Fact& fact : document.statements) facts_[static_cast<size_t>(FactType::statement)].push_back({&fact, index});
  studies_.push_back(study_of(document));
  other_region_.push_back(names_other_region(document, words()));
  days_.push_back(document.date.year == 0 ? kNoDay : day_number(document.date));
  if (days_.back() != kNoDay && (newest_.empty() || days_.back() > day_number(newest_))) newest_ = document.date;
}

Items Chart::stated(std::string_view code) const {
  return select(FactType::statement, [&](const Item& item) { return item.fact->code == code && is_stated(*item.fact) && area(item) != Area::elsewhere; });
}

Items Chart::asserted(std::string_view code) const {
  return select(FactType::statement, [&](const Item& item) { return item.fact->code == code && is_asserted(*item.fact) && area(item) != Area::elsewhere; });
}

Area Chart::area_of(const Attributes& attributes) const {
  if (!attributes.levels.empty()) return touches(region_, attributes.levels) ? Area::here : Area::elsewhere;
  if (!attributes.roots.empty()) return within(region_, attributes.roots).empty() ? Area::elsewhere : Area::here;
  if ((attributes.regions & words().regions) != 0) return Area::here;
  return attributes.regions != 0 ? Area::elsewhere : Area::unsaid;
}

Area Chart::area_of(const Fact& fact) const {
  const Area area = area_of(fact.attributes);
  if (area != Area::unsaid) return area;
  if (is_code_of(region_, fact.code)) return Area::here;
  return is_code_elsewhere(region_, fact.code) ? Area::elsewhere : Area::unsaid;
}

Area Chart::area(const Item& item) const {
  const Area own = area_of(*item.fact);
  if (own != Area::unsaid) return own;
  if (is_of_other_region(item.document)) return Area::elsewhere;
  return area_of_sentence(item);
}

Area Chart::area_of_sentence(const Item& item) const {
  bool here = false;
  bool elsewhere = false;
  sentence_has(item, [&](const Fact& other) {
    if (!speaks_of_spine(other.type)) return false;
    const Area area = area_of(other);
    here |= area == Area::here;
    elsewhere |= area == Area::elsewhere;
    return false;
  });
  if (here) return Area::here;
  return elsewhere ? Area::elsewhere : Area::unsaid;
}

bool Chart::is_older_than(uint32_t document, int64_t day, double days) const {
  return days_[document] != kNoDay && day != kNoDay && static_cast<double>(day - days_[document]) > days;
}

bool Chart::is_old(uint32_t document, double days) const { return is_older_than(document, newest_.year == 0 ? kNoDay : day_number(newest_), days); }

bool Chart::is_older(uint32_t a, uint32_t b, double days) const { return is_older_than(a, days_[b], days); }

std::string_view Chart::text(const Item& item, Span span) const {
  const std::string& bytes = document(item).document.text().bytes();
  if (span.begin >= bytes.size() || span.end <= span.begin) return {};
  return std::string_view(bytes).substr(span.begin, span.end - span.begin);
}

template <class Use>
void Chart::each_date(const Item& item, Use use) const {
  const Document& home = document(item).document;
  for (const Quantity& quantity : quantities(item.document)) {
    const bool whole = quantity.kind == QuantityKind::date && quantity.date.year != 0 && quantity.date.month != 0;
    const Span span = home.span_of(quantity.tokens);
    if (whole && item.fact->sentence.contains(span)) use(quantity.date, span);
  }
}

Date Chart::date_after(const Item& item, uint32_t end) const {
  Date found;
  each_date(item, [&](const Date& date, Span span) {
    if (found.empty() && span.begin >= item.fact->span.end && span.end <= end) found = date;
  });
  return found;
}

Date Chart::date_before(const Item& item) const {
  Date found;
  each_date(item, [&](const Date& date, Span span) {
    if (span.end <= item.fact->span.begin) found = date;
  });
  return found;
}

size_t Chart::first_at(const std::vector<Fact>& facts, uint32_t byte) {
  const auto first = std::partition_point(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.span.begin < byte; });
  return static_cast<size_t>(first - facts.begin());
}

}  // namespace chartgap
