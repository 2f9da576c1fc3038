#include "nlp/facts/grades.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam.h"
#include "nlp/facts/graded_sentence.h"
#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr double kFullStrength = 5;
constexpr double kBestReflex = 4;
constexpr double kNormalReflex = 2;
constexpr double kBriskReflex = 3;
constexpr uint32_t kOwnGrade = 6;     // tokens between a finding and the grade in its brackets
constexpr uint32_t kPhraseReach = 6;  // tokens of "1+ at the ankles"

constexpr std::array<std::string_view, 15> kRestWords = {"except", "exception", "otherwise", "else",       "rest", "remaining", "remainder", "others",
                                                         "other",  "but",       "however",   "everything", "exc",  "elsewhere", "apart"};
constexpr std::array<std::string_view, 8> kThroughoutWords = {"throughout", "all", "including", "incl", "every", "diffusely", "overall", "globally"};
constexpr std::array<std::string_view, 22> kOtherGradeWords = {"pulse",    "pulses",   "edema",   "murmur",   "pitting", "effusion", "tonsils",     "crepitus",
                                                               "swelling", "oedema",   "waddell", "waddells", "cluster", "criteria", "provocation", "beighton",
                                                               "laslett",  "lasletts", "frailty", "stars",    "apgar",   "radials"};

// Muscles whose tendons are struck; of the others only the strength is graded.
constexpr std::array<std::string_view, 8> kTendons = {"biceps", "triceps", "brachioradialis", "supinator", "quadriceps", "hamstrings", "finger flexors", "gastrocnemius"};

enum class Mode : uint8_t { none, motor, reflex };

struct Grade {
  TokenRange tokens;
  double value = 0;
  double low = 0;
  double max = 0;
  char sign = 0;
  std::optional<double> right;
  char right_sign = 0;
  bool past = false;  // "(was 4/5)"
};

struct Segment {
  TokenRange range;
  size_t grade = 0;
  size_t first = 0;  // names
  size_t last = 0;
  Mode mode = Mode::none;
  Side side = Side::none;  // beside the sides of its names
  bool rest = false;       // "else 5/5"
  bool first_of_sentence = false;
};

class Grader {
 public:
  Grader(const Scene& scene, const Frame& frame, GradedResult& result) : scene_(scene), frame_(frame), sentence_(frame.sentence->tokens), of_(scene, frame), result_(result) {}

  void run() {
    collect_grades();
    if (grades_.empty()) {
      read_named_strength(of_, result_);
      return;
    }
    cut();
    for (const Segment& segment : segments_) make(segment);
    for (Fact& made : result_.facts) place_by_heading(scene_, frame_, made);
  }

 private:
  bool is_rest_word(uint32_t at) const { return one_of(kRestWords, of_.word(at)); }
  void collect_grades() {
    for (const Quantity& quantity : frame_.quantities) {
      if (!sentence_.contains(quantity.tokens) || of_.blocked(quantity.tokens) || scene_.is_told(quantity.tokens)) continue;
      if (quantity.kind != QuantityKind::grade && !is_bare_grade(quantity)) continue;
      if (quantity.tokens.end < sentence_.end && of_.word(quantity.tokens.end) == "scale") continue;  // "on a 0/5 scale"
      Grade grade{quantity.tokens, quantity.value, quantity.low.value_or(quantity.value), quantity.max, quantity.sign, quantity.right_value, quantity.right_sign};
      grade.past = is_in_past_bracket(scene_, quantity.tokens.begin);
      if (grade.max == kFullStrength || !of_.names.empty() || !of_.reflex.empty() || !of_.motor.empty()) grades_.push_back(grade);
    }
  }

  // "2 at the biceps", "patella 2", "all 0 to 1" of reflexes; "Deltoid 5 5" of strength.
  bool is_bare_grade(const Quantity& quantity) const {
    if (quantity.kind != QuantityKind::count || quantity.value > kFullStrength || quantity.tokens.size() > 3 || scene_.token(quantity.tokens.begin).kind != TokenKind::number)
      return false;
    const uint32_t next = quantity.tokens.end;
    const bool before = said_of_name(quantity) || follows_bare(quantity);
    const bool after = next < sentence_.end && (of_.word(next) == "at" || of_.name_at({next, next + 1}) != nullptr);
    if (!of_.reflex.empty()) return quantity.value <= kBestReflex && (before || after || follows_head(quantity));
    return before && !of_.motor.empty() && (next >= sentence_.end || scene_.token(next).kind != TokenKind::word || after);
  }

  // A name right before, or with a verb between: "the toe flexors were all 0 to 1".
  bool said_of_name(const Quantity& quantity) const {
    uint32_t at = quantity.tokens.begin;
    while (at > sentence_.begin && ((scene_.grammar(at - 1) & kVerb) != 0 || of_.word(at - 1) == "all" || scene_.token(at - 1).is(':'))) --at;
    return at > sentence_.begin && of_.name_at({at - 1, at}) != nullptr;
  }
  bool follows_head(const Quantity& quantity) const {
    uint32_t at = quantity.tokens.begin;
    while (at > sentence_.begin && ((scene_.grammar(at - 1) & kVerb) != 0 || scene_.token(at - 1).is(':'))) --at;
    return std::any_of(of_.reflex.begin(), of_.reflex.end(), [&](const Head* head) { return scene_.hit(head->hit).tokens.end == at; });
  }
  bool follows_bare(const Quantity& quantity) const {
    return !grades_.empty() && grades_.back().tokens.end == quantity.tokens.begin && grades_.back().max == 0 && grades_.back().sign == 0;
  }

  // Whether the grade stands before its names: "2+ at the biceps and triceps".
  bool names_follow(const Grade& grade, uint32_t begin) const {
    for (const GradedName& name : of_.names) {
      if (name.tokens.begin >= begin && name.tokens.end <= grade.tokens.begin) return false;
    }
    const auto follows = [&](TokenRange tokens) {
      if (tokens.begin < grade.tokens.end) return false;
      for (uint32_t at = grade.tokens.end; at < tokens.begin; ++at) {
        if (of_.is_separator(at) || of_.is_hard_stop(at)) return false;
      }
      return true;
    };
    return std::any_of(of_.names.begin(), of_.names.end(), [&](const GradedName& name) { return follows(name.tokens); }) ||
           std::any_of(of_.bodies.begin(), of_.bodies.end(), [&](uint32_t mark) { return follows(scene_.hit(mark).tokens); });
  }

  // Where the words of one grade end and those of the next begin.
  uint32_t boundary(const Grade& left, const Grade& right, uint32_t begin) const {
    uint32_t first = 0;
    uint32_t last = 0;
    for (uint32_t at = left.tokens.end; at < right.tokens.begin; ++at) {
      if (of_.is_hard_stop(at)) return at;
      if (!of_.is_separator(at) || of_.name_at({at, at + 1}) != nullptr) continue;
      if (first == 0) first = at;
      last = at;
    }
    if (first != 0) return names_follow(left, begin) ? last : first;
    uint32_t at = left.tokens.end;
    while (at < right.tokens.begin && (of_.word(at) == "bilaterally" || of_.word(at) == "bilat")) ++at;
    return at;
  }

  void cut() {
    uint32_t begin = sentence_.begin;
    Mode mode = lent_mode();
    for (size_t i = 0; i < grades_.size(); ++i) {
      Segment segment;
      segment.grade = i;
      const uint32_t end = i + 1 < grades_.size() ? boundary(grades_[i], grades_[i + 1], begin) : sentence_.end;
      segment.range = after_contrast(trimmed({begin, end}, grades_[i]), grades_[i]);
      segment.first_of_sentence = i == 0;
      for (uint32_t at = segment.range.begin; at < grades_[i].tokens.begin; ++at) segment.rest |= is_rest_word(at);
      take_names(segment);
      segment.mode = mode = mode_of(segment, mode);
      if (segment.mode != Mode::none && !owned(segment)) segments_.push_back(segment);
      begin = end;
    }
    share_sides();
  }

  Mode lent_mode() const {
    for (const Head* head : of_.motor) {
      if (is_lent(scene_, frame_, *head)) return Mode::motor;
    }
    for (const Head* head : of_.reflex) {
      if (is_lent(scene_, frame_, *head)) return Mode::reflex;
    }
    return Mode::none;
  }

  // "Full strength throughout except for 4/5 hip extensors": the grade is of what follows "except".
  TokenRange after_contrast(TokenRange range, const Grade& grade) const {
    for (uint32_t at = range.begin; at < grade.tokens.begin; ++at) {
      if ((scene_.grammar(at) & kContrast) != 0 || of_.word(at) == "exception") range.begin = at;
    }
    return range;
  }

  // The range without the neighbouring findings that are not graded.
  TokenRange trimmed(TokenRange range, const Grade& grade) const {
    for (const GradeBlocker& blocker : of_.blockers) {
      if (blocker.tokens.begin >= grade.tokens.end && blocker.tokens.begin < range.end) {
        range.end = std::max(grade.tokens.end, std::min(range.end, blocker.pre.begin));
      } else if (blocker.tokens.end <= grade.tokens.begin && blocker.tokens.begin >= range.begin) {
        range.begin = after_blocker(blocker, grade);
      }
    }
    return range;
  }
  uint32_t after_blocker(const GradeBlocker& blocker, const Grade& grade) const {
    for (const std::vector<const Head*>* heads : {&of_.motor, &of_.reflex}) {
      for (const Head* head : *heads) {
        const TokenRange tokens = scene_.hit(head->hit).tokens;
        if (tokens.begin >= blocker.tokens.end && tokens.end <= grade.tokens.begin) return head->pre.begin;
      }
    }
    uint32_t at = blocker.tokens.end;
    while (at < grade.tokens.begin && !of_.is_separator(at)) ++at;
    return at < grade.tokens.begin ? at : blocker.tokens.end;
  }

  // A grade that another finding carries, or of something else ("pulses 2+").
  bool owned(const Segment& segment) const {
    const Grade& grade = grades_[segment.grade];
    if (of_.has_word(segment.range, kOtherGradeWords)) return true;
    return std::any_of(of_.blockers.begin(), of_.blockers.end(), [&](const GradeBlocker& blocker) {
      if (!blocker.graded || blocker.tokens.end > grade.tokens.begin || grade.tokens.begin - blocker.tokens.end > kOwnGrade) return false;
      for (uint32_t at = blocker.tokens.end; at < grade.tokens.begin; ++at) {
        if (of_.is_separator(at) || of_.is_hard_stop(at)) return false;
      }
      return true;
    });
  }

  void take_names(Segment& segment) {
    segment.first = of_.names.size();
    for (size_t i = 0; i < of_.names.size(); ++i) {
      if (!segment.range.contains(of_.names[i].tokens)) continue;
      segment.first = std::min(segment.first, i);
      segment.last = i + 1;
      of_.names[i].side = of_.side_before(of_.names[i].tokens, segment.range.begin);
      if (of_.names[i].side == Side::none && i > segment.first) of_.names[i].side = of_.names[i - 1].side;
    }
    if (segment.first == of_.names.size()) segment.last = segment.first;
    segment.side = side_beside(segment);
  }

  // The sides in the segment that stand before none of its names.
  Side side_beside(const Segment& segment) const {
    if (segment.first == segment.last) return side_in(scene_, frame_, segment.range);
    const TokenRange last = of_.names[segment.last - 1].tokens;
    const TokenRange grade = grades_[segment.grade].tokens;
    const Side after = side_in(scene_, frame_, {std::max(last.end, grade.end), segment.range.end});
    if (after != Side::none) return after;
    const TokenRange between{std::min(last.end, grade.end), std::max(grade.begin, of_.names[segment.first].tokens.begin)};
    return between.empty() ? Side::none : side_in(scene_, frame_, between);
  }

  bool has_head(const std::vector<const Head*>& heads, TokenRange range) const {
    return std::any_of(heads.begin(), heads.end(), [&](const Head* head) { return range.contains(scene_.hit(head->hit).tokens); });
  }

  Mode mode_of(const Segment& segment, Mode running) const {
    const Grade& grade = grades_[segment.grade];
    bool reflex_name = false;
    for (size_t i = segment.first; i < segment.last; ++i) reflex_name |= scene_.class_of(of_.names[i].mark) == HitClass::reflex;
    if (grade.max == kFullStrength || has_head(of_.motor, segment.range) || !all_tendons(segment)) return Mode::motor;
    if (reflex_name || has_head(of_.reflex, segment.range)) return Mode::reflex;
    if (running != Mode::none) return running;
    return segment.first < segment.last && grade.sign != 0 && grade.value <= kBriskReflex && !grade.right ? Mode::reflex : Mode::none;
  }

  bool all_tendons(const Segment& segment) const {
    for (size_t i = segment.first; i < segment.last; ++i) {
      const Entry& entry = scene_.entry_of(of_.names[i].mark);
      if (entry.hit_class == HitClass::muscle && !one_of(kTendons, entry.code)) return false;
    }
    return true;
  }

  // "R biceps 4/5, wrist extension 4/5": a side goes on along the list; "deltoid 4/5 and triceps 4/5 on the left": it is that of both.
  void share_sides() {
    for (size_t i = 1; i < segments_.size(); ++i) {
      const Segment& before = segments_[i - 1];
      Segment& segment = segments_[i];
      if (segment.mode == Mode::reflex && segment.side == Side::none && before.side == Side::bilateral && of_.is_conjunction(segment.range.begin) && !segment.rest)
        segment.side = before.side;
      if (segment.rest || segment.mode != before.mode || before.first == before.last || segment.first == segment.last) continue;
      if (scene_.token(segment.range.begin).is(';') || before.range.end != segment.range.begin) continue;
      const Side carried = of_.names[before.last - 1].side;
      if (segment.side == Side::none && before.side == Side::none && of_.names[segment.first].side == Side::none) set_side(segment, carried);
      else if (before.side == Side::none && carried == Side::none && segment.side != Side::none && of_.is_conjunction(segment.range.begin))
        set_side(segments_[i - 1], segment.side);
    }
  }
  void set_side(const Segment& segment, Side side) {
    for (size_t i = segment.first; i < segment.last; ++i) of_.names[i].side = side;
  }

  void make(const Segment& segment) {
    if (segment.mode == Mode::motor) motor(segment);
    else reflex(segment);
  }

  // The parts of the body inside the range; their regions.
  uint8_t body_regions(TokenRange range) const {
    uint8_t regions = 0;
    for (uint32_t mark : of_.bodies) {
      if (range.contains(scene_.hit(mark).tokens)) regions = static_cast<uint8_t>(regions | scene_.entry_of(mark).attributes.regions);
    }
    return regions;
  }

  static bool is_full(const Grade& grade) {
    const double right = grade.right.value_or(kFullStrength);
    return grade.value >= kFullStrength && grade.low >= kFullStrength && grade.sign != '-' && right >= kFullStrength && grade.right_sign != '-';
  }

  // A hedge over the name goes before its grade: "possibly trace weakness at the quadriceps".
  Assertion hedged(Assertion said, TokenRange tokens) const {
    const Assessment assessment = frame_.context->assess(tokens, FactType::exam);
    const Assertion context = assessment.assertion;
    if (assessment.cue != kNoEntry && scene_.document.folded(scene_.hit(assessment.cue).tokens).starts_with("appear"))
      return said;  // how a strength looks is no doubt of its grade
    return context == Assertion::possible || context == Assertion::hypothetical || context == Assertion::historical ? context : said;
  }

  Side side_of(const GradedName& name, const Segment& segment) const { return name.side != Side::none ? name.side : segment.side; }

  void motor(const Segment& segment) {
    const Grade& grade = grades_[segment.grade];
    const Assertion said = is_full(grade) ? Assertion::absent : Assertion::present;
    const Head* head = head_for(of_.motor, segment);
    if (segment.first == segment.last || covers_all(segment)) general(segment, head, said);
    for (size_t i = segment.first; i < segment.last; ++i) {
      Fact out = of_.fact("motor_deficit", of_.names[i].tokens, of_.names[i].mark, side_of(of_.names[i], segment));
      of_.add_name(out, of_.names[i], true);
      out.assertion = hedged(said, of_.names[i].tokens);
      out.attributes.grade = scene_.document.span_of(grade.tokens);
      result_.facts.push_back(out);
    }
    use(of_.motor, segment);
  }

  // "5/5 throughout including the deltoids": the grade is of more than its names.
  bool covers_all(const Segment& segment) const {
    const Grade& grade = grades_[segment.grade];
    const TokenRange name = of_.names[segment.first].tokens;
    const TokenRange between{std::min(grade.tokens.end, name.end), std::max(grade.tokens.begin, name.begin)};
    return name.begin > grade.tokens.end && (of_.has_word(between, kThroughoutWords) || body_regions(between) != 0);
  }

  // A strength of no muscle: the span is the head, the limb that leads, or the grade.
  void general(const Segment& segment, const Head* head, Assertion said) {
    const Grade& grade = grades_[segment.grade];
    TokenRange span = grade.tokens;
    const uint32_t hit = head != nullptr ? head->hit : any_hit();
    if (head == nullptr && is_second_column(segment) && repeats_grade(segment)) return;
    if (head == nullptr && is_of_names_before(segment) && join_other_side(result_.facts, segment.side, said)) return;
    if (hit == kNoEntry && frame_.section != SectionKind::exam) return;  // nothing says that it is of strength
    if (head != nullptr) span = scene_.hit(head->hit).tokens;
    else if (const TokenRange body = body_before(segment); !body.empty() && !is_short_limb(of_.word(body.end - 1))) span = body;
    Fact out = of_.fact("motor_deficit", span, hit, segment.side);
    out.assertion = grade.past && said == Assertion::present ? Assertion::historical : hedged(said, span);
    out.attributes.grade = scene_.document.span_of(grade.tokens);
    const uint32_t end = segment.first < segment.last ? std::max(grade.tokens.end, of_.names[segment.first].tokens.begin) : segment.range.end;
    out.attributes.regions = body_regions({segment.range.begin, end});
    if (head == nullptr && body_before(segment).empty() && !segment.rest) follow(out, segment);
    result_.facts.push_back(out);
  }

  // "Biceps   4+/5   5/5": a grade right after another, of which nothing says the side; it counts only when it says something else.
  bool is_second_column(const Segment& segment) const { return segment.side == Side::none && follows_grade(segment); }
  bool follows_grade(const Segment& segment) const { return segment.grade > 0 && grades_[segment.grade - 1].tokens.end == grades_[segment.grade].tokens.begin; }
  bool repeats_grade(const Segment& segment) const { return is_full(grades_[segment.grade]) == is_full(grades_[segment.grade - 1]); }

  uint32_t any_hit() const {
    if (!of_.motor.empty()) return of_.motor.front()->hit;
    return of_.names.empty() ? (of_.bodies.empty() ? kNoEntry : of_.bodies.front()) : of_.names.front().mark;
  }

  bool is_of_names_before(const Segment& segment) const {
    return segment.first == segment.last && !segment.rest && of_.is_conjunction(segment.range.begin) && body_before(segment).empty();
  }

  // "... -3 on the left and +5 on the right": the second grade is of the names before it.
  void follow(Fact& out, const Segment& segment) const {
    const Segment* before = nullptr;
    for (const Segment& other : segments_) {
      if (other.range.begin < segment.range.begin && other.first < other.last && other.mode == segment.mode) before = &other;
    }
    if (before == nullptr || (segment.side == Side::none && !follows_grade(segment))) return;
    for (size_t i = before->first; i < before->last; ++i) of_.add_name(out, of_.names[i], true);
  }

  TokenRange body_before(const Segment& segment) const {
    TokenRange found;
    for (uint32_t mark : of_.bodies) {
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (tokens.begin >= segment.range.begin && tokens.end <= grades_[segment.grade].tokens.begin) found = tokens;
    }
    return found;
  }

  // The head that the segment's grade belongs to: the nearest inside it, or one before it when no grade has taken it. A heading is one for the sentence right below it only.
  const Head* head_for(const std::vector<const Head*>& heads, const Segment& segment) const {
    const Head* best = nullptr;
    const TokenRange grade = grades_[segment.grade].tokens;
    const bool repeated = std::any_of(heads.begin(), heads.end(), [&](const Head* head) {  // "motor strength appears 5/5 strength": its first words
      const TokenRange tokens = scene_.hit(head->hit).tokens;
      return segment.range.contains(tokens) && tokens.end <= grade.begin && of_.word(tokens.end - 1) == "strength";
    });
    const auto distance = [&](const Head& head) {
      const TokenRange tokens = scene_.hit(head.hit).tokens;
      if (tokens.begin >= grade.end) return tokens.begin - grade.end + (repeated ? 2 : 0);
      return grade.begin - std::min(grade.begin, tokens.end);
    };
    for (const Head* head : heads) {
      const TokenRange tokens = scene_.hit(head->hit).tokens;
      const bool inside = segment.range.contains(tokens);
      const bool before = tokens.end <= segment.range.begin && segment.first_of_sentence && !segment.rest && (!is_lent(scene_, frame_, *head) || follows_heading());
      if ((inside || before) && (best == nullptr || distance(*head) < distance(*best))) best = head;
    }
    return best;
  }
  bool follows_heading() const { return frame_.index > 0 && scene_.document.sentences()[frame_.index - 1].heading; }

  // The segment's heads, and the heading's, are not made again; nor are heads that are its names.
  void use(const std::vector<const Head*>& heads, const Segment& segment) {
    for (const Head* head : heads) {
      if (segment.range.contains(scene_.hit(head->hit).tokens) || is_lent(scene_, frame_, *head) || head == head_for(heads, segment)) result_.used_heads.push_back(head->hit);
    }
    for (size_t i = segment.first; i < segment.last; ++i) {
      for (const Head& head : frame_.heads) {
        if (scene_.hit(head.hit).tokens.overlaps(of_.names[i].tokens)) result_.used_heads.push_back(head.hit);
      }
    }
  }

  void reflex(const Segment& segment) {
    const Grade& grade = grades_[segment.grade];
    const Head* head = head_for(of_.reflex, segment);
    const bool suffix = segment.first < segment.last && of_.names[segment.first].tokens.end <= grade.tokens.begin;
    const bool own = head != nullptr && segment.range.contains(scene_.hit(head->hit).tokens);
    if (head != nullptr && suffix && !own && grades_.size() > 1) head = nullptr;
    if (head == nullptr && of_.reflex.empty() && segment.first == segment.last && !follows_reflex(segment)) return;
    Fact out = reflex_fact(segment, head);
    for (size_t i = segment.first; i < segment.last; ++i) of_.add_name(out, of_.names[i], shows_muscle(of_.names[i]));
    out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | body_regions(segment.range));
    if (out.attributes.regions == 0 && head == nullptr) follow(out, segment);
    use(of_.reflex, segment);
    if (head == nullptr && segment.first < segment.last && join_same_grade(scene_, result_.facts, out)) return;
    result_.facts.push_back(out);
  }

  bool follows_reflex(const Segment& segment) const {
    return std::any_of(segments_.begin(), segments_.end(), [&](const Segment& other) { return other.range.begin < segment.range.begin && other.mode == Mode::reflex; });
  }

  // Tendons of the leg are named by their joint, which is no muscle.
  bool shows_muscle(const GradedName& name) const {
    const Entry& entry = scene_.entry_of(name.mark);
    return (entry.attributes.regions & kUpperLimb) != 0 || entry.hit_class == HitClass::muscle || entry.code == "medial hamstring";
  }

  Fact reflex_fact(const Segment& segment, const Head* head) const {
    const Grade& grade = grades_[segment.grade];
    const bool range = grade.right && of_.has_word(segment.range, kEqualWords);  // "1/2+ and equal": from one to two
    const double lower = range ? std::max(grade.value, *grade.right) : std::min(grade.value, grade.right.value_or(grade.value));
    const double upper = std::max(grade.value, grade.right.value_or(grade.value));
    const bool brisk = upper >= kBriskReflex && (grade.max == 0 || grade.max == kBestReflex || grade.max == grade.value);
    TokenRange span = grade.tokens;
    uint32_t hit = segment.first < segment.last ? of_.names[segment.first].mark : (of_.reflex.empty() ? any_hit() : of_.reflex.front()->hit);
    if (head != nullptr) {
      hit = head->hit;
      span = scene_.hit(hit).tokens;
    } else if (segment.first < segment.last) {
      span = phrase(grade.tokens, of_.names[segment.first].tokens);
    } else if (const TokenRange body = body_after(segment); !body.empty()) {
      span = body.begin - grade.tokens.end <= kPhraseReach ? TokenRange{grade.tokens.begin, body.end} : grade.tokens;
    }
    Side side = segment.first < segment.last ? side_of(of_.names[segment.first], segment) : segment.side;
    Fact out = of_.fact(brisk ? "upper_motor_neuron_sign" : "reflex_deficit", span, hit, side);
    out.assertion = hedged(brisk || lower < kNormalReflex ? Assertion::present : Assertion::absent, span);
    out.attributes.grade = scene_.document.span_of(grade.tokens);
    return out;
  }

  TokenRange body_after(const Segment& segment) const {
    for (uint32_t mark : of_.bodies) {
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (tokens.begin >= grades_[segment.grade].tokens.end && segment.range.contains(tokens)) return tokens;
    }
    return {};
  }

  // "1+ at the ankles" as a whole; a name that leads stands alone.
  TokenRange phrase(TokenRange grade, TokenRange name) const {
    if (name.begin < grade.end || name.begin - grade.end > kPhraseReach) return name;
    return of_.word(grade.end) == "at" || of_.word(grade.end) == "in" ? TokenRange{grade.begin, name.end} : name;
  }

  const Scene& scene_;
  const Frame& frame_;
  const TokenRange sentence_;
  GradedSentence of_;
  GradedResult& result_;
  std::vector<Grade> grades_;
  std::vector<Segment> segments_;
};

bool has_strength_grade(const Frame& frame) {
  return std::any_of(frame.quantities.begin(), frame.quantities.end(),
                     [](const Quantity& quantity) { return quantity.kind == QuantityKind::grade && quantity.max == kFullStrength; });
}

bool may_be_graded(const Frame& frame) {
  if (frame.section == SectionKind::emg || frame.section == SectionKind::labs) return false;
  if (frame.section == SectionKind::exam) return !frame.marks.empty() || !frame.heads.empty();
  return has_strength_grade(frame) || std::any_of(frame.heads.begin(), frame.heads.end(), [](const Head& head) { return head.type == FactType::exam; });
}

}  // namespace

void grade_sentence(const Scene& scene, const Frame& frame, GradedResult& result) {
  result.facts.clear();
  result.used_heads.clear();
  if (may_be_graded(frame)) Grader(scene, frame, result).run();
}

}  // namespace chartgap
