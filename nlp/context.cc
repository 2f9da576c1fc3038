#include "nlp/context.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/grammar.h"

namespace chartgap {
namespace {

constexpr uint8_t bit(CueAxis axis) { return static_cast<uint8_t>(1u << static_cast<int>(axis)); }
constexpr uint8_t kAllAxes = 0xFF;
constexpr size_t kStops = 7;               // one for each axis, and the clause's
constexpr uint8_t kClauseBound = 1u << 6;  // stops every cue that is not open
constexpr uint32_t kMaxSubject = 60;       // tokens in which what comes before a verb or a backward cue is looked for
constexpr uint32_t kMaxItem = 25;

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
constexpr std::array<Ruling, kCueAxes> kRulings = {{{CueAxis::negated, Assertion::absent},
                                                    {CueAxis::family, Assertion::family},
                                                    {CueAxis::hypothetical, Assertion::hypothetical},
                                                    {CueAxis::possible, Assertion::possible},
                                                    {CueAxis::historical, Assertion::historical},
                                                    {CueAxis::present, Assertion::present}}};

uint8_t grammar_of(const Document& document, uint32_t token) {
  const std::string_view word = document.word(token);
  for (const GrammarWord& known : kGrammarWords) {
    if (known.word == word) return known.bits;
  }
  return 0;
}

bool is_and(const Document& document, uint32_t token) {
  const std::string_view word = document.word(token);
  return word == "and" || word == "&";
}
bool is_or(const Document& document, uint32_t token) {
  const std::string_view word = document.word(token);
  return word == "or" || word == "nor";
}

uint32_t nearest_stop(const std::array<uint32_t, kStops>& next, uint8_t stops) {
  uint32_t out = UINT32_MAX;
  for (size_t stop = 0; stop < kStops; ++stop) {
    if ((stops >> stop & 1) != 0) out = std::min(out, next[stop]);
  }
  return out;
}

uint32_t furthest_stop(const std::array<uint32_t, kStops>& last, uint8_t stops) {
  uint32_t out = 0;
  for (size_t stop = 0; stop < kStops; ++stop) {
    if ((stops >> stop & 1) != 0) out = std::max(out, last[stop]);
  }
  return out;
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

bool in_order(const CueReach& a, const CueReach& b) { return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.hit < b.hit; }

// The nearest cue of each axis that reaches the mention, among so many on either side of it: a sentence with more of them is no sentence.
constexpr ptrdiff_t kMaxCuesAside = 64;
using ByAxis = std::array<const CueReach*, kCueAxes>;

ByAxis nearest_cues(const std::vector<CueReach>& cues, TokenRange mention, FactType type) {
  ByAxis out{};
  const auto here = std::lower_bound(cues.begin(), cues.end(), mention.begin, [](const CueReach& cue, uint32_t token) { return cue.tokens.begin < token; });
  const auto first = here - std::min(here - cues.begin(), kMaxCuesAside);
  const auto last = here + std::min(cues.end() - here, kMaxCuesAside);
  for (auto cue = first; cue != last; ++cue) {
    if ((cue->cue.types >> static_cast<int>(type) & 1u) == 0 || !covers(*cue, mention)) continue;
    const CueReach*& nearest = out[static_cast<size_t>(cue->cue.axis)];
    if (nearest == nullptr || distance(*cue, mention) <= distance(*nearest, mention)) nearest = &*cue;
  }
  return out;
}

}  // namespace

void SentenceContext::prepare(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, uint32_t sentence) {
  document_ = &document;
  lexicon_ = &lexicon;
  hits_ = &hits;
  sentence_ = document.sentences()[sentence].tokens;
  reaches_.clear();
  cuts_.clear();
  const auto first = first_hit_from(hits, sentence_.begin);
  for (auto hit = first; hit != hits.end() && hit->whole.begin < sentence_.end; ++hit) add_hit(static_cast<uint32_t>(hit - hits.begin()));
  add_answer(sentence);
  if (reaches_.empty()) return;
  std::sort(reaches_.begin(), reaches_.end(), in_order);
  add_marks();
  add_asserting_cuts();
  std::sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
  set_right_reaches();
  set_left_reaches();
}

void SentenceContext::add_hit(uint32_t index) {
  const Hit& hit = (*hits_)[index];
  if (lexicon_->traits(hit.entry).hit_class != HitClass::cue || hit.tokens.end > sentence_.end) return;
  const Entry& entry = lexicon_->entry(hit.entry);
  if (document_->reply_at(hit.tokens.begin) == Reply::open) return;  // "[ ] none"
  if (entry.code == "reply" || (entry.code == "cell" && !ends_cell(hit.tokens.begin))) return;
  if (entry.cue.direction == CueDirection::end) return add_end(hit, entry);
  if (entry.cue.direction == CueDirection::pseudo && entry.code != "inner") return;
  reaches_.push_back({index, entry.cue, hit.tokens, hit.tokens});
  if (entry.code != "answer" && entry.code != "predicate") return;
  const bool left = nothing_right(hit.tokens.end) || (entry.code == "predicate" && noun_left(hit.tokens.begin));
  reaches_.back().cue.direction = left ? CueDirection::backward : CueDirection::forward;
}

// Whether a word answers the question before it and no more: "No.", "No" at a line's end, "N" before the next question.
bool SentenceContext::closes_answer(std::string_view code, uint32_t next, uint32_t end) const {
  if (code == "cell") return next < end && document_->tokens()[end - 1].is('?') && document_->tokens()[next - 1].has(Token::kCapital);
  if (code != "answer" && code != "yes" && code != "reply") return false;
  return next >= end || document_->tokens()[next].kind == TokenKind::punctuation || document_->tokens()[next].has(Token::kNewLine);
}

// The "No." that answers a sentence ending in a question mark ("Blood thinners? No.") belongs to that sentence.
void SentenceContext::add_answer(uint32_t sentence) {
  if (!document_->tokens()[sentence_.end - 1].is('?') || sentence + 1 >= document_->sentences().size()) return;
  const TokenRange next = document_->sentences()[sentence + 1].tokens;
  const auto first = first_hit_from(*hits_, next.begin);
  for (auto hit = first; hit != hits_->end() && hit->whole.begin == next.begin; ++hit) {
    const Entry& entry = lexicon_->entry(hit->entry);
    if (entry.hit_class != HitClass::cue || !closes_answer(entry.code, hit->tokens.end, next.end)) continue;
    std::erase_if(reaches_, [&](const CueReach& cue) { return cue.tokens.end == sentence_.end; });
    reaches_.push_back({static_cast<uint32_t>(hit - hits_->begin()), entry.cue, hit->tokens, hit->tokens});
    reaches_.back().cue.direction = CueDirection::backward;
    return;
  }
}

// Of a verb, the clause that it belongs to began at the last comma or "and" before it; after "or" it is the verb of the whole list.
void SentenceContext::add_end(const Hit& hit, const Entry& entry) {
  if (entry.code != "verb") {
    const uint8_t stops = entry.code == "denial" ? bit(CueAxis::negated) : stopped_by(entry.cue.axis);
    cuts_.push_back({hit.tokens.begin, hit.tokens.end, stops, false});
    return;
  }
  const uint32_t from = std::max(sentence_.begin, hit.tokens.begin - std::min(hit.tokens.begin, kMaxSubject));
  for (uint32_t at = hit.tokens.begin; at > from && !is_or(*document_, at - 1); --at) {
    if (!is_separator(at - 1)) continue;
    cuts_.push_back({at - 1, at, stopped_by(entry.cue.axis), true});
    return;
  }
}

// Whether the clause ends here or only says where: "negative.", "negative on the right", "No   Chills".
bool SentenceContext::nothing_right(uint32_t next) const {
  if (next >= sentence_.end) return true;
  const Token& token = document_->tokens()[next];
  if (token.kind == TokenKind::punctuation) return (!token.is('(') || answers_colon(next - 1)) && !token.is('"') && !token.is(':');
  if (token.has(Token::kWideGap) && (document_->tokens()[next - 1].has(Token::kWideGap) || answers_colon(next - 1))) return true;
  const std::string_view word = document_->word(next);
  if (word == "bilaterally" || word == "throughout" || word == "today" || word == "x") return true;
  return (grammar_of(*document_, next) & (kConjunction | kPreposition | kContrast | kRelative)) != 0;
}

bool SentenceContext::begins_cell(uint32_t token) const { return document_->tokens()[token].has(Token::kDoubleSpace) || document_->tokens()[token].has(Token::kNewLine); }

// A capital letter that closes a cell of a form's line: "Cancer N  Diabetes N".
bool SentenceContext::ends_cell(uint32_t token) const {
  const auto size = static_cast<uint32_t>(document_->tokens().size());
  if (token == sentence_.begin || !document_->tokens()[token].has(Token::kCapital) || document_->tokens()[token - 1].kind != TokenKind::word) return false;
  return token + 1 >= size || begins_cell(token + 1);
}

// "Blood thinners: no", "Anticoagulants: none".
bool SentenceContext::answers_colon(uint32_t token) const { return token > sentence_.begin && document_->tokens()[token - 1].is(':'); }

// Whether a noun stands right before: "Spurling's negative", not "with negative Spurling's" or ", negative Spurling's".
bool SentenceContext::noun_left(uint32_t begin) const {
  if (begin <= sentence_.begin) return false;
  const Token& token = document_->tokens()[begin - 1];
  if (token.is(')')) return true;
  return token.kind != TokenKind::punctuation && grammar_of(*document_, begin - 1) == 0;
}

bool SentenceContext::is_separator(uint32_t token) const { return document_->tokens()[token].is(',') || is_and(*document_, token); }

void SentenceContext::add_marks() {
  const Sentence& sentence = document_->sentences()[document_->sentence_of(sentence_.begin)];
  const bool row = sentence.topic != kNoTopic && document_->topics()[sentence.topic].level;  // of a table by levels: each cell speaks for itself
  for (uint32_t at = sentence_.begin; at < sentence_.end; ++at) {
    if (document_->tokens()[at].is(';')) cuts_.push_back({at, at + 1, kAllAxes, false});
    const bool quote = document_->tokens()[at].is('"') && at > sentence_.begin && (document_->tokens()[at - 1].is(',') || document_->tokens()[at - 1].is(':'));
    const bool cell = row && at > sentence_.begin && (document_->tokens()[at].has(Token::kWideGap) || document_->tokens()[at].is('|'));
    if (begins_line_anew(at) || quote || cell) cuts_.push_back({at, at, kAllAxes, false});
  }
}

// A capital at the start of a line after a word that could be the last of its sentence: the period was left out.
bool SentenceContext::begins_line_anew(uint32_t token) const {
  const Token& first = document_->tokens()[token];
  if (token == sentence_.begin || !first.has(Token::kNewLine) || !first.has(Token::kCapital) || first.has(Token::kAllCapitals)) return false;
  return document_->tokens()[token - 1].kind != TokenKind::punctuation && grammar_of(*document_, token - 1) == 0;
}

// After a comma or "and" a cue that asserts, hedges or supposes begins a new item, which an earlier "no" does not reach: "no fracture, possible effusion".
void SentenceContext::add_asserting_cuts() {
  for (const CueReach& cue : reaches_) {
    const bool asserts = cue.cue.axis == CueAxis::present || cue.cue.axis == CueAxis::possible || cue.cue.axis == CueAxis::hypothetical;
    if (!asserts || cue.cue.direction != CueDirection::forward || cue.tokens.begin == sentence_.begin || !is_separator(cue.tokens.begin - 1)) continue;
    cuts_.push_back({cue.tokens.begin - 1, cue.tokens.begin - 1, bit(CueAxis::negated), false});
  }
}

std::string_view SentenceContext::code_of(const CueReach& cue) const { return lexicon_->entry((*hits_)[cue.hit].entry).code; }

uint8_t SentenceContext::stops_of(const CueReach& cue) const { return static_cast<uint8_t>(bit(cue.cue.axis) | (code_of(cue) == "open" ? 0 : kClauseBound)); }

void SentenceContext::set_right_reaches() {
  std::array<uint32_t, kStops> next;
  next.fill(sentence_.end);
  size_t cut = cuts_.size();
  for (size_t i = reaches_.size(); i-- > 0;) {
    CueReach& cue = reaches_[i];
    for (; cut > 0 && cuts_[cut - 1].begin >= cue.tokens.end; --cut) {
      for (size_t stop = 0; stop < kStops; ++stop) {
        if ((cuts_[cut - 1].stops >> stop & 1) != 0) next[stop] = cuts_[cut - 1].begin;
      }
    }
    if (reaches_right(cue.cue.direction)) cue.reach.end = std::min(right_limit(cue), nearest_stop(next, stops_of(cue)));
  }
}

// How far a cue looks right when nothing stops it: an item's cue to the next comma or "with".
uint32_t SentenceContext::right_limit(const CueReach& cue) const {
  const uint32_t window = cue.cue.window == kWholeSentence ? sentence_.end : std::min(sentence_.end, cue.tokens.end + cue.cue.window);
  const bool marked = document_->tokens()[cue.tokens.begin].is('?');  // "?lisinopril, aspirin"
  if (const uint32_t close = bracket_end(cue.tokens); close != 0) return std::min(window, close);
  if (code_of(cue) != "item" && !marked) return window;
  const uint32_t limit = std::min(window, cue.tokens.end + kMaxItem);
  uint32_t at = cue.tokens.end + 1;
  while (at < limit && !document_->tokens()[at].is(',') && document_->word(at) != "with") ++at;
  return std::min(at, limit);
}

// Where the bracket around a cue closes, which the cue does not fill ("CT (cannot have MR): severe stenosis", not "(no) fever"); 0 for none.
uint32_t SentenceContext::bracket_end(TokenRange cue) const {
  constexpr uint32_t kBracket = 24;  // tokens
  const std::vector<Token>& tokens = document_->tokens();
  uint32_t at = cue.begin;
  const uint32_t floor = std::max(sentence_.begin, cue.begin - std::min(cue.begin, kBracket));
  while (at > floor && !tokens[at - 1].is('(') && !tokens[at - 1].is(')')) --at;
  if (at == floor || tokens[at - 1].is(')')) return 0;
  const uint32_t limit = std::min(sentence_.end, cue.end + kBracket);
  uint32_t close = cue.end;
  while (close < limit && !tokens[close].is(')')) ++close;
  return close < limit && close > cue.end ? close : 0;
}

void SentenceContext::set_left_reaches() {
  std::array<uint32_t, kStops> last;
  last.fill(sentence_.begin);
  size_t cut = 0;
  for (CueReach& cue : reaches_) {
    for (; cut < cuts_.size() && cuts_[cut].end <= cue.tokens.begin; ++cut) {
      for (size_t stop = 0; stop < kStops; ++stop) {
        if (!cuts_[cut].clause && (cuts_[cut].stops >> stop & 1) != 0) last[stop] = cuts_[cut].end;
      }
    }
    if (reaches_left(cue.cue.direction)) cue.reach.begin = left_limit(cue, furthest_stop(last, stops_of(cue)));
  }
}

// How far a cue looks left: not across a comma, unless "and" or "or" closes a list ("Tinel's, Phalen's and Spurling's negative"), or a colon, a question mark or the gap of a table stands before it.
uint32_t SentenceContext::left_limit(const CueReach& cue, uint32_t stop) const {
  const uint32_t window = cue.cue.window == kWholeSentence ? kMaxSubject : std::min<uint32_t>(cue.cue.window, kMaxSubject);
  const uint32_t limit = std::max(stop, cue.tokens.begin - std::min(cue.tokens.begin, window));
  const bool cell = code_of(cue) == "cell";
  bool closed = document_->tokens()[cue.tokens.begin].has(Token::kWideGap) || code_of(cue) == "open";
  for (uint32_t at = cue.tokens.begin; at > limit; --at) {
    const Token& token = document_->tokens()[at - 1];
    closed |= ((token.is(':') || token.is('?')) && at == cue.tokens.begin) || is_and(*document_, at - 1) || is_or(*document_, at - 1);
    if (token.is(',') && !closed) return at;
    if (cell && at < cue.tokens.begin && begins_cell(at)) return at;
  }
  return limit;
}

const CueReach* SentenceContext::reaching(TokenRange mention, FactType type, CueAxis axis) const { return nearest_cues(reaches_, mention, type)[static_cast<size_t>(axis)]; }

Assessment SentenceContext::assess(TokenRange mention, FactType type) const {
  if (reaches_.empty()) return {};
  ByAxis cues = nearest_cues(reaches_, mention, type);
  const auto of = [&](CueAxis axis) -> const CueReach*& { return cues[static_cast<size_t>(axis)]; };
  const auto nearer = [&](CueAxis a, CueAxis b) { return of(a) != nullptr && of(b) != nullptr && distance(*of(a), mention) < distance(*of(b), mention); };
  const auto outer = [&](CueAxis a, CueAxis b) { return of(a) != nullptr && of(b) != nullptr && of(a)->tokens.begin < of(b)->tokens.begin; };
  if (nearer(CueAxis::present, CueAxis::negated)) of(CueAxis::negated) = nullptr;
  // Of a denial and a condition or a relative, the one that stands first governs the other: "if there is no fever", "no surgery is planned", "no family history of".
  if (outer(CueAxis::hypothetical, CueAxis::negated) || outer(CueAxis::family, CueAxis::negated)) of(CueAxis::negated) = nullptr;
  if (nearer(CueAxis::historical, CueAxis::possible)) of(CueAxis::possible) = nullptr;
  for (const Ruling& ruling : kRulings) {
    if (of(ruling.axis) != nullptr) return {ruling.assertion, of(ruling.axis)->hit};
  }
  return {};
}

}  // namespace chartgap
