// The words near a head, and whether they are of a kind.
// Cost: a comparison a word, no allocation.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/scene.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {

// The digits that the token begins with.
inline double number_at(const Scene& scene, uint32_t at) {
  double value = 0;
  for (char c : scene.word(at)) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return value;
}

template <class Words>
bool is_one_of(const Scene& scene, uint32_t at, const Words& words) {
  return one_of(words, scene.word(at));
}

template <class Words>
bool has_word(const Scene& scene, TokenRange range, const Words& words) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (is_one_of(scene, at, words)) return true;
  }
  return false;
}

// "Triceps 4+/5 (was 4/5)", "SLR 65 (eval 40)": what a bracket says of an earlier visit.
inline bool is_in_past_bracket(const Scene& scene, uint32_t token) {
  constexpr uint32_t kReach = 6;
  constexpr std::array<std::string_view, 14> kPast = {"was",  "were",      "previously", "prior",    "previous", "prev", "last",
                                                      "eval", "initially", "initial",    "baseline", "before",   "pre",  "formerly"};
  for (uint32_t at = token; at > 0 && token - at < kReach; --at) {
    if (scene.token(at - 1).is(')') || scene.token(at - 1).is(';')) return false;
    if (scene.token(at - 1).is('(')) return at < token && is_one_of(scene, at, kPast);
  }
  return false;
}

inline bool begins_line(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).has(Token::kNewLine)) return true;
  }
  return false;
}

inline bool is_year(const Scene& scene, uint32_t at) {
  const double value = scene.token(at).kind == TokenKind::number ? number_at(scene, at) : 0;
  return value >= 1940 && value < 2100;
}

// Up to `reach` tokens of the sentence before a token.
inline TokenRange words_before(const Frame& frame, uint32_t token, uint32_t reach) { return {std::max(frame.sentence->tokens.begin, token > reach ? token - reach : 0), token}; }

// Up to `reach` tokens of the sentence before a head, and after it.
inline TokenRange before(const Scene& scene, const Frame& frame, const Head& head, uint32_t reach) {
  const uint32_t end = scene.hit(head.hit).tokens.begin;
  const uint32_t floor = std::min(end, frame.sentence->tokens.begin);
  return {end - floor > reach ? end - reach : floor, end};
}
inline TokenRange after(const Scene& scene, const Frame& frame, const Head& head, uint32_t reach) {
  const uint32_t begin = scene.hit(head.hit).tokens.end;
  return {begin, std::max(begin, std::min(frame.sentence->tokens.end, begin + reach))};
}

}  // namespace chartgap
