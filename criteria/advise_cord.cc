// Signs of a lesion of the cord on examination, where no document names myelopathy or the only word on it excludes it.
#include <algorithm>
#include <array>

#include "criteria/advisories.h"

namespace chartgap {
namespace {

constexpr size_t kMostSigns = 4;  // quoted

bool is_cord_code(const Fact& fact) { return fact.code == "myelopathy" || fact.code == "cord_compression" || fact.code == "cord_signal_change"; }

// An antalgic or slow gait is the pain's, and so may be a failed tandem walk.
bool is_gait_of_cord(const Chart& chart, const Item& item) {
  constexpr std::array<std::string_view, 5> kWords = {"wide", "broad", "spastic", "atax", "scissor"};
  const std::string_view words = chart.text(item, item.fact->span);
  return item.fact->code == "gait_abnormality" && std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(words, word); });
}

// Brisk jerks of the arms alone are common; of the legs they are not.
bool is_jerk_of_arm(const Chart& chart, const Item& item) {
  constexpr std::array<std::string_view, 4> kWords = {"brisk", "jerk", "hyperactive", "exaggerated"};
  const std::string_view words = chart.text(item, item.fact->span);
  const bool jerk = !item.attributes().grade.empty() || std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(words, word); });
  return jerk && (item.attributes().regions & kLowerLimb) == 0;
}

bool is_cord_sign(const Chart& chart, const Item& item) {
  if (item.fact->code == "upper_motor_neuron_sign") return !is_jerk_of_arm(chart, item);
  return is_gait_of_cord(chart, item);
}

// The signs that no newer examination found gone.
Items current_signs(const Chart& chart) {
  const Items gone = chart.select(FactType::exam, [](const Item& item) { return item.fact->code == "upper_motor_neuron_sign" && item.is(Assertion::absent); });
  return chart.select(FactType::exam, [&](const Item& item) {
    return item.is(Assertion::present) && is_cord_sign(chart, item) && !is_in_empty_box(chart, item) &&
           std::none_of(gone.begin(), gone.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, 0); });
  });
}

// Myelopathy or a lesion of the cord asserted, thought possible, or to be worked up ("rule out myelopathy").
bool is_named(const Chart& chart) {
  constexpr std::array<FactType, 3> kTypes = {FactType::diagnosis, FactType::red_flag, FactType::imaging};
  return std::any_of(kTypes.begin(), kTypes.end(), [&](FactType type) {
    const Items& facts = chart.facts(type);
    return std::any_of(facts.begin(), facts.end(), [](const Item& item) { return is_cord_code(*item.fact) && !item.is(Assertion::absent) && !item.is(Assertion::family); });
  });
}

Items exclusions(const Chart& chart) {
  Items out;
  for (const FactType type : {FactType::red_flag, FactType::diagnosis}) {
    for (const Item& item : chart.facts(type)) {
      if (item.fact->code == "myelopathy" && item.is(Assertion::absent) && !is_in_empty_box(chart, item)) out.push_back(item);
    }
  }
  for (const Item& item : chart.asserted("no_myelopathy")) {
    if (!is_in_sentence_of_any(item, out)) out.push_back(item);
  }
  return out;
}

}  // namespace

void check_cord_signs(const Chart& chart, Advisories& out) {
  const Items signs = current_signs(chart);
  if (signs.empty() || is_named(chart)) return;
  const Items excluded = exclusions(chart);
  Advisory advisory{AdvisoryKind::cord_signs, "Signs of the cord are recorded on examination, and ", {}};
  advisory.message += excluded.empty() ? "no document names myelopathy." : "myelopathy is excluded.";
  for (size_t i = 0; i < std::min(signs.size(), kMostSigns); ++i) advisory.quotes.push_back(quote_of(signs[i]));
  if (!excluded.empty()) advisory.quotes.push_back(quote_of(excluded.front()));
  out.push_back(std::move(advisory));
}

}  // namespace chartgap
