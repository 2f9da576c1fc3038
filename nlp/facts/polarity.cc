#include "nlp/facts/polarity.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"

namespace chartgap {
namespace {

// What goes on, or ends now, was given; what begins was not.
constexpr std::array<std::string_view, 20> kContinueWords = {"continue", "continues", "continued", "continuing",  "cont",         "keep",          "remain",
                                                             "remains",  "stay",      "resume",    "discontinue", "discontinued", "discontinuing", "stop",
                                                             "stopped",  "wean",      "refill",    "refilled",    "hold",         "held"};
constexpr std::array<std::string_view, 24> kStartWords = {"start",    "started",   "begin",    "add",      "added",     "initiate",    "prescribe", "prescribed",
                                                          "trial",    "try",       "refer",    "referred", "recommend", "recommended", "order",     "ordered",
                                                          "schedule", "scheduled", "consider", "give",     "given",     "proceed",     "obtain",    "switch"};
constexpr std::array<std::string_view, 12> kPastWords = {"previous", "previously", "prior",    "past",      "underwent", "undergone",
                                                         "tried",    "failed",     "received", "completed", "already",   "history"};
constexpr std::array<std::string_view, 11> kBeenWords = {"taking", "on", "doing", "using", "going", "getting", "receiving", "attending", "through", "treated", "tried"};
constexpr std::array<std::string_view, 8> kPastAdjectives = {"previous", "prior", "past", "recent", "old", "earlier", "last", "initial"};
constexpr uint32_t kPastReach = 8;  // tokens between a word that says that it was given and the therapy
constexpr std::array<std::string_view, 2> kCurableFlags = {"malignancy", "infection"};
constexpr std::array<std::string_view, 17> kTreatedWords = {"remission",     "resected", "resection", "excised", "excision",  "removed", "removal", "mastectomy", "lumpectomy",
                                                            "prostatectomy", "cured",    "survivor",  "treated", "radiation", "surgery", "status",  "s"};
constexpr std::array<std::string_view, 13> kCurrentWords = {"active",       "current",      "currently", "ongoing", "metastatic", "metastases", "metastasis",
                                                            "metastasized", "chemotherapy", "chemo",     "now",     "diagnosed",  "recurrent"};
constexpr uint32_t kFlagReach = 6;
constexpr uint32_t kPhraseReach = 8;
constexpr uint32_t kListReach = 16;
constexpr uint32_t kAnswerReach = 6;   // tokens of an answer behind a colon
constexpr uint32_t kMeasureReach = 4;  // tokens between a movement and its measure
constexpr double kLeastMotion = 15;    // degrees that a full movement has at least
constexpr double kFreeLegRaise = 70;   // degrees from which a straight leg raise is negative
constexpr std::array<std::string_view, 6> kLastingFlags = {"diabetes", "cardiopulmonary", "bleeding_disorder", "immunosuppression", "anticoagulant", "antiplatelet"};

Assertion reversed(Assertion polarity) { return polarity == Assertion::present ? Assertion::absent : Assertion::present; }

// Of these the examiner looks for the function, and its absence is the finding; of the others (Spurling, clonus) for the sign.
constexpr std::array<std::string_view, 6> kFunctions = {"motor_deficit", "sensory_deficit", "reflex_deficit", "limited_motion", "gait_abnormality", "atrophy"};

bool is_function(const Sense* sense) {
  return sense != nullptr && sense->type == FactType::exam && std::find(kFunctions.begin(), kFunctions.end(), sense->code) != kFunctions.end();
}
bool is_sign(const Sense* sense) { return sense != nullptr && sense->type == FactType::exam && !is_function(sense); }

// What the word says: "present" and "absent" turn with what they are said of.
Assertion meaning(const Entry& entry, const Sense* sense) {
  if (entry.code == "present" && is_function(sense)) return Assertion::absent;
  if (entry.code == "absent" && is_sign(sense)) return Assertion::absent;
  return entry.hit_class == HitClass::normal ? Assertion::absent : Assertion::present;
}

// A bare "+" or "-" answers only in brackets, or between a name and a side or an end: not in "2+", "4/5-", "C5-6", "+/-".
bool answers(const Scene& scene, TokenRange mark) {
  const Token& token = scene.token(mark.begin);
  if (mark.size() != 1 || !(token.is('+') || token.is('-'))) return true;
  const auto size = static_cast<uint32_t>(scene.document.tokens().size());
  if (mark.begin == 0 || scene.token(mark.begin - 1).kind == TokenKind::number || scene.token(mark.begin - 1).is('/')) return false;
  if (mark.end >= size || scene.token(mark.end).has(Token::kNewLine)) return token.has(Token::kSpaceBefore);
  const Token& next = scene.token(mark.end);
  if (scene.token(mark.begin - 1).is('(') || scene.token(mark.begin - 1).is('[')) return next.is(')') || next.is(']');
  if (next.kind == TokenKind::number || next.is('/')) return false;
  if (next.kind == TokenKind::punctuation) return !next.is('-') && !next.is('+');
  const std::string_view word = scene.document.folded({mark.end, mark.end + 1});
  constexpr std::array<std::string_view, 14> kAfter = {"l", "r", "left", "right", "lt", "rt", "b", "bl", "bilat", "bilateral", "bilaterally", "on", "at", "for"};
  return std::find(kAfter.begin(), kAfter.end(), word) != kAfter.end() || (token.is('+') && token.has(Token::kSpaceBefore) && !next.has(Token::kSpaceBefore));
}

// "No root compression, cord normal": after a comma a normal word answers for its own item.
bool is_item_of_its_own(const Scene& scene, const CueReach& cue, TokenRange mark) {
  if (scene.grammar(mark.begin - 1) != 0 || scene.token(mark.begin - 1).kind == TokenKind::punctuation) return false;
  for (uint32_t at = cue.tokens.end; at < mark.begin; ++at) {
    if (scene.token(at).is(',')) return true;
  }
  return false;
}

// A "no" or "without" that reaches the word, and is not the word itself ("are negative").
bool is_negated(const Scene& scene, const Frame& frame, TokenRange mark, FactType type) {
  const CueReach* cue = frame.context->reaching(mark, type, CueAxis::negated);
  return cue != nullptr && !cue->tokens.overlaps(mark) && scene.entry_of(cue->hit).code != "predicate" && !is_item_of_its_own(scene, *cue, mark);
}

// An adjective of another noun: in "Motor: normal bulk and tone" the heading is not what is normal.
bool is_of_other_noun(const Scene& scene, const Frame& frame, TokenRange mark) {
  if (mark.end >= frame.sentence->tokens.end) return false;
  const Token& next = scene.token(mark.end);
  if (next.kind != TokenKind::word || (scene.grammar(mark.end) & (kVerb | kPreposition | kConjunction | kContrast | kRelative)) != 0) return false;
  constexpr std::array<std::string_view, 22> kOwn = {"throughout", "bilaterally", "bilateral", "bilat", "light", "pin",     "pinprick", "lt",    "pp", "strength", "sensation",
                                                     "function",   "power",       "all",       "x",     "today", "grossly", "left",     "right", "l",  "r",        "b"};
  return std::find(kOwn.begin(), kOwn.end(), scene.document.folded({mark.end, mark.end + 1})) == kOwn.end();
}

// The nearest normal or abnormal word inside the range; negation turns it round.
std::optional<Assertion> polarity_in(const Scene& scene, const Frame& frame, TokenRange range, const Head& head, bool from_end, uint32_t& by) {
  std::optional<Assertion> found;
  const Sense* sense = scene.entry_of(head.hit).sense(head.type);
  const bool lent = scene.hit(head.hit).tokens.end <= frame.sentence->tokens.begin;
  for (uint32_t mark : frame.marks) {
    const Hit& hit = scene.hit(mark);
    if (hit.tokens.begin >= range.end) break;
    const Entry& entry = scene.entry(hit);
    if (!range.contains(hit.tokens) || (entry.hit_class != HitClass::normal && entry.hit_class != HitClass::abnormal) || !answers(scene, hit.tokens)) continue;
    if (lent && is_of_other_noun(scene, frame, hit.tokens)) continue;
    if (found && (!from_end || entry.code == "present")) break;  // "hypoactive but elicitable": there, and little
    found = meaning(entry, sense);
    if (is_negated(scene, frame, hit.tokens, head.type)) found = reversed(*found);
    by = mark;
  }
  return found;
}

// The words before a head that are one noun phrase with it: "equal and strong proximal and distal strength".
TokenRange phrase_before(const Scene& scene, const Frame& frame, const Head& head) {
  TokenRange out = head.pre;
  uint32_t floor = frame.sentence->tokens.begin;
  for (const Head& other : frame.heads) {
    const TokenRange tokens = scene.hit(other.hit).tokens;
    if (tokens.end <= head.pre.begin) floor = std::max(floor, tokens.end);
  }
  const auto in_name = [&](uint32_t at) {
    return std::any_of(frame.marks.begin(), frame.marks.end(),
                       [&](uint32_t mark) { return scene.entry_of(mark).hit_class == HitClass::muscle && scene.hit(mark).tokens.contains(at); });
  };
  const auto after_mark = [&](uint32_t at) {  // "unable to walk on the heels", "difficulty with toe walking"
    return (scene.grammar(at) & kPreposition) != 0 && std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
             const HitClass hit_class = scene.entry_of(mark).hit_class;
             return (hit_class == HitClass::normal || hit_class == HitClass::abnormal) && scene.hit(mark).tokens.end == at;
           });
  };
  const auto goes_on = [&](uint32_t at) {
    return after_mark(at) || (scene.token(at).is(',') && at > floor && in_name(at - 1)) ||
           (scene.token(at).kind == TokenKind::word && (scene.grammar(at) & (kVerb | kPreposition | kContrast | kRelative)) == 0);
  };
  while (out.begin > floor && head.pre.end - out.begin < kPhraseReach && goes_on(out.begin - 1)) --out.begin;
  return out;
}

// What stands behind the colon, dash or bracket after a head: "Sensation: [x] intact", "Hoffmann sign - negative".
TokenRange answer_after(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t end = frame.sentence->tokens.end;
  uint32_t at = scene.hit(head.hit).tokens.end;
  const uint32_t begin = at;
  while (at < end && at - begin < kAnswerReach && scene.token(at).kind == TokenKind::punctuation && !scene.token(at).is(',') && !scene.token(at).is(';') &&
         !scene.token(at).is('.'))
    ++at;
  TokenRange out{at, at};
  const bool sign = is_sign(scene.entry_of(head.hit).sense(head.type));
  if (at == begin && !sign) return out;
  const auto is_next_head = [&](uint32_t token) {
    return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) { return scene.hit(other.hit).tokens.begin == token; });
  };
  const auto ends = [&](uint32_t token) {
    return scene.token(token).is(';') || (scene.grammar(token) & kContrast) != 0 || is_next_head(token) || (at == begin && scene.token(token).is(','));
  };
  while (out.end < end && out.end - out.begin < kAnswerReach * 2 && !ends(out.end)) ++out.end;
  return out;
}

// "The following tests were positive: Kemp's and straight leg raise."
TokenRange announced_before(const Scene& scene, const Frame& frame, const Head& head) {
  uint32_t colon = head.pre.begin;
  while (colon > frame.sentence->tokens.begin && !scene.token(colon - 1).is(':')) --colon;
  if (colon <= frame.sentence->tokens.begin + 1) return {};
  return {colon - 2, colon - 1};
}

// The noun phrases before a head in one list with it, whatever else the list names: "normal strength, tone, sensation and reflexes".
TokenRange list_before(const Scene& scene, const Frame& frame, const Head& head) {
  TokenRange out = head.pre;
  const auto is_found = [&](uint32_t at) {  // "limited flexion, extension": one finding, not two
    return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) { return scene.hit(other.hit).tokens.contains(at) && !scene.entry_of(other.hit).neutral; });
  };
  const auto goes_on = [&](uint32_t at) {
    const Token& token = scene.token(at);
    if (is_found(at)) return false;
    return token.is(',') || (token.kind == TokenKind::word && (scene.grammar(at) & (kVerb | kPreposition | kContrast | kRelative)) == 0);
  };
  while (out.begin > frame.sentence->tokens.begin && head.pre.end - out.begin < kListReach && goes_on(out.begin - 1)) --out.begin;
  return out;
}

double number_at(const Scene& scene, uint32_t at) {
  double value = 0;
  for (char c : scene.document.folded({at, at + 1})) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "Flexion 50/60", "extension 75% of normal": less than all of it is a limitation.
std::optional<Assertion> measured_motion(const Scene& scene, const Frame& frame, TokenRange post) {
  const uint32_t end = std::min(post.end, post.begin + kMeasureReach);
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind == QuantityKind::percent && quantity.tokens.begin >= post.begin && quantity.tokens.begin < end)
      return quantity.value < 100 ? Assertion::present : Assertion::absent;
  }
  for (uint32_t at = post.begin; at + 2 < post.end && at < end; ++at) {
    if (scene.token(at).kind != TokenKind::number) continue;
    const bool over = scene.token(at + 1).is('/') && scene.token(at + 2).kind == TokenKind::number;
    const double full = over ? number_at(scene, at + 2) : 0;
    if (full >= kLeastMotion) return number_at(scene, at) < full ? Assertion::present : Assertion::absent;
  }
  return std::nullopt;
}

// "SLR to 80 degrees on both sides": a leg that goes up that far is a negative test.
std::optional<Assertion> measured_leg_raise(const Scene& scene, TokenRange post) {
  for (uint32_t at = post.begin; at + 1 < post.end; ++at) {
    if (scene.token(at).kind != TokenKind::number || !scene.document.folded({at + 1, at + 2}).starts_with("deg")) continue;
    return number_at(scene, at) >= kFreeLegRaise ? Assertion::absent : Assertion::present;
  }
  return std::nullopt;
}

bool section_is_plan(SectionKind section) { return section == SectionKind::plan || section == SectionKind::assessment_plan || section == SectionKind::followup; }

template <class Words>
bool is_one_of(const Scene& scene, uint32_t at, const Words& words) {
  return std::find(words.begin(), words.end(), scene.document.folded({at, at + 1})) != words.end();
}

template <class Words>
bool has_word(const Scene& scene, TokenRange range, const Words& words) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (is_one_of(scene, at, words)) return true;
  }
  return false;
}

// Up to `reach` tokens of the sentence before a head, and after it.
TokenRange before(const Scene& scene, const Frame& frame, const Head& head, uint32_t reach) {
  const uint32_t end = scene.hit(head.hit).tokens.begin;
  const uint32_t floor = std::min(end, frame.sentence->tokens.begin);
  return {end - floor > reach ? end - reach : floor, end};
}
TokenRange after(const Scene& scene, const Frame& frame, const Head& head, uint32_t reach) {
  const uint32_t begin = scene.hit(head.hit).tokens.end;
  return {begin, std::max(begin, std::min(frame.sentence->tokens.end, begin + reach))};
}

// Whether the nearest verb says that the therapy goes on: in "continue PT and start gabapentin" the first only.
bool says_continue(const Scene& scene, const Frame& frame, const Head& head) {
  for (uint32_t at = scene.hit(head.hit).tokens.begin; at-- > frame.sentence->tokens.begin;) {
    if (is_one_of(scene, at, kContinueWords)) return true;
    if (scene.document.folded({at, at + 1}) == "go" && scene.document.folded({at + 1, at + 2}) == "on") return true;
    if (is_one_of(scene, at, kStartWords)) return false;
  }
  return has_word(scene, head.post, kContinueWords);
}

// "Related to his previous discectomy": what is definite and earlier was done, whatever the sentence says of it.
bool is_definite_past(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kDefinite = {"his", "her", "the", "their", "s"};
  const TokenRange range = before(scene, frame, head, 5);
  for (uint32_t at = range.end; at-- > range.begin;) {
    if (is_one_of(scene, at, kPastAdjectives)) return at > range.begin && is_one_of(scene, at - 1, kDefinite);
    if (scene.token(at).kind == TokenKind::punctuation && !scene.token(at).is('-')) return false;
  }
  return false;
}

// "No improvement from continued traction", "no side effects from the injection": what is denied is what came of it.
bool is_denied_result(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 11> kResults = {"relief",   "improvement",   "benefit",  "benefits", "effects", "effect",
                                                         "response", "complications", "problems", "change",   "help"};
  constexpr std::array<std::string_view, 7> kLinks = {"from", "with", "after", "to", "by", "following", "on"};
  const TokenRange range = before(scene, frame, head, 6);
  for (uint32_t at = range.begin; at + 1 < range.end; ++at) {
    if (is_one_of(scene, at, kResults) && is_one_of(scene, at + 1, kLinks)) return true;
  }
  return false;
}

// "Ibuprofen x 2 wks, none": of what was given for a time, "none" is the answer to it.
bool answers_none(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kNone = {"none", "nil"};
  const TokenRange trail = after(scene, frame, head, 12);
  return std::any_of(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& quantity) {
    return quantity.kind == QuantityKind::duration && trail.contains(quantity.tokens) && has_word(scene, {quantity.tokens.end, trail.end}, kNone);
  });
}

// "A prescription for Flexeril": what this note orders.
bool is_prescription(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kOrders = {"prescription", "prescriptions"};
  const bool history = frame.section == SectionKind::hpi || frame.section == SectionKind::medications || frame.section == SectionKind::treatment_history ||
                       frame.section == SectionKind::pmh || frame.section == SectionKind::psh;
  return !history && has_word(scene, before(scene, frame, head, 6), kOrders);
}

// "Has been going to PT", "has been on gabapentin".
bool has_been_given(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 1> kBeen = {"been"};
  const TokenRange range = before(scene, frame, head, 5);
  for (uint32_t at = range.begin; at + 1 < range.end; ++at) {
    if (is_one_of(scene, at, kBeen) && is_one_of(scene, at + 1, kBeenWords)) return true;
  }
  return false;
}

// "A drill was used to perform a laminotomy": of an operation's steps all were done, unless the words leave one open.
bool is_step(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 14> kOpen = {"if",     "may",   "might",     "would",       "will",     "should",   "could",
                                                      "future", "later", "candidate", "recommended", "consider", "prepared", "risk"};
  const bool operation = frame.section == SectionKind::procedure || frame.section == SectionKind::procedure_description;
  if (!operation || sense == nullptr || sense->code != "spine_surgery") return false;
  return !has_word(scene, before(scene, frame, head, 10), kOpen);
}

// "A history of back pain" tells of the pain that is there; "a past history" does not.
bool is_known_pain(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 4> kPains = {"back_pain", "neck_pain", "radicular_pain", "limb_pain"};
  constexpr std::array<std::string_view, 1> kHistory = {"history"};
  constexpr std::array<std::string_view, 8> kOld = {"past", "previous", "prior", "remote", "medical", "no", "significant", "resolved"};
  if (sense == nullptr || std::find(kPains.begin(), kPains.end(), sense->code) == kPains.end()) return false;
  if (frame.section == SectionKind::pmh || frame.section == SectionKind::psh) return false;
  const TokenRange lead = before(scene, frame, head, 8);
  return has_word(scene, lead, kHistory) && !has_word(scene, lead, kOld);
}

// A plan that tells how the therapy went: "Treatment: PT for 4 weeks, no help."
bool tells_outcome(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 3> kIf = {"if", "unless", "should"};
  if (has_word(scene, frame.sentence->tokens, kIf)) return false;
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
    const Entry& entry = scene.entry_of(mark);
    return entry.hit_class == HitClass::outcome && entry.attributes.outcome != Outcome::helped;
  });
}

bool was_given(const Scene& scene, const Frame& frame, const Head& head) {
  return has_word(scene, before(scene, frame, head, kPastReach), kPastWords) || has_been_given(scene, frame, head) || tells_outcome(scene, frame);
}

bool is_year(const Scene& scene, uint32_t at) {
  const double value = scene.token(at).kind == TokenKind::number ? number_at(scene, at) : 0;
  return value >= 1940 && value < 2100;
}

// A cancer or an infection that was treated, or that only the past history lists.
bool is_over(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  if (sense == nullptr || std::find(kCurableFlags.begin(), kCurableFlags.end(), sense->code) == kCurableFlags.end()) return false;
  constexpr std::array<std::string_view, 1> kAbove = {"above"};  // "cancer as above" is that of the history
  const TokenRange lead = before(scene, frame, head, kFlagReach);
  const TokenRange trail = after(scene, frame, head, kFlagReach);
  if (has_word(scene, lead, kCurrentWords) || has_word(scene, trail, kCurrentWords) || has_word(scene, trail, kAbove)) return false;
  if (frame.section == SectionKind::pmh || frame.section == SectionKind::psh) return true;
  for (uint32_t at = lead.begin; at + 1 < lead.end; ++at) {  // "was treated for": over, unlike "has been treated for"
    const std::string_view word = scene.document.folded({at, at + 1});
    if ((word == "was" || word == "were") && scene.document.folded({at + 1, at + 2}) == "treated") return true;
  }
  for (uint32_t at = trail.begin; at < trail.end; ++at) {
    if (is_year(scene, at)) return true;
  }
  return sense->code == "malignancy" && has_word(scene, trail, kTreatedWords);
}

// "Had not consented", "does not wish to proceed", "have not discussed the risks".
bool is_withheld(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 7> kNot = {"not", "without", "unable", "cannot", "declined", "refused", "never"};
  constexpr std::array<std::string_view, 11> kTold = {"discuss", "discussed", "review", "reviewed", "explain", "explained", "get", "cover", "covered", "hear", "addressed"};
  if (sense == nullptr) return false;
  if (sense->code == "consent") return has_word(scene, before(scene, frame, head, 3), kNot);
  const TokenRange range = before(scene, frame, head, 10);
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.document.folded({at, at + 1}) == "not") return has_word(scene, {at, std::min(at + 4, range.end)}, kTold);
  }
  return false;
}

// "Continue warfarin", "apixaban may be held": a drug that is taken.
bool is_taken(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 5> kAgain = {"restart", "restarted", "resume", "resumed", "off"};
  if (sense == nullptr || (sense->code != "anticoagulant" && sense->code != "antiplatelet")) return false;
  const TokenRange lead = before(scene, frame, head, 4);
  const TokenRange trail = after(scene, frame, head, 4);
  return has_word(scene, lead, kContinueWords) || has_word(scene, trail, kContinueWords) || has_word(scene, lead, kAgain) || has_word(scene, trail, kAgain);
}

bool follows_risks(const Scene& scene, const Frame& frame, const Head& head) {
  for (const Head& other : frame.heads) {
    if (other.type == FactType::counseling && scene.hit(other.hit).tokens.begin < scene.hit(head.hit).tokens.begin) {
      const Sense* sense = scene.entry_of(other.hit).sense(FactType::counseling);
      if (sense != nullptr && sense->code == "risks") return true;
    }
  }
  return false;
}

// A therapy that was tried at any time is present; in a plan it is hypothetical unless it goes on.
Assertion therapy_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  if (said == Assertion::historical) return Assertion::present;
  if (said != Assertion::present && is_definite_past(scene, frame, head)) return Assertion::present;
  if (said == Assertion::absent && (is_denied_result(scene, frame, head) || answers_none(scene, frame, head))) return Assertion::present;
  if (said == Assertion::present && is_prescription(scene, frame, head)) return Assertion::hypothetical;
  if (said == Assertion::present && section_is_plan(frame.section))
    return says_continue(scene, frame, head) || was_given(scene, frame, head) ? Assertion::present : Assertion::hypothetical;
  if (said == Assertion::hypothetical && (says_continue(scene, frame, head) || has_been_given(scene, frame, head) || is_step(scene, frame, head, sense))) return Assertion::present;
  return said;
}

Assertion by_section(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  const SectionKind section = frame.section;
  if (section == SectionKind::family_history && said == Assertion::present) return Assertion::family;
  if (section == SectionKind::goals && said == Assertion::present) return Assertion::hypothetical;
  switch (head.type) {
    case FactType::therapy: return therapy_assertion(scene, frame, head, said, sense);
    case FactType::procedure: return said == Assertion::present && (section_is_plan(section) || section == SectionKind::indication) ? Assertion::hypothetical : said;
    case FactType::red_flag:
      if (said == Assertion::present && follows_risks(scene, frame, head)) return Assertion::hypothetical;
      if (said == Assertion::hypothetical && is_taken(scene, frame, head, sense)) return Assertion::present;
      if (said == Assertion::present && is_over(scene, frame, head, sense)) return Assertion::historical;
      if (section == SectionKind::family_history && said == Assertion::historical) return Assertion::family;
      if (said == Assertion::historical && scene.entry_of(head.hit).polarity == Assertion::historical) return said;  // an event, not a state: "MI", "CABG"
      if (said == Assertion::historical && sense != nullptr && std::find(kLastingFlags.begin(), kLastingFlags.end(), sense->code) != kLastingFlags.end()) return Assertion::present;
      return said;
    case FactType::symptom:
      if (said == Assertion::historical && is_known_pain(scene, frame, head, sense)) return Assertion::present;
      return said == Assertion::present && follows_risks(scene, frame, head) ? Assertion::hypothetical : said;
    case FactType::counseling: return is_withheld(scene, frame, head, sense) ? Assertion::absent : Assertion::present;
    case FactType::diagnosis: return said == Assertion::historical ? Assertion::present : said;
    default: return said;
  }
}

}  // namespace

std::optional<Assertion> polarity_of(const Scene& scene, const Frame& frame, const Head& head, uint32_t& by) {
  const Zones zones = zones_of(scene, frame, head);
  if (const auto found = polarity_in(scene, frame, zones.pre, head, true, by)) return found;
  if (head.type == FactType::exam) {
    if (const auto found = polarity_in(scene, frame, phrase_before(scene, frame, head), head, true, by)) return found;
  }
  if (const auto found = polarity_in(scene, frame, zones.post, head, false, by)) return found;
  if (head.type == FactType::exam) {
    if (const auto found = polarity_in(scene, frame, answer_after(scene, frame, head), head, false, by)) return found;
  }
  if (const auto found = polarity_in(scene, frame, zones.trail, head, false, by)) return found;
  if (const auto found = polarity_in(scene, frame, zones.lead, head, true, by)) return found;
  if (head.type != FactType::exam) return std::nullopt;
  if (const auto found = polarity_in(scene, frame, list_before(scene, frame, head), head, true, by)) return found;
  if (is_sign(scene.entry_of(head.hit).sense(head.type))) return polarity_in(scene, frame, announced_before(scene, frame, head), head, true, by);
  return std::nullopt;
}

size_t answers_in(const Scene& scene, const Frame& frame, const Head& head, TokenRange range, std::array<Answer, kMaxAnswers>& out) {
  size_t count = 0;
  const Sense* sense = scene.entry_of(head.hit).sense(head.type);
  for (uint32_t mark : frame.marks) {
    const Hit& hit = scene.hit(mark);
    const Entry& entry = scene.entry(hit);
    if (count == kMaxAnswers || hit.tokens.begin >= range.end) break;
    if (!range.contains(hit.tokens) || (entry.hit_class != HitClass::normal && entry.hit_class != HitClass::abnormal) || !answers(scene, hit.tokens)) continue;
    if (count > 0 && out[count - 1].tokens.overlaps(hit.tokens)) continue;
    const Assertion says = meaning(entry, sense);
    out[count++] = {hit.tokens, is_negated(scene, frame, hit.tokens, head.type) ? reversed(says) : says};
  }
  return count;
}

namespace {

// A provocation test that brings on limb pain or tingling: "Spurling's sends pain into the left arm".
bool provokes(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 15> kBringsOn = {"causes", "caused", "produces", "produced",  "reproduces", "sends",    "sent",  "gives",
                                                          "gave",   "brings", "causing",  "producing", "elicits",    "provokes", "evokes"};
  constexpr std::array<std::string_view, 4> kLimbSymptoms = {"radicular_pain", "limb_pain", "numbness", "paresthesia"};
  if (sense == nullptr || (sense->code != "spurling" && sense->code != "straight_leg_raise")) return false;
  const uint32_t from = scene.hit(head.hit).tokens.end;
  for (const Head& other : frame.heads) {
    const TokenRange tokens = scene.hit(other.hit).tokens;
    const Sense* felt = scene.entry_of(other.hit).sense(FactType::symptom);
    if (tokens.begin < from || felt == nullptr || std::find(kLimbSymptoms.begin(), kLimbSymptoms.end(), felt->code) == kLimbSymptoms.end()) continue;
    for (uint32_t at = from; at < tokens.begin; ++at) {
      if (std::find(kBringsOn.begin(), kBringsOn.end(), scene.document.folded({at, at + 1})) != kBringsOn.end()) return true;
    }
  }
  return false;
}

// Numbers that decide a neutral head of an examination.
std::optional<Assertion> measured(const Scene& scene, const Frame& frame, const Head& head) {
  const Sense* sense = head.type == FactType::exam ? scene.entry_of(head.hit).sense(FactType::exam) : nullptr;
  if (sense == nullptr) return std::nullopt;
  if (sense->code == "limited_motion") return measured_motion(scene, frame, head.post);
  if (sense->code == "straight_leg_raise") return measured_leg_raise(scene, head.post);
  return std::nullopt;
}

// "No sensation in the feet", "no reflexes": here the denial is the finding.
bool is_lost(const Scene& scene, const Head& head, const Sense* sense) {
  if (!is_function(sense)) return false;
  const uint32_t last = scene.hit(head.hit).tokens.end;
  const std::string_view noun = scene.document.folded({last - 1, last});
  if (noun != "sensation" && noun != "reflexes" && noun != "feeling") return false;
  return head.post.empty() || (scene.grammar(head.post.begin) & kPreposition) != 0;
}

bool says_equivocal(const Scene& scene, const Head& head) {
  constexpr std::array<std::string_view, 5> kEquivocal = {"equivocal", "questionable", "questionably", "indeterminate", "borderline"};
  const uint32_t end = std::min(head.post.end, head.post.begin + kAnswerReach);
  for (uint32_t at = head.post.begin; at < end; ++at) {
    if (std::find(kEquivocal.begin(), kEquivocal.end(), scene.document.folded({at, at + 1})) != kEquivocal.end()) return true;
  }
  return false;
}

// "Pin was decreased or absent": the second word says more of the same.
bool is_climax(const Scene& scene, const Frame& frame, const Assessment& assessment) {
  if (assessment.cue == kNoEntry) return false;
  const TokenRange cue = scene.hit(assessment.cue).tokens;
  if (cue.begin <= frame.sentence->tokens.begin || scene.document.folded({cue.end - 1, cue.end}) != "absent") return false;
  const std::string_view before = scene.document.folded({cue.begin - 1, cue.begin});
  return before == "or" || before == "to" || before == "/";
}

// Of a neutral head: what normal and abnormal words say, else its numbers, else a denial.
bool decide_neutral(const Scene& scene, const Frame& frame, const Head& head, Decision& decision) {
  uint32_t by = kNoEntry;
  const std::optional<Assertion> words = polarity_of(scene, frame, head, by);
  const std::optional<Assertion> numbers = measured(scene, frame, head);
  const Sense* sense = scene.entry_of(head.hit).sense(head.type);
  const bool numbers_first = numbers && sense != nullptr && sense->code == "limited_motion";
  if (words && !numbers_first) {
    const bool hedged = *words == Assertion::present && decision.assertion == Assertion::possible;
    if (hedged) return true;
    decision.assertion = *words;
    decision.cue = {scene.hit(by).entry, scene.document.span_of(scene.hit(by).tokens)};
    return true;
  }
  if (numbers) decision.assertion = *numbers;
  if (head.type == FactType::imaging) return decision.assertion == Assertion::absent;  // "may reach the foramen" says nothing of the foramen
  if (decision.assertion == Assertion::present && !numbers && provokes(scene, frame, head, sense)) return true;
  if (is_sign(sense) && !numbers && says_equivocal(scene, head)) decision.assertion = Assertion::possible;
  if (decision.assertion == Assertion::absent && !numbers && is_lost(scene, head, sense)) {
    decision.assertion = Assertion::present;
    return true;
  }
  if (head.type == FactType::exam && !numbers) return decision.assertion == Assertion::absent || decision.assertion == Assertion::possible;
  return numbers || decision.assertion != Assertion::present;
}

// A finding in a heading of which the line says that there is none: "Tenderness: none".
bool is_denied_below(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t begin = frame.sentence->tokens.begin;
  const bool lent = scene.hit(head.hit).tokens.end <= begin;
  const uint32_t at = lent ? begin : head.post.begin;
  if (head.type != FactType::exam || at >= frame.sentence->tokens.end) return false;
  const std::string_view word = scene.document.folded({at, at + 1});
  if (!lent) return word == "0";
  constexpr std::array<std::string_view, 10> kNone = {"none", "no", "negative", "neg", "absent", "nil", "0", "denies", "without", "nontender"};
  return std::find(kNone.begin(), kNone.end(), word) != kNone.end();
}

}  // namespace

std::optional<Decision> decide(const Scene& scene, const Frame& frame, const Head& head) {
  const Hit& hit = scene.hit(head.hit);
  const Entry& entry = scene.entry(hit);
  const Assessment assessment = frame.context->assess(hit.tokens, head.type);
  Decision decision;
  decision.assertion = assessment.assertion;
  if (assessment.cue != kNoEntry) decision.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  if (entry.neutral) {
    if (!decide_neutral(scene, frame, head, decision)) return std::nullopt;
  } else if (head.type == FactType::exam && is_climax(scene, frame, assessment)) {
    decision.assertion = Assertion::present;
  } else if (entry.polarity && decision.assertion == Assertion::present) {
    decision.assertion = *entry.polarity;
  } else if (is_denied_below(scene, frame, head)) {
    decision.assertion = Assertion::absent;
  }
  decision.assertion = by_section(scene, frame, head, decision.assertion, entry.sense(head.type));
  return decision;
}

}  // namespace chartgap
