#include "tools/fact_diff.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/fact_json.h"
#include "tools/one_line.h"
#include "tools/trace_attributes.h"

namespace chartgap {
namespace {

constexpr uint32_t kContextBytes = 44;

std::string named(const Fact& fact) { return std::string(to_string(fact.type)) + " " + std::string(fact.code) + ", " + std::string(to_string(fact.assertion)); }

std::string attributes_of(const Document& document, const Fact& fact) {
  std::string out;
  JsonWriter writer(out);
  write_attributes(writer, document.text(), fact.attributes);
  return out;
}

bool same_kind(const Fact& a, const Fact& b) { return a.type == b.type && a.code == b.code; }

// What two facts that may be one fact read twice have in common, 0 when nothing.
int likeness(const Fact& a, const Fact& b) {
  if (!a.span.overlaps(b.span)) return 0;
  return 1 + (a.span == b.span ? 2 : 0) + (a.type == b.type ? 2 : 0) + (same_kind(a, b) ? 2 : 0);
}
constexpr int kSamePlaceAndKind = 7;

// A byte that begins a character, at or after `at`.
uint32_t character_at(const std::string& bytes, uint32_t at) {
  while (at < bytes.size() && (static_cast<uint8_t>(bytes[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::string context_of(const Text& text, Span span) {
  const std::string& bytes = text.bytes();
  const uint32_t begin = character_at(bytes, span.begin - std::min(span.begin, kContextBytes));
  const uint32_t end = character_at(bytes, static_cast<uint32_t>(std::min<size_t>(bytes.size(), span.end + size_t{kContextBytes})));
  return one_line(text.quote({begin, span.begin}) + "[" + text.quote(span) + "]" + text.quote({span.end, end}));
}

std::string cause_of(const Lexicon& lexicon, const Fact& fact) {
  if (fact.entry != kNoEntry) return lexicon.entry(fact.entry).id;
  return fact.type == FactType::score ? "(a number)" : "(a table)";
}

std::string cue_of(const Lexicon& lexicon, const Fact& fact) { return fact.cue.entry == kNoEntry ? "" : lexicon.entry(fact.cue.entry).id; }

}  // namespace

void FactDiffer::run(uint32_t number, std::string_view bytes, std::vector<FactChange>& out) {
  note_ = number;
  read_before_.analyze("", bytes, old_);
  read_after_.analyze("", bytes, new_);
  facts_before_ += old_.facts.size();
  facts_after_ += new_.facts.size();
  pair_facts();
  for (size_t i = 0; i < old_.facts.size(); ++i) {
    if (match_[i] == SIZE_MAX) {
      add(ChangeKind::lost, &old_.facts[i], nullptr, out);
      continue;
    }
    const Fact& before = old_.facts[i];
    const Fact& after = new_.facts[match_[i]];
    const bool same =
        same_kind(before, after) && before.span == after.span && before.assertion == after.assertion && attributes_of(old_.document, before) == attributes_of(new_.document, after);
    if (!same) add(ChangeKind::changed, &before, &after, out);
  }
  for (size_t i = 0; i < new_.facts.size(); ++i) {
    if (used_[i] == 0) add(ChangeKind::gained, nullptr, &new_.facts[i], out);
  }
}

// Facts of the same place and kind first, then the likest of those that overlap.
void FactDiffer::pair_facts() {
  match_.assign(old_.facts.size(), SIZE_MAX);
  used_.assign(new_.facts.size(), 0);
  for (int wanted = kSamePlaceAndKind; wanted > 0; wanted -= 2) {
    size_t from = 0;
    for (size_t i = 0; i < old_.facts.size(); ++i) {
      const Fact& before = old_.facts[i];
      while (from < new_.facts.size() && new_.facts[from].sentence.end <= before.span.begin && new_.facts[from].span.end <= before.span.begin) ++from;
      for (size_t j = from; j < new_.facts.size() && match_[i] == SIZE_MAX && new_.facts[j].span.begin < before.span.end; ++j) {
        if (used_[j] == 0 && likeness(before, new_.facts[j]) >= wanted) take_pair(i, j);
      }
    }
  }
}

void FactDiffer::take_pair(size_t before, size_t after) {
  match_[before] = after;
  used_[after] = 1;
}

void FactDiffer::add(ChangeKind kind, const Fact* before, const Fact* after, std::vector<FactChange>& out) {
  FactChange change;
  change.kind = kind;
  change.note = note_;
  set_cause(change, before, after);
  const Fact& shown = after != nullptr ? *after : *before;
  const Document& document = after != nullptr ? new_.document : old_.document;
  change.line = document.text().line_of(shown.span.begin);
  change.context = context_of(document.text(), shown.span);
  change.what = named(shown);
  if (kind == ChangeKind::changed) {
    const std::string was = named(*before);
    if (was != change.what) change.what = was + " -> " + change.what;
    if (before->span != after->span) change.what += "; was \"" + one_line(old_.document.text().quote(before->span)) + "\"";
    change.what += attribute_change(*before, *after);
  }
  out.push_back(std::move(change));
}

// Of a changed assertion the cue, the new one first; of an attribute that changed alone the entry whose words give it; else the entry of the fact.
void FactDiffer::set_cause(FactChange& change, const Fact* before, const Fact* after) const {
  change.after = after != nullptr;
  change.cause = after != nullptr ? cause_of(after_, *after) : cause_of(before_, *before);
  if (before == nullptr || after == nullptr) return;
  if (before->assertion == after->assertion) {
    if (!same_kind(*before, *after) || before->span != after->span) return;
    const uint32_t entry = attribute_cause(*before, *after, change.after);
    if (entry != kNoEntry) change.cause = (change.after ? after_ : before_).entry(entry).id;
    return;
  }
  const std::string was = cue_of(before_, *before);
  const std::string is = cue_of(after_, *after);
  if (was == is || (was.empty() && is.empty())) return;
  change.after = !is.empty();
  change.cause = is.empty() ? was : is;
}

// The entry of the first attribute that only one of two facts has, or kNoEntry; `is_after` is set to the side that it stands on.
uint32_t FactDiffer::attribute_cause(const Fact& before, const Fact& after, bool& is_after) const {
  const std::vector<AttributeSource> was = trace_attributes(old_, before_, before);
  const std::vector<AttributeSource> is = trace_attributes(new_, after_, after);
  const auto only = [](const std::vector<AttributeSource>& in, const std::vector<AttributeSource>& other) -> const AttributeSource* {
    for (const AttributeSource& one : in) {
      const auto same = [&](const AttributeSource& two) { return two.name == one.name && two.value == one.value; };
      if (std::none_of(other.begin(), other.end(), same)) return &one;
    }
    return nullptr;
  };
  const AttributeSource* gained = only(is, was);
  const AttributeSource* lost = only(was, is);
  const AttributeSource* cause = gained != nullptr ? gained : lost;
  if (cause == nullptr || cause->entry == kNoEntry) return kNoEntry;
  is_after = gained != nullptr;
  return cause->entry;
}

// "; side left -> none, levels C5-C6 -> C6-C7"
std::string FactDiffer::attribute_change(const Fact& before, const Fact& after) const {
  const auto was = nlohmann::ordered_json::parse(attributes_of(old_.document, before), nullptr, false);
  const auto is = nlohmann::ordered_json::parse(attributes_of(new_.document, after), nullptr, false);
  std::string out;
  const auto add_change = [&](const std::string& key, const std::string& from, const std::string& to) { out += (out.empty() ? "; " : ", ") + key + " " + from + " -> " + to; };
  for (const auto& [key, value] : was.items()) {
    if (!is.contains(key)) add_change(key, value.dump(), "none");
    else if (is[key] != value) add_change(key, value.dump(), is[key].dump());
  }
  for (const auto& [key, value] : is.items()) {
    if (!was.contains(key)) add_change(key, "none", value.dump());
  }
  return out;
}

}  // namespace chartgap
