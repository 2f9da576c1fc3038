#include "nlp/facts/care_tense.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

// "She was taken to the operating room for a laminectomy and did well": told of the past, unless it is why this operation is done.
bool was_operated(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 4> kRoom = {"room", "theatre", "theater", "suite"};
  constexpr std::array<std::string_view, 4> kTaken = {"taken", "brought", "went", "returned"};
  constexpr std::array<std::string_view, 6> kOpen = {"will", "be", "need", "possible", "plan", "would"};
  constexpr uint32_t kReach = 14;
  if (frame.section == SectionKind::indication || is_operation_section(frame.section)) return false;
  const TokenRange lead = before(scene, frame, head, kReach);
  return has_word(scene, lead, kRoom) && has_word(scene, lead, kTaken) && !has_word(scene, lead, kOpen);
}

// "Was referred to PT, which he attended for six weeks", "was sent to PT and completed 8 visits": it came about.
bool came_about(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 4> kSent = {"referred", "sent", "prescribed", "given"};
  constexpr std::array<std::string_view, 15> kDone = {"attended", "completed", "finished", "underwent", "received", "went", "tried", "helped",
                                                      "provided", "gave",      "relieved", "worsened",  "took",     "did",  "where"};
  constexpr std::array<std::string_view, 7> kNot = {"not", "never", "if", "will", "declined", "refused", "to"};
  TokenRange trail = after(scene, frame, head, 9);
  trail.end = std::min(trail.end, std::max(trail.begin, head.post.end));
  return has_word(scene, before(scene, frame, head, 5), kSent) && has_word(scene, trail, kDone) && !has_word(scene, trail, kNot);
}

// "Options including therapy have failed": what failed was tried.
bool failed_behind(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kFailed = {"failed", "exhausted"};
  constexpr std::array<std::string_view, 5> kNot = {"not", "never", "if", "until", "unless"};
  constexpr uint32_t kReach = 8;
  const TokenRange trail = after(scene, frame, head, kReach);
  return has_word(scene, trail, kFailed) && !has_word(scene, trail, kNot) && !has_word(scene, before(scene, frame, head, kReach), kNot);
}

}  // namespace

bool continues_other(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 22> kThings = {"pain",        "symptoms",    "discomfort",  "difficulty", "problems",  "complaints", "follow", "followup",
                                                        "monitoring",  "observation", "progression", "evidence",   "weakness",  "numbness",   "having", "need",
                                                        "complaining", "spasm",       "improvement", "decline",    "worsening", "back"};
  constexpr std::array<std::string_view, 14> kSuffer = {"have",    "be",     "complain", "experience", "suffer", "follow",      "monitor",
                                                        "improve", "worsen", "progress", "decline",    "feel",   "deteriorate", "struggle"};
  const auto size = static_cast<uint32_t>(scene.document.tokens().size());
  if (at + 2 >= size) return false;
  if (scene.word(at + 1) == "to") return is_one_of(scene, at + 2, kSuffer);
  return is_one_of(scene, at + 1, kThings);
}

bool is_replaced(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 3> kInstead = {"lieu", "instead", "rather"};
  constexpr std::array<std::string_view, 18> kChange = {"switch",  "switching",  "switched",  "change", "changing", "changed", "transition", "transitioning", "transitioned",
                                                        "convert", "converting", "converted", "rotate", "rotating", "rotated", "over",       "move",          "moving"};
  constexpr std::array<std::string_view, 2> kTo = {"to", "onto"};
  const TokenRange lead = before(scene, frame, head, 6);
  if (lead.empty()) return false;
  if (has_word(scene, {lead.end - std::min(lead.size(), 4u), lead.end}, kInstead)) return true;
  const bool from = scene.word(lead.end - 1) == "from" || (lead.size() > 1 && scene.word(lead.end - 2) == "from");
  return from && has_word(scene, lead, kChange) && has_word(scene, after(scene, frame, head, 5), kTo);
}

bool is_in_use(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 4> kTake = {"takes", "taking", "uses", "using"};
  constexpr std::array<std::string_view, 8> kState = {"is", "are", "well", "stable", "currently", "remains", "remained", "already"};
  constexpr std::array<std::string_view, 6> kEased = {"tolerated", "controlled", "managed", "relieved", "helped", "alleviated"};
  constexpr std::array<std::string_view, 2> kBy = {"by", "with"};
  constexpr std::array<std::string_view, 11> kNot = {"to", "will", "would", "if", "start", "not", "consider", "recommend", "should", "be", "can"};
  const TokenRange lead = before(scene, frame, head, 6);
  const bool drug = scene.entry_of(head.hit).id.starts_with("drug.");
  if (has_word(scene, lead, kNot)) return false;
  for (uint32_t at = lead.begin; at < lead.end; ++at) {
    const bool last = at + 1 >= lead.end;
    if (drug && is_one_of(scene, at, kTake)) return true;
    if (drug && !last && is_one_of(scene, at, kState) && scene.word(at + 1) == "on") return true;
    if (!last && is_one_of(scene, at, kEased) && is_one_of(scene, at + 1, kBy)) return true;
  }
  return false;
}

bool is_applied(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kDone = {"fitted", "applied", "administered", "performed", "injected"};
  constexpr std::array<std::string_view, 6> kToCome = {"be", "will", "to", "if", "should", "can"};
  const TokenRange trail = after(scene, frame, head, 5);
  return has_word(scene, trail, kDone) && !has_word(scene, trail, kToCome) && !has_word(scene, before(scene, frame, head, 4), kToCome);
}

bool is_declined_behind(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 6> kDeclines = {"declined", "refused", "declines", "refuses", "deferred", "declining"};
  constexpr std::array<std::string_view, 9> kIt = {"it", "this", "that", "them", "these", "at", "for", "because", "due"};
  constexpr std::array<std::string_view, 6> kGiven = {"had", "underwent", "received", "tried", "after", "helped"};
  TokenRange trail = after(scene, frame, head, 12);
  trail.end = std::min(trail.end, std::max(trail.begin, head.post.end + 4));
  for (uint32_t at = trail.begin; at < trail.end; ++at) {
    if (!is_one_of(scene, at, kDeclines)) continue;
    const bool alone = at + 1 >= frame.sentence->tokens.end || scene.token(at + 1).kind == TokenKind::punctuation || is_one_of(scene, at + 1, kIt);
    return alone && !has_word(scene, before(scene, frame, head, 6), kGiven);
  }
  return false;
}

bool never_came_about(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 6> kNot = {"not", "never", "didn't", "hasn't", "haven't", "hadn't"};
  constexpr std::array<std::string_view, 14> kGo = {"go",    "went",  "gone",   "attend",  "attended", "start",    "started",
                                                    "begin", "begun", "pursue", "pursued", "follow",   "followed", "do"};
  constexpr std::array<std::string_view, 3> kOther = {"well", "back", "further"};
  constexpr uint32_t kReach = 10;
  const TokenRange trail = after(scene, frame, head, kReach);
  for (uint32_t at = trail.begin; at + 1 < trail.end; ++at) {
    if (scene.token(at).is(';')) return false;
    if (!is_one_of(scene, at, kNot)) continue;
    const uint32_t verb = is_one_of(scene, at + 1, std::array<std::string_view, 1>{"yet"}) ? at + 2 : at + 1;
    if (verb < trail.end && is_one_of(scene, verb, kGo)) return !(verb + 1 < trail.end && is_one_of(scene, verb + 1, kOther));
  }
  return false;
}

bool is_given_before_plan(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 12> kGiven = {"takes", "taking", "took", "had", "underwent", "undergone", "received", "tried", "completed", "uses", "using", "failed"};
  constexpr std::array<std::string_view, 6> kNot = {"to", "will", "would", "should", "if", "not"};
  constexpr uint32_t kReach = 8;
  const TokenRange mention = scene.hit(head.hit).tokens;
  const Assessment said = frame.context->assess(mention, FactType::therapy);
  if (said.cue == kNoEntry || scene.hit(said.cue).tokens.begin <= mention.end) return false;
  bool joined = false;
  for (uint32_t at = mention.end; at < scene.hit(said.cue).tokens.begin; ++at) joined |= (scene.grammar(at) & kConjunction) != 0;
  const TokenRange lead = before(scene, frame, head, kReach);
  return joined && has_word(scene, lead, kGiven) && !has_word(scene, lead, kNot);
}

bool is_advised_by_other(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kReach = 18;
  constexpr uint32_t kSubjectReach = 4;
  constexpr std::array<std::string_view, 9> kAdvised = {"suggested", "recommended", "advised", "felt", "thought", "proposed", "suggest", "recommend", "offered"};
  constexpr std::array<std::string_view, 9> kOther = {"dr", "doctor", "he", "she", "surgeon", "neurosurgeon", "physiatrist", "they", "orthopedist"};
  constexpr std::array<std::string_view, 10> kOwn = {"i", "we", "my", "our", "today", "was", "were", "been", "is", "are"};
  constexpr std::array<SectionKind, 6> kPlanned = {SectionKind::plan,      SectionKind::assessment_plan, SectionKind::followup,
                                                   SectionKind::procedure, SectionKind::counseling,      SectionKind::procedure_description};
  if (one_of(kPlanned, frame.section)) return false;
  const TokenRange lead = before(scene, frame, head, kReach);
  for (uint32_t at = lead.end; at-- > lead.begin;) {
    if (!is_one_of(scene, at, kAdvised)) continue;
    const TokenRange subject{at > frame.sentence->tokens.begin + kSubjectReach ? at - kSubjectReach : frame.sentence->tokens.begin, at};
    const bool to_come = scene.word(at) == "suggest" || scene.word(at) == "recommend";
    if (to_come && !has_word(scene, subject, std::array<std::string_view, 3>{"would", "did", "does"})) continue;
    return has_word(scene, subject, kOther) && !has_word(scene, subject, kOwn);
  }
  return false;
}

bool is_in_chronicle(const Scene& scene, const Frame& frame) {
  const std::vector<Line>& lines = scene.document.lines();
  const auto own = std::upper_bound(lines.begin(), lines.end(), frame.sentence->tokens.begin, [](uint32_t at, const Line& line) { return at < line.tokens.begin; }) - 1;
  const auto dated = [&](const Line& line) {
    const uint32_t at = line.tokens.begin;
    return line.tokens.size() >= 3 && is_year(scene, at) && (scene.token(at + 1).has(Token::kDoubleSpace) || scene.token(at + 1).is(':') || scene.token(at + 1).is('-'));
  };
  return dated(*own) && ((own != lines.begin() && dated(*(own - 1))) || (own + 1 != lines.end() && dated(*(own + 1))));
}

bool came_to_pass(const Scene& scene, const Frame& frame, const Head& head) {
  return is_given_before_plan(scene, frame, head) || was_operated(scene, frame, head) || came_about(scene, frame, head) || failed_behind(scene, frame, head);
}

}  // namespace chartgap
