#include "nlp/facts/sides.h"

#include <algorithm>
#include <array>

#include "nlp/facts/word_filter.h"

namespace chartgap {
namespace {

constexpr uint32_t kPhraseReach = 12;
constexpr uint32_t kBehind = 8;  // tokens of "patent", "is moderately narrowed" between a head and what is said of the other side

constexpr std::array<std::string_view, 3> kPaired = {"foraminal_stenosis", "canal_stenosis", "facet_arthropathy"};

// What one stretch of words says: how bad, and on which side.
struct SidedItem {
  Side side = Side::none;
  uint8_t severities = 0;
  std::optional<Assertion> normal;  // a word for normal or abnormal
  TokenRange tokens;

  bool complete() const { return (side == Side::left || side == Side::right) && (severities != 0 || normal); }
};

uint32_t mark_at(const Scene& scene, const Frame& frame, uint32_t token) {
  const auto found = std::find_if(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.hit(mark).tokens.contains(token); });
  return found != frame.marks.end() ? *found : kNoEntry;
}

bool is_joint(const Scene& scene, uint32_t at) {
  const Token& token = scene.token(at);
  return token.is(',') || token.is('/') || token.is('&') || token.is(';') || (scene.grammar(at) & kConjunction) != 0;
}

bool is_filler(const Scene& scene, uint32_t at) { return (scene.grammar(at) & (kPreposition | kDeterminer)) != 0 || scene.token(at).is('('); }

// Takes a mark into the item; false for one that says neither side nor degree, or a second side.
bool take(const Scene& scene, uint32_t mark, SidedItem& item) {
  const Entry& entry = scene.entry_of(mark);
  const TokenRange tokens = scene.hit(mark).tokens;
  switch (entry.hit_class) {
    case HitClass::side:
      if (item.side != Side::none) return false;
      item.side = entry.attributes.side;
      break;
    case HitClass::severity: item.severities = static_cast<uint8_t>(item.severities | entry.attributes.severities); break;
    case HitClass::normal: item.normal = Assertion::absent; break;
    case HitClass::abnormal:
      if (!item.normal) item.normal = Assertion::present;
      break;
    default: return false;
  }
  item.tokens = item.tokens.empty() ? tokens : TokenRange{std::min(item.tokens.begin, tokens.begin), std::max(item.tokens.end, tokens.end)};
  return true;
}

// The marks that end right before `end`: one item, read backwards; stops at a joint.
SidedItem item_before(const Scene& scene, const Frame& frame, uint32_t end) {
  SidedItem item;
  for (uint32_t at = end; at > frame.sentence->tokens.begin && end - at < kPhraseReach;) {
    const uint32_t mark = mark_at(scene, frame, at - 1);
    if (mark == kNoEntry || scene.hit(mark).tokens.end != at || !take(scene, mark, item)) break;
    at = scene.hit(mark).tokens.begin;
  }
  return item;
}

// "severe right and mild left": two items before the head.
std::optional<Fact> split_before(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  const SidedItem own = item_before(scene, frame, scene.hit(head.hit).tokens.begin);
  if (own.severities == 0 || !own.complete() || own.tokens.begin <= frame.sentence->tokens.begin + 1 || !is_joint(scene, own.tokens.begin - 1)) return std::nullopt;
  const SidedItem first = item_before(scene, frame, own.tokens.begin - 1);
  if (first.severities == 0 || !first.complete() || first.side == own.side) return std::nullopt;
  fact.attributes.side = own.side;
  fact.attributes.severities = own.severities;
  Fact other = fact;
  other.attributes.side = first.side;
  other.attributes.severities = first.severities;
  other.span = scene.document.span_of(first.tokens);
  return other;
}

// What stands from `at` up to the end of its item, when it is one about a side and nothing else.
SidedItem item_after(const Scene& scene, const Frame& frame, uint32_t at) {
  SidedItem item;
  const uint32_t end = frame.sentence->tokens.end;
  while (at < end) {
    const uint32_t mark = mark_at(scene, frame, at);
    if (mark != kNoEntry) {
      if (!take(scene, mark, item)) return {};
      at = scene.hit(mark).tokens.end;
      continue;
    }
    if (scene.token(at).kind == TokenKind::punctuation && !is_filler(scene, at)) break;
    if (!is_filler(scene, at) && (scene.grammar(at) & kVerb) == 0) return {};
    ++at;
  }
  return item;
}

// "right foramen patent, left mildly narrowed"; "right foraminal stenosis, mild on the left"
std::optional<Fact> split_after(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  if (fact.attributes.side != Side::left && fact.attributes.side != Side::right && fact.attributes.side != Side::bilateral) return std::nullopt;
  const uint32_t begin = scene.hit(head.hit).tokens.end;
  const uint32_t limit = std::min(frame.sentence->tokens.end, begin + kBehind);
  for (uint32_t at = begin; at < limit; ++at) {
    if (!is_joint(scene, at)) continue;
    const SidedItem item = item_after(scene, frame, at + 1);
    if (!item.complete()) continue;
    if (fact.attributes.side == Side::bilateral) {  // the words of both stood together
      const SidedItem own = item_before(scene, frame, scene.hit(head.hit).tokens.begin);
      if (own.side == Side::none || own.side == Side::bilateral) return std::nullopt;
      fact.attributes.side = own.side;
    }
    if (item.side == fact.attributes.side) return std::nullopt;
    Fact other = fact;
    other.attributes.side = item.side;
    other.attributes.severities = item.severities;
    other.assertion = item.severities != 0 ? Assertion::present : *item.normal;
    other.span = scene.document.span_of(item.tokens);
    return other;
  }
  return std::nullopt;
}

// The item that begins at `at`, up to a joint or the next side; `end` is where it stops.
SidedItem item_from(const Scene& scene, const Frame& frame, uint32_t at, uint32_t& end) {
  SidedItem item;
  for (end = at; end < frame.sentence->tokens.end;) {
    const uint32_t mark = mark_at(scene, frame, end);
    if (mark == kNoEntry && !is_filler(scene, end)) return item;
    if (mark == kNoEntry) {
      ++end;
      continue;
    }
    if (!take(scene, mark, item)) return item;
    end = scene.hit(mark).tokens.end;
  }
  return item;
}

void set_item(const SidedItem& item, Fact& fact) {
  fact.attributes.side = item.side;
  fact.attributes.severities = item.severities;
  fact.assertion = item.severities != 0 ? Assertion::present : *item.normal;
}

bool is_paired(const Fact& fact) { return fact.type == FactType::imaging && one_of(kPaired, fact.code); }

}  // namespace

std::optional<Fact> split_listed(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  uint32_t at = scene.hit(head.hit).tokens.end;
  const uint32_t limit = frame.sentence->tokens.end;
  if (!is_paired(fact) || at >= limit) return std::nullopt;
  const bool said = (scene.grammar(at) & kVerb) != 0;  // "the stenosis is mild on the left and severe on the right"
  if (said || scene.token(at).is(':') || scene.token(at).is('-') || scene.token(at).is('(') || scene.token(at).is(',')) ++at;
  uint32_t end = at;
  const SidedItem first = item_from(scene, frame, at, end);
  if (!first.complete() || end >= limit) return std::nullopt;
  const SidedItem second = item_from(scene, frame, is_joint(scene, end) ? end + 1 : end, at);
  const bool closed = at >= limit || scene.token(at).has(Token::kNewLine) || scene.token(at).kind == TokenKind::punctuation;  // else they are another's ("L severe / R mod NFS")
  if (!second.complete() || second.side == first.side || !closed) return std::nullopt;
  set_item(first, fact);
  Fact other = fact;
  set_item(second, other);
  other.span = scene.document.span_of(second.tokens);
  return other;
}

std::optional<Fact> split_finding(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  if (!is_paired(fact)) return std::nullopt;
  if (auto other = split_listed(scene, frame, head, fact)) return other;
  if (auto other = split_before(scene, frame, head, fact)) return other;
  return split_after(scene, frame, head, fact);
}

}  // namespace chartgap
