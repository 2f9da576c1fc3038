#include "nlp/facts/binding.h"

#include <algorithm>
#include <array>
#include <bit>

namespace chartgap {
namespace {

constexpr uint32_t kSeverityReach = 7;
constexpr uint32_t kNextLine = 60;  // what a line's end costs a therapy behind a duration

constexpr std::array<std::string_view, 20> kRootWords = {"nerve",        "nerves",        "root",      "roots",      "radiculopathy", "radiculitis", "radic",
                                                         "distribution", "distributions", "dermatome", "dermatomes", "dermatomal",    "myotome",     "myotomal",
                                                         "sleeve",       "sleeves",       "ganglion",  "ganglia",    "rootlet",       "rootlets"};
constexpr std::array<std::string_view, 8> kHistoryWords = {"history", "hx", "h", "of", "course", "episode", "bout", "duration"};
constexpr std::array<std::string_view, 14> kOnsetWords = {"started", "began",     "begun", "onset", "developed", "noticed",   "occurred",
                                                          "start",   "commenced", "since", "first", "starting",  "beginning", "problem"};

constexpr std::array<std::string_view, 12> kElsewhereWords = {"other", "others",     "remaining",  "elsewhere",  "otherwise", "remainder",
                                                              "rest",  "additional", "throughout", "visualized", "overall",   "entire"};
constexpr std::array<std::string_view, 5> kManyLevelWords = {"multilevel", "multi", "multiple", "diffuse", "generalized"};
constexpr std::array<std::string_view, 6> kThisWords = {"this", "that", "same", "these", "those", "affected"};
constexpr std::array<std::string_view, 6> kLevelWords = {"level", "levels", "segment", "segments", "interspace", "interspaces"};
constexpr std::array<std::string_view, 8> kToldWords = {"described", "noted", "stated", "mentioned", "detailed", "discussed", "outlined", "as"};
constexpr std::array<std::string_view, 5> kWideCodes = {"fracture", "mass", "listhesis", "spinal_infection",
                                                        "cord_signal_change"};  // said of the whole spine unless a level stands beside them

template <size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view word_at(const Scene& scene, uint32_t at) { return scene.document.folded({at, at + 1}); }

Side joined(Side a, Side b) {
  if (a == Side::none || a == b) return b;
  return b == Side::none ? a : Side::bilateral;
}

template <class Take>
void each_mark(const Scene& scene, const Frame& frame, HitClass hit_class, TokenRange range, Take take) {
  for (uint32_t mark : frame.marks) {
    const Hit& hit = scene.hit(mark);
    if (hit.tokens.begin >= range.end) break;
    // "left lateral" reaches into the head of "left lateral recess"
    const bool reaches = hit_class == HitClass::side && range.contains(hit.tokens.begin) && hit.tokens.end == range.end + 1;
    if ((reaches || range.contains(hit.tokens)) && scene.entry(hit).hit_class == hit_class) take(hit, scene.entry(hit));
  }
}

// The first zone, nearest first, for which `find` gives something.
template <class Value, class Find>
Value first_of(const Zones& zones, bool topic, Value none, Find find) {
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    if (zone.empty()) continue;
    if (const Value found = find(zone); found != none) return found;
  }
  return topic && !zones.topic.empty() ? find(zones.topic) : none;
}

bool takes_topic(FactType type) { return type == FactType::exam || type == FactType::symptom; }

// "stenosis, mild,", "narrowing (severe)", "encroachment of moderate degree": a severity that closes its noun's phrase.
bool stands_behind(const Scene& scene, TokenRange severity, TokenRange post) {
  constexpr std::array<std::string_view, 5> kDegree = {"degree", "severity", "grade", "extent", "in"};
  const bool over = severity.end >= post.end || scene.token(severity.end).has(Token::kNewLine);
  if (severity.begin > post.begin && word_at(scene, severity.begin - 1) == "of") return !over && one_of(kDegree, word_at(scene, severity.end));
  const bool apart =
      severity.begin == post.begin || (severity.begin == post.begin + 1 && (scene.token(post.begin).is(',') || scene.token(post.begin).is('(') || scene.token(post.begin).is('-')));
  if (!apart) return false;
  return over || scene.token(severity.end).is(',') || scene.token(severity.end).is(')') || (scene.grammar(severity.end) & kPreposition) != 0;
}

uint8_t severity_of(const Scene& scene, const Frame& frame, const Zones& zones) {
  uint8_t found = 0;
  const auto take = [&](const Hit&, const Entry& entry) { found = entry.attributes.severities; };
  each_mark(scene, frame, HitClass::severity, zones.inside, take);
  if (found == 0) each_mark(scene, frame, HitClass::severity, zones.pre, take);
  if (found != 0) return found;
  // "the stenosis is severe", "narrowing to a mild degree"
  const TokenRange near{zones.post.begin, std::min(zones.post.end, zones.post.begin + kSeverityReach)};
  each_mark(scene, frame, HitClass::severity, near, [&](const Hit& hit, const Entry& entry) {
    bool linked = false;
    const uint32_t next = hit.tokens.end;
    const bool other = next < zones.post.end && (word_at(scene, next) == "pain" || std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
                                                   return scene.entry_of(head.hit).hit_class == HitClass::fact && scene.hit(head.hit).tokens.contains(next);
                                                 }));
    if (other) return;
    for (uint32_t at = near.begin; at < hit.tokens.begin; ++at) linked |= (scene.grammar(at) & kVerb) != 0 || word_at(scene, at) == "to";
    linked |= stands_behind(scene, hit.tokens, zones.post);
    if (linked && found == 0) found = entry.attributes.severities;
  });
  return found;
}

uint8_t qualities_of(const Scene& scene, const Frame& frame, const Zones& zones) {
  uint8_t found = 0;
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.trail}) {
    each_mark(scene, frame, HitClass::quality, zone, [&](const Hit&, const Entry& entry) { found = static_cast<uint8_t>(found | entry.attributes.qualities); });
  }
  return found;
}

bool begins_line(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).has(Token::kNewLine)) return true;
  }
  return false;
}

// "Off gabapentin x 3 weeks", "tramadol held 48 hours", "therapy at 6 weeks": the time without it, or until it.
bool measures_absence(const Scene& scene, const Frame& frame, const Head& head, const Quantity& quantity) {
  constexpr std::array<std::string_view, 8> kWithout = {"held", "hold", "holding", "at", "without", "off", "stopped", "until"};
  const uint32_t begin = frame.sentence->tokens.begin;
  const uint32_t mention = scene.hit(head.hit).tokens.begin;
  if (mention > begin && word_at(scene, mention - 1) == "off") return true;
  return quantity.tokens.begin > begin && one_of(kWithout, word_at(scene, quantity.tokens.begin - 1));
}

// A duration belongs to the coordination that it follows, or that follows it with "of", "history of".
bool measures(const Scene& scene, const Frame& frame, const Head& head, const Quantity& quantity) {
  const Head* best = nullptr;
  uint32_t best_distance = UINT32_MAX;
  for (const Head& other : frame.heads) {
    if (other.type != FactType::symptom && other.type != FactType::therapy && other.type != FactType::diagnosis) continue;
    const TokenRange tokens = scene.hit(other.hit).whole;
    uint32_t distance = 0;
    if (quantity.tokens.begin >= tokens.end) {
      distance = quantity.tokens.begin - tokens.end;
    } else if (tokens.begin >= quantity.tokens.end) {
      distance = tokens.begin - quantity.tokens.end;
      bool history = quantity.tokens.end < frame.sentence->tokens.end && one_of(kHistoryWords, word_at(scene, quantity.tokens.end));
      history |= quantity.tokens.begin > 0 && word_at(scene, quantity.tokens.begin - 1) == "for";
      distance = history ? distance / 2 : distance * 2 + 6;
      if (other.type == FactType::therapy && begins_line(scene, {quantity.tokens.end, tokens.begin + 1})) distance += kNextLine;
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = &other;
    }
  }
  return best != nullptr && best->group == head.group && best->type == head.type;
}

bool tells_onset(const Scene& scene, const Frame& frame) {
  for (uint32_t at = frame.sentence->tokens.begin; at < frame.sentence->tokens.end; ++at) {
    if (one_of(kOnsetWords, word_at(scene, at))) return true;
  }
  return false;
}

void bind_duration(const Scene& scene, const Frame& frame, const Head& head, Attributes& out) {
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::duration) continue;
    const bool length = quantity.role == DurationRole::length || quantity.role == DurationRole::since;
    const bool onset = quantity.role == DurationRole::ago && head.type == FactType::symptom && tells_onset(scene, frame);
    if ((!length && !onset) || !measures(scene, frame, head, quantity)) continue;
    if (head.type == FactType::therapy && measures_absence(scene, frame, head, quantity)) continue;
    const bool dated = !quantity.end_date.empty();
    if (!out.duration.empty() && dated) return;
    out.duration = quantity.duration;
    if (!dated && !out.end_date.empty()) return;  // "from May to July (6 weeks)": the dates stay, the weeks count
    out.date = quantity.date;
    out.end_date = quantity.end_date;
    if (!dated || head.type != FactType::therapy) return;
  }
}

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

LevelSet levels_of_topic(const Scene& scene, const Frame& frame) {
  LevelSet out;
  if (frame.sentence->topic == kNoTopic) return out;
  const Topic& topic = scene.document.topics()[frame.sentence->topic];
  if (!topic.level) return out;
  for (const Quantity& quantity : scene.quantities) {
    if (quantity.tokens.begin >= topic.heading.end) break;
    if (quantity.kind == QuantityKind::level && topic.heading.contains(quantity.tokens)) out.add(quantity.levels);
  }
  return out;
}

template <size_t N>
bool says(const Scene& scene, TokenRange range, const std::array<std::string_view, N>& words) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (one_of(words, word_at(scene, at))) return true;
  }
  return false;
}

bool is_disc_level(const Scene& scene, const Quantity& quantity) { return quantity.kind == QuantityKind::level && !quantity.levels.empty() && !names_roots(scene, quantity); }

// "at this level", "at the same level"
bool names_this_level(const Scene& scene, TokenRange sentence) {
  for (uint32_t at = sentence.begin; at + 1 < sentence.end; ++at) {
    if (one_of(kThisWords, word_at(scene, at)) && one_of(kLevelWords, word_at(scene, at + 1))) return true;
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
  return says(scene, {end, head.begin}, kElsewhereWords) ? LevelSet{} : found;
}

std::string_view code_of(const Scene& scene, const Head& head) {
  const Sense* sense = scene.entry_of(head.hit).sense(head.type);
  return sense != nullptr ? sense->code : std::string_view();
}

// Whether the levels are of another part of the spine than the range speaks of.
bool elsewhere_in_spine(const Scene& scene, const Frame& frame, TokenRange range, const LevelSet& levels) {
  constexpr uint8_t kSpine = kNeck | kThoracic | kLowBack;
  const uint8_t regions = static_cast<uint8_t>(regions_in(scene, frame, range) & kSpine);
  return regions != 0 && !levels.empty() && (regions & region_bit(levels.region())) == 0;
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
        if ((scene.grammar(at) & kContrast) != 0 || word_at(scene, at) == "there" || word_at(scene, at) == "well" || word_at(scene, at) == "is" || word_at(scene, at) == "are")
          return {};
      }
    }
    found.add(quantity.levels);
    end = quantity.tokens.end;
  }
  return found;
}

// Of a finding without a level of its own: the nearest level before it in the sentence, the heading's, one after it, the paragraph's.
LevelSet inherited_levels(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const TokenRange tokens = scene.hit(head.hit).tokens;
  const TokenRange sentence = frame.sentence->tokens;
  const LevelSet topic = levels_of_topic(scene, frame);
  const bool many = says(scene, head.pre, kManyLevelWords);
  const TokenRange phrase{head.pre.begin, head.post.end};
  LevelSet before = levels_before(scene, frame, tokens);
  if (many || elsewhere_in_spine(scene, frame, phrase, before)) before = {};
  if (!before.empty() && (topic.empty() || !before.discs.empty())) return before;
  if (!topic.empty()) return topic;
  if (names_this_level(scene, sentence)) return carry.last;
  if (many || says(scene, sentence, kElsewhereWords)) return {};
  if (const LevelSet after = levels_after(scene, frame, head); !after.empty()) return elsewhere_in_spine(scene, frame, phrase, after) ? LevelSet{} : after;
  const bool goes_on = carry.section == frame.sentence->section && !frame.sentence->paragraph && !frame.sentence->item && !scene.token(sentence.begin).has(Token::kNewLine);
  return goes_on && !elsewhere_in_spine(scene, frame, sentence, carry.levels) && !one_of(kWideCodes, code_of(scene, head)) ? carry.levels : LevelSet{};
}

// "spondylosis at C3-4 with radiculopathy"
bool follows_with(const Scene& scene, const Head& head) {
  for (uint32_t at = head.pre.begin; at > 0 && head.pre.begin - at < 2; --at) {
    if (word_at(scene, at - 1) == "with") return true;
  }
  return false;
}

void bind_levels(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones, const LevelCarry& carry, Attributes& out) {
  const bool of_root = head.type == FactType::imaging && code_of(scene, head) == "nerve_root_compression";
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    if (zone.empty()) continue;
    bind_segments(scene, frame, zone, out.levels, out.roots, of_root && zone == zones.inside);
    if (!out.levels.empty()) break;
  }
  if (head.type == FactType::imaging && out.levels.discs.empty() && !(one_of(kWideCodes, code_of(scene, head)) && !out.levels.empty() && frame.sentence->topic == kNoTopic)) {
    const LevelSet inherited = inherited_levels(scene, frame, head, carry);
    if (out.levels.empty() || !inherited.discs.empty()) out.levels = inherited;
  }
  if (head.type == FactType::diagnosis && out.levels.empty() && out.roots.empty() && follows_with(scene, head))
    out.levels = levels_before(scene, frame, scene.hit(head.hit).tokens);
  if (head.type == FactType::diagnosis && out.levels.discs.empty() && code_of(scene, head).ends_with("radiculopathy")) {
    out.roots.bits |= out.levels.vertebrae.bits;  // "radiculopathy, right C6"
    out.levels = {};
  }
  const bool conus = head.type == FactType::imaging && word_at(scene, zones.inside.begin) == "conus";  // its level is where it ends
  if (!carries_levels(head.type) || conus) out.levels = {};
  if (head.type == FactType::exam) out.roots = {};
}

void bind_roots(const Scene& scene, const Frame& frame, const Zones& zones, Attributes& out) {
  if (!out.roots.empty()) return;
  LevelSet unused;
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    SegmentSet roots;
    bind_segments(scene, frame, zone, unused, roots);
    if (!roots.empty()) {
      out.roots = roots;
      return;
    }
  }
}

bool is_finding(FactType type) { return type == FactType::imaging || type == FactType::diagnosis; }

// A finding with modifiers of its own ("minimal facet arthrosis", "normal canal"), or in a list of findings with commas, takes no side from those before it.
bool stands_alone(const Scene& scene, const Frame& frame, const Head& head, TokenRange lead) {
  if (has_mark(scene, frame, HitClass::severity, head.pre) || has_mark(scene, frame, HitClass::normal, head.pre)) return true;
  for (uint32_t at = lead.end; at < head.pre.begin; ++at) {
    if (scene.token(at).is(',')) return true;
  }
  return false;
}

// The head whose words reach over this one ("[moderate central canal] or neural foraminal stenosis"): it has its modifiers in common.
const Head* sharing(const Scene& scene, const Frame& frame, const Head& head) {
  for (uint32_t at = head.pre.begin; at < head.pre.end; ++at) {
    if (!scene.token(at).is('/')) return nullptr;
  }
  for (const Head& other : frame.heads) {
    if (other.hit == head.hit) break;
    if (scene.hit(other.hit).whole.contains(scene.hit(head.hit).tokens)) return &other;
  }
  return nullptr;
}

// Where a finding extends to: "a spur reaching into the foramen on the left". Empty when the next thing named stands by itself.
TokenRange extent_of(const Scene& scene, const Frame& frame, const Head& head) {
  const auto next = std::find_if(frame.heads.begin(), frame.heads.end(), [&](const Head& other) { return scene.hit(other.hit).tokens.begin >= scene.hit(head.hit).tokens.end; });
  if (next == frame.heads.end() || !scene.entry_of(next->hit).neutral) return {};
  bool into = false;
  for (uint32_t at = head.post.begin; at < next->pre.begin; ++at) {
    if (scene.token(at).kind == TokenKind::punctuation || (scene.grammar(at) & (kConjunction | kContrast)) != 0) return {};
    into |= (scene.grammar(at) & kPreposition) != 0;
  }
  if (!into) return {};
  uint32_t end = next->post.begin;
  while (end < next->post.end && !scene.token(end).is(',') && (scene.grammar(end) & kConjunction) == 0) ++end;
  return {next->pre.begin, end};
}

Side side_of(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones) {
  if (!is_finding(head.type)) return first_of(zones, takes_topic(head.type), Side::none, [&](TokenRange zone) { return side_in(scene, frame, zone); });
  if (const Side side = first_of(zones, false, Side::none, [&](TokenRange zone) { return side_in(scene, frame, zone); }); side != Side::none) return side;
  return side_in(scene, frame, extent_of(scene, frame, head));
}

}  // namespace

uint8_t region_bit(SpineRegion region) {
  switch (region) {
    case SpineRegion::cervical: return kNeck;
    case SpineRegion::thoracic: return kThoracic;
    case SpineRegion::lumbar: return kLowBack;
    case SpineRegion::none: return 0;
  }
  return 0;
}

bool names_roots(const Scene& scene, const Quantity& quantity) {
  uint32_t at = quantity.tokens.end;
  const uint32_t size = static_cast<uint32_t>(scene.document.tokens().size());
  return at < size && one_of(kRootWords, word_at(scene, at));
}

Zones zones_of(const Scene& scene, const Frame& frame, const Head& head) {
  Zones zones;
  zones.inside = scene.hit(head.hit).whole;
  zones.pre = head.pre;
  zones.post = head.post;
  for (const Head& other : frame.heads) {
    if (other.group != head.group) continue;
    const bool before = other.hit != head.hit && scene.hit(other.hit).tokens.begin < zones.inside.begin;
    if (before && (zones.lead.empty() || (is_finding(head.type) && !other.pre.empty()))) zones.lead = other.pre;
    if (other.hit != head.hit && scene.hit(other.hit).tokens.begin > zones.inside.begin) zones.trail = other.post;
  }
  if (frame.sentence->topic != kNoTopic) zones.topic = scene.document.topics()[frame.sentence->topic].heading;
  return zones;
}

// "At the", "In the", "4.": nothing is said yet.
bool only_small_words(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (scene.token(at).kind == TokenKind::word && (scene.grammar(at) & (kPreposition | kDeterminer | kConjunction)) == 0) return false;
  }
  return true;
}

void carry_levels(const Scene& scene, const Frame& frame, LevelCarry& carry) {
  const Sentence& sentence = *frame.sentence;
  if (carry.section != sentence.section || sentence.paragraph) carry = {{}, carry.last, sentence.section};
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
  const bool single = std::popcount(named.discs.bits) == 1;
  if (opens || (fresh && single)) carry.levels = named;
  else if (named.discs.bits != 0 && named != carry.levels) carry.levels = {};
}

bool refers_above(const Scene& scene, const Frame& frame) {
  for (uint32_t at = frame.sentence->tokens.begin + 1; at < frame.sentence->tokens.end; ++at) {
    if (word_at(scene, at) == "above" && one_of(kToldWords, word_at(scene, at - 1))) return true;
    if (word_at(scene, at - 1) == "as" && one_of(kToldWords, word_at(scene, at)) && word_at(scene, at) != "as") return true;
  }
  return false;
}

Side side_in(const Scene& scene, const Frame& frame, TokenRange range) {
  Side side = Side::none;
  each_mark(scene, frame, HitClass::side, range, [&](const Hit&, const Entry& entry) { side = joined(side, entry.attributes.side); });
  each_mark(scene, frame, HitClass::body, range, [&](const Hit&, const Entry& entry) { side = joined(side, entry.attributes.side); });
  return side;
}

uint8_t regions_in(const Scene& scene, const Frame& frame, TokenRange range, SegmentSet* roots) {
  uint8_t regions = 0;
  const auto take = [&](const Hit&, const Entry& entry) {
    regions = static_cast<uint8_t>(regions | entry.attributes.regions);
    if (roots != nullptr) roots->bits |= entry.attributes.roots.bits;
  };
  each_mark(scene, frame, HitClass::body, range, take);
  each_mark(scene, frame, HitClass::muscle, range, take);
  each_mark(scene, frame, HitClass::reflex, range, take);
  return regions;
}

Attributes bind(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const Entry& entry = scene.entry_of(head.hit);
  Attributes out = entry.attributes;
  Zones zones = zones_of(scene, frame, head);
  if (is_finding(head.type) && stands_alone(scene, frame, head, zones.lead)) zones.lead = {};
  const bool topic = takes_topic(head.type);
  if (out.side == Side::none) out.side = side_of(scene, frame, head, zones);
  if (out.regions == 0) out.regions = first_of(zones, topic, uint8_t{0}, [&](TokenRange zone) { return regions_in(scene, frame, zone, &out.implied_roots); });
  else
    for (TokenRange zone : {zones.inside, zones.post}) regions_in(scene, frame, zone, &out.implied_roots);
  if (out.severities == 0) out.severities = severity_of(scene, frame, zones);
  if (const Head* other = out.severities == 0 ? sharing(scene, frame, head) : nullptr; other != nullptr) out.severities = severity_of(scene, frame, zones_of(scene, frame, *other));
  if (head.type == FactType::symptom && out.qualities == 0) out.qualities = qualities_of(scene, frame, zones);
  bind_levels(scene, frame, head, zones, carry, out);
  bind_roots(scene, frame, zones, out);
  bind_duration(scene, frame, head, out);
  if (out.regions == 0 && !out.levels.empty()) out.regions = region_bit(out.levels.region());
  return out;
}

}  // namespace chartgap
