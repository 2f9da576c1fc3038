#include "nlp/facts/exam.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam_values.h"
#include "nlp/facts/examined.h"
#include "nlp/facts/near.h"
#include "nlp/facts/polarity.h"

namespace chartgap {
namespace {

constexpr uint32_t kPostTokens = 18;
constexpr uint32_t kGradeReach = 5;  // tokens between a finding and the grade in its brackets
constexpr uint32_t kMuscleReach = 18;
constexpr uint32_t kMotionReach = 8;  // tokens from a motion to the part that it is of
constexpr uint32_t kPlaneSide = 4;    // tokens from a movement to the side that it goes to
constexpr size_t kHeadingsAbove = 8;  // small headings between a finding and the heading of its region

bool has_grade(const Frame& frame) {
  return std::any_of(frame.quantities.begin(), frame.quantities.end(), [](const Quantity& quantity) { return quantity.kind == QuantityKind::grade; });
}

// Where the sentence first says normal, abnormal or a grade.
uint32_t first_answer(const Scene& scene, const Frame& frame) {
  uint32_t first = frame.sentence->tokens.end;
  for (uint32_t mark : frame.marks) {
    const HitClass hit_class = scene.class_of(mark);
    if (hit_class == HitClass::normal || hit_class == HitClass::abnormal) first = std::min(first, scene.hit(mark).tokens.begin);
  }
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind == QuantityKind::grade) first = std::min(first, quantity.tokens.begin);
  }
  return first;
}

// A tendon or a modality ("patellar", "light touch") is no name of the whole.
bool is_part(const Scene& scene, const Frame& frame, uint32_t hit) {
  const TokenRange tokens = scene.hit(hit).tokens;
  const std::string& id = scene.entry_of(hit).id;
  if (id == "exam.sensory_modality" || id == "exam.intact_to") return true;
  if (scene.word(tokens.begin).starts_with("dermatom")) return true;
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
    const HitClass hit_class = scene.class_of(mark);
    return (hit_class == HitClass::reflex || hit_class == HitClass::muscle) && scene.hit(mark).tokens.overlaps(tokens);
  });
}

// Whether the sentence names the thing itself, so that the heading only repeats it.
bool names_itself(const Scene& scene, const Frame& frame, const Sense& sense, uint32_t answer) {
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
    const Sense* own = exam_sense(scene, head.hit);
    if (own == nullptr || own->code != sense.code || is_part(scene, frame, head.hit)) return false;
    return scene.entry_of(head.hit).neutral || scene.hit(head.hit).tokens.begin <= answer;
  });
}

// Rows of motions below their heading say it all; other rows may leave some of theirs to it.
bool is_read_by_rows(const Scene& scene, const Frame& frame, uint32_t hit) {
  return scene.is_told(scene.hit(hit).tokens) || (exam_sense(scene, hit)->code == "limited_motion" && scene.is_told(frame.sentence->tokens));
}

Head lent_head(const Scene& scene, const Frame& frame, uint32_t hit) {
  const TokenRange sentence = frame.sentence->tokens;
  Head head;
  head.hit = hit;
  head.type = FactType::exam;
  head.group = UINT32_MAX;
  head.pre = {sentence.begin, sentence.begin};
  uint32_t end = frame.heads.empty() ? sentence.end : std::max(sentence.begin, frame.heads.front().pre.begin);
  end = std::min(end, sentence.begin + kPostTokens);
  head.post = {sentence.begin, sentence.begin};
  while (head.post.end < end && !scene.token(head.post.end).is(';') && (scene.grammar(head.post.end) & kContrast) == 0) ++head.post.end;
  return head;
}

bool takes_axial_heading(std::string_view code) { return code == "tenderness" || code == "spasm" || code == "limited_motion"; }
bool has_no_region(std::string_view code) { return code == "straight_leg_raise" || code == "spurling" || code == "gait_abnormality" || code == "upper_motor_neuron_sign"; }

uint8_t regions_of_hits(const Scene& scene, TokenRange range) {
  uint8_t regions = 0;
  each_hit(scene, range, [&](uint32_t hit) {
    if (scene.class_of(hit) == HitClass::body) regions = static_cast<uint8_t>(regions | scene.entry_of(hit).attributes.regions);
  });
  return regions;
}

Side side_of_hits(const Scene& scene, TokenRange range) {
  Side side = Side::none;
  each_hit(scene, range, [&](uint32_t hit) {
    const Entry& entry = scene.entry_of(hit);
    if (entry.hit_class != HitClass::side && entry.hit_class != HitClass::body) return;
    const uint32_t next = scene.hit(hit).tokens.end;
    if (entry.hit_class == HitClass::side && next < range.end && scene.word(next) == "spine") return;  // "L-spine"
    side = joined(side, entry.attributes.side);
  });
  return side;
}

bool names_finding(const Scene& scene, TokenRange heading) {
  bool found = false;
  each_hit(scene, heading, [&](uint32_t hit) { found |= exam_sense(scene, hit) != nullptr; });
  return found;
}

template <class Headed>
TokenRange heading_before(const std::vector<Headed>& all, uint32_t token) {
  auto next = std::lower_bound(all.begin(), all.end(), token, [](const Headed& one, uint32_t at) { return one.heading.begin < at; });
  while (next != all.begin() && std::prev(next)->heading.empty()) --next;
  return next == all.begin() ? TokenRange{} : std::prev(next)->heading;
}

// Above headings that only name findings ("Muscle spasm:"), that of the region ("Lumbar spine:").
TokenRange region_heading(const Scene& scene, uint32_t token) {
  for (size_t i = 0; i < kHeadingsAbove; ++i) {
    const TokenRange topic = heading_before(scene.document.topics(), token);
    const TokenRange section = heading_before(scene.document.sections(), token);
    const TokenRange heading = topic.empty() || section.begin > topic.begin ? section : topic;
    if (heading.empty() || regions_of_hits(scene, heading) != 0) return heading;
    if (!names_finding(scene, heading)) return {};
    token = heading.begin;
  }
  return {};
}

// Whether a limb's heading still holds: to the end of its line, or over the lines below when it has a line of its own.
bool governs(const Scene& scene, const Frame& frame, TokenRange heading) {
  uint32_t content = heading.end;
  const uint32_t begin = frame.sentence->tokens.begin;
  while (content < begin && scene.token(content).is(':')) ++content;
  if (content >= begin || scene.token(content).has(Token::kNewLine)) return true;
  for (uint32_t at = content + 1; at <= begin; ++at) {
    if (scene.token(at).has(Token::kNewLine) && scene.document.sentence_of(at) != scene.document.sentence_of(at - 1)) return false;
  }
  return true;
}

// The topic's heading, the section's, and that of the region.
struct Headings {
  std::array<TokenRange, 3> ranges;
};
Headings headings_of(const Scene& scene, const Frame& frame) {
  Headings out;
  if (frame.section != SectionKind::exam) return out;
  if (frame.sentence->topic != kNoTopic) out.ranges[0] = scene.document.topics()[frame.sentence->topic].heading;
  out.ranges[1] = scene.document.section_of(*frame.sentence).heading;
  const uint32_t above = frame.sentence->topic != kNoTopic ? out.ranges[0].begin : frame.sentence->tokens.begin;
  if (regions_of_hits(scene, out.ranges[0]) == 0 && (out.ranges[0].empty() || names_finding(scene, out.ranges[0]))) out.ranges[2] = region_heading(scene, above);
  return out;
}

// The words after the head up to the next finding, across commas and "but".
TokenRange whole_reach(const Scene& scene, const Frame& frame, const Head& head) {
  const TokenRange sentence = frame.sentence->tokens;
  TokenRange out{std::max(sentence.begin, scene.hit(head.hit).tokens.end), sentence.end};
  for (const Head& other : frame.heads) {
    const uint32_t next = scene.hit(other.hit).tokens.begin;
    if (next >= out.begin && other.hit != head.hit) out.end = std::min(out.end, std::max(out.begin, other.pre.begin));
  }
  return out;
}

// The words that a finding of the examination may be described in: to the end of its clause or to a finding of another kind.
TokenRange reach_of(const Scene& scene, const Frame& frame, const Head& head) {
  TokenRange reach = head.post.empty() ? whole_reach(scene, frame, head) : head.post;
  const Sense* sense = exam_sense(scene, head.hit);
  for (const Head& other : frame.heads) {
    if (scene.hit(other.hit).tokens.begin < reach.begin || sense == nullptr) continue;
    const Sense* own = exam_sense(scene, other.hit);
    const bool nothing = own == nullptr && scene.entry_of(other.hit).neutral;  // "the L4-5 facets": a place, no finding
    if (!nothing && (own == nullptr || own->code != sense->code || !scene.entry_of(other.hit).neutral)) break;
    reach.end = std::max(reach.end, other.post.end);
  }
  return reach;
}

// What stands before the first finding of the sentence: "In the left leg, strength is ...".
TokenRange opening(const Scene& scene, const Frame& frame) {
  const TokenRange sentence = frame.sentence->tokens;
  uint32_t end = sentence.begin;
  for (const Head& head : frame.heads) {
    const TokenRange tokens = scene.hit(head.hit).tokens;
    if (tokens.begin < sentence.begin) continue;
    end = tokens.begin;
    break;
  }
  TokenRange out{sentence.begin, end};
  for (uint32_t at = out.begin; at < out.end; ++at) {
    if (scene.token(at).is(';') || (scene.grammar(at) & kContrast) != 0) out.begin = at + 1;
  }
  return out;
}

void bind_roots(const Scene& scene, const Frame& frame, const Head& head, TokenRange reach, Fact& fact) {
  if (fact.code != "sensory_deficit" && fact.code != "motor_deficit") return;
  SegmentSet named;
  levels_in(frame, reach, &named);
  if (named.empty()) levels_in(frame, {head.pre.begin, scene.hit(head.hit).tokens.end}, &named);
  if (named.has(kC7) && named.has(kT1)) named.add(kC8);  // from C5 to T1
  if (fact.attributes.roots.empty()) fact.attributes.roots = named;
}

// Of a motion the region stands at its name ("flexion of the neck") or opens the sentence; "fingertips to the knees" is its measure.
uint8_t region_of_motion(const Scene& scene, const Frame& frame, const Head& head) {
  const uint8_t own = regions_in(scene, frame, {head.pre.begin, scene.hit(head.hit).tokens.end});
  if (own != 0) return own;
  const TokenRange near{head.post.begin, std::min(head.post.end, head.post.begin + kMotionReach)};
  if (!near.empty() && (scene.grammar(near.begin) & kPreposition) != 0) {
    if (const uint8_t after = regions_in(scene, frame, near); after != 0) return after;
  }
  return regions_in(scene, frame, opening(scene, frame));
}

void bind_region(const Scene& scene, const Frame& frame, const Head& head, TokenRange reach, Fact& fact) {
  Attributes& out = fact.attributes;
  const bool axial = takes_axial_heading(fact.code);
  if (fact.code == "limited_motion") {
    if (const uint8_t motion = region_of_motion(scene, frame, head); motion != 0) out.regions = motion;
    else if ((out.regions & kLimbs) != 0) out.regions = 0;
  }
  const uint8_t leveled = axial ? region_bit(levels_in(frame, reach).region()) : 0;
  if (leveled != 0) out.regions = leveled;
  if (out.regions == 0 && !axial) out.regions = regions_of_roots(out.roots);
  if (out.regions == 0 && fact.code != "limited_motion") out.regions = regions_in(scene, frame, reach);
  if (out.regions == 0 && frame.section == SectionKind::exam) out.regions = regions_in(scene, frame, opening(scene, frame));
  const uint32_t begin = frame.sentence->tokens.begin;
  if (out.regions == 0 && axial) out.regions = static_cast<uint8_t>(regions_in(scene, frame, {begin, std::max(begin, head.pre.begin)}) & kSpinalRegions);
}

// "Spasticity in the lower extremities", "brisk at the knees": the limbs that a long tract sign is said of.
uint8_t limbs_named(const Scene& scene, const Frame& frame, const Head& head, TokenRange reach) {
  const uint8_t own = regions_in(scene, frame, {head.pre.begin, scene.hit(head.hit).tokens.end}) & kLimbs;
  return own != 0 ? own : static_cast<uint8_t>(regions_in(scene, frame, reach) & kLimbs);
}

// The motion of a whole region has no side; a plane's stands before it or in "to the left". A pain's side beside it is not its own.
Side side_of_motion(const Scene& scene, const Frame& frame, const Head& head) {
  const std::string& id = scene.entry_of(head.hit).id;
  const Side before = side_in(scene, frame, {head.pre.begin, scene.hit(head.hit).tokens.end});
  if (before != Side::none || id == "exam.range_of_motion") return before;
  const TokenRange after{head.post.begin, std::min(head.post.end, head.post.begin + kPlaneSide)};
  return !after.empty() && scene.word(after.begin) == "to" ? side_in(scene, frame, after) : Side::none;
}

bool has_no_side(const Scene& scene, const Head& head, const Fact& fact) {
  if (fact.code != "gait_abnormality") return false;
  const std::string_view word = scene.word(scene.hit(head.hit).tokens.begin);
  return !word.starts_with("antalg") && !word.starts_with("limp");
}

// "Reduced over the right forearm compared to the left": the first comparison that a side stands before.
uint32_t comparison_in(const Scene& scene, const Frame& frame, TokenRange range) {
  constexpr std::array<std::string_view, 7> kCompared = {"compared", "comparison", "versus", "vs", "than", "counterpart", "relative"};
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const bool compares = one_of(kCompared, scene.word(at));
    if (compares && side_in(scene, frame, {range.begin, at}) != Side::none) return at;
  }
  return range.end;
}

// "Spurling's reproduces left arm pain": the side of the pain that the test brings on.
Side side_of_provoked(const Scene& scene, const Frame& frame, const Head& head) {
  const uint32_t from = scene.hit(head.hit).tokens.end;
  for (const Head& other : frame.heads) {
    const TokenRange tokens = scene.hit(other.hit).tokens;
    if (tokens.begin >= from && other.type == FactType::symptom) return side_in(scene, frame, {std::max(from, frame.sentence->tokens.begin), other.post.end});
  }
  return Side::none;
}

void bind_side(const Scene& scene, const Frame& frame, const Head& head, TokenRange reach, Fact& fact) {
  Attributes& out = fact.attributes;
  const bool limb = (out.regions & kLimbs) != 0;
  if (fact.code == "limited_motion" && !limb) out.side = side_of_motion(scene, frame, head);
  else if (out.side == Side::none) out.side = side_in(scene, frame, reach);
  if (out.side == Side::none && fact.code != "limited_motion") out.side = side_in(scene, frame, opening(scene, frame));
  if (out.side == Side::none && (fact.code == "spurling" || fact.code == "straight_leg_raise")) out.side = side_of_provoked(scene, frame, head);
  const uint32_t compared = comparison_in(scene, frame, reach);
  if (out.side == Side::bilateral && compared < reach.end && side_in(scene, frame, head.pre) != Side::bilateral) {
    const Side nearer = side_in(scene, frame, {head.pre.begin, compared});
    if (nearer != Side::none) out.side = nearer;
  }
  if (has_no_side(scene, head, fact)) out.side = Side::none;
}

// The muscles that a tenderness, a spasm or a wasting is in: "of the quadriceps", "in the paraspinal muscles".
bool is_muscle_place(const Scene& scene, const Hit& hit) {
  const Entry& entry = scene.entry(hit);
  if (entry.hit_class == HitClass::muscle) return true;
  if (entry.hit_class != HitClass::body) return false;
  const std::string_view word = scene.word(hit.tokens.begin);
  return entry.code == "trapezius" || word == "calf" || word.starts_with("paraspin") || word.starts_with("paravert") || word.starts_with("rhomboid");
}

void take_muscles(const Scene& scene, const Frame& frame, TokenRange range, Attributes& out) {
  for (uint32_t mark : frame.marks) {
    const Hit& hit = scene.hit(mark);
    if (!range.contains(hit.tokens) || !is_muscle_place(scene, hit) || out.muscle_count == kMaxMuscles) continue;
    TokenRange tokens = hit.tokens;
    while (tokens.size() > 1 && scene.word(tokens.end - 1).starts_with("musc")) --tokens.end;
    out.muscles[out.muscle_count++] = scene.document.span_of(tokens);
  }
}

// Of its own words, else of its coordination's ("tenderness and spasm in the paraspinal muscles"), else of the sentence's opening.
void bind_muscles(const Scene& scene, const Frame& frame, const Head& head, TokenRange reach, Fact& fact) {
  if (fact.code != "tenderness" && fact.code != "spasm" && fact.code != "atrophy") return;
  const Zones zones = zones_of(scene, frame, head);
  take_muscles(scene, frame, head.pre, fact.attributes);
  take_muscles(scene, frame, {reach.begin, std::min(reach.end, reach.begin + kMuscleReach)}, fact.attributes);
  for (TokenRange range : {zones.trail, opening(scene, frame)}) {
    if (fact.attributes.muscle_count == 0) take_muscles(scene, frame, range, fact.attributes);
  }
}

// "Decreased LT": light touch, not a side.
bool abbreviates_light_touch(const Scene& scene, const Head& head) {
  const TokenRange tokens = scene.hit(head.hit).whole;
  const Sense* sense = exam_sense(scene, head.hit);
  if (sense == nullptr || sense->code != "sensory_deficit") return false;
  for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
    if (scene.word(at) == "lt") return true;
  }
  return false;
}

// One side of a finding that differs from side to side.
struct Half {
  TokenRange evidence;
  Assertion says = Assertion::present;
  Side side = Side::none;
};

// The angles of a leg raise as answers: "45 degrees on the right and 90 degrees on the left".
size_t angles_in(const Scene& scene, TokenRange range, std::array<Answer, kMaxAnswers>& out) {
  size_t count = 0;
  for (uint32_t at = range.begin; at + 1 < range.end && count < kMaxAnswers; ++at) {
    if (scene.token(at).kind != TokenKind::number || !scene.word(at + 1).starts_with("deg")) continue;
    out[count++] = {{at, at + 2}, number_at(scene, at) >= kFreeLegRaise ? Assertion::absent : Assertion::present};
  }
  return count;
}

// Where one answer's words end and the next one's begin: at a comma or "and", or else after the side that belongs to the first.
uint32_t between_answers(const Scene& scene, const Frame& frame, TokenRange a, TokenRange b, bool side_first) {
  for (uint32_t at = a.end; at < b.begin; ++at) {
    if (scene.token(at).is(',') || scene.token(at).is(';') || (scene.grammar(at) & (kConjunction | kContrast)) != 0) return at;
  }
  uint32_t end = a.end;
  if (!side_first) {
    while (end < b.begin && side_in(scene, frame, {a.end, end}) == Side::none) ++end;
  }
  return end;
}

size_t find_halves(const Scene& scene, const Frame& frame, const Head& head, std::array<Half, kMaxAnswers>& out) {
  const TokenRange reach = whole_reach(scene, frame, head);
  std::array<Answer, kMaxAnswers> answers;
  size_t count = answers_in(scene, frame, head, reach, answers);
  const Sense* sense = exam_sense(scene, head.hit);
  if (count < 2 && sense != nullptr && sense->code == "straight_leg_raise") count = angles_in(scene, reach, answers);
  if (count < 2) return 0;
  uint32_t begin = reach.begin;
  const bool side_first = side_in(scene, frame, {begin, answers[0].tokens.begin}) != Side::none;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t end = i + 1 < count ? between_answers(scene, frame, answers[i].tokens, answers[i + 1].tokens, side_first) : reach.end;
    out[i] = {answers[i].tokens, answers[i].says, side_in(scene, frame, {begin, end})};
    begin = end;
  }
  return count;
}

// "Hyporeflexic on the right (1+)"
void bind_grade(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  if (!fact.attributes.grade.empty() || (fact.code != "reflex_deficit" && fact.code != "upper_motor_neuron_sign" && fact.code != "motor_deficit")) return;
  const uint32_t from = scene.hit(head.hit).tokens.end;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::grade || quantity.tokens.begin < from || quantity.tokens.begin > from + kGradeReach) continue;
    for (uint32_t at = from; at < quantity.tokens.begin; ++at) {
      if (scene.token(at).is(',') || scene.token(at).is(';') || (scene.grammar(at) & (kConjunction | kContrast)) != 0) return;
    }
    fact.attributes.grade = scene.document.span_of(quantity.tokens);
    return;
  }
}

}  // namespace

bool is_lent(const Scene& scene, const Frame& frame, const Head& head) { return scene.hit(head.hit).tokens.end <= frame.sentence->tokens.begin; }

void lend_heading(const Scene& scene, Frame& frame) {
  if (frame.section != SectionKind::exam || frame.sentence->heading) return;
  const Section& section = scene.document.section_of(*frame.sentence);
  const bool first = frame.sentence->tokens.begin == section.body.begin || (frame.sentence->tokens.begin > 0 && scene.document.sentences()[frame.index - 1].heading);
  if (section.heading.empty() || (!first && !has_grade(frame))) return;
  const uint32_t answer = first_answer(scene, frame);
  size_t lent = 0;
  const auto is_modality = [&](const Head& head) {
    const Sense* sense = exam_sense(scene, head.hit);
    return first && sense != nullptr && sense->code == "sensory_deficit" && is_part(scene, frame, head.hit);
  };
  each_hit(scene, section.heading, [&](uint32_t hit) {
    const Sense* sense = exam_sense(scene, hit);
    if (sense == nullptr || scene.class_of(hit) != HitClass::fact || is_read_by_rows(scene, frame, hit) || names_itself(scene, frame, *sense, answer)) return;
    if (sense->code == "sensory_deficit") std::erase_if(frame.heads, is_modality);
    frame.heads.insert(frame.heads.begin() + static_cast<std::ptrdiff_t>(lent), lent_head(scene, frame, hit));
    ++lent;
  });
}

// "Sensory: diminished at S1": from the heading to the word that says it.
void widen_lent(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  const TokenRange named = scene.hit(head.hit).tokens;
  if (!is_lent(scene, frame, head) || fact.assertion != Assertion::present || fact.code != "sensory_deficit") return;
  for (uint32_t mark : frame.marks) {
    const TokenRange tokens = scene.hit(mark).tokens;
    if (scene.class_of(mark) != HitClass::abnormal || tokens.begin > frame.sentence->tokens.begin + 1) continue;
    if (tokens.end - named.begin <= kGradeReach) fact.span = scene.document.span_of({named.begin, tokens.end});
    return;
  }
}

void complete_exam(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  widen_lent(scene, frame, head, fact);
  const TokenRange reach = reach_of(scene, frame, head);
  if (abbreviates_light_touch(scene, head)) fact.attributes.side = side_in(scene, frame, head.pre);
  bind_roots(scene, frame, head, reach, fact);
  bind_muscles(scene, frame, head, reach, fact);
  bind_side(scene, frame, head, reach, fact);
  bind_grade(scene, frame, head, fact);
  if (fact.code == "upper_motor_neuron_sign") fact.attributes.regions = limbs_named(scene, frame, head, reach);
  else if (has_no_region(fact.code)) fact.attributes.regions = 0;
  else bind_region(scene, frame, head, reach, fact);
  place_by_heading(scene, frame, fact);
}

void place_by_heading(const Scene& scene, const Frame& frame, Fact& fact) {
  Attributes& out = fact.attributes;
  const uint8_t spine = takes_axial_heading(fact.code) ? kSpinalRegions : 0;
  for (TokenRange heading : headings_of(scene, frame).ranges) {
    if (heading.empty()) continue;
    const bool whole = governs(scene, frame, heading);
    if (out.side == Side::none && whole) out.side = side_of_hits(scene, heading);
    if (out.regions == 0 && !has_no_region(fact.code)) out.regions = static_cast<uint8_t>(regions_of_hits(scene, heading) & (spine | (whole ? kLimbs : 0)));
  }
}

std::optional<Fact> split_sides(const Scene& scene, const Frame& frame, const Head& head, Fact& fact) {
  std::array<Half, kMaxAnswers> halves;
  const size_t count = find_halves(scene, frame, head, halves);
  if (count < 2 || halves[0].says == halves[1].says || halves[0].side == Side::none || halves[1].side == Side::none || halves[0].side == halves[1].side) return std::nullopt;
  Fact other = fact;
  fact.assertion = halves[0].says;
  fact.attributes.side = halves[0].side;
  other.assertion = halves[1].says;
  other.attributes.side = halves[1].side;
  other.attributes.grade = {};
  other.span = scene.document.span_of(halves[1].evidence);
  return other;
}

}  // namespace chartgap
