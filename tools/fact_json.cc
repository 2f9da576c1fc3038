#include "tools/fact_json.h"

namespace chartgap {
namespace {

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  if (names.empty()) return;
  json.key(key).begin_array();
  for (const std::string& name : names) json.string(name);
  json.end_array();
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
    const std::string joint = attributes.joints[i].empty() ? "" : std::string(text.quote(attributes.joints[i])) + " ";
    json.string(joint + std::string(text.quote(attributes.muscles[i])));
  }
  if (attributes.muscle_count > 1) json.end_array();
}

}  // namespace

void write_duration(JsonWriter& json, const Duration& duration) {
  json.begin_object().key("iso").string(duration.iso()).key("min_days");
  duration.min_days == kNoBound ? json.null() : json.integer(duration.min_days);
  json.key("max_days");
  duration.max_days == kNoBound ? json.null() : json.integer(duration.max_days);
  json.end_object();
}

void write_attributes(JsonWriter& json, const Text& text, const Attributes& attributes) {
  json.begin_object();
  write_enum(json, "side", attributes.side);
  write_bits(json, "region", attributes.regions, kRegionNames, true);
  write_names(json, "roots", attributes.roots.names());
  write_names(json, "levels", attributes.levels.names());
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
  if (!attributes.grade.empty()) json.key("grade").string(text.quote(attributes.grade));
  write_enum(json, "approach", attributes.approach);
  write_enum(json, "guidance", attributes.guidance);
  if (attributes.contrast) json.key("contrast").boolean(true);
  write_number(json, "value", attributes.value);
  write_number(json, "low", attributes.low);
  write_number(json, "max", attributes.max);
  if (!attributes.icd.empty()) json.key("icd").string(text.quote(attributes.icd));
  json.end_object();
}

void write_fact(JsonWriter& json, const Document& document, const Lexicon& lexicon, const OffsetMap& offsets, const Fact& fact) {
  json.begin_object();
  json.key("type").string(to_string(fact.type)).key("code").string(fact.code).key("assertion").string(to_string(fact.assertion));
  json.key("start").integer(offsets(fact.span.begin)).key("end").integer(offsets(fact.span.end)).key("text").string(document.text().quote(fact.span));
  json.key("section").string(to_string(fact.section));
  json.key("rule").string(fact.entry == kNoEntry ? std::string_view(fact.type == FactType::score ? "quantity.score" : "table.cell")
                                                 : std::string_view(lexicon.entry(fact.entry).id));
  json.key("cue");
  if (fact.cue.entry == kNoEntry) {
    json.null();
  } else {
    json.begin_object().key("id").string(lexicon.entry(fact.cue.entry).id).key("start").integer(offsets(fact.cue.span.begin)).key("end").integer(offsets(fact.cue.span.end));
    json.key("text").string(document.text().quote(fact.cue.span)).end_object();
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
