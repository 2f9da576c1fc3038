#include "tools/trace_attributes.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "tools/fact_json.h"
#include "tools/one_line.h"
#include "tools/scoring.h"

namespace chartgap {
namespace {

constexpr uint32_t kSentencesAside = 2;

// Which of a lexicon entry's attributes answers for a key.
bool entry_gives(const std::string& key, const Attributes& has, const Attributes& wanted) {
  if (key == "side") return has.side == wanted.side || (wanted.side == Side::bilateral && has.side != Side::none);
  if (key == "region") return (has.regions & wanted.regions) != 0;
  if (key == "severity") return (has.severities & wanted.severities) != 0;
  if (key == "quality") return (has.qualities & wanted.qualities) != 0;
  if (key == "modality") return has.modality == wanted.modality;
  if (key == "outcome") return has.outcome == wanted.outcome;
  if (key == "approach") return has.approach == wanted.approach;
  if (key == "guidance") return has.guidance == wanted.guidance;
  if (key == "contrast") return has.contrast;
  if (key == "drug") return has.drug == wanted.drug;
  return key == "roots" && !has.roots.empty() && has.roots == wanted.roots;
}

bool is_number(const Quantity& quantity, float wanted) { return quantity.kind != QuantityKind::level && static_cast<float>(quantity.value) == wanted; }

bool duration_gives(const std::string& key, const Quantity& has, const Attributes& wanted) {
  if (key == "relief_duration") return has.duration == wanted.relief_duration;
  return key == "duration" && (has.duration == wanted.duration || has.role == DurationRole::since);
}

bool quantity_gives(const std::string& key, const Quantity& has, const Attributes& wanted) {
  if (has.kind == QuantityKind::duration && duration_gives(key, has, wanted)) return true;
  if (key == "relief_percent") return has.kind == QuantityKind::percent && is_number(has, wanted.relief_percent);
  if (key == "sessions") return is_number(has, wanted.sessions);
  if (key == "value") return is_number(has, wanted.value);
  if (key == "low") return has.low && static_cast<float>(*has.low) == wanted.low;
  if (key == "max") return has.max > 0 && static_cast<float>(has.max) == wanted.max;
  if (key == "levels") return has.levels.intersects(wanted.levels);
  if (key == "roots") return has.roots.intersects(wanted.roots);
  return key == "region" && has.kind == QuantityKind::level;
}

std::optional<Span> printed(const std::string& key, const Attributes& attributes) {
  if (key == "grade") return attributes.grade;
  if (key == "icd") return attributes.icd;
  if (key == "muscle" && attributes.muscle_count > 0) return attributes.muscles[0];
  return std::nullopt;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return text;
}

// The values as the score compares them.
bool has_pair(const Text& text, const Attributes& attributes, const std::string& key, const std::string& value) {
  std::string json;
  JsonWriter writer(json);
  write_attributes(writer, text, attributes);
  Result<JsonValue> parsed = parse_json(json, "");
  if (!parsed.ok()) return false;
  AnnotatedFact fact;
  fact.attributes = std::move(parsed.value());
  const AttributePairs pairs = attribute_pairs(fact);
  return std::find(pairs.begin(), pairs.end(), std::pair(key, value)) != pairs.end();
}

// All that a quantity could be bound as.
Attributes attributes_of(const Document& document, const Quantity& quantity) {
  Attributes out;
  const float value = static_cast<float>(quantity.value);
  out.levels = quantity.levels;
  out.roots = quantity.roots;
  if (quantity.kind == QuantityKind::duration) out.duration = out.relief_duration = quantity.duration;
  if (quantity.kind == QuantityKind::percent) out.relief_percent = value;
  if (quantity.kind == QuantityKind::grade) out.grade = document.span_of(quantity.tokens);
  if (quantity.kind == QuantityKind::score || quantity.kind == QuantityKind::count || quantity.kind == QuantityKind::percent) out.value = out.sessions = value;
  if (quantity.low) out.low = static_cast<float>(*quantity.low);
  return out;
}

// Keys whose values are numbers, which no entry gives.
bool is_numeric(std::string_view key) {
  constexpr std::array<std::string_view, 9> kNumeric = {"duration", "relief_duration", "relief_percent", "sessions", "value", "low", "levels", "roots", "grade"};
  return std::find(kNumeric.begin(), kNumeric.end(), key) != kNumeric.end();
}

class AttributeTracer {
 public:
  AttributeTracer(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact) : analysis_(analysis), document_(analysis.document), lexicon_(lexicon), fact_(fact) {
    find_zones();
  }

  AttributeSource source_of(const std::string& key, std::string value) const {
    AttributeSource out{key, std::move(value), {}, kNoEntry, false};
    if (const std::optional<Span> span = printed(key, fact_.attributes)) {
      out.span = *span;
      return out;
    }
    if (fact_.entry != kNoEntry && entry_gives(key, lexicon_.entry(fact_.entry).attributes, fact_.attributes)) {
      out.entry = fact_.entry;
      return out;
    }
    find([&](const Hit& hit) { return entry_gives(key, lexicon_.entry(hit.entry).attributes, fact_.attributes); },
         [&](const Quantity& quantity) { return quantity_gives(key, quantity, fact_.attributes); }, out);
    return out;
  }

  // Where the words stand that could give this value; an empty span when none do.
  AttributeSource carrier_of(const std::string& key, const std::string& value) const {
    AttributeSource out{key, value, {}, kNoEntry, false};
    const Text& text = document_.text();
    const auto is_muscle = [&](const Hit& hit) { return key == "muscle" && lower(text.quote(document_.span_of(hit.tokens))) == value; };
    find([&](const Hit& hit) { return is_muscle(hit) || has_pair(text, lexicon_.entry(hit.entry).attributes, key, value); },
         [&](const Quantity& quantity) { return has_pair(text, attributes_of(document_, quantity), key, value); }, out);
    return out;
  }

 private:
  // The fact's sentence, the headings above it, and the sentences beside it, nearest first.
  void find_zones() {
    const std::vector<Sentence>& sentences = document_.sentences();
    uint32_t own = 0;
    while (own + 1 < sentences.size() && document_.span_of(sentences[own].tokens).end <= fact_.span.begin) ++own;
    if (own >= sentences.size()) return;
    const Sentence& sentence = sentences[own];
    zones_.push_back(sentence.tokens);
    if (sentence.topic != kNoTopic) zones_.push_back(document_.topics()[sentence.topic].heading);
    zones_.push_back(document_.section_of(sentence).heading);
    for (uint32_t away = 1; away <= kSentencesAside; ++away) {
      if (own >= away) zones_.push_back(sentences[own - away].tokens);
      if (own + away < sentences.size()) zones_.push_back(sentences[own + away].tokens);
    }
  }

  uint32_t distance(Span span) const { return span.begin >= fact_.span.end ? span.begin - fact_.span.end : fact_.span.begin - std::min(fact_.span.begin, span.end); }

  // The nearest hit or quantity that `by_hit` or `by_quantity` takes, in the nearest zone that has one.
  template <class ByHit, class ByQuantity>
  void find(ByHit by_hit, ByQuantity by_quantity, AttributeSource& out) const {
    for (const TokenRange& zone : zones_) {
      if (nearest_in(zone, by_hit, by_quantity, out)) return;
    }
  }

  template <class ByHit, class ByQuantity>
  bool nearest_in(TokenRange zone, ByHit by_hit, ByQuantity by_quantity, AttributeSource& out) const {
    uint32_t best = UINT32_MAX;
    const auto take = [&](TokenRange tokens, uint32_t entry, bool quantity) {
      const Span span = document_.span_of(tokens);
      if (!zone.contains(tokens) || distance(span) >= best) return;
      best = distance(span);
      out.span = span;
      out.entry = entry;
      out.quantity = quantity;
    };
    for (const Hit& hit : analysis_.hits) {
      if (by_hit(hit)) take(hit.tokens, hit.entry, false);
    }
    for (const Quantity& quantity : analysis_.quantities) {
      if (by_quantity(quantity)) take(quantity.tokens, kNoEntry, true);
    }
    return best != UINT32_MAX;
  }

  const Analysis& analysis_;
  const Document& document_;
  const Lexicon& lexicon_;
  const Fact& fact_;
  std::vector<TokenRange> zones_;
};

std::string plain(const nlohmann::ordered_json& value) {
  if (value.is_object()) return value.value("iso", value.dump());
  if (!value.is_array()) return value.is_string() ? value.get<std::string>() : value.dump();
  std::string out;
  for (const auto& item : value) out += (out.empty() ? "" : ", ") + plain(item);
  return out;
}

}  // namespace

std::vector<AttributeSource> trace_attributes(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact) {
  std::string json;
  JsonWriter writer(json);
  write_attributes(writer, analysis.document.text(), fact.attributes);
  const auto attributes = nlohmann::ordered_json::parse(json, nullptr, false);
  const AttributeTracer tracer(analysis, lexicon, fact);
  std::vector<AttributeSource> out;
  for (const auto& [key, value] : attributes.items()) out.push_back(tracer.source_of(key, plain(value)));
  return out;
}

TraceReason reason_of_missing_value(const Analysis& analysis, const Lexicon& lexicon, uint32_t index, const std::string& key, const std::string& value) {
  const Fact& fact = analysis.facts[index];
  TraceReason out{TraceStage::binding, "", fact.entry, kNoEntry, fact.span, index};
  const AttributeSource carrier = AttributeTracer(analysis, lexicon, fact).carrier_of(key, value);
  const std::string what = key + " " + value;
  if (!carrier.span.empty()) {
    out.by = carrier.entry;
    out.span = carrier.span;
    out.message = what + ": \"" + one_line(analysis.document.text().quote(carrier.span)) + "\" says so and was not bound to it";
  } else {
    out.stage = is_numeric(key) ? TraceStage::quantity : TraceStage::no_entry;
    out.message = what + ": no " + (is_numeric(key) ? "number" : "entry") + " that was read near it says so";
  }
  return out;
}

TraceReason reason_of_value(const Analysis& analysis, const Lexicon& lexicon, uint32_t index, const std::string& key, const std::string& value) {
  const Fact& fact = analysis.facts[index];
  TraceReason out{TraceStage::binding, key + " " + value + ": no single word says it", fact.entry, kNoEntry, fact.span, index};
  for (const AttributeSource& source : trace_attributes(analysis, lexicon, fact)) {
    if (source.name != key) continue;
    if (!source.span.empty()) {
      out.by = source.entry;
      out.span = source.span;
      out.message = key + " " + value + ": bound from \"" + one_line(analysis.document.text().quote(source.span)) + "\"";
    } else if (source.entry == fact.entry && fact.entry != kNoEntry) {
      out.message = key + " " + value + ": the entry itself says so";
    }
  }
  return out;
}

}  // namespace chartgap
