#include "nlp/facts/binding.h"

#include <algorithm>
#include <array>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr uint32_t kSeverityReach = 7;
constexpr uint32_t kNextLine = 60;  // what a line's end costs a therapy behind a duration

constexpr std::array<std::string_view, 8> kHistoryWords = {"history", "hx", "h", "of", "course", "episode", "bout", "duration"};
constexpr std::array<std::string_view, 14> kOnsetWords = {"started", "began",     "begun", "onset", "developed", "noticed",   "occurred",
                                                          "start",   "commenced", "since", "first", "starting",  "beginning", "problem"};

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
  if (severity.begin > post.begin && scene.word(severity.begin - 1) == "of") return !over && one_of(kDegree, scene.word(severity.end));
  const bool apart = severity.begin == post.begin || (severity.begin == post.begin + 1 && (scene.token(post.begin).is(',') || scene.token(post.begin).is('(') ||
                                                                                           scene.token(post.begin).is('-') || scene.token(post.begin).is(':')));
  if (!apart || scene.token(severity.begin).has(Token::kNewLine)) return false;
  return over || scene.token(severity.end).is(',') || scene.token(severity.end).is('.') || scene.token(severity.end).is(')') || (scene.grammar(severity.end) & kPreposition) != 0;
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
    const bool other = next < zones.post.end && (scene.word(next) == "pain" || std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
                                                   return scene.class_of(head.hit) == HitClass::fact && scene.hit(head.hit).tokens.contains(next);
                                                 }));
    if (other) return;
    for (uint32_t at = near.begin; at < hit.tokens.begin; ++at) linked |= (scene.grammar(at) & kVerb) != 0 || scene.word(at) == "to";
    linked |= stands_behind(scene, hit.tokens, zones.post);
    if (linked && found == 0) found = entry.attributes.severities;
  });
  const TokenRange answer{zones.inside.end, frame.sentence->tokens.end};  // "left foramen: moderate."
  if (found != 0 || answer.begin >= answer.end || !scene.token(answer.begin).is(':')) return found;
  each_mark(scene, frame, HitClass::severity, {answer.begin, std::min(answer.end, answer.begin + kSeverityReach)}, [&](const Hit& hit, const Entry& entry) {
    if (stands_behind(scene, hit.tokens, answer)) found = entry.attributes.severities;
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

// "Off gabapentin x 3 weeks", "tramadol held 48 hours", "therapy at 6 weeks": the time without it, or until it.
bool measures_absence(const Scene& scene, const Frame& frame, const Head& head, const Quantity& quantity) {
  constexpr std::array<std::string_view, 8> kWithout = {"held", "hold", "holding", "at", "without", "off", "stopped", "until"};
  const uint32_t begin = frame.sentence->tokens.begin;
  const uint32_t mention = scene.hit(head.hit).tokens.begin;
  if (mention > begin && scene.word(mention - 1) == "off") return true;
  return quantity.tokens.begin > begin && one_of(kWithout, scene.word(quantity.tokens.begin - 1));
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
      bool history = quantity.tokens.end < frame.sentence->tokens.end && one_of(kHistoryWords, scene.word(quantity.tokens.end));
      history |= quantity.tokens.begin > 0 && scene.word(quantity.tokens.begin - 1) == "for";
      distance = history ? distance / 2 : distance * 2 + 6;
      if (other.type == FactType::therapy && begins_line(scene, {quantity.tokens.end, tokens.begin + 1})) distance += kNextLine;
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = &other;
    }
  }
  if (best == nullptr || best->type != head.type) return false;
  return best->group == head.group || scene.hit(best->hit).tokens == scene.hit(head.hit).tokens;  // two terms that end on one word
}

// "Wheelchair bound within four months": how long it took.
bool is_reached_within(const Scene& scene, const Quantity& quantity) {
  constexpr std::array<std::string_view, 5> kSpan = {"the", "last", "past", "this", "previous"};
  const uint32_t begin = quantity.tokens.begin;
  return scene.word(begin) == "within" && begin + 1 < quantity.tokens.end && !one_of(kSpan, scene.word(begin + 1));
}

void bind_duration(const Scene& scene, const Frame& frame, const Head& head, Attributes& out) {
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::duration) continue;
    const bool length = quantity.role == DurationRole::length || quantity.role == DurationRole::since;
    const bool onset = quantity.role == DurationRole::ago && head.type == FactType::symptom && has_word(scene, frame.sentence->tokens, kOnsetWords);
    if ((!length && !onset) || !measures(scene, frame, head, quantity)) continue;
    if (head.type == FactType::symptom && is_reached_within(scene, quantity)) continue;
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

bool is_finding(FactType type) { return type == FactType::imaging || type == FactType::diagnosis; }

// The sac and the cord have no side but the one that they are given.
bool is_of_middle(const Scene& scene, const Head& head) { return code_of(scene, head) == "thecal_sac_effacement" || code_of(scene, head) == "cord_compression"; }

// A finding with modifiers of its own ("minimal facet arthrosis", "normal canal"), or in a list of findings with commas, takes no side from those before it.
bool stands_alone(const Scene& scene, const Frame& frame, const Head& head, TokenRange lead) {
  if (is_of_middle(scene, head) || code_of(scene, head) == "degeneration") return true;
  if (has_mark(scene, frame, HitClass::severity, head.pre) || has_mark(scene, frame, HitClass::normal, head.pre)) return true;
  for (uint32_t at = lead.end; at < head.pre.begin; ++at) {
    if (scene.token(at).is(',')) return true;
  }
  return false;
}

// "mildly compressing the sac and the [roots]", "a mild amount of [lipping]": of the verb that several things share, of the amount.
uint8_t severity_in_front(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kAmounts = {"amount", "amounts", "degree", "degrees", "extent"};
  constexpr std::array<std::string_view, 5> kShared = {"nerve_root_compression", "thecal_sac_effacement", "cord_compression", "foraminal_stenosis", "canal_stenosis"};
  if (head.type != FactType::imaging) return 0;
  uint32_t end = head.pre.begin;
  if (scene.hit(head.hit).whole.begin < end) {
    if (!one_of(kShared, code_of(scene, head))) return 0;
    end = scene.hit(head.hit).whole.begin;
  } else {
    if (end < 2 || scene.word(end - 1) != "of" || !one_of(kAmounts, scene.word(end - 2))) return 0;
    end -= 2;
  }
  uint8_t found = 0;
  each_mark(scene, frame, HitClass::severity, {frame.sentence->tokens.begin, end}, [&](const Hit& hit, const Entry& entry) {
    if (hit.tokens.end == end) found = entry.attributes.severities;
  });
  return found;
}

bool is_side(const Scene& scene, const Frame& frame, uint32_t at) {
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.class_of(mark) == HitClass::side && scene.hit(mark).tokens.contains(at); });
}

// The head whose words reach over this one ("[moderate central canal] or neural foraminal stenosis"): it has its modifiers in common.
const Head* sharing(const Scene& scene, const Frame& frame, const Head& head) {
  for (uint32_t at = head.pre.begin; at < head.pre.end; ++at) {
    if (!scene.token(at).is('/') && !is_side(scene, frame, at)) return nullptr;
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

// "a left foraminal protrusion C7-T1 contacting the C8 nerve": the root's side is that of what presses on it.
Side side_of_subject(const Scene& scene, const Frame& frame, const Head& head) {
  if (code_of(scene, head) != "nerve_root_compression") return Side::none;
  constexpr std::array<std::string_view, 4> kApart = {"with", "without", "no", "of"};
  const Head* subject = nullptr;
  for (const Head& other : frame.heads) {
    if (scene.hit(other.hit).tokens.end <= head.pre.begin && other.type == head.type) subject = &other;
  }
  if (subject == nullptr) return Side::none;
  for (uint32_t at = scene.hit(subject->hit).tokens.end; at < head.pre.begin; ++at) {
    const Token& token = scene.token(at);
    if (token.is(',') || token.is(';') || token.is(':') || (scene.grammar(at) & (kConjunction | kContrast | kRelative | kVerb)) != 0 || one_of(kApart, scene.word(at)))
      return Side::none;
  }
  return side_in(scene, frame, subject->pre);
}

// "MRI of the left shoulder showed no cuff tear": the side of what was studied.
Side side_of_study(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kNamed = 6;  // tokens in which a study names its part
  const uint32_t begin = scene.hit(head.hit).tokens.begin;
  if (frame.study_mark == kNoEntry || scene.hit(frame.study_mark).tokens.begin >= begin) return Side::none;
  const uint32_t study = scene.hit(frame.study_mark).tokens.begin;
  return side_in(scene, frame, {study, std::min(begin, study + kNamed)});
}

// "At C6-7 on the left, there is a protrusion": the side that stands with the level before.
Side side_at_level(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kNear = 5;
  const Quantity* level = nullptr;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind == QuantityKind::level && !quantity.levels.discs.empty() && quantity.tokens.end <= head.pre.begin) level = &quantity;
  }
  if (level == nullptr) return Side::none;
  const uint32_t begin = level->tokens.end;
  uint32_t end = begin;
  while (end < head.pre.begin && end - begin < kNear && !scene.token(end).is(',')) {
    if (!is_side(scene, frame, end) && (scene.grammar(end) & (kPreposition | kDeterminer)) == 0 && scene.word(end) != "side") return Side::none;
    ++end;
  }
  return end < head.pre.begin && scene.token(end).is(',') ? side_in(scene, frame, {begin, end}) : Side::none;
}

// What stands behind the last of a coordination, up to a clause about it.
TokenRange up_to_relative(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if ((scene.grammar(at) & kRelative) != 0) return {range.begin, at};
  }
  return range;
}

// "Lumbar stenosis, sleep apnea, bilateral knee replacement": a side before a word that nobody knows belongs to that item of the list.
TokenRange up_to_next_item(const Scene& scene, const Frame& frame, TokenRange range) {
  for (uint32_t at = range.begin; at + 2 < range.end; ++at) {
    if (!scene.token(at).is(',') || !is_side(scene, frame, at + 1)) continue;
    const uint32_t noun = at + 2;
    bool marked = std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.hit(mark).tokens.contains(noun); });
    for (const Quantity& quantity : frame.quantities) marked |= quantity.tokens.contains(noun);  // "herniation, left L5-S1"
    if (!marked && scene.token(noun).kind == TokenKind::word && scene.grammar(noun) == 0) return {range.begin, at};
  }
  return range;
}

bool is_axial_pain(const Scene& scene, const Head& head) {
  constexpr std::array<std::string_view, 4> kAxial = {"neck_pain", "back_pain", "cervicalgia", "low_back_pain"};
  return (head.type == FactType::symptom || head.type == FactType::diagnosis) && one_of(kAxial, code_of(scene, head));
}

// Of pain in the spine its own side ("left neck pain", "back pain, worse on the right"), not that of the limb that it is told with ("neck and left arm pain").
Side axial_side(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones) {
  constexpr uint32_t kReach = 6;
  constexpr std::array<std::string_view, 12> kAway = {"and", "or", "with", "radiating", "radiates", "radiate", "to", "into", "down", "that", "which", "as"};
  for (TokenRange zone : {scene.hit(head.hit).tokens, zones.pre}) {
    if (const Side side = side_in(scene, frame, zone); side != Side::none) return side;
  }
  for (uint32_t mark : frame.marks) {
    const TokenRange tokens = scene.hit(mark).tokens;
    if (scene.class_of(mark) != HitClass::side || !zones.post.contains(tokens)) continue;
    if (tokens.begin - zones.post.begin > kReach || has_word(scene, {zones.post.begin, tokens.begin}, kAway)) return Side::none;
    const bool of_limb = std::any_of(frame.marks.begin(), frame.marks.end(),
                                     [&](uint32_t other) { return scene.hit(other).tokens.begin == tokens.end && (scene.entry_of(other).attributes.regions & kLimbs) != 0; });
    return of_limb ? Side::none : scene.entry_of(mark).attributes.side;
  }
  return zones.topic.empty() ? Side::none : side_in(scene, frame, zones.topic);
}

Side side_of(const Scene& scene, const Frame& frame, const Head& head, Zones zones) {
  if (is_axial_pain(scene, head)) return axial_side(scene, frame, head, zones);
  if (!is_finding(head.type)) {
    const Side side = first_of(zones, takes_topic(head.type), Side::none, [&](TokenRange zone) { return side_in(scene, frame, zone); });
    return side == Side::none && head.type == FactType::alternative ? side_of_study(scene, frame, head) : side;
  }
  zones.trail = up_to_relative(scene, zones.trail);
  if (head.type == FactType::diagnosis) zones.post = up_to_next_item(scene, frame, zones.post);
  if (const Side side = first_of(zones, false, Side::none, [&](TokenRange zone) { return side_in(scene, frame, zone); }); side != Side::none) return side;
  if (const Side side = side_in(scene, frame, extent_of(scene, frame, head)); side != Side::none) return side;
  if (const Side side = side_of_subject(scene, frame, head); side != Side::none) return side;
  return side_at_level(scene, frame, head);
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

// A head's words without those of the next thing that they reach over ("[central canal] and left foraminal stenosis").
TokenRange own_words(const Scene& scene, const Frame& frame, const Head& head) {
  const Hit& hit = scene.hit(head.hit);
  TokenRange out = hit.whole;
  for (const Head& other : frame.heads) {
    const uint32_t begin = scene.hit(other.hit).tokens.begin;
    if (begin >= hit.tokens.end && begin < out.end) out.end = std::max(hit.tokens.end, std::min(out.end, other.pre.begin));
  }
  return out;
}

Zones zones_of(const Scene& scene, const Frame& frame, const Head& head) {
  Zones zones;
  zones.inside = is_finding(head.type) ? own_words(scene, frame, head) : scene.hit(head.hit).whole;
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

// "Numbness and pain down the left leg", "arm pain, weakness": of numbness or weakness with no place, that of the pain in the limb that it is told with.
void share_limb(const Scene& scene, const Frame& frame, const Head& head, Attributes& out) {
  constexpr std::array<std::string_view, 3> kPlaceless = {"numbness", "paresthesia", "weakness"};
  constexpr std::array<std::string_view, 2> kLimb = {"limb_pain", "radicular_pain"};
  if (head.type != FactType::symptom || out.regions != 0 || !one_of(kPlaceless, code_of(scene, head))) return;
  for (const Head& other : frame.heads) {
    const Entry& entry = scene.entry_of(other.hit);
    if (other.group != head.group || other.type != head.type || !one_of(kLimb, code_of(scene, other)) || (entry.attributes.regions & kLimbs) == 0) continue;
    const bool behind = scene.hit(other.hit).tokens.begin > scene.hit(head.hit).tokens.begin;
    if (out.regions != 0 && !behind) continue;
    out.regions = entry.attributes.regions;
    if (out.side == Side::none) out.side = side_in(scene, frame, scene.hit(other.hit).whole);
    if (behind) return;
  }
}

Side joined(Side a, Side b) {
  if (a == Side::none || a == b) return b;
  return b == Side::none ? a : Side::bilateral;
}

uint8_t regions_of_roots(SegmentSet roots) {
  uint8_t out = 0;
  for (int segment = 0; segment < kSpineSegments; ++segment) {
    if (!roots.has(segment)) continue;
    if (segment < kC5) out |= kNeck;
    else if (segment <= kT1) out |= kUpperLimb;
    else if (segment < kL1) out |= kThoracic;
    else out |= kLowerLimb;
  }
  return out;
}

// "Left L3-4 radicular pain", "numbness in the L4 distribution": a level names the roots, and they the limb.
void bind_radicular(const Scene& scene, const Frame& frame, const Head& head, const Zones& zones, Attributes& out) {
  if (head.type != FactType::symptom || is_axial_pain(scene, head)) return;
  const bool radicular = code_of(scene, head) == "radicular_pain";
  for (const Quantity& quantity : frame.quantities) {
    if (radicular && out.roots.empty() && quantity.kind == QuantityKind::level && (zones.pre.contains(quantity.tokens) || zones.inside.contains(quantity.tokens)))
      out.roots = quantity.roots;
  }
  if (!out.roots.empty() && (out.regions & kLimbs) == 0) out.regions = regions_of_roots(out.roots) & kLimbs;
}

Attributes bind(const Scene& scene, const Frame& frame, const Head& head, const LevelCarry& carry) {
  const Entry& entry = scene.entry_of(head.hit);
  Attributes out = entry.attributes;
  Zones zones = zones_of(scene, frame, head);
  if (is_finding(head.type) && !zones.lead.empty() && stands_alone(scene, frame, head, zones.lead)) zones.lead = {};
  if (is_of_middle(scene, head)) zones.trail = {};
  const bool topic = takes_topic(head.type);
  if (out.side == Side::none) out.side = side_of(scene, frame, head, zones);
  if (out.regions == 0) out.regions = first_of(zones, topic, uint8_t{0}, [&](TokenRange zone) { return regions_in(scene, frame, zone, &out.implied_roots); });
  if (out.implied_roots.empty()) {  // "left arm pain to the thumb"
    for (TokenRange zone : {zones.inside, zones.post}) regions_in(scene, frame, zone, &out.implied_roots);
  }
  share_limb(scene, frame, head, out);
  if (out.severities == 0) out.severities = severity_of(scene, frame, zones);
  if (out.severities == 0) out.severities = severity_in_front(scene, frame, head);
  if (const Head* other = out.severities == 0 ? sharing(scene, frame, head) : nullptr; other != nullptr) out.severities = severity_of(scene, frame, zones_of(scene, frame, *other));
  if (head.type == FactType::symptom && out.qualities == 0) out.qualities = qualities_of(scene, frame, zones);
  bind_levels(scene, frame, head, zones, carry, out);
  bind_roots(scene, frame, zones, out);
  bind_radicular(scene, frame, head, zones, out);
  if (is_of_middle(scene, head)) out.roots = {};
  bind_duration(scene, frame, head, out);
  if (out.regions == 0 && !out.levels.empty()) out.regions = region_bit(out.levels.region());
  return out;
}

}  // namespace chartgap
