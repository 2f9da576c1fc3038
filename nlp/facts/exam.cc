#include "nlp/facts/exam.h"

#include <algorithm>

#include "nlp/facts/binding.h"
#include "nlp/facts/polarity.h"

namespace chartgap {
namespace {

constexpr double kFullStrength = 5;
constexpr double kNormalReflex = 2;
constexpr double kBriskReflex = 3;
constexpr uint32_t kGradeReach = 12;    // tokens between a name and its grade
constexpr uint32_t kCommaCost = 4;
constexpr uint32_t kBackwardCost = 3;   // a grade usually follows its name

enum class Mode : uint8_t { none, motor, reflex };

struct Grade {
  TokenRange tokens;
  double value = 0;
  double max = 0;
  char sign = 0;
  std::optional<double> right;
  bool used = false;
};

struct Name {
  uint32_t mark = 0;
  TokenRange tokens;
  int grade = -1;
};

// Reads one sentence of an examination.
class Grader {
 public:
  Grader(const Scene& scene, const Frame& frame, GradedResult& result) : scene_(scene), frame_(frame), result_(result) {}

  void run() {
    for (const Head& head : frame_.heads) {
      const Sense* sense = scene_.entry_of(head.hit).sense(FactType::exam);
      if (sense == nullptr || head.type != FactType::exam) continue;
      if (sense->code == "motor_deficit") motor_.push_back(&head);
      if (sense->code == "reflex_deficit") reflex_.push_back(&head);
    }
    collect_grades();
    if (mode() == Mode::motor) motor();
    if (mode() == Mode::reflex) reflexes();
  }

 private:
  Mode mode() const {
    if (!reflex_.empty() && motor_.empty()) return Mode::reflex;
    if (!motor_.empty()) return Mode::motor;
    for (const Grade& grade : grades_) {
      if (grade.max == kFullStrength) return Mode::motor;
    }
    if (has_mark(scene_, frame_, HitClass::reflex, frame_.sentence->tokens) && !grades_.empty()) return Mode::reflex;
    if (frame_.section == SectionKind::exam && has_mark(scene_, frame_, HitClass::muscle, frame_.sentence->tokens) && weak_or_strong()) return Mode::motor;
    return Mode::none;
  }

  bool weak_or_strong() const {
    for (uint32_t at = frame_.sentence->tokens.begin; at < frame_.sentence->tokens.end; ++at) {
      const std::string_view word = scene_.document.folded({at, at + 1});
      if (word == "weak" || word == "weakness" || word == "strong" || word == "strength") return true;
    }
    return false;
  }

  void collect_grades() {
    for (const Quantity& quantity : frame_.quantities) {
      const bool bare = quantity.kind == QuantityKind::count && quantity.tokens.size() == 1 && quantity.value <= 4 && !reflex_.empty() && motor_.empty();
      if (quantity.kind != QuantityKind::grade && !bare) continue;
      grades_.push_back({quantity.tokens, quantity.value, quantity.max, quantity.sign, quantity.right_value, false});
    }
  }

  void collect_names(HitClass hit_class) {
    for (uint32_t mark : frame_.marks) {
      if (scene_.entry_of(mark).hit_class != hit_class) continue;
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (!names_.empty() && names_.back().tokens.overlaps(tokens)) continue;
      names_.push_back({mark, tokens, -1});
    }
  }

  uint32_t cost(TokenRange name, const Grade& grade) const {
    const bool after = grade.tokens.begin >= name.end;
    const TokenRange between = after ? TokenRange{name.end, grade.tokens.begin} : TokenRange{grade.tokens.end, name.begin};
    uint32_t out = after ? 0 : kBackwardCost;
    for (uint32_t at = between.begin; at < between.end; ++at) {
      out += 1;
      if (scene_.token(at).is(',') || scene_.token(at).is(';')) out += kCommaCost;
      if (!after && (scene_.grammar(at) & kPreposition) != 0 && out >= kBackwardCost) out -= kBackwardCost;
    }
    return out;
  }

  // The nearest grade on either side with no other grade between; names that share one ("hip flexors & extensors 4/5") all take it.
  void pair() {
    for (Name& name : names_) {
      int before = -1;
      int after = -1;
      for (int i = 0; i < static_cast<int>(grades_.size()); ++i) {
        if (grades_[static_cast<size_t>(i)].tokens.end <= name.tokens.begin) before = i;
        if (after < 0 && grades_[static_cast<size_t>(i)].tokens.begin >= name.tokens.end) after = i;
      }
      const uint32_t cost_before = before < 0 ? UINT32_MAX : cost(name.tokens, grades_[static_cast<size_t>(before)]);
      const uint32_t cost_after = after < 0 ? UINT32_MAX : cost(name.tokens, grades_[static_cast<size_t>(after)]);
      if (std::min(cost_before, cost_after) > kGradeReach + kCommaCost * 4) continue;
      name.grade = cost_after <= cost_before ? after : before;
      grades_[static_cast<size_t>(name.grade)].used = true;
    }
  }

  Fact fact(std::string_view code, TokenRange tokens, uint32_t hit) const {
    Fact out;
    out.type = FactType::exam;
    out.code = code;
    out.span = scene_.document.span_of(tokens);
    out.entry = scene_.hit(hit).entry;
    out.attributes.side = side_near(tokens);
    return out;
  }

  // The side in the words right before, right after, or else of the whole sentence when it names only one.
  Side side_near(TokenRange tokens) const {
    uint32_t begin = tokens.begin;
    while (begin > frame_.sentence->tokens.begin && tokens.begin - begin < 4 && !stops(begin - 1)) --begin;
    Side side = side_in(scene_, frame_, {begin, tokens.end});
    if (side != Side::none) return side;
    uint32_t end = tokens.end;
    while (end < frame_.sentence->tokens.end && end - tokens.end < 14 && !ends_item(end)) ++end;
    side = side_in(scene_, frame_, {tokens.end, end});
    if (side != Side::none) return side;
    if (frame_.sentence->topic != kNoTopic) return side_in(scene_, frame_, scene_.document.topics()[frame_.sentence->topic].heading);
    return Side::none;
  }
  bool stops(uint32_t at) const { return scene_.token(at).kind == TokenKind::punctuation || scene_.token(at).kind == TokenKind::number || (scene_.grammar(at) & (kVerb | kConjunction)) != 0; }
  bool ends_item(uint32_t at) const { return scene_.token(at).is(';') || scene_.token(at).is(',') || (scene_.grammar(at) & (kContrast | kConjunction)) != 0; }

  void name_attributes(Fact& out, const Name& name, bool reflex) const {
    const Entry& entry = scene_.entry_of(name.mark);
    out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | entry.attributes.regions);
    out.attributes.implied_roots.bits |= entry.attributes.roots.bits;
    const bool limb_muscle = (entry.attributes.regions & kUpperLimb) != 0 || !reflex;
    if (limb_muscle && out.attributes.muscle_count < kMaxMuscles) out.attributes.muscles[out.attributes.muscle_count++] = scene_.document.span_of(name.tokens);
  }

  static Assertion strength(const Grade& grade) {
    const bool full = grade.value >= kFullStrength && grade.sign != '-' && grade.right.value_or(kFullStrength) >= kFullStrength;
    return full ? Assertion::absent : Assertion::present;
  }

  void motor() {
    collect_names(HitClass::muscle);
    pair();
    for (const Head* head : motor_) motor_head(*head);
    for (const Name& name : names_) motor_name(name);
    leftover_grades();
  }

  // "strength 5/5": the head takes the nearest grade that no muscle took.
  void motor_head(const Head& head) {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    Grade* best = nullptr;
    for (Grade& grade : grades_) {
      if (!grade.used && (best == nullptr || cost(tokens, grade) < cost(tokens, *best))) best = &grade;
    }
    const Entry& entry = scene_.entry_of(head.hit);
    if (best == nullptr) {
      if (!names_.empty() && (entry.neutral || weakness_of_names(head))) {
        unnamed_head_ = &head;
        result_.used_heads.push_back(head.hit);
      }
      return;
    }
    best->used = true;
    Fact out = fact("motor_deficit", tokens, head.hit);
    out.assertion = strength(*best);
    out.attributes.grade = scene_.document.span_of(best->tokens);
    out.attributes.regions = regions_near(head, best->tokens);
    result_.facts.push_back(out);
    result_.used_heads.push_back(head.hit);
  }

  uint8_t regions_near(const Head& head, TokenRange grade) const {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    const uint32_t begin = std::min(head.pre.begin, tokens.begin);
    uint32_t end = std::max(tokens.end, grade.end);
    while (end < frame_.sentence->tokens.end && !scene_.token(end).is(';') && (scene_.grammar(end) & kContrast) == 0 && !followed_by_name(end)) ++end;
    uint8_t regions = 0;
    for (uint32_t mark : frame_.marks) {
      const Hit& hit = scene_.hit(mark);
      if (hit.tokens.begin >= begin && hit.tokens.end <= end && scene_.entry(hit).hit_class == HitClass::body) regions = static_cast<uint8_t>(regions | scene_.entry(hit).attributes.regions);
    }
    if (regions == 0 && frame_.sentence->topic != kNoTopic) regions = regions_in(scene_, frame_, scene_.document.topics()[frame_.sentence->topic].heading);
    return regions;
  }
  bool followed_by_name(uint32_t at) const {
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) { return name.tokens.contains(at); });
  }

  // "weakness of the left triceps": the muscle is the fact.
  bool weakness_of_names(const Head& head) const {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) { return name.tokens.begin < tokens.end + 8 && tokens.begin < name.tokens.end + 4; });
  }

  void motor_name(const Name& name) {
    Fact out = fact("motor_deficit", name.tokens, name.mark);
    name_attributes(out, name, false);
    if (name.grade >= 0) {
      const Grade& grade = grades_[static_cast<size_t>(name.grade)];
      if (grade.max != kFullStrength && grade.max != 0) return;
      out.assertion = strength(grade);
      out.attributes.grade = scene_.document.span_of(grade.tokens);
    } else {
      Head head;
      head.hit = name.mark;
      head.type = FactType::exam;
      head.pre = {name.tokens.begin > frame_.sentence->tokens.begin + 3 ? name.tokens.begin - 3 : frame_.sentence->tokens.begin, name.tokens.begin};
      head.post = {name.tokens.end, std::min(name.tokens.end + kGradeReach, frame_.sentence->tokens.end)};
      head.group = UINT32_MAX;
      uint32_t by = kNoEntry;
      const std::optional<Assertion> polarity = polarity_of(scene_, frame_, head, by);
      const bool weak = unnamed_head_ != nullptr && !scene_.entry_of(unnamed_head_->hit).neutral;
      if (!polarity && !weak) return;
      out.assertion = weak && !polarity ? frame_.context.assess(name.tokens, FactType::exam).assertion : *polarity;
    }
    result_.facts.push_back(out);
  }

  // "ankle extensors -3 on the left and +5 on the right": the second grade is a fact of its own.
  void leftover_grades() {
    for (const Grade& grade : grades_) {
      if (grade.used || grade.max != kFullStrength) continue;
      const Name* last = nullptr;
      for (const Name& name : names_) {
        if (name.tokens.end <= grade.tokens.begin) last = &name;
      }
      if (last == nullptr) continue;
      Fact out = fact("motor_deficit", grade.tokens, last->mark);
      name_attributes(out, *last, false);
      out.assertion = strength(grade);
      out.attributes.grade = scene_.document.span_of(grade.tokens);
      result_.facts.push_back(out);
    }
  }

  void reflexes() {
    collect_names(HitClass::reflex);
    pair();
    size_t first = 0;
    if (!reflex_.empty() && !grades_.empty()) first = reflex_head(*reflex_.front());
    for (size_t i = 0; i < grades_.size(); ++i) {
      if (i != first || reflex_.empty()) reflex_grade(i);
    }
  }

  Fact reflex_fact(TokenRange tokens, uint32_t hit, const Grade& grade) const {
    const double lower = std::min(grade.value, grade.right.value_or(grade.value));
    const double upper = std::max(grade.value, grade.right.value_or(grade.value));
    const bool brisk = upper >= kBriskReflex && (grade.max == 0 || grade.max == 4);
    Fact out = fact(brisk ? "upper_motor_neuron_sign" : "reflex_deficit", tokens, hit);
    out.assertion = brisk || lower < kNormalReflex ? Assertion::present : Assertion::absent;
    out.attributes.grade = scene_.document.span_of(grade.tokens);
    return out;
  }

  // The head takes the first grade, with the tendons that share it; gives that grade's index.
  size_t reflex_head(const Head& head) {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    size_t first = 0;
    for (size_t i = 0; i < grades_.size(); ++i) {
      if (cost(tokens, grades_[i]) < cost(tokens, grades_[first])) first = i;
    }
    Fact out = reflex_fact(tokens, head.hit, grades_[first]);
    const uint32_t end = first + 1 < grades_.size() ? grades_[first + 1].tokens.begin : frame_.sentence->tokens.end;
    for (const Name& name : names_) {
      if (name.grade == static_cast<int>(first)) name_attributes(out, name, true);
    }
    for (uint32_t mark : frame_.marks) {
      const Hit& hit = scene_.hit(mark);
      if (scene_.entry(hit).hit_class == HitClass::body && hit.tokens.begin < end && !named_later(hit.tokens, first)) out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | scene_.entry(hit).attributes.regions);
    }
    if (out.attributes.side == Side::none) out.attributes.side = side_in(scene_, frame_, {grades_[first].tokens.end, std::max(grades_[first].tokens.end, end)});
    for (const Head* other : reflex_) result_.used_heads.push_back(other->hit);
    result_.facts.push_back(out);
    return first;
  }
  bool named_later(TokenRange tokens, size_t first) const { return first + 1 < grades_.size() && tokens.end + 2 >= grades_[first + 1].tokens.begin && tokens.begin > grades_[first].tokens.end + 4; }

  void reflex_grade(size_t index) {
    const Grade& grade = grades_[index];
    if (grade.max == kFullStrength || (names_.empty() && reflex_.empty())) return;
    Fact out = reflex_fact(grade.tokens, names_.empty() ? reflex_.front()->hit : names_.front().mark, grade);
    bool named = false;
    for (const Name& name : names_) {
      if (name.grade != static_cast<int>(index)) continue;
      if (!named) {
        out.span = scene_.document.span_of(name.tokens);
        out.entry = scene_.hit(name.mark).entry;
        out.attributes.side = side_near(name.tokens);
      }
      name_attributes(out, name, true);
      named = true;
    }
    if (!named && reflex_.empty()) return;
    if (!named) out.attributes.side = side_near(grade.tokens);
    result_.facts.push_back(out);
  }

  const Scene& scene_;
  const Frame& frame_;
  GradedResult& result_;
  std::vector<const Head*> motor_;
  std::vector<const Head*> reflex_;
  std::vector<Grade> grades_;
  std::vector<Name> names_;
  const Head* unnamed_head_ = nullptr;
};

}  // namespace

void grade_sentence(const Scene& scene, const Frame& frame, GradedResult& result) {
  result.facts.clear();
  result.used_heads.clear();
  if (frame.section != SectionKind::exam && !std::any_of(frame.heads.begin(), frame.heads.end(), [](const Head& head) { return head.type == FactType::exam; })) return;
  Grader(scene, frame, result).run();
}

}  // namespace chartgap
