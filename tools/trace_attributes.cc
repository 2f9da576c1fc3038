#include "tools/trace_attributes.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "tools/fact_json.h"

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

bool quantity_gives(const std::string& key, const Quantity& has, const Attributes& wanted) {
  if (key == "duration") return has.kind == QuantityKind::duration && (has.duration == wanted.duration || has.role == DurationRole::since);
  if (key == "relief_duration") return has.kind == QuantityKind::duration && has.duration == wanted.relief_duration;
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
    for (const TokenRange& zone : zones_) {
      if (nearest_in(zone, key, out)) return out;
    }
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

  bool nearest_in(TokenRange zone, const std::string& key, AttributeSource& out) const {
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
      if (entry_gives(key, lexicon_.entry(hit.entry).attributes, fact_.attributes)) take(hit.tokens, hit.entry, false);
    }
    for (const Quantity& quantity : analysis_.quantities) {
      if (quantity_gives(key, quantity, fact_.attributes)) take(quantity.tokens, kNoEntry, true);
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

}  // namespace chartgap
