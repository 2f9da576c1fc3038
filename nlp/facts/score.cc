#include "nlp/facts/score.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr double kRatingMax = 10;
constexpr uint32_t kNameReach = 8;
constexpr std::array<std::string_view, 14> kPainWords = {"pain", "nrs", "vas", "nprs", "severity", "rates", "rated", "rating", "worst", "scale", "discomfort", "average", "best", "ranks"};

bool says_pain(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (std::find(kPainWords.begin(), kPainWords.end(), scene.document.folded({at, at + 1})) != kPainWords.end()) return true;
  }
  return false;
}

Fact score_fact(const Scene& scene, const Frame& frame, std::string_view code, TokenRange tokens, const Quantity* quantity) {
  Fact fact;
  fact.type = FactType::score;
  fact.code = code;
  fact.span = scene.document.span_of(tokens);
  if (quantity != nullptr) {
    fact.attributes.value = static_cast<float>(quantity->value);
    if (quantity->low) fact.attributes.low = static_cast<float>(*quantity->low);
    fact.attributes.max = quantity->max > 0 ? static_cast<float>(quantity->max) : kNoNumber;
  }
  const Assessment assessment = frame.context.assess(tokens, FactType::score);
  fact.assertion = assessment.assertion == Assertion::absent ? Assertion::present : assessment.assertion;
  if (frame.section == SectionKind::goals) fact.assertion = Assertion::hypothetical;
  if (assessment.cue != kNoEntry) fact.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  return fact;
}

// A name of an index takes the first number after it.
void named_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts, std::vector<TokenRange>& used) {
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class != HitClass::score_name) continue;
    const TokenRange name = scene.hit(mark).tokens;
    const Quantity* value = nullptr;
    for (const Quantity& quantity : frame.quantities) {
      const bool number = quantity.kind == QuantityKind::score || quantity.kind == QuantityKind::percent || (quantity.kind == QuantityKind::count && quantity.tokens.size() == 1);
      if (number && quantity.tokens.begin >= name.end && quantity.tokens.begin - name.end <= kNameReach && value == nullptr) value = &quantity;
    }
    const bool rating = entry.code == "nrs";
    if (rating && (value == nullptr || value->kind == QuantityKind::score || value->kind == QuantityKind::percent || value->value > kRatingMax)) continue;
    if (value != nullptr && std::any_of(used.begin(), used.end(), [&](TokenRange range) { return range.overlaps(value->tokens); })) continue;
    Fact fact = score_fact(scene, frame, entry.code, value != nullptr ? value->tokens : name, value);
    fact.entry = scene.hit(mark).entry;
    if (value != nullptr && value->kind == QuantityKind::percent) fact.attributes.max = 100;
    if (value != nullptr && rating && fact.attributes.max < 0) fact.attributes.max = static_cast<float>(kRatingMax);
    if (value != nullptr) used.push_back(value->tokens);
    facts.push_back(fact);
  }
}

}  // namespace

void find_scores(const Scene& scene, const Frame& frame, std::vector<Fact>& facts) {
  std::vector<TokenRange> used;
  named_scores(scene, frame, facts, used);
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::score || std::any_of(used.begin(), used.end(), [&](TokenRange range) { return range.overlaps(quantity.tokens); })) continue;
    const bool rating = quantity.max == kRatingMax || (quantity.max == 100 && says_pain(scene, frame.sentence->tokens));
    if (!rating || quantity.value > quantity.max) continue;
    facts.push_back(score_fact(scene, frame, "nrs", quantity.tokens, &quantity));
  }
}

}  // namespace chartgap
