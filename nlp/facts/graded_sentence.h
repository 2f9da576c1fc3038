// What the readers of strength and reflexes share: a sentence's heads of both, the muscles and tendons that it names, and what the fact of a name carries.
// Source: decisions 9 and 20 of the fact model.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "nlp/facts/grades.h"
#include "nlp/facts/near.h"
#include "nlp/facts/scene.h"

namespace chartgap {

inline constexpr std::array<std::string_view, 16> kStrengthWords = {"str",  "pwr", "muscle",  "strength", "strengths", "motor",  "power",   "weakness",
                                                                    "weak", "mmt", "testing", "weaker",   "strenght",  "motors", "streght", "giveaway"};
inline constexpr std::array<std::string_view, 9> kEqualWords = {"symmetric", "symmetrical", "equal", "brisk", "active", "normal", "intact", "full", "physiologic"};

// "LE 5/5": the grade is the finding.
inline bool is_short_limb(std::string_view word) {
  constexpr std::array<std::string_view, 12> kShort = {"ue", "le", "ues", "les", "bue", "ble", "rue", "lue", "rle", "lle", "ext", "exts"};
  return one_of(kShort, word);
}

// A muscle, a movement or a tendon.
struct GradedName {
  uint32_t mark = 0;
  TokenRange tokens;
  Side side = Side::none;
};

// A finding of its own beside the graded ones ("sensation", "absent at the ankles"): grades do not reach across it.
struct GradeBlocker {
  TokenRange tokens;
  TokenRange pre;
  bool graded = false;  // may carry a grade itself: "hyporeflexic on the right (1+)"
};

// Heads and names of one sentence, gathered once.
struct GradedSentence {
  GradedSentence(const Scene& of, const Frame& in);

  std::string_view word(uint32_t at) const { return scene.word(at); }
  bool is_conjunction(uint32_t at) const { return (scene.grammar(at) & kConjunction) != 0; }
  bool is_separator(uint32_t at) const;
  bool is_hard_stop(uint32_t at) const;
  template <size_t N>
  bool has_word(TokenRange range, const std::array<std::string_view, N>& words) const {
    return chartgap::has_word(scene, range, words);
  }
  bool blocked(TokenRange range) const;
  const GradedName* name_at(TokenRange range) const;
  // The side that stands right before the name, at or after `floor`.
  Side side_before(TokenRange name, uint32_t floor) const;
  Fact fact(std::string_view code, TokenRange span, uint32_t hit, Side side) const;
  // The region, the roots and, where wanted, the muscle of a name.
  void add_name(Fact& out, const GradedName& name, bool muscle) const;

  const Scene& scene;
  const Frame& frame;
  TokenRange tokens;
  std::vector<const Head*> motor;
  std::vector<const Head*> reflex;
  std::vector<GradeBlocker> blockers;
  std::vector<GradedName> names;
  std::vector<uint32_t> bodies;  // hits

 private:
  void collect_heads();
  void collect_names();
  TokenRange muscle_of(TokenRange range) const;
  Span joint_of(const GradedName& name, TokenRange muscle) const;
};

// "3/5 on the right and 4-/5 on the left": facts of one muscle whose other side says the same are one of both sides. Whether there were any.
bool join_other_side(std::vector<Fact>& facts, Side side, Assertion says);

// "1+ biceps and triceps and 1+ brachioradialis": tendons of one limb and one grade are one fact. Whether the fact before took them.
bool join_same_grade(const Scene& scene, std::vector<Fact>& facts, const Fact& more);

// Strength said in words, of the names of a sentence without grades: "biceps and triceps are strong", "weakness of the left deltoid".
void read_named_strength(GradedSentence& sentence, GradedResult& result);

}  // namespace chartgap
