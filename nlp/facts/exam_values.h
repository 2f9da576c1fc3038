// What rows of an examination answer with: grades ("4+", "5/5", "2 2"), signs, words, shares of a motion, ticked boxes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {

// What is asked: the same word answers differently ("absent" of a jerk and of clonus); an angle is a sign that a leg raise may give in degrees.
enum class Ask : uint8_t { strength, reflex, motion, sign, angle, feeling };
inline constexpr int kFreeLegRaise = 70;  // degrees from which a straight leg raise is no tension sign
enum class Finding : uint8_t { normal, low, brisk, doubtful, untested };

// One printed number with its sign.
struct GradeMark {
  int value = 0;
  char sign = 0;
  bool operator==(const GradeMark&) const = default;
};

struct ExamValue {
  TokenRange tokens;  // as printed, without brackets
  TokenRange end_of;  // with them
  bool graded = false;
  bool pair = false;     // "2/1", "4+/4": both sides
  bool of_five = false;  // "4/5"
  bool boxed = false;
  GradeMark first;
  GradeMark second;  // of a pair
  TokenRange second_tokens;
};

// A grade, a sign, a word or a ticked box that begins at the token and ends by `end`.
std::optional<ExamValue> exam_value_at(const Document& document, uint32_t at, uint32_t end, Ask ask);
// What it says of the thing asked; nothing for a word that is no answer to it.
std::optional<Finding> finding_of(const Document& document, const ExamValue& value, Ask ask);
Finding finding_of(GradeMark grade, Ask ask);

// "2+/2+/1+": as many grades as `out` holds, from the range's first token on. False where they are fewer or more.
bool read_grade_list(const Document& document, TokenRange range, std::span<ExamValue> out);

// The side that begins at the token, and where it ends: "R", "left", "b/l", "on the right", "R=L". A single letter is a capital.
struct SideWord {
  Side side = Side::none;
  uint32_t end = 0;
};
// Passes what may be a side's word.
const WordFilter& side_filter();
std::optional<SideWord> side_word_at(const Document& document, uint32_t at, uint32_t end);

}  // namespace chartgap
