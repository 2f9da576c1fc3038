#include "nlp/facts/exam_labels.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chartgap {
namespace {

struct LabelWord {
  std::string_view word;
  RowWord means;
};
constexpr auto kLabelWords = [] {
  auto words = std::to_array<LabelWord>({
      {"motor", RowWord::motor},
      {"strength", RowWord::motor},
      {"strengths", RowWord::motor},
      {"stren", RowWord::motor},
      {"str", RowWord::motor},
      {"mmt", RowWord::motor},
      {"power", RowWord::motor},
      {"pwr", RowWord::motor},
      {"myotomes", RowWord::motor},
      {"myotome", RowWord::motor},
      {"mtr", RowWord::motor},
      {"musc", RowWord::motor},
      {"dtr", RowWord::reflex},
      {"dtrs", RowWord::reflex},
      {"reflex", RowWord::reflex},
      {"reflexes", RowWord::reflex},
      {"msr", RowWord::reflex},
      {"msrs", RowWord::reflex},
      {"jerks", RowWord::reflex},
      {"rflx", RowWord::reflex},
      {"drt", RowWord::reflex},
      {"refl", RowWord::reflex},
      {"reflx", RowWord::reflex},
      {"rom", RowWord::motion},
      {"arom", RowWord::motion},
      {"crom", RowWord::motion},
      {"prom", RowWord::motion},
      {"lrom", RowWord::motion},
      {"range", RowWord::motion},
      {"mvmts", RowWord::motion},
      {"sensory", RowWord::other},
      {"sensation", RowWord::other},
      {"sens", RowWord::other},
      {"pulses", RowWord::other},
      {"pulse", RowWord::other},
      {"gait", RowWord::other},
      {"tone", RowWord::other},
      {"vitals", RowWord::other},
      {"coord", RowWord::other},
      {"cn", RowWord::other},
      {"edema", RowWord::other},
      {"cervical", RowWord::neck},
      {"cspine", RowWord::neck},
      {"neck", RowWord::neck},
      {"cx", RowWord::neck},
      {"cerv", RowWord::neck},
      {"c", RowWord::neck},
      {"csp", RowWord::neck},
      {"lumbar", RowWord::back},
      {"lspine", RowWord::back},
      {"back", RowWord::back},
      {"lx", RowWord::back},
      {"lumb", RowWord::back},
      {"l", RowWord::back},
      {"trunk", RowWord::back},
      {"lsp", RowWord::back},
      {"ls", RowWord::back},
      {"lumbosacral", RowWord::back},
      {"thoracolumbar", RowWord::back},
  });
  std::sort(words.begin(), words.end(), [](const LabelWord& a, const LabelWord& b) { return a.word < b.word; });
  return words;
}();

constexpr WordFilter kLabelFilter = [] {
  WordFilter filter;
  for (const LabelWord& label : kLabelWords) filter.add(label.word);
  return filter;
}();

}  // namespace

RowWord row_word(const Document& document, uint32_t at) {
  if (!kLabelFilter.may_hold(document, at)) return RowWord::none;
  const std::string_view word = document.word(at);
  const auto found = std::lower_bound(kLabelWords.begin(), kLabelWords.end(), word, [](const LabelWord& one, std::string_view sought) { return one.word < sought; });
  return found != kLabelWords.end() && found->word == word ? found->means : RowWord::none;
}

std::optional<Ask> row_label_at(const Document& document, uint32_t at) {
  switch (row_word(document, at)) {
    case RowWord::motor: return Ask::strength;
    case RowWord::reflex: return Ask::reflex;
    case RowWord::motion: return Ask::motion;
    default: return std::nullopt;
  }
}

Ask ask_of_code(std::string_view code) {
  if (code == "sensory_deficit") return Ask::feeling;
  if (code == "limited_motion") return Ask::motion;
  if (code == "motor_deficit") return Ask::strength;
  if (code == "straight_leg_raise") return Ask::angle;
  return code == "reflex_deficit" ? Ask::reflex : Ask::sign;
}

const WordFilter& row_label_filter() { return kLabelFilter; }

}  // namespace chartgap
