#include "nlp/facts/polarity.h"

#include <algorithm>
#include <array>
#include <span>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam_values.h"
#include "nlp/facts/near.h"
#include "nlp/facts/tense.h"

namespace chartgap {
namespace {

constexpr uint32_t kPhraseReach = 8;
constexpr uint32_t kListReach = 16;
constexpr uint32_t kAnswerReach = 6;     // tokens of an answer behind a colon
constexpr uint32_t kMeasureReach = 4;    // tokens between a movement and its measure
constexpr double kLeastMotion = 15;      // degrees that a full movement has at least
constexpr double kLeastRetention = 200;  // millilitres left after voiding that are retention; under half of it is none

Assertion reversed(Assertion polarity) { return polarity == Assertion::present ? Assertion::absent : Assertion::present; }

// Of these the examiner looks for the function, and its absence is the finding; of the others (Spurling, clonus) for the sign.
constexpr std::array<std::string_view, 6> kFunctions = {"motor_deficit", "sensory_deficit", "reflex_deficit", "limited_motion", "gait_abnormality", "atrophy"};

bool is_function(const Sense* sense) { return sense != nullptr && sense->type == FactType::exam && one_of(kFunctions, sense->code); }
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
  const std::string_view word = scene.word(mark.end);
  constexpr std::array<std::string_view, 14> kAfter = {"l", "r", "left", "right", "lt", "rt", "b", "bl", "bilat", "bilateral", "bilaterally", "on", "at", "for"};
  return one_of(kAfter, word) || (token.is('+') && token.has(Token::kSpaceBefore) && !next.has(Token::kSpaceBefore));
}

// "No root compression, cord normal", "no swelling, full strength": after a comma a normal word answers for its own item.
bool is_item_of_its_own(const Scene& scene, const CueReach& cue, TokenRange mark, bool normal) {
  if (normal && scene.token(mark.begin - 1).is(',') && cue.tokens.end < mark.begin - 1) return true;
  if (scene.grammar(mark.begin - 1) != 0 || scene.token(mark.begin - 1).kind == TokenKind::punctuation) return false;
  for (uint32_t at = cue.tokens.end; at < mark.begin; ++at) {
    if (scene.token(at).is(',')) return true;
  }
  return false;
}

// A "no" or "without" that reaches the word, and is not the word itself ("are negative").
bool is_negated(const Scene& scene, const Frame& frame, uint32_t hit, FactType type) {
  const TokenRange mark = scene.hit(hit).tokens;
  const CueReach* cue = frame.context->reaching(mark, type, CueAxis::negated);
  return cue != nullptr && !cue->tokens.overlaps(mark) && scene.entry_of(cue->hit).code != "predicate" &&
         !is_item_of_its_own(scene, *cue, mark, scene.class_of(hit) == HitClass::normal);
}

// An adjective of another noun: in "Motor: normal bulk and tone" the heading is not what is normal.
bool is_of_other_noun(const Scene& scene, const Frame& frame, TokenRange mark) {
  if (mark.end >= frame.sentence->tokens.end) return false;
  const Token& next = scene.token(mark.end);
  if (next.kind != TokenKind::word || (scene.grammar(mark.end) & (kVerb | kPreposition | kConjunction | kContrast | kRelative)) != 0) return false;
  constexpr std::array<std::string_view, 22> kOwn = {"throughout", "bilaterally", "bilateral", "bilat", "light", "pin",     "pinprick", "lt",    "pp", "strength", "sensation",
                                                     "function",   "power",       "all",       "x",     "today", "grossly", "left",     "right", "l",  "r",        "b"};
  return !one_of(kOwn, scene.word(mark.end));
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
    if (is_in_past_bracket(scene, hit.tokens.begin)) continue;
    if (lent && is_of_other_noun(scene, frame, hit.tokens)) continue;
    if (found && (!from_end || entry.code == "present")) break;  // "hypoactive but elicitable": there, and little
    found = meaning(entry, sense);
    if (is_negated(scene, frame, mark, head.type)) found = reversed(*found);
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
    return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.class_of(mark) == HitClass::muscle && scene.hit(mark).tokens.contains(at); });
  };
  const auto after_mark = [&](uint32_t at) {  // "unable to walk on the heels", "difficulty with toe walking"
    return (scene.grammar(at) & kPreposition) != 0 && std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
             const HitClass hit_class = scene.class_of(mark);
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
    if (scene.token(at).kind != TokenKind::number || !(scene.word(at + 1).starts_with("deg") || scene.token(at + 1).is('%'))) continue;
    return number_at(scene, at) >= kFreeLegRaise ? Assertion::absent : Assertion::present;
  }
  return std::nullopt;
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
    if (!range.contains(hit.tokens) || (entry.hit_class != HitClass::normal && entry.hit_class != HitClass::abnormal) || !answers(scene, hit.tokens) ||
        is_in_past_bracket(scene, hit.tokens.begin))
      continue;
    if (count > 0 && out[count - 1].tokens.overlaps(hit.tokens)) continue;
    const Assertion says = meaning(entry, sense);
    out[count++] = {hit.tokens, is_negated(scene, frame, mark, head.type) ? reversed(says) : says};
  }
  return count;
}

namespace {

constexpr std::array<std::string_view, 4> kLimbSymptoms = {"radicular_pain", "limb_pain", "numbness", "paresthesia"};
constexpr std::array<std::string_view, 1> kBackOnly = {"back_pain"};

// A provocation test that brings on limb pain or tingling: "Spurling's sends pain into the left arm".
bool provokes(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense, std::span<const std::string_view> felt) {
  constexpr std::array<std::string_view, 15> kBringsOn = {"causes", "caused", "produces", "produced",  "reproduces", "sends",    "sent",  "gives",
                                                          "gave",   "brings", "causing",  "producing", "elicits",    "provokes", "evokes"};
  if (sense == nullptr || (sense->code != "spurling" && sense->code != "straight_leg_raise")) return false;
  const uint32_t from = scene.hit(head.hit).tokens.end;
  for (const Head& other : frame.heads) {
    const TokenRange tokens = scene.hit(other.hit).tokens;
    const Sense* symptom = scene.entry_of(other.hit).sense(FactType::symptom);
    if (tokens.begin < from || symptom == nullptr || std::find(felt.begin(), felt.end(), symptom->code) == felt.end()) continue;
    if (has_word(scene, {from, tokens.begin}, kBringsOn)) return true;
  }
  return false;
}

// "PVR 40 ml": what is left in the bladder.
std::optional<Assertion> measured_residual(const Scene& scene, TokenRange post) {
  const uint32_t end = std::min(post.end, post.begin + kMeasureReach);
  for (uint32_t at = post.begin; at < end; ++at) {
    if (scene.token(at).kind != TokenKind::number) continue;
    const double left = number_at(scene, at);
    if (left < kLeastRetention / 2) return Assertion::absent;
    return left >= kLeastRetention ? std::optional(Assertion::present) : std::nullopt;
  }
  return std::nullopt;
}

// Numbers that decide a neutral head of an examination.
std::optional<Assertion> measured(const Scene& scene, const Frame& frame, const Head& head) {
  if (head.type == FactType::red_flag && scene.entry_of(head.hit).id == "red_flag.residual") return measured_residual(scene, head.post);
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
  const std::string_view noun = scene.word(last - 1);
  if (noun != "sensation" && noun != "reflexes" && noun != "feeling") return false;
  return head.post.empty() || (scene.grammar(head.post.begin) & kPreposition) != 0;
}

bool says_equivocal(const Scene& scene, const Head& head) {
  constexpr std::array<std::string_view, 5> kEquivocal = {"equivocal", "questionable", "questionably", "indeterminate", "borderline"};
  return has_word(scene, {head.post.begin, std::min(head.post.end, head.post.begin + kAnswerReach)}, kEquivocal);
}

// "Pin was decreased or absent", "decreased at the knee and absent at the ankle": the second word says more of the same.
bool is_climax(const Scene& scene, const Frame& frame, const Head& head, const Assessment& assessment) {
  constexpr std::array<std::string_view, 8> kLess = {"decreased", "diminished", "reduced", "impaired", "depressed", "lost", "blunted", "dec"};
  if (assessment.cue == kNoEntry) return false;
  const TokenRange cue = scene.hit(assessment.cue).tokens;
  if (cue.begin <= frame.sentence->tokens.begin || scene.word(cue.end - 1) != "absent") return false;
  if (cue.begin > scene.hit(head.hit).tokens.begin && has_word(scene, scene.hit(head.hit).tokens, kLess)) return true;
  const std::string_view before = scene.word(cue.begin - 1);
  return before == "or" || before == "to" || before == "/";
}

// "Straight leg raising is limited by tight hamstrings to 80 degrees": the leg, not the nerve.
bool is_free_leg_raise(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense, uint32_t by, const std::optional<Assertion>& numbers) {
  constexpr std::array<std::string_view, 2> kHamstrings = {"hamstring", "hamstrings"};
  constexpr std::array<std::string_view, 2> kPositive = {"positive", "pos"};
  if (sense == nullptr || sense->code != "straight_leg_raise" || is_one_of(scene, scene.hit(by).tokens.begin, kPositive) || scene.token(scene.hit(by).tokens.begin).is('+'))
    return false;
  return numbers == Assertion::absent || has_word(scene, after(scene, frame, head, 8), kHamstrings);
}

bool ends_item(const Scene& scene, const Frame& frame, uint32_t at) {
  if (at >= frame.sentence->tokens.end || scene.token(at).has(Token::kNewLine)) return true;
  return scene.token(at).is(',') || scene.token(at).is(';') || scene.token(at).is('.') || scene.token(at).is('(');
}

// "Mild canal, mod L NF", "left foramen: moderate": a degree of the anatomy is one of its narrowing.
bool is_graded_anatomy(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 12> kSides = {"l", "r", "left", "right", "lt", "rt", "bilateral", "bilat", "b", "both", "neural", "central"};
  const TokenRange own = scene.hit(head.hit).tokens;
  const bool colon = own.end < frame.sentence->tokens.end && scene.token(own.end).is(':');
  uint32_t from = own.begin;
  while (from > frame.sentence->tokens.begin && (is_one_of(scene, from - 1, kSides) || (scene.token(from - 1).is('/') && is_one_of(scene, from, kSides)))) --from;
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
    const TokenRange degree = scene.hit(mark).tokens;
    if (scene.class_of(mark) != HitClass::severity) return false;
    if (colon) return degree.begin == own.end + 1 && ends_item(scene, frame, degree.end);
    return degree.end == from && ends_item(scene, frame, own.end);
  });
}

// What normal and abnormal words say of a neutral head.
void take_words(const Scene& scene, Assertion words, uint32_t by, Decision& decision) {
  if (words == Assertion::present && decision.assertion == Assertion::possible) return;  // hedged
  decision.assertion = words;
  decision.cue = {scene.hit(by).entry, scene.document.span_of(scene.hit(by).tokens)};
}

// What else is said of a neutral head: a sign is brought on or doubtful, a function lost, a narrowing graded, or it is denied.
bool decide_unsaid(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense, Decision& decision) {
  if (head.type == FactType::imaging)
    return is_graded_anatomy(scene, frame, head) || decision.assertion == Assertion::absent;  // "may reach the foramen" says nothing of the foramen
  if (decision.assertion == Assertion::present) {
    if (provokes(scene, frame, head, sense, kLimbSymptoms)) return true;
    if (sense != nullptr && sense->code == "straight_leg_raise" && provokes(scene, frame, head, sense, kBackOnly)) {  // "produces low back pain only"
      decision.assertion = Assertion::absent;
      return true;
    }
  }
  if (is_sign(sense) && says_equivocal(scene, head)) decision.assertion = Assertion::possible;
  if (decision.assertion == Assertion::absent && is_lost(scene, head, sense)) {
    decision.assertion = Assertion::present;
    return true;
  }
  if (head.type == FactType::exam) return decision.assertion == Assertion::absent || decision.assertion == Assertion::possible;
  if (scene.entry_of(head.hit).id == "red_flag.allergy") return decision.assertion == Assertion::absent;  // "a history of allergies": to what?
  return decision.assertion != Assertion::present;
}

// Of a neutral head: what normal and abnormal words say, else its numbers, else a denial.
bool decide_neutral(const Scene& scene, const Frame& frame, const Head& head, Decision& decision) {
  const Entry& entry = scene.entry_of(head.hit);
  if (entry.id.starts_with("red_flag.allergen")) return frame.section == SectionKind::allergies;  // "ALLERGIES: iodine, codeine": by itself
  const Sense* sense = entry.sense(head.type);
  if (sense != nullptr && sense->code == "cardiopulmonary") return decision.assertion == Assertion::absent;  // plain COPD is none, however sure
  uint32_t by = kNoEntry;
  const std::optional<Assertion> words = polarity_of(scene, frame, head, by);
  const std::optional<Assertion> numbers = measured(scene, frame, head);
  const bool numbers_first = numbers && sense != nullptr && sense->code == "limited_motion";
  if (words && !numbers_first) {
    if (is_free_leg_raise(scene, frame, head, sense, by, numbers)) decision.assertion = Assertion::absent;
    else take_words(scene, *words, by, decision);
    return true;
  }
  if (!numbers) return decide_unsaid(scene, frame, head, sense, decision);
  decision.assertion = *numbers;
  return true;
}

// A finding in a heading of which the line says that there is none: "Tenderness: none".
bool is_denied_below(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t begin = frame.sentence->tokens.begin;
  const bool lent = scene.hit(head.hit).tokens.end <= begin;
  const uint32_t at = lent ? begin : head.post.begin;
  if (head.type != FactType::exam || at >= frame.sentence->tokens.end) return false;
  const std::string_view word = scene.word(at);
  if (!lent) return word == "0";
  constexpr std::array<std::string_view, 10> kNone = {"none", "no", "negative", "neg", "absent", "nil", "0", "denies", "without", "nontender"};
  return one_of(kNone, word);
}

// "Blood thinners: Eliquis": the drug is the fact, not its label.
bool labels_drug(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  if (!is_blood_thinner(sense) || !scene.entry_of(head.hit).attributes.drug.empty()) return false;
  const TokenRange answer = after(scene, frame, head, kAnswerReach);
  if (answer.empty() || !(scene.token(answer.begin).is(':') || scene.token(answer.begin).is('=') || scene.token(answer.begin).is('?'))) return false;
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) {
    return other.type == FactType::red_flag && answer.contains(scene.hit(other.hit).tokens) && !scene.entry_of(other.hit).attributes.drug.empty() &&
           frame.context->assess(scene.hit(head.hit).tokens, head.type).assertion == Assertion::present;
  });
}

// What a form asks for by its bare name: a sign ("Clonus"), a red flag ("Bowel/bladder").
bool is_asked(const Sense* sense) { return is_sign(sense) || (sense != nullptr && sense->type == FactType::red_flag && sense->code != "allergy"); }

// A "no" of a form, or its blank box, denies; its "yes" finds a sign that the line says nothing else of ("Clonus  [x] Y  [ ] N")
// and lifts a denial of another column ("Weakness   yes   no   no").
std::optional<Assertion> form_says(const Scene& scene, const Head& head, const Sense* sense, const Assessment& assessment) {
  const FormField* field = field_at(scene.document.fields(), scene.hit(head.hit).tokens.begin);
  if (field == nullptr || field->reply == Reply::none) return std::nullopt;
  if (field->reply != Reply::yes) return Assertion::absent;
  const bool denied = assessment.assertion == Assertion::absent && assessment.cue != kNoEntry;
  if (denied && field->asked && !field->label.contains(scene.hit(assessment.cue).tokens.begin)) return Assertion::present;
  return is_asked(sense) && !denied ? std::optional(Assertion::present) : std::nullopt;
}

// "An old fracture", "a healed compression": what the study still shows.
bool is_old_but_there(const Scene& scene, const Assessment& assessment) {
  constexpr std::array<std::string_view, 4> kOld = {"old", "healed", "remote", "healing"};
  if (assessment.cue == kNoEntry) return false;
  return is_one_of(scene, scene.hit(assessment.cue).tokens.begin, kOld);
}

// "(-) weakness, [-] falls": the mark before a word of a review of systems denies it.
bool is_minus_marked(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t at = scene.hit(head.hit).tokens.begin;
  if (head.type != FactType::symptom && head.type != FactType::red_flag) return false;
  if (at < frame.sentence->tokens.begin + 3) return false;
  if (scene.token(at - 1).is('-') && (scene.token(at - 2).is(',') || scene.token(at - 2).is(';'))) {  // "+ numbness, - weakness"
    for (uint32_t i = frame.sentence->tokens.begin; i < at; ++i) {
      if (scene.token(i).is('+')) return true;
    }
  }
  const std::string_view before = scene.document.folded({at - 1, at});
  const uint32_t close = before == "new" || before == "any" ? at - 2 : at - 1;  // "(-) new weakness"
  if (close < frame.sentence->tokens.begin + 2 || !scene.token(close - 1).is('-')) return false;
  return (scene.token(close - 2).is('(') && scene.token(close).is(')')) || (scene.token(close - 2).is('[') && scene.token(close).is(']'));
}

bool is_sign(const Scene& scene, uint32_t at) { return (scene.token(at).is('-') || scene.token(at).is('+')) && scene.token(at).has(Token::kSpaceBefore); }
bool ends_line(const Scene& scene, uint32_t at) { return at + 1 >= scene.document.tokens().size() || scene.token(at + 1).has(Token::kNewLine); }

// "Clonus: (-) bilat", "Spasm [-]", "Atrophy: -", "Foot drop -ve": the sign behind a finding denies it.
bool is_minus_answered(const Scene& scene, const Frame& frame, const Head& head) {
  uint32_t at = scene.hit(head.hit).tokens.end;
  const uint32_t end = frame.sentence->tokens.end;
  if (head.type != FactType::exam || at >= end) return false;
  const bool asked = scene.token(at).is(':');
  if (asked) ++at;
  if (at + 2 < end && scene.token(at + 1).is('-')) return (scene.token(at).is('(') && scene.token(at + 2).is(')')) || (scene.token(at).is('[') && scene.token(at + 2).is(']'));
  return at < end && scene.token(at).is('-') && is_sign(scene, at) && ((asked && ends_line(scene, at)) || (at + 1 < end && scene.document.folded({at + 1, at + 2}) == "ve"));
}

// "Neck pain +", below it "Back pain -", "Weakness -": a list of which every line ends with its sign.
bool is_minus_listed(const Scene& scene, const Head& head) {
  constexpr uint32_t kLine = 8;  // tokens
  const uint32_t size = static_cast<uint32_t>(scene.document.tokens().size());
  const TokenRange own = scene.hit(head.hit).tokens;
  uint32_t at = own.end;
  while (at < size && at - own.end < kLine && !scene.token(at).has(Token::kNewLine) && !ends_line(scene, at) && !is_sign(scene, at)) ++at;
  if (at >= size || at == own.begin || scene.token(at).has(Token::kNewLine) || !scene.token(at).is('-') || !is_sign(scene, at) || !ends_line(scene, at)) return false;
  uint32_t line = own.begin;
  while (line > 0 && own.begin - line < kLine && !scene.token(line).has(Token::kNewLine)) --line;
  if (line > 0 && is_sign(scene, line - 1)) return true;
  uint32_t next = at + 1;
  while (next < size && next - at < kLine && !ends_line(scene, next)) ++next;
  return next < size && is_sign(scene, next) && ends_line(scene, next);
}

}  // namespace

std::optional<Decision> decide(const Scene& scene, const Frame& frame, const Head& head) {
  const Hit& hit = scene.hit(head.hit);
  const Entry& entry = scene.entry(hit);
  if (labels_drug(scene, frame, head, entry.sense(head.type))) return std::nullopt;
  const Assessment assessment = frame.context->assess(hit.tokens, head.type);
  Decision decision;
  decision.assertion = assessment.assertion;
  if (assessment.cue != kNoEntry) decision.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  const std::optional<Assertion> form = form_says(scene, head, entry.sense(head.type), assessment);
  if (entry.neutral) {
    if (!decide_neutral(scene, frame, head, decision)) {
      if (!form || !is_asked(entry.sense(head.type))) return std::nullopt;
      decision.assertion = *form;
    }
  } else if (head.type == FactType::exam && is_climax(scene, frame, head, assessment)) {
    decision.assertion = Assertion::present;
  } else if (entry.polarity && decision.assertion == Assertion::present) {
    decision.assertion = *entry.polarity;
  } else if (is_denied_below(scene, frame, head)) {
    decision.assertion = Assertion::absent;
  }
  if (decision.assertion == Assertion::present && (is_minus_marked(scene, frame, head) || is_minus_answered(scene, frame, head) || is_minus_listed(scene, head)))
    decision.assertion = Assertion::absent;
  decision.assertion = by_section(scene, frame, head, decision.assertion, entry.sense(head.type));
  if (head.type == FactType::imaging && decision.assertion == Assertion::historical && is_old_but_there(scene, assessment)) decision.assertion = Assertion::present;
  if (form == Assertion::absent || (form && decision.assertion == Assertion::absent && !entry.neutral)) decision.assertion = *form;
  return decision;
}

}  // namespace chartgap
