#include "nlp/facts/counsel.h"

#include <array>
#include <string_view>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr uint32_t kReach = 10;  // tokens between the word and the verb of the talk
constexpr std::array<std::string_view, 26> kTold = {"discuss",  "discussed", "discussing", "review",  "reviewed",  "reviewing", "explain", "explained", "explaining",
                                                    "get",      "cover",     "covered",    "hear",    "addressed", "address",   "go",      "going",     "gone",
                                                    "obtained", "obtain",    "outlined",   "outline", "talk",      "signed",    "given",   "taken"};

bool is_not(std::string_view word) { return word == "not" || word.ends_with("n't"); }

bool told_within(const Scene& scene, uint32_t at, uint32_t end) { return has_word(scene, {at, std::min(at + 4, end)}, kTold); }

// "Risks were not discussed", "have yet to discuss the risks".
bool is_denied(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).is(';')) return false;
    const std::string_view word = scene.document.folded({at, at + 1});
    if ((is_not(word) || word == "yet") && told_within(scene, at + 1, range.end)) return true;
  }
  return false;
}

// "Will discuss the risks", "risks to be reviewed at the visit"; "would like to discuss" too.
bool is_to_come(const Scene& scene, TokenRange range) {
  constexpr std::array<std::string_view, 4> kComing = {"will", "ll", "shall", "should"};
  constexpr std::array<std::string_view, 5> kPlan = {"plan", "plans", "need", "needs", "be"};
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).is(';')) return false;
    const std::string_view word = scene.document.folded({at, at + 1});
    const bool to = word == "to" && ((at > range.begin && is_one_of(scene, at - 1, kPlan)) || (at + 1 < range.end && scene.document.folded({at + 1, at + 2}) == "be"));
    if ((to || is_one_of(scene, at, kComing)) && told_within(scene, at + 1, range.end)) return true;
  }
  return false;
}

// "If he wishes to proceed", "should she elect to proceed".
bool is_open(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kIf = {"if", "unless", "whether", "should", "until"};
  constexpr uint32_t kNear = 5;
  return has_word(scene, before(scene, frame, head, kNear), kIf);
}

Assertion consent_assertion(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 7> kNot = {"not", "without", "unable", "cannot", "declined", "refused", "never"};
  constexpr std::array<std::string_view, 5> kWithheld = {"declined", "refused", "withheld", "withdrawn", "revoked"};
  constexpr std::array<std::string_view, 1> kPending = {"pending"};
  constexpr uint32_t kNear = 4;
  const TokenRange trail = after(scene, frame, head, kNear);
  if (has_word(scene, before(scene, frame, head, 3), kNot) || has_word(scene, trail, kWithheld) || is_denied(scene, trail)) return Assertion::absent;
  const bool named = scene.hit(head.hit).tokens.size() <= 2;
  if (!named) return is_open(scene, frame, head) ? Assertion::hypothetical : Assertion::present;
  const bool coming = has_word(scene, trail, kPending) || is_to_come(scene, trail) || is_to_come(scene, {before(scene, frame, head, kNear).begin, head.pre.end});
  return coming ? Assertion::hypothetical : Assertion::present;
}

}  // namespace

Assertion counsel_assertion(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  if (sense == nullptr) return Assertion::present;
  if (sense->code == "consent") return consent_assertion(scene, frame, head);
  const TokenRange lead = before(scene, frame, head, kReach);
  const TokenRange trail = after(scene, frame, head, kReach);
  if (is_denied(scene, lead) || is_denied(scene, trail)) return Assertion::absent;
  return is_to_come(scene, lead) || is_to_come(scene, trail) ? Assertion::hypothetical : Assertion::present;
}

bool is_told_heading(const Scene& scene, const Section& section) {
  constexpr std::array<std::string_view, 19> kAnswers = {"obtained", "signed", "given",    "yes",     "y",  "discussed", "explained", "reviewed",  "verbal", "written",
                                                         "informed", "done",   "verified", "present", "on", "in",        "provided",  "completed", "taken"};
  const uint32_t at = section.body.begin;
  return section.kind == SectionKind::counseling && at < section.body.end && !scene.token(at).has(Token::kNewLine) && is_one_of(scene, at, kAnswers);
}

}  // namespace chartgap
