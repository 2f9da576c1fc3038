#include "nlp/context.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/grammar.h"

namespace chartgap {
namespace {

constexpr uint8_t bit(CueAxis axis) { return static_cast<uint8_t>(1u << static_cast<int>(axis)); }
constexpr uint8_t kAllAxes = 0xFF;
constexpr uint8_t kClauseBound = 0x80;  // stands for every axis of a cue that is not open

// An end of the axis `present` stops every cue, one of `negated` whatever is bound to its clause (all but the open cues), any other its own axis only.
uint8_t stopped_by(CueAxis end) {
  if (end == CueAxis::present) return kAllAxes;
  return end == CueAxis::negated ? kClauseBound : bit(end);
}

// Which axis rules when several cues reach a mention, strongest first.
struct Ruling {
  CueAxis axis;
  Assertion assertion;
};
constexpr size_t kCueAxes = 6;
constexpr std::array<Ruling, kCueAxes> kRulings = {{{CueAxis::negated, Assertion::absent},
                                                    {CueAxis::family, Assertion::family},
                                                    {CueAxis::hypothetical, Assertion::hypothetical},
                                                    {CueAxis::possible, Assertion::possible},
                                                    {CueAxis::historical, Assertion::historical},
                                                    {CueAxis::present, Assertion::present}}};

uint8_t grammar_of(const Document& document, uint32_t token) {
  const std::string_view word = document.folded({token, token + 1});
  for (const GrammarWord& known : kGrammarWords) {
    if (known.word == word) return known.bits;
  }
  return 0;
}

bool is_and(const Document& document, uint32_t token) {
  const std::string_view word = document.folded({token, token + 1});
  return word == "and" || word == "&";
}
bool is_or(const Document& document, uint32_t token) {
  const std::string_view word = document.folded({token, token + 1});
  return word == "or" || word == "nor";
}

bool reaches_right(CueDirection direction) { return direction == CueDirection::forward || direction == CueDirection::both; }
bool reaches_left(CueDirection direction) { return direction == CueDirection::backward || direction == CueDirection::both; }

// A cue does not reach a mention that begins with it ("no acute distress" as a whole); it does reach one that begins inside it ("no [change in vision]").
bool covers(const CueReach& cue, TokenRange mention) {
  if (mention.begin > cue.tokens.begin) return mention.begin < cue.reach.end;
  return mention.begin < cue.tokens.begin && mention.begin >= cue.reach.begin;
}

uint32_t distance(const CueReach& cue, TokenRange mention) {
  if (mention.begin > cue.tokens.begin) return mention.begin - std::min(mention.begin, cue.tokens.end);
  return cue.tokens.begin - std::min(cue.tokens.begin, mention.end);
}

}  // namespace

void SentenceContext::prepare(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, uint32_t sentence) {
  document_ = &document;
  lexicon_ = &lexicon;
  hits_ = &hits;
  sentence_ = document.sentences()[sentence].tokens;
  reaches_.clear();
  cuts_.clear();
  const auto first = std::lower_bound(hits.begin(), hits.end(), sentence_.begin, [](const Hit& hit, uint32_t token) { return hit.whole.begin < token; });
  for (auto hit = first; hit != hits.end() && hit->whole.begin < sentence_.end; ++hit) add_hit(static_cast<uint32_t>(hit - hits.begin()));
  if (reaches_.empty()) return;
  add_marks();
  add_asserting_cuts();
  for (CueReach& cue : reaches_) set_reach(cue);
}

void SentenceContext::add_hit(uint32_t index) {
  const Hit& hit = (*hits_)[index];
  const Entry& entry = lexicon_->entry(hit.entry);
  if (entry.hit_class != HitClass::cue || hit.tokens.end > sentence_.end) return;
  if (entry.cue.direction == CueDirection::pseudo && entry.code != "inner") return;
  if (entry.cue.direction == CueDirection::end) {
    cuts_.push_back({hit.tokens.begin, hit.tokens.end, stopped_by(entry.cue.axis), entry.code == "verb"});
    return;
  }
  reaches_.push_back({index, entry.cue, hit.tokens, hit.tokens});
  if (entry.code != "answer" && entry.code != "predicate") return;
  const bool left = nothing_right(hit.tokens.end) || (entry.code == "predicate" && noun_left(hit.tokens.begin));
  reaches_.back().cue.direction = left ? CueDirection::backward : CueDirection::forward;
}

// Whether the clause ends here or only says where: "negative.", "negative on the right", "No   Chills".
bool SentenceContext::nothing_right(uint32_t next) const {
  if (next >= sentence_.end) return true;
  const Token& token = document_->tokens()[next];
  if (token.kind == TokenKind::punctuation) return !token.is('(') && !token.is('"') && !token.is(':');
  if (token.has(Token::kWideGap) && next >= 2 && document_->tokens()[next - 1].has(Token::kWideGap)) return true;
  const std::string_view word = document_->folded({next, next + 1});
  if (word == "bilaterally" || word == "throughout" || word == "today" || word == "x") return true;
  return (grammar_of(*document_, next) & (kConjunction | kPreposition | kContrast | kRelative)) != 0;
}

// Whether a noun stands right before: "Spurling's negative", not "with negative Spurling's" or ", negative Spurling's".
bool SentenceContext::noun_left(uint32_t begin) const {
  if (begin <= sentence_.begin) return false;
  const Token& token = document_->tokens()[begin - 1];
  if (token.is(')')) return true;
  return token.kind != TokenKind::punctuation && grammar_of(*document_, begin - 1) == 0;
}

void SentenceContext::add_marks() {
  for (uint32_t at = sentence_.begin; at < sentence_.end; ++at) {
    const Token& token = document_->tokens()[at];
    if (token.is(';')) cuts_.push_back({at, at + 1, kAllAxes, false});
  }
}

bool SentenceContext::follows_separator(uint32_t token) const {
  if (token <= sentence_.begin) return false;
  return document_->tokens()[token - 1].is(',') || is_and(*document_, token - 1);
}

// After a comma or "and" a cue that asserts or hedges begins a new item, which an earlier "no" does not reach: "no fracture, possible effusion".
void SentenceContext::add_asserting_cuts() {
  for (const CueReach& cue : reaches_) {
    const bool asserts = cue.cue.axis == CueAxis::present || cue.cue.axis == CueAxis::possible || cue.cue.axis == CueAxis::hypothetical;
    if (!asserts || cue.cue.direction != CueDirection::forward || !follows_separator(cue.tokens.begin)) continue;
    cuts_.push_back({cue.tokens.begin - 1, cue.tokens.begin - 1, bit(CueAxis::negated), false});
  }
}

void SentenceContext::set_reach(CueReach& cue) const {
  const std::string_view code = lexicon_->entry((*hits_)[cue.hit].entry).code;
  const uint8_t stops = static_cast<uint8_t>(bit(cue.cue.axis) | (code == "open" ? 0 : kClauseBound));
  if (reaches_right(cue.cue.direction)) cue.reach.end = stop_right(cue, stops, code == "item");
  if (reaches_left(cue.cue.direction)) cue.reach.begin = stop_left(cue, stops);
}

uint32_t SentenceContext::stop_right(const CueReach& cue, uint8_t stops, bool item) const {
  uint32_t stop = item ? next_comma(cue.tokens.end) : sentence_.end;
  if (cue.cue.window != kWholeSentence) stop = std::min(stop, cue.tokens.end + cue.cue.window);
  for (const Cut& cut : cuts_) {
    if (cut.begin < cue.tokens.end || cut.begin >= stop || (cut.axes & stops) == 0) continue;
    stop = cut.verb ? std::min(stop, separator_before(cut.begin, cue.tokens.end)) : cut.begin;
  }
  return stop;
}

// Where the clause of that verb began after `from`: its last comma or "and". The end of the sentence when there is none.
uint32_t SentenceContext::separator_before(uint32_t verb, uint32_t from) const {
  for (uint32_t at = verb; at > from + 1; --at) {
    const uint32_t token = at - 1;
    if (is_or(*document_, token)) return sentence_.end;
    if (document_->tokens()[token].is(',') || is_and(*document_, token)) return token;
  }
  return sentence_.end;
}

uint32_t SentenceContext::next_comma(uint32_t from) const {
  uint32_t at = from + 1;
  while (at < sentence_.end && !document_->tokens()[at].is(',')) ++at;
  return std::min(at, sentence_.end);
}

uint32_t SentenceContext::stop_left(const CueReach& cue, uint8_t stops) const {
  uint32_t stop = sentence_.begin;
  if (cue.cue.window != kWholeSentence && cue.tokens.begin - stop > cue.cue.window) stop = cue.tokens.begin - cue.cue.window;
  for (const Cut& cut : cuts_) {
    if (cut.verb || cut.end > cue.tokens.begin || (cut.axes & stops) == 0) continue;
    stop = std::max(stop, cut.end);
  }
  return std::max(stop, last_comma(stop, cue.tokens.begin));
}

// The token after the last comma that a backward cue does not look across. A list that closes with "and" or "or" is one ("Tinel's, Phalen's and Spurling's negative"); so is what a colon follows.
uint32_t SentenceContext::last_comma(uint32_t from, uint32_t to) const {
  bool closed = false;
  for (uint32_t at = to; at > from; --at) {
    const Token& token = document_->tokens()[at - 1];
    if (token.is(':') && at == to) return from;
    if (is_and(*document_, at - 1) || is_or(*document_, at - 1)) closed = true;
    if (token.is(',') && !closed) return at;
  }
  return from;
}

const CueReach* SentenceContext::reaching(TokenRange mention, FactType type, CueAxis axis) const {
  const CueReach* nearest = nullptr;
  for (const CueReach& cue : reaches_) {
    if (cue.cue.axis != axis || (cue.cue.types >> static_cast<int>(type) & 1u) == 0 || !covers(cue, mention)) continue;
    if (nearest == nullptr || distance(cue, mention) <= distance(*nearest, mention)) nearest = &cue;
  }
  return nearest;
}

Assessment SentenceContext::assess(TokenRange mention, FactType type) const {
  if (reaches_.empty()) return {};
  std::array<const CueReach*, kCueAxes> by_axis{};
  for (size_t axis = 0; axis < by_axis.size(); ++axis) by_axis[axis] = reaching(mention, type, static_cast<CueAxis>(axis));
  const auto found = [&](CueAxis axis) -> const CueReach*& { return by_axis[static_cast<size_t>(axis)]; };
  const auto nearer = [&](CueAxis a, CueAxis b) { return found(a) != nullptr && found(b) != nullptr && distance(*found(a), mention) < distance(*found(b), mention); };
  const auto outer = [&](CueAxis a, CueAxis b) { return found(a) != nullptr && found(b) != nullptr && found(a)->tokens.begin < found(b)->tokens.begin; };
  if (nearer(CueAxis::present, CueAxis::negated)) found(CueAxis::negated) = nullptr;
  // Of a denial and a condition or a relative, the one that stands first governs the other: "if there is no fever", "no surgery is planned", "no family history of".
  if (outer(CueAxis::hypothetical, CueAxis::negated) || outer(CueAxis::family, CueAxis::negated)) found(CueAxis::negated) = nullptr;
  if (nearer(CueAxis::historical, CueAxis::possible)) found(CueAxis::possible) = nullptr;
  for (const Ruling& ruling : kRulings) {
    if (found(ruling.axis) != nullptr) return {ruling.assertion, found(ruling.axis)->hit};
  }
  return {};
}

}  // namespace chartgap
