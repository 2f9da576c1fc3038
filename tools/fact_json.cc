#include "tools/fact_json.h"

#include <array>

namespace chartgap {
namespace {

// The names of every root and disc level, made once.
struct SpineNames {
  std::array<std::string, kSpineSegments> segments;
  std::array<std::string, kSpineSegments> discs;

  SpineNames() {
    for (int i = 0; i < kSpineSegments; ++i) {
      segments[static_cast<size_t>(i)] = segment_name(i);
      discs[static_cast<size_t>(i)] = segment_name(i) + "-" + segment_name(vertebra_below(i));
    }
  }
};

const SpineNames& spine_names() {
  static const SpineNames names;
  return names;
}

void write_roots(JsonWriter& json, SegmentSet roots) {
  if (roots.empty()) return;
  json.key("roots").begin_array();
  for (int i = 0; i < kSpineSegments; ++i) {
    if (roots.has(i)) json.string(spine_names().segments[static_cast<size_t>(i)]);
  }
  json.end_array();
}

void write_levels(JsonWriter& json, const LevelSet& levels) {
  if (levels.empty()) return;
  json.key("levels").begin_array();
  for (int i = 0; i < kSpineSegments; ++i) {
    if (levels.discs.has(i)) json.string(spine_names().discs[static_cast<size_t>(i)]);
    if (levels.vertebrae.has(i)) json.string(spine_names().segments[static_cast<size_t>(i)]);
  }
  json.end_array();
}

// The span's words, without a copy where the text is sound.
void write_quote(JsonWriter& json, const Text& text, Span span) {
  if (text.damaged() == 0) json.string(std::string_view(text.bytes()).substr(span.begin, span.size()));
  else json.string(text.quote(span));
}

template <size_t N>
void write_bits(JsonWriter& json, std::string_view key, uint8_t bits, const std::array<std::string_view, N>& names, bool single_as_value) {
  if (bits == 0) return;
  json.key(key);
  const bool single = single_as_value && (bits & (bits - 1)) == 0;
  if (!single) json.begin_array();
  for (size_t i = 0; i < N; ++i) {
    if ((bits >> i & 1) != 0) json.string(names[i]);
  }
  if (!single) json.end_array();
}

template <class Enum>
void write_enum(JsonWriter& json, std::string_view key, Enum value) {
  if (value != Enum::none) json.key(key).string(to_string(value));
}

void write_number(JsonWriter& json, std::string_view key, float value) {
  if (value >= 0) json.key(key).number(static_cast<double>(value));
}

void write_muscles(JsonWriter& json, const Text& text, const Attributes& attributes) {
  if (attributes.muscle_count == 0) return;
  json.key("muscle");
  if (attributes.muscle_count > 1) json.begin_array();
  for (size_t i = 0; i < attributes.muscle_count; ++i) {
    const std::string joint = attributes.joints[i].empty() ? "" : text.quote(attributes.joints[i]) + " ";
    json.string(joint + text.quote(attributes.muscles[i]));
  }
  if (attributes.muscle_count > 1) json.end_array();
}

void write_duration(JsonWriter& json, const Duration& duration) {
  json.begin_object().key("iso").string(duration.iso()).key("min_days");
  duration.min_days == kNoBound ? json.null() : json.integer(duration.min_days);
  json.key("max_days");
  duration.max_days == kNoBound ? json.null() : json.integer(duration.max_days);
  json.end_object();
}

}  // namespace

std::string_view rule_of(const Lexicon& lexicon, const Fact& fact) {
  if (fact.entry != kNoEntry) return lexicon.entry(fact.entry).id;
  return fact.type == FactType::score ? "quantity.score" : "table.cell";
}

void write_attributes(JsonWriter& json, const Text& text, const Attributes& attributes) {
  json.begin_object();
  write_enum(json, "side", attributes.side);
  write_bits(json, "region", attributes.regions, kRegionNames, true);
  write_roots(json, attributes.roots);
  write_levels(json, attributes.levels);
  write_bits(json, "severity", attributes.severities, kSeverityNames, true);
  write_bits(json, "quality", attributes.qualities, kQualityNames, false);
  write_enum(json, "modality", attributes.modality);
  if (!attributes.drug.empty()) json.key("drug").string(attributes.drug);
  if (!attributes.duration.empty()) {
    json.key("duration");
    write_duration(json, attributes.duration);
  }
  write_number(json, "sessions", attributes.sessions);
  write_enum(json, "outcome", attributes.outcome);
  write_number(json, "relief_percent", attributes.relief_percent);
  if (!attributes.relief_duration.empty()) {
    json.key("relief_duration");
    write_duration(json, attributes.relief_duration);
  }
  write_muscles(json, text, attributes);
  if (!attributes.grade.empty()) {
    json.key("grade");
    write_quote(json, text, attributes.grade);
  }
  write_enum(json, "approach", attributes.approach);
  write_enum(json, "guidance", attributes.guidance);
  if (attributes.contrast) json.key("contrast").boolean(true);
  write_number(json, "value", attributes.value);
  write_number(json, "low", attributes.low);
  write_number(json, "max", attributes.max);
  if (!attributes.icd.empty()) {
    json.key("icd");
    write_quote(json, text, attributes.icd);
  }
  json.end_object();
}

void write_fact(JsonWriter& json, const Document& document, const Lexicon& lexicon, const OffsetMap& offsets, const Fact& fact) {
  json.begin_object();
  json.key("type").string(to_string(fact.type)).key("code").string(fact.code).key("assertion").string(to_string(fact.assertion));
  json.key("start").integer(offsets(fact.span.begin)).key("end").integer(offsets(fact.span.end)).key("text");
  write_quote(json, document.text(), fact.span);
  json.key("section").string(to_string(fact.section));
  json.key("rule").string(rule_of(lexicon, fact));
  json.key("cue");
  if (fact.cue.entry == kNoEntry) {
    json.null();
  } else {
    json.begin_object().key("id").string(lexicon.entry(fact.cue.entry).id).key("start").integer(offsets(fact.cue.span.begin)).key("end").integer(offsets(fact.cue.span.end));
    json.key("text");
    write_quote(json, document.text(), fact.cue.span);
    json.end_object();
  }
  json.key("attributes");
  write_attributes(json, document.text(), fact.attributes);
  json.end_object();
}

void write_facts(std::string& out, const Analysis& analysis, const Lexicon& lexicon, OffsetUnit unit) {
  JsonWriter json(out);
  const OffsetMap offsets(analysis.document.text(), unit);
  json.begin_object().key("document").string(analysis.document.name()).key("facts").begin_array();
  for (const Fact& fact : analysis.facts) write_fact(json, analysis.document, lexicon, offsets, fact);
  json.end_array().end_object();
}

}  // namespace chartgap
