#include "nlp/facts/binding.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr uint32_t kSeverityReach = 4;
constexpr std::array<std::string_view, 14> kRootWords = {"nerve", "nerves", "root", "roots", "radiculopathy", "radiculitis", "radic", "distribution", "distributions", "dermatome", "dermatomes", "dermatomal", "myotome", "myotomal"};
constexpr std::array<std::string_view, 8> kHistoryWords = {"history", "hx", "h", "of", "course", "episode", "bout", "duration"};
constexpr std::array<std::string_view, 14> kOnsetWords = {"started", "began", "begun", "onset", "developed", "noticed", "occurred", "start", "commenced", "since", "first", "starting", "beginning", "problem"};

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
    if (range.contains(hit.tokens) && scene.entry(hit).hit_class == hit_class) take(hit, scene.entry(hit));
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
    for (uint32_t at = near.begin; at < hit.tokens.begin; ++at) linked |= (scene.grammar(at) & kVerb) != 0 || word_at(scene, at) == "to";
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
    out.duration = quantity.duration;
    out.date = quantity.date;
    out.end_date = quantity.end_date;
    return;
  }
}

void bind_segments(const Scene& scene, const Frame& frame, const Zones& zones, TokenRange range, LevelSet& levels, SegmentSet& roots) {
  (void)zones;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::level || !range.contains(quantity.tokens)) continue;
    if (names_roots(scene, quantity)) {
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

// Of an imaging finding without a level of its own: the nearest level before it in the sentence, the only one after it, the heading's, the paragraph's.
LevelSet inherited_levels(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const TokenRange tokens = scene.hit(head.hit).tokens;
  LevelSet before;
  LevelSet after;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::level || quantity.levels.empty() || names_roots(scene, quantity)) continue;
    if (quantity.tokens.end <= tokens.begin) before = quantity.levels;
    else if (after.empty()) after = quantity.levels;
  }
  if (!before.empty()) return before;
  const LevelSet topic = levels_of_topic(scene, frame);
  if (!topic.empty()) return topic;
  if (!after.empty()) return after;
  return carry.section == frame.sentence->section && !frame.sentence->paragraph ? carry.levels : LevelSet{};
}

void bind_levels(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones, const LevelCarry& carry, Attributes& out) {
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    if (zone.empty()) continue;
    bind_segments(scene, frame, zones, zone, out.levels, out.roots);
    if (!out.levels.empty()) break;
  }
  if (out.levels.empty() && head.type == FactType::imaging) out.levels = inherited_levels(scene, frame, head, carry);
  if (!carries_levels(head.type)) out.levels = {};
  if (head.type == FactType::exam) out.roots = {};
}

void bind_roots(const Scene& scene, const Frame& frame, const Zones& zones, Attributes& out) {
  if (!out.roots.empty()) return;
  LevelSet unused;
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail}) {
    SegmentSet roots;
    bind_segments(scene, frame, zones, zone, unused, roots);
    if (!roots.empty()) {
      out.roots = roots;
      return;
    }
  }
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
  if (at < size && one_of(kRootWords, word_at(scene, at))) return quantity.levels.discs.empty() || word_at(scene, at) == "distribution" || word_at(scene, at) == "dermatome" || word_at(scene, at) == "nerve";
  return false;
}

Zones zones_of(const Scene& scene, const Frame& frame, const Head& head) {
  Zones zones;
  zones.inside = scene.hit(head.hit).whole;
  zones.pre = head.pre;
  zones.post = head.post;
  for (const Head& other : frame.heads) {
    if (other.group != head.group) continue;
    if (zones.lead.empty() && other.hit != head.hit && scene.hit(other.hit).tokens.begin < zones.inside.begin) zones.lead = other.pre;
    if (other.hit != head.hit && scene.hit(other.hit).tokens.begin > zones.inside.begin) zones.trail = other.post;
  }
  if (frame.sentence->topic != kNoTopic) zones.topic = scene.document.topics()[frame.sentence->topic].heading;
  return zones;
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
  const Zones zones = zones_of(scene, frame, head);
  const bool topic = takes_topic(head.type);
  if (out.side == Side::none) out.side = first_of(zones, topic, Side::none, [&](TokenRange zone) { return side_in(scene, frame, zone); });
  if (out.regions == 0) out.regions = first_of(zones, topic, uint8_t{0}, [&](TokenRange zone) { return regions_in(scene, frame, zone, &out.implied_roots); });
  else for (TokenRange zone : {zones.inside, zones.post}) regions_in(scene, frame, zone, &out.implied_roots);
  if (out.severities == 0) out.severities = severity_of(scene, frame, zones);
  if (head.type == FactType::symptom && out.qualities == 0) out.qualities = qualities_of(scene, frame, zones);
  bind_levels(scene, frame, head, zones, carry, out);
  bind_roots(scene, frame, zones, out);
  bind_duration(scene, frame, head, out);
  if (out.regions == 0 && !out.levels.empty()) out.regions = region_bit(out.levels.region());
  return out;
}

}  // namespace chartgap
