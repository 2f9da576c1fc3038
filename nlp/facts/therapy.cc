#include "nlp/facts/therapy.h"

#include <algorithm>
#include <array>

#include "nlp/facts/care_answer.h"
#include "nlp/facts/near.h"
#include "nlp/facts/relief.h"

namespace chartgap {
namespace {

constexpr uint32_t kConditionReach = 10;
constexpr uint32_t kDenialReach = 3;
constexpr uint32_t kNextLine = 60;  // what a line's end costs a therapy behind it

uint32_t distance(TokenRange a, TokenRange b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return b.end <= a.begin ? a.begin - b.end : 0;
}

// What follows stands on a line of its own, and not because the text is wrapped there ("no relief with <line> therapy").
bool begins_line_between(const Scene& scene, TokenRange range) { return (scene.grammar(range.begin) & kPreposition) == 0 && begins_line(scene, range); }

// "No relief from traction", "no better with gabapentin".
bool is_linked(const Scene& scene, TokenRange tokens, TokenRange head) {
  constexpr uint32_t kLinkReach = 3;
  return head.begin > tokens.end && head.begin - tokens.end <= kLinkReach && (scene.grammar(tokens.end) & kPreposition) != 0;
}

// The coordination of therapies nearest to the tokens; one before them is preferred.
template <class Fits>
const MadeFact* nearest(const Scene& scene, const std::vector<MadeFact>& made, const std::vector<Fact>& facts, TokenRange tokens, Fits fits) {
  const MadeFact* best = nullptr;
  uint32_t best_distance = UINT32_MAX;
  for (const MadeFact& one : made) {
    if (!fits(facts[one.fact])) continue;
    const TokenRange head = scene.hit(one.head->hit).tokens;
    uint32_t cost = distance(head, tokens) * 2 + (head.begin > tokens.begin ? 3 : 0);
    if (head.begin >= tokens.end && begins_line_between(scene, {tokens.end, head.begin + 1})) cost += kNextLine;
    if (is_linked(scene, tokens, head)) cost = 0;
    if (cost < best_distance) {
      best_distance = cost;
      best = &one;
    }
  }
  return best;
}

template <class Fits, class Set>
void set_group(const std::vector<MadeFact>& made, std::vector<Fact>& facts, const MadeFact* chosen, Fits fits, Set set) {
  if (chosen == nullptr) return;
  for (const MadeFact& one : made) {
    if (one.head->group == chosen->head->group && fits(facts[one.fact])) set(facts[one.fact]);
  }
}

// What a sentence says of one therapy comes together; what an earlier sentence or a form said stands.
void add_outcome(Fact& fact, Outcome outcome) { fact.attributes.outcome = joined(fact.attributes.outcome, outcome); }

void set_outcome(Fact& fact, Outcome outcome) {
  if (fact.attributes.outcome == Outcome::none) fact.attributes.outcome = outcome;
}

// "Prior ESIs: 2 (last in May)", "Trigger point injections: 3": a number that answers a label of injections.
bool is_tally(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 12> kShots = {"shot", "shots", "injections", "esi", "esis", "epidural", "epidurals", "blocks", "tfesi", "tfesis", "snrbs", "tpis"};
  if (at < 2 || !scene.token(at - 1).is(':') || !is_one_of(scene, at - 2, kShots)) return false;
  return at + 1 >= scene.document.tokens().size() || scene.token(at + 1).has(Token::kNewLine) || scene.token(at + 1).kind == TokenKind::punctuation;
}

// A count that is no end of a range of levels ("L4-5 epidural").
bool is_sessions(const Scene& scene, const Quantity& quantity) {
  if (quantity.kind != QuantityKind::count || quantity.value != static_cast<int>(quantity.value)) return false;
  const uint32_t at = quantity.tokens.begin;
  if (quantity.tokens.size() < 2) return at > 0 && (scene.document.folded({at - 1, at}) == "x" || is_tally(scene, at)) && quantity.max == 0;  // "ESI x 2"
  const bool dash = at > 0 && scene.token(at - 1).is('-') && !(scene.token(at).has(Token::kSpaceBefore) && scene.token(at - 1).has(Token::kSpaceBefore));
  return !(dash || (at > 0 && scene.token(at - 1).is('/')));
}

// What is given in sessions: no drug, operation or restriction.
bool has_sessions(const Fact& fact) {
  constexpr std::array<std::string_view, 10> kGiven = {"physical_therapy", "home_exercise", "chiropractic",  "massage",     "acupuncture", "tens",
                                                       "traction",         "heat_ice",      "psychological", "oral_steroid"};
  if (fact.type != FactType::therapy || (fact.assertion != Assertion::present && fact.assertion != Assertion::hypothetical)) return false;
  return is_injection(fact.code) || one_of(kGiven, fact.code);
}

// "If that does not help, ...": no outcome yet.
bool is_conditional(const Scene& scene, const Frame& frame, uint32_t mark) {
  constexpr std::array<std::string_view, 3> kIf = {"if", "unless", "should"};
  return has_word(scene, words_before(frame, scene.hit(mark).tokens.begin, kConditionReach), kIf);
}

// "Not been beneficial": the denial turns the outcome round.
Outcome outcome_of(const Scene& scene, const Frame& frame, uint32_t mark) {
  const Outcome said = scene.entry_of(mark).attributes.outcome;
  constexpr std::array<std::string_view, 7> kNot = {"not", "never", "without", "no", "none", "neither", "nothing"};
  const uint32_t end = scene.hit(mark).tokens.begin;
  const uint32_t begin = std::max(frame.sentence->tokens.begin, end > 3 ? end - 3 : 0);
  for (uint32_t at = end; said == Outcome::helped && at-- > begin;) {
    if (scene.token(at).is(',') || scene.token(at).is(';')) break;  // "PT no, chiro helped"
    if (is_one_of(scene, at, kNot)) return Outcome::failed;
  }
  return said;
}

// Minutes are the length of a session, and a few hours that of its effect, not of the course.
bool is_moment(const Duration& duration) { return !duration.empty() && (duration.unit == 'm' || duration.unit == 's' || (duration.unit == 'H' && duration.max_days == 0)); }

// "Without fluoroscopy", "no contrast".
bool is_withheld(const Scene& scene, const Frame& frame, uint32_t mark) {
  constexpr std::array<std::string_view, 4> kNot = {"without", "no", "not", "non"};
  return has_word(scene, words_before(frame, scene.hit(mark).tokens.begin, kDenialReach), kNot);
}

void bind_guidance(const Scene& scene, const Frame& frame, Fact& fact) {
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class != HitClass::approach && is_withheld(scene, frame, mark)) continue;
    if (entry.hit_class == HitClass::guidance && fact.attributes.guidance == Guidance::none) fact.attributes.guidance = entry.attributes.guidance;
    if (entry.hit_class == HitClass::approach && fact.attributes.approach == Approach::none) fact.attributes.approach = entry.attributes.approach;
    if (entry.hit_class == HitClass::contrast) fact.attributes.contrast = true;
  }
}

// "Helped? [ ] yes": the question, not the answer.
bool is_asked(const Scene& scene, const Frame& frame, uint32_t mark) {
  constexpr std::array<std::string_view, 3> kLeads = {"failed", "exhausted", "ineffective"};
  const uint32_t next = scene.hit(mark).tokens.end;
  if (scene.token(next - 1).is(':') || is_one_of(scene, next - 1, kLeads)) return false;  // "Better with: heat", "Failed: PT, NSAIDs"
  const auto follows = [&](const Head& head) { return scene.hit(head.hit).tokens.begin == next + 1; };
  if (std::any_of(frame.heads.begin(), frame.heads.end(), follows)) return false;  // "Helpful: massage"
  return next < frame.sentence->tokens.end && (scene.token(next).is(':') || scene.token(next).is('?'));
}

// "[No relief] from": the words of an outcome that began before ("relief from") say nothing of their own.
bool is_inside_earlier(const Scene& scene, const Frame& frame, uint32_t mark) {
  constexpr ptrdiff_t kBack = 8;  // marks
  const uint32_t begin = scene.hit(mark).tokens.begin;
  const auto here = std::lower_bound(frame.marks.begin(), frame.marks.end(), mark);
  return std::any_of(here - std::min(here - frame.marks.begin(), kBack), here, [&](uint32_t other) {
    const TokenRange tokens = scene.hit(other).tokens;
    return scene.class_of(other) == HitClass::outcome && tokens.begin < begin && begin < tokens.end;
  });
}

bool tells_course(const Scene& scene, const Frame& frame, uint32_t mark) {
  if (scene.class_of(mark) != HitClass::outcome || is_operation_section(frame.section)) return false;
  return !is_inside_earlier(scene, frame, mark) && !is_conditional(scene, frame, mark) && !is_asked(scene, frame, mark);
}

// The bracket around a token that opens after `from`, up to the token; empty when none does.
TokenRange bracket_before(const Scene& scene, uint32_t from, uint32_t token) {
  for (uint32_t at = token; at > from; --at) {
    if (scene.token(at - 1).is(')')) return {};
    if (scene.token(at - 1).is('(')) return {at - 1, token};
  }
  return {};
}

// Whether a therapy stands between the mark and the end of its bracket.
bool names_care_before_close(const Scene& scene, const std::vector<MadeFact>& made, TokenRange mark) {
  uint32_t close = mark.end;
  const auto size = static_cast<uint32_t>(scene.document.tokens().size());
  while (close < size && close - mark.end < kConditionReach && !scene.token(close).is(')')) ++close;
  return std::any_of(made.begin(), made.end(), [&](const MadeFact& one) {
    const uint32_t begin = scene.hit(one.head->hit).tokens.begin;
    return begin >= mark.end && begin < close;
  });
}

// "Gabapentin, baclofen (too sleepy)": a bracket speaks of what stands right before it, unless it says "both", "all", "neither".
const MadeFact* bracketed(const Scene& scene, const std::vector<MadeFact>& made, const std::vector<Fact>& facts, TokenRange mark) {
  constexpr std::array<std::string_view, 6> kWhole = {"both", "all", "neither", "none", "each", "any"};
  const MadeFact* last = nullptr;
  for (const MadeFact& one : made) {
    if (scene.hit(one.head->hit).tokens.end <= mark.begin && is_care(facts[one.fact])) last = &one;
  }
  if (last == nullptr) return nullptr;
  const TokenRange bracket = bracket_before(scene, scene.hit(last->head->hit).tokens.end, scene.token(mark.begin).is('(') ? mark.begin + 1 : mark.begin);
  if (bracket.empty()) return nullptr;
  if (names_care_before_close(scene, made, mark)) return nullptr;  // "(no better with gabapentin)"
  return has_word(scene, {bracket.begin, mark.end}, kWhole) ? nullptr : last;
}

// Whether the words between two therapies end a list of them.
bool ends_list(const Scene& scene, const Frame& frame, TokenRange gap) {
  for (uint32_t at = gap.begin; at < gap.end; ++at) {
    if (scene.token(at).is(';') || scene.token(at).is('.') || (scene.grammar(at) & (kContrast | kVerb)) != 0) return true;
  }
  return has_mark(scene, frame, HitClass::outcome, gap);
}

// "Failed NSAIDs, gabapentin 600 tid, PT x 12 and an epidural": all that the list goes on to name.
void extend_failure(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts, TokenRange mark) {
  uint32_t end = mark.end;
  for (const MadeFact& one : made) {
    const TokenRange head = scene.hit(one.head->hit).tokens;
    if (head.begin < mark.end) continue;
    if (head.begin > end && ends_list(scene, frame, {end, head.begin})) return;
    end = head.end;
    if (is_care(facts[one.fact])) set_outcome(facts[one.fact], Outcome::failed);
  }
}

// "PT, NSAIDs and an epidural: none helped", "all of which failed": of every therapy named so far.
bool speaks_of_all(const Scene& scene, const Frame& frame, uint32_t mark) {
  constexpr std::array<std::string_view, 5> kAll = {"none", "neither", "nothing", "all", "both"};
  constexpr uint32_t kReach = 4;
  return has_word(scene, words_before(frame, scene.hit(mark).tokens.begin, kReach), kAll);
}

// "MEDICATIONS TRIED AND FAILED: naproxen", "Failed treatments: ...": what the heading says of all below it.
Outcome headed_outcome(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 2> kFailed = {"failed", "ineffective"};
  constexpr std::array<std::string_view, 5> kOpen = {"or", "/", "if", "?", "helped"};
  const TokenRange heading = scene.document.section_of(*frame.sentence).heading;
  return has_word(scene, heading, kFailed) && !has_word(scene, heading, kOpen) ? Outcome::failed : Outcome::none;
}

void bind_outcomes(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  for (uint32_t mark : frame.marks) {
    if (!tells_course(scene, frame, mark)) continue;
    const TokenRange tokens = scene.hit(mark).tokens;
    const Outcome outcome = outcome_of(scene, frame, mark);
    if (const MadeFact* one = bracketed(scene, made, facts, tokens); one != nullptr) {
      add_outcome(facts[one->fact], outcome);
      continue;
    }
    if (speaks_of_all(scene, frame, mark)) {
      for (const MadeFact& one : made) {
        if (scene.hit(one.head->hit).tokens.begin < tokens.begin && is_care(facts[one.fact])) add_outcome(facts[one.fact], outcome);
      }
    }
    const MadeFact* chosen = nearest(scene, made, facts, tokens, is_care);
    if (chosen == nullptr || in_other_row(scene, scene.hit(chosen->head->hit).tokens.begin, tokens.begin)) continue;
    set_group(made, facts, chosen, is_care, [&](Fact& fact) { add_outcome(fact, outcome); });
    if (outcome == Outcome::failed && scene.hit(chosen->head->hit).tokens.begin > tokens.begin) extend_failure(scene, frame, made, facts, tokens);
  }
}

// "A couple of shots", "two rounds": of injections only, and of no therapy.
bool counts_other(const Scene& scene, const Quantity& quantity, const Fact& fact) {
  constexpr std::array<std::string_view, 4> kRounds = {"round", "rounds", "course", "courses"};
  constexpr std::array<std::string_view, 12> kShots = {"shot", "shots", "injection", "injections", "esi", "esis", "epidural", "epidurals", "block", "blocks", "tfesi", "tfesis"};
  const std::string_view noun = scene.word(quantity.tokens.end - 1);
  if (one_of(kRounds, noun)) return true;
  return !is_injection(fact.code) && one_of(kShots, noun);
}

// A bare "x 2", and any count of a course of tablets, stands right behind its therapy.
bool is_counted(const Scene& scene, const Quantity& quantity, const Head& head, const Fact& fact) {
  constexpr uint32_t kBareReach = 2;
  if (counts_other(scene, quantity, fact)) return false;
  if (quantity.tokens.size() > 1 && fact.code != "oral_steroid") return true;
  const uint32_t end = scene.hit(head.hit).tokens.end;
  return quantity.tokens.begin >= end && quantity.tokens.begin - end <= kBareReach;
}

bool is_visit_word(std::string_view word) { return word.starts_with("visit") || word.starts_with("session") || word.starts_with("treatment") || word.starts_with("sess"); }

// "14 visits, including traction": of what was named before them; "6 sessions of traction" of what follows.
const MadeFact* attended(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, const std::vector<Fact>& facts, const Quantity& quantity) {
  const uint32_t next = quantity.tokens.end;
  const bool of = next < frame.sentence->tokens.end && (scene.word(next) == "of" || scene.word(next) == "with");
  const auto before = [&](const MadeFact& one) { return scene.hit(one.head->hit).tokens.begin < quantity.tokens.begin; };
  const bool visits = is_visit_word(scene.word(next - 1));
  const MadeFact* chosen = nearest(scene, made, facts, quantity.tokens, has_sessions);
  if (chosen == nullptr || of || !visits || before(*chosen)) return chosen;
  for (const MadeFact& one : made) {
    if (before(one) && facts[one.fact].code == "physical_therapy" && has_sessions(facts[one.fact])) chosen = &one;
  }
  return chosen;
}

void set_sessions(Fact& fact, const Quantity& quantity) {
  if (fact.attributes.sessions < 0) fact.attributes.sessions = static_cast<float>(quantity.value);
}

bool is_other_care(const Fact& fact) { return is_care(fact) && !is_injection(fact.code) && fact.code != "spine_surgery" && fact.code != "activity_modification"; }

void set_short_relief(const Quantity& quantity, Fact& fact) {
  if (fact.attributes.outcome != Outcome::failed) add_outcome(fact, Outcome::partial);
  if (fact.attributes.duration == quantity.duration) fact.attributes.duration = {};
}

// A number weighs more than the praise beside it ("helped 30%").
void set_share(Fact& fact, Outcome share) {
  Outcome& outcome = fact.attributes.outcome;
  if (outcome == Outcome::none || (outcome == Outcome::helped && share == Outcome::partial)) outcome = share;
}

// "Epidurals: 12/3/2024, 2/4/2025 and 4/22/2025": a session a date.
int dates_behind(const Scene& scene, const Frame& frame, uint32_t from) {
  constexpr uint32_t kLead = 3;
  int count = 0;
  uint32_t end = from;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::date || quantity.tokens.begin < end) continue;
    const TokenRange gap{end, quantity.tokens.begin};
    if (gap.size() > (count == 0 ? kLead : 2)) break;
    for (uint32_t at = gap.begin; at < gap.end; ++at) {
      const bool joins =
          scene.token(at).kind == TokenKind::punctuation ? !scene.token(at).is('-') && !scene.token(at).is('.') : (scene.grammar(at) & (kConjunction | kPreposition)) != 0;
      if (!joins) return count;
    }
    ++count;
    end = quantity.tokens.end;
  }
  return count;
}

void count_dates(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  for (const MadeFact& one : made) {
    Fact& fact = facts[one.fact];
    if (!is_past_injection(fact) || fact.attributes.sessions >= 0) continue;
    const int count = dates_behind(scene, frame, scene.hit(one.head->hit).tokens.end);
    if (count > 1) fact.attributes.sessions = static_cast<float>(count);
  }
}

// "L4-5 ESI (60% x 6 wks), L5 TFESI (none)": the injection that a measure is of.
const MadeFact* relieved(const Scene& scene, const std::vector<MadeFact>& made, const std::vector<Fact>& facts, TokenRange tokens) {
  const MadeFact* inside = bracketed(scene, made, facts, tokens);
  if (inside != nullptr && is_past_injection(facts[inside->fact])) return inside;
  return nearest(scene, made, facts, tokens, is_past_injection);
}

void bind_quantities(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  for (const Quantity& quantity : frame.quantities) {
    if (is_sessions(scene, quantity)) {
      const MadeFact* chosen = attended(scene, frame, made, facts, quantity);
      if (chosen != nullptr && is_counted(scene, quantity, *chosen->head, facts[chosen->fact])) set_sessions(facts[chosen->fact], quantity);
    } else if (const MadeFact* chosen = relieved(scene, made, facts, quantity.tokens); chosen != nullptr) {
      set_relief(scene, frame, quantity, facts[chosen->fact]);
    } else if (is_span_of_relief(scene, frame, quantity)) {
      const MadeFact* eased = nearest(scene, made, facts, quantity.tokens, is_other_care);
      set_group(made, facts, eased, is_other_care, [&](Fact& fact) { set_short_relief(quantity, fact); });
    } else if (const Outcome share = share_of_relief(scene, frame, quantity); share != Outcome::none) {
      set_group(made, facts, nearest(scene, made, facts, quantity.tokens, is_other_care), is_other_care, [&](Fact& fact) { set_share(fact, share); });
    }
  }
  count_dates(scene, frame, made, facts);
}

// A nerve root block that is only planned: nothing tells the needle's way yet.
bool is_approach_unsaid(const Scene& scene, const Frame& frame, const Head& head, const Fact& fact) {
  if (fact.type != FactType::procedure || fact.assertion != Assertion::hypothetical || scene.entry_of(head.hit).id != "therapy.epidural_nerve_root") return false;
  return !has_mark(scene, frame, HitClass::approach, frame.sentence->tokens);
}

// Drops what is no length of the therapy: minutes of a session, the years since an operation, the days of an injection's relief, the time that a drug not taken was not taken.
void tidy_duration(Fact& fact) {
  if (fact.type != FactType::therapy) return;
  const bool none = fact.code == "spine_surgery" || is_injection(fact.code) || is_moment(fact.attributes.duration) || fact.assertion == Assertion::absent;
  if (none) fact.attributes.duration = {};
}

}  // namespace

void bind_course(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  if (made.empty()) return;
  bind_outcomes(scene, frame, made, facts);
  bind_care_answers(scene, frame, made, facts);
  bind_quantities(scene, frame, made, facts);
  const Outcome headed = headed_outcome(scene, frame);
  for (const MadeFact& one : made) {
    Fact& fact = facts[one.fact];
    if (is_care(fact)) set_outcome(fact, headed);
    if (fact.type == FactType::procedure) bind_guidance(scene, frame, fact);
    tidy_duration(fact);
    judge_relief(fact);
    if (fact.type == FactType::therapy || is_approach_unsaid(scene, frame, *one.head, fact)) fact.attributes.approach = Approach::none;
  }
}

void bind_course_after(const Scene& scene, const Frame& frame, size_t first, size_t last, std::vector<Fact>& facts) {
  Outcome said = Outcome::none;
  for (uint32_t mark : frame.marks) {
    if (tells_course(scene, frame, mark)) said = joined(said, outcome_of(scene, frame, mark));
  }
  for (size_t i = first; i < last; ++i) {
    Fact& fact = facts[i];
    if (!is_care(fact) || fact.code == "spine_surgery" || fact.section != frame.section) continue;
    set_outcome(fact, said);
    for (const Quantity& quantity : frame.quantities) {
      const bool sessions = is_sessions(scene, quantity) && quantity.tokens.size() > 1;
      if (sessions && has_sessions(fact) && fact.code != "oral_steroid" && !counts_other(scene, quantity, fact)) set_sessions(fact, quantity);
      else if (is_injection(fact.code)) set_relief(scene, frame, quantity, fact);
      else if (has_sessions(fact) && is_other_care(fact) && fact.code != "oral_steroid") set_share(fact, share_of_relief(scene, frame, quantity));
    }
    judge_relief(fact);
  }
}

void ProcedureGuidance::read(const Scene& scene, const Frame& frame) {
  if (!is_operation_section(frame.section) && !(scene.traits.procedure_note && frame.section == SectionKind::technique)) return;
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene.entry_of(mark);
    if (entry.hit_class != HitClass::guidance && entry.hit_class != HitClass::contrast) continue;
    const bool withheld = is_withheld(scene, frame, mark);
    withheld_ |= withheld && entry.hit_class == HitClass::guidance;
    if (withheld) continue;
    contrast_ |= entry.hit_class == HitClass::contrast;
    if (guidance_ == Guidance::none) guidance_ = entry.attributes.guidance;
  }
}

void ProcedureGuidance::lend(std::vector<Fact>& facts) const {
  constexpr uint32_t kTitleBytes = 60;
  constexpr uint32_t kListBytes = 300;  // of the lines that name what was done
  if (withheld_ || (guidance_ == Guidance::none && !contrast_)) return;
  const auto named = [](const Fact& fact) {
    const bool listed = fact.section == SectionKind::procedure || (fact.section == SectionKind::none && fact.span.begin < kTitleBytes);
    return fact.type == FactType::procedure && fact.assertion == Assertion::present && listed;
  };
  const auto first = std::find_if(facts.begin(), facts.end(), named);
  for (auto fact = first; fact != facts.end() && fact->span.begin < first->span.begin + kListBytes; ++fact) {
    if (!named(*fact)) continue;
    if (fact->attributes.guidance == Guidance::none) fact->attributes.guidance = guidance_;
    fact->attributes.contrast |= contrast_;
  }
}

}  // namespace chartgap
