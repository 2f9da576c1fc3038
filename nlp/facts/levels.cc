#include "nlp/facts/levels.h"

#include <algorithm>
#include <array>
#include <bit>

#include "nlp/facts/binding.h"
#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 20> kRootWords = {"nerve",        "nerves",        "root",      "roots",      "radiculopathy", "radiculitis", "radic",
                                                         "distribution", "distributions", "dermatome", "dermatomes", "dermatomal",    "myotome",     "myotomal",
                                                         "sleeve",       "sleeves",       "ganglion",  "ganglia",    "rootlet",       "rootlets"};
constexpr std::array<std::string_view, 12> kElsewhereWords = {"other", "others",     "remaining",  "elsewhere",  "otherwise", "remainder",
                                                              "rest",  "additional", "throughout", "visualized", "overall",   "entire"};
constexpr std::array<std::string_view, 5> kManyLevelWords = {"multilevel", "multi", "multiple", "diffuse", "generalized"};
constexpr std::array<std::string_view, 4> kMoreLevelWords = {"multilevel", "multi", "multiple", "generalized"};  // of a disc: a diffuse bulge is one bulge
constexpr std::array<std::string_view, 10> kMainlyWords = {"noticeably", "notably",   "mainly",      "mostly",       "predominantly",
                                                           "chiefly",    "primarily", "principally", "particularly", "especially"};
constexpr std::array<std::string_view, 6> kThisWords = {"this", "that", "same", "these", "those", "affected"};
constexpr std::array<std::string_view, 6> kLevelWords = {"level", "levels", "segment", "segments", "interspace", "interspaces"};
constexpr std::array<std::string_view, 8> kToldWords = {"described", "noted", "stated", "mentioned", "detailed", "discussed", "outlined", "as"};
constexpr std::array<std::string_view, 5> kWideCodes = {"fracture", "mass", "listhesis", "spinal_infection",
                                                        "cord_signal_change"};  // said of the whole spine unless a level stands beside them

// `of_root`: of a compressed root, where a vertebra alone is the root's name ("displacing S1").
void bind_segments(const Scene& scene, const Frame& frame, TokenRange range, LevelSet& levels, SegmentSet& roots, bool of_root = false) {
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::level || !range.contains(quantity.tokens)) continue;
    if (names_roots(scene, quantity) || (of_root && quantity.levels.discs.empty())) {
      roots.bits |= quantity.roots.bits;
    } else {
      levels.add(quantity.levels);
      if (quantity.levels.empty()) roots.bits |= quantity.roots.bits;
    }
  }
}

bool carries_levels(FactType type) { return type == FactType::imaging || type == FactType::therapy || type == FactType::procedure || type == FactType::diagnosis; }

// "L4-5:" on a line of its own, or at the line's beginning, and below or behind it "Canal: patent", "Facets: normal": the heading of levels under which a plain topic stands.
TokenRange level_above(const Scene& scene, const Frame& frame) {
  constexpr uint32_t kParts = 16;  // topics under one level
  const std::vector<Topic>& topics = scene.document.topics();
  const uint32_t own = frame.sentence->topic;
  bool same_line = true;
  for (uint32_t at = own; at > 0 && own - at < kParts; --at) {
    const uint32_t begin = topics[at].heading.begin;
    same_line &= !scene.token(begin).has(Token::kNewLine);
    if (scene.token(begin).has(Token::kBlankLine)) return {};
    const Topic& above = topics[at - 1];
    if (!above.level) continue;
    const uint32_t next = scene.token(above.heading.end).is(':') ? above.heading.end + 1 : above.heading.end;
    const bool in_section = above.heading.begin >= scene.document.section_of(*frame.sentence).body.begin;
    return in_section && (same_line || scene.token(next).has(Token::kNewLine)) ? above.heading : TokenRange{};
  }
  return {};
}

LevelSet levels_of_topic(const Scene& scene, const Frame& frame) {
  LevelSet out;
  if (frame.sentence->topic == kNoTopic) return out;
  const Topic& topic = scene.document.topics()[frame.sentence->topic];
  const TokenRange heading = topic.level ? topic.heading : level_above(scene, frame);
  if (heading.empty()) return out;
  auto quantity = std::lower_bound(scene.quantities.begin(), scene.quantities.end(), heading.begin, [](const Quantity& one, uint32_t token) { return one.tokens.begin < token; });
  for (; quantity != scene.quantities.end() && quantity->tokens.begin < heading.end; ++quantity) {
    if (quantity->kind == QuantityKind::level && heading.contains(quantity->tokens)) out.add(quantity->levels);
  }
  return out;
}

bool is_disc_level(const Scene& scene, const Quantity& quantity) { return quantity.kind == QuantityKind::level && !quantity.levels.empty() && !names_roots(scene, quantity); }

// "at this level", "at the same level"
bool names_this_level(const Scene& scene, TokenRange sentence) {
  for (uint32_t at = sentence.begin; at + 1 < sentence.end; ++at) {
    if (is_one_of(scene, at, kThisWords) && is_one_of(scene, at + 1, kLevelWords)) return true;
  }
  return false;
}

// The nearest level before the head, unless the words between lead away from it ("and other degenerative changes").
LevelSet levels_before(const Scene& scene, const Frame& frame, TokenRange head) {
  LevelSet found;
  uint32_t end = frame.sentence->tokens.begin;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.tokens.end > head.begin) break;
    if (!is_disc_level(scene, quantity)) continue;
    const bool listed = !found.empty() && quantity.tokens.begin - end <= 2;  // "at L3-4, L4-5 and L5-S1"
    if (!listed) found = {};
    found.add(quantity.levels);
    end = quantity.tokens.end;
  }
  return found.empty() || has_word(scene, {end, head.begin}, kElsewhereWords) ? LevelSet{} : found;
}

// Whether the levels are of another part of the spine than the range speaks of.
bool elsewhere_in_spine(const Scene& scene, const Frame& frame, TokenRange range, const LevelSet& levels) {
  if (levels.empty()) return false;
  const uint8_t regions = static_cast<uint8_t>(regions_in(scene, frame, range) & kSpinalRegions);
  return regions != 0 && (regions & region_bit(levels.region())) == 0;
}

// Whether a second study, or the same finding again, stands between: the level is that one's.
bool interrupted(const Scene& scene, const Frame& frame, const Head& head, TokenRange between) {
  const auto same = [&](const Head& other) { return between.contains(scene.hit(other.hit).tokens) && code_of(scene, other) == code_of(scene, head); };
  return has_mark(scene, frame, HitClass::modality, between) || std::any_of(frame.heads.begin(), frame.heads.end(), same);
}

// The first level after the head, unless another clause names it.
LevelSet levels_after(const Scene& scene, const Frame& frame, const Head& the_head) {
  const TokenRange head = scene.hit(the_head.hit).tokens;
  LevelSet found;
  uint32_t end = head.end;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.tokens.begin < head.end || !is_disc_level(scene, quantity)) continue;
    if (!found.empty() && quantity.tokens.begin - end > 2) break;
    if (found.empty()) {
      if (interrupted(scene, frame, the_head, {head.end, quantity.tokens.begin})) return {};
      for (uint32_t at = head.end; at < quantity.tokens.begin; ++at) {
        if ((scene.grammar(at) & kContrast) != 0 || scene.word(at) == "there" || scene.word(at) == "well" || scene.word(at) == "is" || scene.word(at) == "are") return {};
      }
    }
    found.add(quantity.levels);
    end = quantity.tokens.end;
  }
  return found;
}

// "Multilevel bulges, noticeably at L4-5": the level that many come down to.
LevelSet mainly_at(const Scene& scene, const Frame& frame, const Head& head) {
  for (uint32_t at = scene.hit(head.hit).tokens.end; at < frame.sentence->tokens.end; ++at) {
    if (is_one_of(scene, at, kMainlyWords) && at + 1 < frame.sentence->tokens.end && scene.word(at + 1) == "at") return levels_after(scene, frame, head);
  }
  return {};
}

// "... bulges at L4-5 and L5-S1" and on the next line "compressing the sac": a line that only goes on with the one before, which no full stop closed.
bool continues_line(const Scene& scene, const Frame& frame, const LevelCarry& carry) {
  constexpr std::array<std::string_view, 10> kGoesOn = {"and", "with", "causing", "extending", "resulting", "producing", "leading", "narrowing", "along", "without"};
  const uint32_t begin = frame.sentence->tokens.begin;
  if (carry.sentence + 1 != frame.index || carry.section != frame.sentence->section || frame.sentence->paragraph || frame.sentence->item || begin == 0) return false;
  if (scene.token(begin - 1).is('.') || !scene.token(begin).has(Token::kNewLine)) return false;
  if (is_one_of(scene, begin, kGoesOn)) return true;
  const uint32_t verb = scene.word(begin).ends_with("ly") || has_mark(scene, frame, HitClass::severity, {begin, begin + 1}) ? begin + 1 : begin;
  return verb < frame.sentence->tokens.end && scene.word(verb).ends_with("ing") && scene.word(verb) != "bulging";
}

// "Effusion at L4-5, no stenosis": the level is the effusion's, which stands before it; "L4-5: effusion, no stenosis" has it in common.
bool is_denied_apart(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t begin = head.pre.begin;
  if (begin < 2) return false;
  const uint32_t no = scene.word(begin) == "no" ? begin : begin - 1;
  if (scene.word(no) != "no" || !scene.token(no - 1).is(',')) return false;
  const Quantity* level = nullptr;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.tokens.end <= no && is_disc_level(scene, quantity)) level = &quantity;
  }
  return level != nullptr && std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) {
           return scene.hit(other.hit).tokens.end <= level->tokens.begin && scene.entry_of(other.hit).sense(FactType::imaging) != nullptr;
         });
}

bool is_of_many(const Scene& scene, const Head& head) {
  const std::string_view code = code_of(scene, head);
  return code == "disc_bulge" || code == "disc_herniation" ? has_word(scene, head.pre, kMoreLevelWords) : has_word(scene, head.pre, kManyLevelWords);
}

// Whether a sentence of the same paragraph and of the same part of the spine goes on with its levels.
bool goes_on(const Scene& scene, const Frame& frame, const LevelCarry& carry) {
  const Sentence& sentence = *frame.sentence;
  if (carry.section != sentence.section || sentence.paragraph || sentence.item || scene.token(sentence.tokens.begin).has(Token::kNewLine)) return false;
  return !elsewhere_in_spine(scene, frame, sentence.tokens, carry.levels);
}

// Of a finding without a level of its own: the nearest level before it in the sentence, the heading's, one after it, the paragraph's.
LevelSet inherited_levels(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const TokenRange tokens = scene.hit(head.hit).tokens;
  const TokenRange sentence = frame.sentence->tokens;
  const LevelSet topic = levels_of_topic(scene, frame);
  const bool many = is_of_many(scene, head);
  const TokenRange phrase{head.pre.begin, head.post.end};
  LevelSet before = levels_before(scene, frame, tokens);
  if (many || elsewhere_in_spine(scene, frame, phrase, before) || is_denied_apart(scene, frame, head)) before = {};
  if (!before.empty() && (topic.empty() || !before.discs.empty())) return before;
  if (!topic.empty()) return many && has_word(scene, sentence, kElsewhereWords) ? LevelSet{} : topic;
  if (names_this_level(scene, sentence)) return carry.last;
  if (many) return mainly_at(scene, frame, head);
  if (has_word(scene, sentence, kElsewhereWords)) return {};
  if (const LevelSet after = levels_after(scene, frame, head); !after.empty()) return elsewhere_in_spine(scene, frame, phrase, after) ? LevelSet{} : after;
  if (continues_line(scene, frame, carry)) return carry.last;
  return goes_on(scene, frame, carry) && !one_of(kWideCodes, code_of(scene, head)) ? carry.levels : LevelSet{};
}

// "spondylosis at C3-4 with radiculopathy"
bool follows_with(const Scene& scene, const Head& head) {
  for (uint32_t at = head.pre.begin; at > 0 && head.pre.begin - at < 2; --at) {
    if (scene.word(at - 1) == "with") return true;
  }
  return false;
}

bool has_relative(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if ((scene.grammar(at) & kRelative) != 0) return true;
  }
  return false;
}

// "At C6-7 on the left, he had an extruded fragment"; "the L4-5 and L5-S1 levels, which were stenotic".
LevelSet levels_of_opening(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kOpening = 6;
  const uint32_t begin = scene.hit(head.hit).tokens.begin;
  const std::string_view code = code_of(scene, head);
  if (!code.ends_with("disc_disorder") && !code.ends_with("stenosis")) return {};
  const Quantity* last = nullptr;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.tokens.end <= begin && is_disc_level(scene, quantity)) last = &quantity;
  }
  if (last == nullptr || last->tokens.begin == frame.sentence->tokens.begin) return {};
  bool at = false;
  bool closed = false;
  for (uint32_t back = last->tokens.begin; back > frame.sentence->tokens.begin && last->tokens.begin - back < kOpening; --back) at |= scene.word(back - 1) == "at";
  for (uint32_t next = last->tokens.end; next < begin && next < last->tokens.end + kOpening; ++next) closed |= scene.token(next).is(',');
  const bool predicate = begin > 2 && begin - last->tokens.end < kOpening && has_relative(scene, {last->tokens.end, begin});
  return (at && closed) || predicate ? levels_before(scene, frame, scene.hit(head.hit).tokens) : LevelSet{};
}

// "At the", "In the", "4.": nothing is said yet.
bool only_small_words(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).kind == TokenKind::word && (scene.grammar(at) & (kPreposition | kDeterminer | kConjunction)) == 0) return false;
  }
  return true;
}

// Of a diagnosis without a level or a root of its own: those of what it goes with or of the sentence's beginning. A radiculopathy has roots.
void lend_levels(const Scene& scene, const Frame& frame, const Head& head, Attributes& out) {
  const bool of_root = code_of(scene, head).ends_with("radiculopathy");
  const bool sided = of_root && has_mark(scene, frame, HitClass::side, head.pre);  // a side of its own, so not the level of what it goes with
  if (out.levels.empty() && out.roots.empty() && !sided && follows_with(scene, head)) out.levels = levels_before(scene, frame, scene.hit(head.hit).tokens);
  if (out.levels.empty() && out.roots.empty()) out.levels = levels_of_opening(scene, frame, head);
  if (!of_root || !out.levels.discs.empty()) return;
  out.roots.bits |= out.levels.vertebrae.bits;  // "radiculopathy, right C6"
  out.levels = {};
}

}  // namespace

std::string_view code_of(const Scene& scene, const Head& head) {
  const Sense* sense = scene.entry_of(head.hit).sense(head.type);
  return sense != nullptr ? sense->code : std::string_view();
}

bool names_roots(const Scene& scene, const Quantity& quantity) {
  uint32_t at = quantity.tokens.end;
  const uint32_t size = static_cast<uint32_t>(scene.document.tokens().size());
  return at < size && one_of(kRootWords, scene.word(at));
}

void bind_levels(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones, const LevelCarry& carry, Attributes& out) {
  const std::string_view code = code_of(scene, head);
  const bool imaging = head.type == FactType::imaging;
  const bool of_root = imaging && code == "nerve_root_compression";
  const bool finding = imaging || head.type == FactType::diagnosis;
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    if (zone.empty() || (finding && zone == zones.trail && has_word(scene, zone, kMainlyWords))) continue;  // "spondylosis, cord compression especially at C3-4"
    bind_segments(scene, frame, zone, out.levels, out.roots, of_root && (zone == zones.inside || zone == zones.pre));
    if (!out.levels.empty()) break;
  }
  const bool wide = one_of(kWideCodes, code) && !out.levels.empty() && frame.sentence->topic == kNoTopic;
  if (imaging && out.levels.discs.empty() && !wide) {
    const LevelSet inherited = inherited_levels(scene, frame, head, carry);
    if (out.levels.empty() || !inherited.discs.empty()) out.levels = inherited;
  }
  if (head.type == FactType::diagnosis) lend_levels(scene, frame, head, out);
  const bool conus = imaging && scene.word(zones.inside.begin) == "conus";  // its level is where it ends
  if (!carries_levels(head.type) || conus) out.levels = {};
  if (head.type == FactType::exam) out.roots = {};
}

void bind_roots(const Scene& scene, const Frame& frame, const Zones& zones, Attributes& out) {
  if (!out.roots.empty()) return;
  LevelSet unused;
  const TokenRange named{zones.inside.begin - std::min(zones.inside.begin - frame.sentence->tokens.begin, 3u),
                         zones.inside.begin};  // "the S1 nerve root was found to be [displaced]"
  const bool apart = zones.inside.begin < zones.pre.begin;
  for (TokenRange zone : {zones.inside, apart ? named : TokenRange{}, zones.pre, zones.post, zones.lead, zones.trail}) {
    SegmentSet roots;
    bind_segments(scene, frame, zone, unused, roots);
    if (!roots.empty()) {
      out.roots = roots;
      return;
    }
  }
}

void carry_levels(const Scene& scene, const Frame& frame, LevelCarry& carry) {
  const Sentence& sentence = *frame.sentence;
  if (carry.section != sentence.section || sentence.paragraph) carry = {{}, carry.last, sentence.section, carry.sentence};
  const bool fresh = sentence.paragraph || sentence.item || scene.token(sentence.tokens.begin).has(Token::kNewLine);
  if (fresh) carry.levels = {};
  LevelSet named;
  LevelSet opening;  // the levels that the sentence begins with; a vertebra named later ("behind the C5 body") is none of them
  uint32_t opening_end = 0;
  for (const Quantity& quantity : frame.quantities) {
    if (!is_disc_level(scene, quantity)) continue;
    if (only_small_words(scene, {sentence.tokens.begin, quantity.tokens.begin}) || (opening_end != 0 && quantity.tokens.begin - opening_end <= 2)) {
      opening.add(quantity.levels);
      opening_end = quantity.tokens.end;
    }
    named.add(quantity.levels);
  }
  if (named.empty()) return;
  const bool opens = !opening.empty();
  if (opens && !opening.discs.empty()) {
    opening.discs.bits |= named.discs.bits;
    named = opening;
  }
  carry.last = named;
  carry.sentence = frame.index;
  const bool single = std::popcount(named.discs.bits) == 1;
  if (opens || (fresh && single)) carry.levels = named;
  else if (named.discs.bits != 0 && named != carry.levels) carry.levels = {};
}

bool refers_above(const Scene& scene, const Frame& frame) {
  for (uint32_t at = frame.sentence->tokens.begin + 1; at < frame.sentence->tokens.end; ++at) {
    if (scene.word(at) == "above" && is_one_of(scene, at - 1, kToldWords)) return true;
    if (scene.word(at - 1) == "as" && is_one_of(scene, at, kToldWords) && scene.word(at) != "as") return true;
  }
  return false;
}

}  // namespace chartgap
