#include "nlp/facts/operation.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/binding.h"
#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr uint32_t kLinkReach = 9;  // tokens between two parts of one operation

const Quantity* level_at(const Frame& frame, uint32_t token) {
  const auto found = std::find_if(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& q) { return q.kind == QuantityKind::level && q.tokens.begin == token; });
  return found != frame.quantities.end() ? &*found : nullptr;
}
const Quantity* level_ending(const Frame& frame, uint32_t token) {
  const auto found = std::find_if(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& q) { return q.kind == QuantityKind::level && q.tokens.end == token; });
  return found != frame.quantities.end() ? &*found : nullptr;
}

// The token behind a side mark that begins here, or `at` itself.
uint32_t past_side(const Scene& scene, const Frame& frame, uint32_t at) {
  for (uint32_t mark : frame.marks) {
    const TokenRange tokens = scene.hit(mark).tokens;
    if (tokens.begin == at && scene.class_of(mark) == HitClass::side) return tokens.end;
  }
  return at;
}

// Words that may stand between levels, or between an operation and its levels or side.
bool joins_levels(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 10> kJoin = {"level", "levels", "side", "sides", "sided", "interspace", "interspaces", "then", "well", "as"};
  constexpr std::array<std::string_view, 6> kTools = {"with", "without", "by", "after", "for", "using"};
  if (scene.token(at).is(',') || scene.token(at).is('-') || scene.token(at).is('(')) return true;
  if ((scene.grammar(at) & (kConjunction | kPreposition | kDeterminer)) != 0) return !is_one_of(scene, at, kTools);
  return is_one_of(scene, at, kJoin);
}
bool tells_done(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 9> kDone = {"performed", "done", "carried", "out", "completed", "accomplished", "made", "undertaken", "bilaterally"};
  return (scene.grammar(at) & kVerb) != 0 || is_one_of(scene, at, kDone);
}

// From the first level in the range to the end of its list ("at L3-4, L4-5 and L5-S1"); a level behind other words is of something else.
TokenRange first_levels(const Scene& scene, const Frame& frame, TokenRange range) {
  uint32_t at = range.begin;
  while (at < range.end && level_at(frame, at) == nullptr) {
    if (at > range.begin && scene.token(at - 1).is(',') && (scene.grammar(at) & kDeterminer) != 0) return {range.begin, range.begin};  // ", the endplates of C5"
    ++at;
  }
  uint32_t end = range.begin;
  while (at < range.end) {
    const Quantity* level = level_at(frame, at);
    const uint32_t side = past_side(scene, frame, at);
    if (level != nullptr) end = at = level->tokens.end;
    else if (side != at) at = side;
    else if (joins_levels(scene, at)) ++at;
    else break;
  }
  return {range.begin, std::min(end, range.end)};
}

// The stretch behind the operation that can tell its side: "at L4-5 on the left", "was done bilaterally", but not "with left iliac crest graft".
TokenRange sided_stretch(const Scene& scene, const Frame& frame, TokenRange range) {
  uint32_t at = range.begin;
  uint32_t end = at;
  while (at < range.end) {
    const Quantity* level = level_at(frame, at);
    const uint32_t side = past_side(scene, frame, at);
    const bool done = tells_done(scene, at);
    if (level == nullptr && side == at && !done && !joins_levels(scene, at)) break;
    at = level != nullptr ? level->tokens.end : std::max(side, at + 1);
    const bool closes = at >= range.end || level_at(frame, at) != nullptr || joins_levels(scene, at) || tells_done(scene, at) || scene.token(at).kind == TokenKind::punctuation;
    if (side == at && !closes) break;  // "left knee surgery"
    end = at;
  }
  return {range.begin, std::min(end, range.end)};
}

// Where the words behind an operation turn to something else ("and then we ...", "and there was ...").
bool turns_away(const Scene& scene, uint32_t at) {
  const Token& token = scene.token(at);
  if (token.is(';') || token.is('.') || token.is(':') || token.has(Token::kWideGap) || (scene.grammar(at) & kContrast) != 0) return true;
  const std::string_view word = scene.word(at);
  if (word != "then" || at == 0) return word == "there";
  return (scene.grammar(at - 1) & kConjunction) != 0 && (scene.grammar(at + 1) & kPreposition) == 0;
}

// The words behind an operation, up to the next thing named; "were then performed at L4-5" goes on.
TokenRange behind(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kReach = 18;  // levels not counted
  const uint32_t begin = scene.hit(head.hit).whole.end;
  uint32_t end = frame.sentence->tokens.end;
  for (const Head& other : frame.heads) {
    const bool named = other.type != FactType::statement && other.type != FactType::red_flag;
    if (named && scene.hit(other.hit).tokens.begin >= begin) end = std::min(end, std::max(begin, other.pre.begin));
  }
  uint32_t at = begin;
  for (uint32_t words = 0; at < end && words < kReach && !turns_away(scene, at); ++words) {
    const Quantity* level = level_at(frame, at);
    at = level != nullptr ? level->tokens.end : at + 1;
  }
  return {begin, std::min(at, std::max(begin, end))};
}

// "Right L4-L5 and right L5-S1 [laminotomies]": the noun phrase with the levels that are listed before it.
TokenRange with_listed_levels(const Scene& scene, const Frame& frame, TokenRange pre) {
  uint32_t begin = pre.begin;
  if (past_side(scene, frame, begin) != begin && level_at(frame, past_side(scene, frame, begin)) == nullptr) return pre;
  if (past_side(scene, frame, begin) == begin && level_at(frame, begin) == nullptr) return pre;
  while (begin > frame.sentence->tokens.begin) {
    uint32_t at = begin;
    while (at > frame.sentence->tokens.begin && begin - at < 3 && (scene.token(at - 1).is(',') || (scene.grammar(at - 1) & kConjunction) != 0)) --at;
    const Quantity* level = at < begin ? level_ending(frame, at) : nullptr;
    if (level == nullptr || level->tokens.begin < frame.sentence->tokens.begin) break;
    begin = level->tokens.begin;
    if (begin > frame.sentence->tokens.begin && past_side(scene, frame, begin - 1) == begin) --begin;
  }
  return {begin, pre.end};
}

// Levels that are no names of roots ("decompression of the L5 root").
LevelSet disc_levels(const Scene& scene, const Frame& frame, TokenRange range) {
  LevelSet out;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind == QuantityKind::level && range.contains(quantity.tokens) && !names_roots(scene, quantity)) out.add(quantity.levels);
  }
  return out;
}

// Every region that the levels reach: T10 to L2 is both.
uint8_t regions_of(const LevelSet& levels) {
  uint8_t out = 0;
  for (int segment = 0; segment < kSpineSegments; ++segment) {
    LevelSet one;
    if (levels.discs.has(segment)) one.discs.add(segment);
    else if (levels.vertebrae.has(segment)) one.vertebrae.add(segment);
    out = static_cast<uint8_t>(out | region_bit(one.region()));
  }
  return out;
}

bool is_surgery(const Fact& fact) { return fact.type == FactType::therapy && fact.code == "spine_surgery"; }

// Whether only words that tie two parts of one operation together stand between them ("and", "with", "for", an adjective), or levels.
bool is_linked(const Scene& scene, const Frame& frame, TokenRange gap) {
  constexpr std::array<std::string_view, 10> kTies = {"with", "for", "and", "via", "including", "using", "utilizing", "utilising", "plus", "&"};
  uint32_t words = 0;
  bool tied = gap.size() <= 1;
  for (uint32_t at = gap.begin; at < gap.end;) {
    if (const Quantity* level = level_at(frame, at); level != nullptr) {
      at = level->tokens.end;
      continue;
    }
    const Token& token = scene.token(at);
    if (token.is(';') || token.is('.') || token.is(':') || (scene.grammar(at) & (kVerb | kContrast | kRelative)) != 0) return false;
    tied |= token.is(',') || token.is('/') || token.is('-') || is_one_of(scene, at, kTies);
    if (++words > kLinkReach) return false;
    ++at;
  }
  return tied || words == 0;
}

// What one part has and its neighbour lacks. A side is the first one's own.
void lend(const Fact& from, Fact& to) {
  if (to.attributes.levels.empty()) to.attributes.levels = from.attributes.levels;
  if (!to.attributes.levels.empty()) to.attributes.regions = regions_of(to.attributes.levels);
  if (to.attributes.regions == 0) to.attributes.regions = from.attributes.regions;
}

// "At both levels", "at each of these levels", "at this level".
bool names_those_levels(const Scene& scene, TokenRange range) {
  constexpr std::array<std::string_view, 7> kThose = {"both", "these", "this", "that", "those", "each", "all"};
  constexpr std::array<std::string_view, 5> kLevels = {"level", "levels", "interspace", "interspaces", "segments"};
  constexpr uint32_t kReach = 7;
  const TokenRange near{range.begin, std::min(range.end, range.begin + kReach)};
  return has_word(scene, near, kThose) && has_word(scene, near, kLevels);
}

// Levels that stand before the operation: "at T8 with kyphoplasty", "At C6-7 a drill was used to do a discectomy", or those that "both levels" speaks of.
LevelSet levels_before_part(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const TokenRange sentence = frame.sentence->tokens;
  const TokenRange pre = head.pre;
  if (pre.begin > sentence.begin && scene.word(pre.begin - 1) == "with") {
    if (const Quantity* level = level_ending(frame, pre.begin - 1); level != nullptr && level->tokens.begin >= sentence.begin) return level->levels;
  }
  if (names_those_levels(scene, behind(scene, frame, head))) {
    const LevelSet named = disc_levels(scene, frame, {sentence.begin, pre.begin});
    return named.empty() ? carry.last : named;
  }
  constexpr std::array<std::string_view, 5> kLead = {"then", "next", ",", "again", "finally"};
  uint32_t at = sentence.begin;
  while (at < pre.begin && level_at(frame, at) == nullptr && ((scene.grammar(at) & (kPreposition | kDeterminer | kConjunction)) != 0 || is_one_of(scene, at, kLead))) ++at;
  if (at == sentence.begin || at >= pre.begin || level_at(frame, at) == nullptr) return {};
  return disc_levels(scene, frame, first_levels(scene, frame, {at, pre.begin}));
}

// "[Both nerve roots were widely] decompressed": what the verb is said of.
TokenRange subject_of(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kReach = 8;
  const TokenRange none{head.pre.begin, head.pre.begin};
  if (scene.entry_of(head.hit).id != "therapy.decompressed") return none;
  TokenRange lead = before(scene, frame, head, kReach);
  for (uint32_t at = lead.end; at-- > lead.begin;) {
    if (scene.token(at).is(',') || (scene.grammar(at) & kConjunction) != 0) lead.begin = at + 1;
  }
  return lead;
}

// "Discectomy, removal of osteophytes and decompression of the cord at C5-6": every part of one listed item is at the levels that it names.
void share_listed_levels(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  constexpr uint32_t kItemTokens = 60;
  const Sentence& sentence = *frame.sentence;
  if (frame.section != SectionKind::procedure || !sentence.item || sentence.tokens.size() > kItemTokens || made.size() < 2) return;
  LevelSet levels;
  for (const MadeFact& one : made) {
    const LevelSet& own = facts[one.fact].attributes.levels;
    if (is_surgery(facts[one.fact]) && !own.empty()) {
      if (!levels.empty() && !(levels == own)) return;
      levels = own;
    }
  }
  if (levels.empty()) levels = disc_levels(scene, frame, sentence.tokens);
  if (levels.empty()) return;
  for (const MadeFact& one : made) {
    Fact& fact = facts[one.fact];
    const bool disorder = fact.type == FactType::diagnosis || fact.type == FactType::imaging;
    if ((!is_surgery(fact) && !disorder) || !fact.attributes.levels.empty()) continue;
    fact.attributes.levels = levels;
    if (!disorder) fact.attributes.regions = regions_of(levels);
  }
}

}  // namespace

void bind_operation(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry, Attributes& out) {
  const TokenRange inside = scene.hit(head.hit).whole;
  const TokenRange pre = with_listed_levels(scene, frame, head.pre);
  const TokenRange post = behind(scene, frame, head);
  const TokenRange subject = subject_of(scene, frame, head);
  out.levels = disc_levels(scene, frame, inside);
  if (out.levels.empty()) out.levels = levels_in(frame, pre);
  if (out.levels.empty()) out.levels = disc_levels(scene, frame, first_levels(scene, frame, post));
  if (out.levels.empty()) out.levels = levels_in(frame, subject);
  if (out.levels.empty()) out.levels = levels_before_part(scene, frame, head, carry);
  if (!out.levels.empty()) out.regions = regions_of(out.levels);
  out.side = Side::none;
  const Zones zones = zones_of(scene, frame, head);
  for (TokenRange zone : {inside, pre, subject, sided_stretch(scene, frame, post), zones.lead, sided_stretch(scene, frame, zones.trail)}) {
    if (out.side == Side::none && !zone.empty()) out.side = side_in(scene, frame, zone);
  }
}

void bind_injection(const Scene& scene, const Frame& frame, const Head& head, Attributes& out) {
  const TokenRange inside = scene.hit(head.hit).whole;
  for (TokenRange zone : {inside, head.pre, head.post}) {
    if (out.levels.empty() && !zone.empty()) out.levels = levels_in(frame, zone);
  }
  if (out.regions == 0 && !out.levels.empty()) out.regions = regions_of(out.levels);
  if (out.side == Side::none && inside.end > head.post.begin) out.side = side_in(scene, frame, sided_stretch(scene, frame, behind(scene, frame, head)));
}

void share_operation(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  const auto surgery = [&](const MadeFact& one) { return is_surgery(facts[one.fact]); };
  const auto gap = [&](const MadeFact& a, const MadeFact& b) { return TokenRange{scene.hit(a.head->hit).tokens.end, scene.hit(b.head->hit).tokens.begin}; };
  for (const bool back : {true, false}) {
    for (size_t i = 1; i < made.size(); ++i) {
      const size_t second = back ? made.size() - i : i;
      const MadeFact& before = made[second - 1];
      const MadeFact& after = made[second];
      if (!surgery(before) || !surgery(after) || gap(before, after).begin > gap(before, after).end || !is_linked(scene, frame, gap(before, after))) continue;
      if (back) lend(facts[after.fact], facts[before.fact]);
      else lend(facts[before.fact], facts[after.fact]);
    }
  }
  share_listed_levels(scene, frame, made, facts);
}

}  // namespace chartgap
