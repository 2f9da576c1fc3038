// The test on whether limb or spine is worse.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string>

#include "criteria/finding.h"
#include "criteria/labels.h"

namespace chartgap {
namespace {

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
  Finding symptoms = weigh_limb_symptom(chart, criterion);
  if (symptoms.status != Status::not_met) return weigh_compared_boxes(chart, finding);
  symptoms.why = place + " pain without any " + name + " symptom";
  return symptoms;
}

}  // namespace chartgap
