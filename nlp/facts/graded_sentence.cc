#include "nlp/facts/graded_sentence.h"

#include "nlp/facts/binding.h"

namespace chartgap {
namespace {

constexpr uint32_t kSideReach = 4;                         // tokens between a side and the name that it stands before
constexpr std::string_view kMuscleGroup = "muscle group";  // "proximal muscle groups": no muscle of its own

}  // namespace

GradedSentence::GradedSentence(const Scene& of, const Frame& in) : scene(of), frame(in), tokens(in.sentence->tokens) {
  collect_heads();
  collect_names();
}

bool GradedSentence::is_separator(uint32_t at) const {
  if (scene.token(at).is(',')) return true;
  return is_conjunction(at) && !(at + 1 < tokens.end && one_of(kEqualWords, word(at + 1)));
}

bool GradedSentence::is_hard_stop(uint32_t at) const {
  return scene.token(at).is(';') || scene.token(at).is('.') || scene.token(at).is('|') || (scene.grammar(at) & kContrast) != 0;
}

// Heads that a grade completes, and the others.
void GradedSentence::collect_heads() {
  for (const Head& head : frame.heads) {
    const Entry& entry = scene.entry_of(head.hit);
    if (entry.hit_class == HitClass::statement) continue;  // only the judge asks for it
    const Sense* sense = head.type == FactType::exam ? entry.sense(FactType::exam) : nullptr;
    const TokenRange range = scene.hit(head.hit).tokens;
    const bool of_motor = sense != nullptr && sense->code == "motor_deficit";
    const bool of_reflex = sense != nullptr && sense->code == "reflex_deficit";
    if (of_motor && has_word(range, kStrengthWords)) motor.push_back(&head);
    else if (of_reflex && entry.neutral) reflex.push_back(&head);
    else blockers.push_back({scene.hit(head.hit).whole, head.pre, of_motor || of_reflex || (sense != nullptr && sense->code == "upper_motor_neuron_sign")});
  }
}

namespace {

// "[ ] 5/5 throughout [x] deficit": a box that is not ticked grades nothing.
bool is_unticked(const Document& document, TokenRange range) {
  const auto& boxes = document.checkboxes();
  const auto after = std::upper_bound(boxes.begin(), boxes.end(), range.begin, [](uint32_t token, const Checkbox& box) { return token < box.label.begin; });
  return after != boxes.begin() && !(after - 1)->checked && (after - 1)->label.contains(range);
}

}  // namespace

bool GradedSentence::blocked(TokenRange range) const {
  return is_unticked(scene.document, range) || std::any_of(blockers.begin(), blockers.end(), [&](const GradeBlocker& blocker) { return blocker.tokens.overlaps(range); });
}

void GradedSentence::collect_names() {
  for (uint32_t mark : frame.marks) {
    const HitClass hit_class = scene.class_of(mark);
    const TokenRange range = scene.hit(mark).tokens;
    if (!tokens.contains(range) || blocked(range)) continue;
    if (hit_class == HitClass::body) bodies.push_back(mark);
    if ((hit_class != HitClass::muscle && hit_class != HitClass::reflex) || scene.entry_of(mark).code == kMuscleGroup) continue;
    if (names.empty() || !names.back().tokens.overlaps(range)) names.push_back({mark, range, Side::none});
  }
  std::erase_if(bodies, [&](uint32_t mark) { return name_at(scene.hit(mark).tokens) != nullptr; });
  std::erase_if(reflex, [&](const Head* head) { return name_at(scene.hit(head->hit).tokens) != nullptr; });
}

const GradedName* GradedSentence::name_at(TokenRange range) const {
  const auto found = std::find_if(names.begin(), names.end(), [&](const GradedName& name) { return name.tokens.overlaps(range); });
  return found == names.end() ? nullptr : &*found;
}

Side GradedSentence::side_before(TokenRange name, uint32_t floor) const {
  uint32_t begin = name.begin;
  const auto stops = [&](uint32_t at) { return scene.token(at).kind != TokenKind::word || is_separator(at) || (scene.grammar(at) & kVerb) != 0; };
  while (begin > floor && name.begin - begin < kSideReach && !stops(begin - 1)) --begin;
  return side_in(scene, frame, {begin, name.end});
}

Fact GradedSentence::fact(std::string_view code, TokenRange span, uint32_t hit, Side side) const {
  Fact out;
  out.type = FactType::exam;
  out.code = code;
  out.span = scene.document.span_of(span);
  if (hit != kNoEntry) out.entry = scene.hit(hit).entry;
  out.attributes.side = side;
  return out;
}

// "grip strength", "biceps reflex": the muscle alone.
TokenRange GradedSentence::muscle_of(TokenRange range) const {
  constexpr std::array<std::string_view, 12> kTails = {"strength", "strengths", "power", "test", "reflex", "reflexes", "jerk", "jerks", "tendon", "muscle", "muscles", "dtr"};
  for (uint32_t at = range.begin + 1; at < range.end; ++at) {
    if (word(at) == "of" || word(at) == "at") range.end = at;  // "flexion of the knee"
  }
  while (range.size() > 1 && one_of(kTails, word(range.end - 1))) --range.end;
  return range;
}

// The joint that a movement shares with its neighbour, or that follows it: "hip flexors and extensors", "flexion of the knee".
Span GradedSentence::joint_of(const GradedName& name, TokenRange muscle) const {
  const TokenRange whole = scene.hit(name.mark).whole;
  if (whole.begin < muscle.begin) return scene.document.span_of({whole.begin, whole.begin + 1});
  const bool follows = muscle.end < whole.end && (word(muscle.end) == "of" || word(muscle.end) == "at");
  return follows ? scene.document.span_of({whole.end - 1, whole.end}) : Span{};
}

void GradedSentence::add_name(Fact& out, const GradedName& name, bool muscle) const {
  const Entry& entry = scene.entry_of(name.mark);
  out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | entry.attributes.regions);
  out.attributes.implied_roots.bits |= entry.attributes.roots.bits;
  if (!muscle || out.attributes.muscle_count == kMaxMuscles) return;
  const TokenRange printed = muscle_of(name.tokens);
  out.attributes.joints[out.attributes.muscle_count] = joint_of(name, printed);
  out.attributes.muscles[out.attributes.muscle_count++] = scene.document.span_of(printed);
}

bool join_other_side(std::vector<Fact>& facts, Side side, Assertion says) {
  if (facts.empty() || (side != Side::left && side != Side::right)) return false;
  const Span grade = facts.back().attributes.grade;
  const Side other = side == Side::left ? Side::right : Side::left;
  const auto fits = [&](const Fact& fact) {
    return fact.code == "motor_deficit" && fact.assertion == says && fact.attributes.side == other && fact.attributes.muscle_count > 0 && fact.attributes.grade == grade;
  };
  if (!fits(facts.back())) return false;
  for (auto fact = facts.rbegin(); fact != facts.rend() && fits(*fact); ++fact) fact->attributes.side = Side::bilateral;
  return true;
}

bool join_same_grade(const Scene& scene, std::vector<Fact>& facts, const Fact& more) {
  if (facts.empty()) return false;
  Attributes& out = facts.back().attributes;
  const auto printed = [&](Span span) { return std::string_view(scene.document.text().bytes()).substr(span.begin, span.size()); };
  const bool same = facts.back().code == more.code && facts.back().assertion == more.assertion && printed(out.grade) == printed(more.attributes.grade);
  if (!same || out.muscle_count == 0 || out.regions != more.attributes.regions ||
      (out.side != Side::none && more.attributes.side != Side::none && out.side != more.attributes.side))
    return false;
  if (out.side == Side::none) out.side = more.attributes.side;
  for (size_t i = 0; i < more.attributes.muscle_count && out.muscle_count < kMaxMuscles; ++i) {
    out.joints[out.muscle_count] = more.attributes.joints[i];
    out.muscles[out.muscle_count++] = more.attributes.muscles[i];
  }
  return true;
}

}  // namespace chartgap
