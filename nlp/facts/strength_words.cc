#include <array>
#include <optional>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam.h"
#include "nlp/facts/graded_sentence.h"
#include "nlp/facts/polarity.h"

namespace chartgap {
namespace {

constexpr uint32_t kNamePolarity = 12;  // tokens between a name and the word that says how strong it is

class NamedStrength {
 public:
  NamedStrength(GradedSentence& of, GradedResult& result) : of_(of), result_(result) {}

  // Without a grade: "biceps and triceps are strong", "weakness of the left deltoid".
  void run() {
    if (of_.names.empty() || (of_.motor.empty() && of_.frame.section != SectionKind::exam) || !says_strength()) return;
    said_.assign(of_.names.size(), std::nullopt);
    for (size_t i = 0; i < of_.names.size(); ++i) said_[i] = said_of(of_.names[i]);
    for (size_t i = 1; i < of_.names.size(); ++i) {
      if (!said_[i] && are_listed(of_.names[i - 1], of_.names[i])) said_[i] = said_[i - 1];
    }
    for (size_t i = of_.names.size(); i-- > 1;) {
      if (!said_[i - 1] && are_listed(of_.names[i - 1], of_.names[i])) said_[i - 1] = said_[i];
    }
    for (size_t i = 0; i < of_.names.size(); ++i) {
      if (said_[i] && !is_tendon_of_list(i)) name_by_words(i);
    }
    for (Fact& made : result_.facts) place_by_heading(of_.scene, of_.frame, made);
  }

 private:
  bool says_strength() const {
    constexpr std::array<std::string_view, 3> kStrong = {"strong", "strength", "resistance"};
    return of_.has_word(of_.tokens, kStrengthWords) || of_.has_word(of_.tokens, kStrong) || !of_.motor.empty();
  }

  // Only a comma or a conjunction between them, or the second's side.
  bool are_listed(const GradedName& a, const GradedName& b) const {
    bool separated = false;
    for (uint32_t at = a.tokens.end; at < b.tokens.begin; ++at) {
      separated |= of_.is_separator(at) || of_.scene.token(at).is('/');
      if (!of_.is_separator(at) && !of_.scene.token(at).is('/') &&
          (of_.scene.token(at).kind != TokenKind::word || (of_.scene.grammar(at) & (kVerb | kPreposition | kContrast)) != 0))
        return false;
    }
    return separated;
  }

  // "Normal biceps, triceps and brachioradialis reflexes": the list closes with reflexes.
  bool is_tendon_of_list(size_t index) const {
    for (size_t i = index; i < of_.names.size(); ++i) {
      if (of_.scene.class_of(of_.names[i].mark) == HitClass::reflex) return true;
      if (i + 1 < of_.names.size() && !are_listed(of_.names[i], of_.names[i + 1])) return has_head_near(of_.reflex, of_.names[i]);
    }
    return has_head_near(of_.reflex, of_.names[index]);
  }

  std::optional<Assertion> said_of(const GradedName& name) const {
    if (of_.scene.class_of(name.mark) != HitClass::muscle) return std::nullopt;
    for (const Head* head : of_.motor) {
      if (!of_.scene.entry_of(head->hit).neutral && near(*head, name)) return of_.frame.context->assess(of_.scene.hit(head->hit).tokens, FactType::exam).assertion;
    }
    Head head;
    head.hit = name.mark;
    head.type = FactType::exam;
    head.pre = {name.tokens.begin > of_.tokens.begin + 3 ? name.tokens.begin - 3 : of_.tokens.begin, name.tokens.begin};
    head.post = {name.tokens.end, std::min(name.tokens.end + kNamePolarity, of_.tokens.end)};
    head.group = UINT32_MAX;
    uint32_t by = kNoEntry;
    return polarity_of(of_.scene, of_.frame, head, by);
  }

  void name_by_words(size_t index) {
    GradedName& name = of_.names[index];
    if (of_.scene.entry_of(name.mark).code == "trapezius") return;  // a shrug without a grade is of the eleventh cranial nerve
    name.side = of_.side_before(name.tokens, of_.tokens.begin);
    if (name.side == Side::none && index > 0) name.side = of_.names[index - 1].side;
    if (name.side == Side::none) name.side = side_in(of_.scene, of_.frame, {name.tokens.end, end_of_clause(name.tokens.end)});
    Fact out = of_.fact("motor_deficit", name.tokens, name.mark, name.side);
    of_.add_name(out, name, true);
    out.assertion = *said_[index];
    result_.facts.push_back(out);
    for (const Head* other : of_.motor) {
      if (near(*other, name)) result_.used_heads.push_back(other->hit);
    }
    for (const Head& other : of_.frame.heads) {
      if (of_.scene.hit(other.hit).tokens.overlaps(name.tokens)) result_.used_heads.push_back(other.hit);
    }
  }

  bool has_head_near(const std::vector<const Head*>& heads, const GradedName& name) const {
    return std::any_of(heads.begin(), heads.end(), [&](const Head* head) { return near(*head, name); });
  }
  bool near(const Head& head, const GradedName& name) const {
    const TokenRange tokens = of_.scene.hit(head.hit).tokens;
    return tokens.end <= name.tokens.begin + 2 * kNamePolarity && name.tokens.begin < tokens.end + kNamePolarity && tokens.begin < name.tokens.end + kNamePolarity;
  }
  uint32_t end_of_clause(uint32_t at) const {
    while (at < of_.tokens.end && !of_.is_hard_stop(at)) ++at;
    return at;
  }

  GradedSentence& of_;
  GradedResult& result_;
  std::vector<std::optional<Assertion>> said_;  // of each name
};

}  // namespace

void read_named_strength(GradedSentence& sentence, GradedResult& result) { NamedStrength(sentence, result).run(); }

}  // namespace chartgap
