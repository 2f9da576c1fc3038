#include "nlp/facts/grades.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam.h"
#include "nlp/facts/polarity.h"

namespace chartgap {
namespace {

constexpr double kFullStrength = 5;
constexpr double kBestReflex = 4;
constexpr double kNormalReflex = 2;
constexpr double kBriskReflex = 3;
constexpr uint32_t kSideReach = 4;      // tokens between a side and the name that it stands before
constexpr uint32_t kNamePolarity = 12;  // tokens between a name and the word that says how strong it is
constexpr uint32_t kOwnGrade = 6;       // tokens between a finding and the grade in its brackets
constexpr uint32_t kPhraseReach = 6;    // tokens of "1+ at the ankles"

constexpr std::array<std::string_view, 14> kStrengthWords = {"muscle", "strength", "strengths", "motor",    "power",  "weakness", "weak",
                                                             "mmt",    "testing",  "weaker",    "strenght", "motors", "streght",  "giveaway"};
constexpr std::array<std::string_view, 15> kRestWords = {"except", "exception", "otherwise", "else",       "rest", "remaining", "remainder", "others",
                                                         "other",  "but",       "however",   "everything", "exc",  "elsewhere", "apart"};
constexpr std::array<std::string_view, 9> kEqualWords = {"symmetric", "symmetrical", "equal", "brisk", "active", "normal", "intact", "full", "physiologic"};
constexpr std::array<std::string_view, 8> kThroughoutWords = {"throughout", "all", "including", "incl", "every", "diffusely", "overall", "globally"};
constexpr std::array<std::string_view, 9> kOtherGradeWords = {"pulse", "pulses", "edema", "murmur", "pitting", "effusion", "tonsils", "crepitus", "swelling"};

// Muscles whose tendons are struck; of the others only the strength is graded.
constexpr std::array<std::string_view, 8> kTendons = {"biceps", "triceps", "brachioradialis", "supinator", "quadriceps", "hamstrings", "finger flexors", "gastrocnemius"};
constexpr std::string_view kMuscleGroup = "muscle group";  // "proximal muscle groups": no muscle of its own

enum class Mode : uint8_t { none, motor, reflex };

struct Grade {
  TokenRange tokens;
  double value = 0;
  double low = 0;
  double max = 0;
  char sign = 0;
  std::optional<double> right;
  char right_sign = 0;
};

struct Name {
  uint32_t mark = 0;
  TokenRange tokens;
  Side side = Side::none;
};

// A finding of its own beside the graded ones ("sensation", "absent at the ankles"): grades do not reach across it.
struct Blocker {
  TokenRange tokens;
  TokenRange pre;
  bool graded = false;  // may carry a grade itself: "hyporeflexic on the right (1+)"
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

template <size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Grader {
 public:
  Grader(const Scene& scene, const Frame& frame, GradedResult& result) : scene_(scene), frame_(frame), sentence_(frame.sentence->tokens), result_(result) {}

  void run() {
    collect_heads();
    collect_names();
    collect_grades();
    if (grades_.empty()) {
      named_strength();
      return;
    }
    cut();
    for (const Segment& segment : segments_) make(segment);
    for (Fact& made : result_.facts) place_by_heading(scene_, frame_, made);
  }

 private:
  std::string_view word(uint32_t at) const { return scene_.document.folded({at, at + 1}); }
  bool is_conjunction(uint32_t at) const { return (scene_.grammar(at) & kConjunction) != 0; }
  bool is_separator(uint32_t at) const {
    if (scene_.token(at).is(',')) return true;
    return is_conjunction(at) && !(at + 1 < sentence_.end && one_of(kEqualWords, word(at + 1)));
  }
  bool is_rest_word(uint32_t at) const { return one_of(kRestWords, word(at)); }
  bool is_hard_stop(uint32_t at) const { return scene_.token(at).is(';') || scene_.token(at).is('.') || scene_.token(at).is('|') || (scene_.grammar(at) & kContrast) != 0; }

  template <size_t N>
  bool has_word(TokenRange range, const std::array<std::string_view, N>& words) const {
    for (uint32_t at = range.begin; at < range.end; ++at) {
      if (one_of(words, word(at))) return true;
    }
    return false;
  }

  // Heads that a grade completes, and the others.
  void collect_heads() {
    for (const Head& head : frame_.heads) {
      const Entry& entry = scene_.entry_of(head.hit);
      const Sense* sense = head.type == FactType::exam ? entry.sense(FactType::exam) : nullptr;
      const TokenRange tokens = scene_.hit(head.hit).tokens;
      const bool motor = sense != nullptr && sense->code == "motor_deficit";
      const bool reflex = sense != nullptr && sense->code == "reflex_deficit";
      if (motor && has_word(tokens, kStrengthWords)) motor_.push_back(&head);
      else if (reflex && entry.neutral) reflex_.push_back(&head);
      else blockers_.push_back({scene_.hit(head.hit).whole, head.pre, motor || reflex || (sense != nullptr && sense->code == "upper_motor_neuron_sign")});
    }
  }

  bool blocked(TokenRange tokens) const {
    return std::any_of(blockers_.begin(), blockers_.end(), [&](const Blocker& blocker) { return blocker.tokens.overlaps(tokens); });
  }

  void collect_names() {
    for (uint32_t mark : frame_.marks) {
      const HitClass hit_class = scene_.entry_of(mark).hit_class;
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (!sentence_.contains(tokens) || blocked(tokens)) continue;
      if (hit_class == HitClass::body) bodies_.push_back(mark);
      if ((hit_class != HitClass::muscle && hit_class != HitClass::reflex) || scene_.entry_of(mark).code == kMuscleGroup) continue;
      if (names_.empty() || !names_.back().tokens.overlaps(tokens)) names_.push_back({mark, tokens});
    }
    std::erase_if(bodies_, [&](uint32_t mark) { return name_at(scene_.hit(mark).tokens) != nullptr; });
    std::erase_if(reflex_, [&](const Head* head) { return name_at(scene_.hit(head->hit).tokens) != nullptr; });
  }

  const Name* name_at(TokenRange tokens) const {
    const auto found = std::find_if(names_.begin(), names_.end(), [&](const Name& name) { return name.tokens.overlaps(tokens); });
    return found == names_.end() ? nullptr : &*found;
  }

  void collect_grades() {
    for (const Quantity& quantity : frame_.quantities) {
      if (!sentence_.contains(quantity.tokens) || blocked(quantity.tokens)) continue;
      if (quantity.kind != QuantityKind::grade && !is_bare_grade(quantity)) continue;
      if (quantity.tokens.end < sentence_.end && word(quantity.tokens.end) == "scale") continue;  // "on a 0/5 scale"
      Grade grade{quantity.tokens, quantity.value, quantity.low.value_or(quantity.value), quantity.max, quantity.sign, quantity.right_value, quantity.right_sign};
      if (grade.max == kFullStrength || !names_.empty() || !reflex_.empty() || !motor_.empty()) grades_.push_back(grade);
    }
  }

  // "2 at the biceps", "patella 2", "all 0 to 1" of reflexes; "Deltoid 5 5" of strength.
  bool is_bare_grade(const Quantity& quantity) const {
    if (quantity.kind != QuantityKind::count || quantity.value > kFullStrength || quantity.tokens.size() > 3 || scene_.token(quantity.tokens.begin).kind != TokenKind::number)
      return false;
    const uint32_t next = quantity.tokens.end;
    const bool before = said_of_name(quantity) || follows_bare(quantity);
    const bool after = next < sentence_.end && (word(next) == "at" || name_at({next, next + 1}) != nullptr);
    if (!reflex_.empty()) return quantity.value <= kBestReflex && (before || after || follows_head(quantity));
    return before && !motor_.empty() && (next >= sentence_.end || scene_.token(next).kind != TokenKind::word || after);
  }

  // A name right before, or with a verb between: "the toe flexors were all 0 to 1".
  bool said_of_name(const Quantity& quantity) const {
    uint32_t at = quantity.tokens.begin;
    while (at > sentence_.begin && ((scene_.grammar(at - 1) & kVerb) != 0 || word(at - 1) == "all" || scene_.token(at - 1).is(':'))) --at;
    return at > sentence_.begin && name_at({at - 1, at}) != nullptr;
  }
  bool follows_head(const Quantity& quantity) const {
    uint32_t at = quantity.tokens.begin;
    while (at > sentence_.begin && ((scene_.grammar(at - 1) & kVerb) != 0 || scene_.token(at - 1).is(':'))) --at;
    return std::any_of(reflex_.begin(), reflex_.end(), [&](const Head* head) { return scene_.hit(head->hit).tokens.end == at; });
  }
  bool follows_bare(const Quantity& quantity) const {
    return !grades_.empty() && grades_.back().tokens.end == quantity.tokens.begin && grades_.back().max == 0 && grades_.back().sign == 0;
  }

  // Whether the grade stands before its names: "2+ at the biceps and triceps".
  bool names_follow(const Grade& grade, uint32_t begin) const {
    for (const Name& name : names_) {
      if (name.tokens.begin >= begin && name.tokens.end <= grade.tokens.begin) return false;
    }
    const auto follows = [&](TokenRange tokens) {
      if (tokens.begin < grade.tokens.end) return false;
      for (uint32_t at = grade.tokens.end; at < tokens.begin; ++at) {
        if (is_separator(at) || is_hard_stop(at)) return false;
      }
      return true;
    };
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) { return follows(name.tokens); }) ||
           std::any_of(bodies_.begin(), bodies_.end(), [&](uint32_t mark) { return follows(scene_.hit(mark).tokens); });
  }

  // Where the words of one grade end and those of the next begin.
  uint32_t boundary(const Grade& left, const Grade& right, uint32_t begin) const {
    uint32_t first = 0;
    uint32_t last = 0;
    for (uint32_t at = left.tokens.end; at < right.tokens.begin; ++at) {
      if (is_hard_stop(at)) return at;
      if (!is_separator(at) || name_at({at, at + 1}) != nullptr) continue;
      if (first == 0) first = at;
      last = at;
    }
    if (first != 0) return names_follow(left, begin) ? last : first;
    uint32_t at = left.tokens.end;
    while (at < right.tokens.begin && (word(at) == "bilaterally" || word(at) == "bilat")) ++at;
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
    for (const Head* head : motor_) {
      if (is_lent(scene_, frame_, *head)) return Mode::motor;
    }
    for (const Head* head : reflex_) {
      if (is_lent(scene_, frame_, *head)) return Mode::reflex;
    }
    return Mode::none;
  }

  // "Full strength throughout except for 4/5 hip extensors": the grade is of what follows "except".
  TokenRange after_contrast(TokenRange range, const Grade& grade) const {
    for (uint32_t at = range.begin; at < grade.tokens.begin; ++at) {
      if ((scene_.grammar(at) & kContrast) != 0 || word(at) == "exception") range.begin = at;
    }
    return range;
  }

  // The range without the neighbouring findings that are not graded.
  TokenRange trimmed(TokenRange range, const Grade& grade) const {
    for (const Blocker& blocker : blockers_) {
      if (blocker.tokens.begin >= grade.tokens.end && blocker.tokens.begin < range.end) {
        range.end = std::max(grade.tokens.end, std::min(range.end, blocker.pre.begin));
      } else if (blocker.tokens.end <= grade.tokens.begin && blocker.tokens.begin >= range.begin) {
        range.begin = after_blocker(blocker, grade);
      }
    }
    return range;
  }
  uint32_t after_blocker(const Blocker& blocker, const Grade& grade) const {
    for (const std::vector<const Head*>* heads : {&motor_, &reflex_}) {
      for (const Head* head : *heads) {
        const TokenRange tokens = scene_.hit(head->hit).tokens;
        if (tokens.begin >= blocker.tokens.end && tokens.end <= grade.tokens.begin) return head->pre.begin;
      }
    }
    uint32_t at = blocker.tokens.end;
    while (at < grade.tokens.begin && !is_separator(at)) ++at;
    return at < grade.tokens.begin ? at : blocker.tokens.end;
  }

  // A grade that another finding carries, or of something else ("pulses 2+").
  bool owned(const Segment& segment) const {
    const Grade& grade = grades_[segment.grade];
    if (has_word(segment.range, kOtherGradeWords)) return true;
    return std::any_of(blockers_.begin(), blockers_.end(), [&](const Blocker& blocker) {
      if (!blocker.graded || blocker.tokens.end > grade.tokens.begin || grade.tokens.begin - blocker.tokens.end > kOwnGrade) return false;
      for (uint32_t at = blocker.tokens.end; at < grade.tokens.begin; ++at) {
        if (is_separator(at) || is_hard_stop(at)) return false;
      }
      return true;
    });
  }

  void take_names(Segment& segment) {
    segment.first = names_.size();
    for (size_t i = 0; i < names_.size(); ++i) {
      if (!segment.range.contains(names_[i].tokens)) continue;
      segment.first = std::min(segment.first, i);
      segment.last = i + 1;
      names_[i].side = side_before(names_[i].tokens, segment);
      if (names_[i].side == Side::none && i > segment.first) names_[i].side = names_[i - 1].side;
    }
    if (segment.first == names_.size()) segment.last = segment.first;
    segment.side = side_beside(segment);
  }

  Side side_before(TokenRange tokens, const Segment& segment) const {
    uint32_t begin = tokens.begin;
    const auto stops = [&](uint32_t at) { return scene_.token(at).kind != TokenKind::word || is_separator(at) || (scene_.grammar(at) & kVerb) != 0; };
    while (begin > segment.range.begin && tokens.begin - begin < kSideReach && !stops(begin - 1)) --begin;
    return side_in(scene_, frame_, {begin, tokens.end});
  }

  // The sides in the segment that stand before none of its names.
  Side side_beside(const Segment& segment) const {
    if (segment.first == segment.last) return side_in(scene_, frame_, segment.range);
    const TokenRange last = names_[segment.last - 1].tokens;
    const TokenRange grade = grades_[segment.grade].tokens;
    const Side after = side_in(scene_, frame_, {std::max(last.end, grade.end), segment.range.end});
    if (after != Side::none) return after;
    const TokenRange between{std::min(last.end, grade.end), std::max(grade.begin, names_[segment.first].tokens.begin)};
    return between.empty() ? Side::none : side_in(scene_, frame_, between);
  }

  bool has_head(const std::vector<const Head*>& heads, TokenRange range) const {
    return std::any_of(heads.begin(), heads.end(), [&](const Head* head) { return range.contains(scene_.hit(head->hit).tokens); });
  }

  Mode mode_of(const Segment& segment, Mode running) const {
    const Grade& grade = grades_[segment.grade];
    bool reflex_name = false;
    for (size_t i = segment.first; i < segment.last; ++i) reflex_name |= scene_.entry_of(names_[i].mark).hit_class == HitClass::reflex;
    if (grade.max == kFullStrength || has_head(motor_, segment.range) || !all_tendons(segment)) return Mode::motor;
    if (reflex_name || has_head(reflex_, segment.range)) return Mode::reflex;
    if (running != Mode::none) return running;
    return segment.first < segment.last && grade.sign != 0 && grade.value <= kBriskReflex && !grade.right ? Mode::reflex : Mode::none;
  }

  bool all_tendons(const Segment& segment) const {
    for (size_t i = segment.first; i < segment.last; ++i) {
      const Entry& entry = scene_.entry_of(names_[i].mark);
      if (entry.hit_class == HitClass::muscle && !one_of(kTendons, entry.code)) return false;
    }
    return true;
  }

  // "R biceps 4/5, wrist extension 4/5": a side goes on along the list; "deltoid 4/5 and triceps 4/5 on the left": it is that of both.
  void share_sides() {
    for (size_t i = 1; i < segments_.size(); ++i) {
      const Segment& before = segments_[i - 1];
      Segment& segment = segments_[i];
      if (segment.mode == Mode::reflex && segment.side == Side::none && before.side == Side::bilateral && is_conjunction(segment.range.begin) && !segment.rest)
        segment.side = before.side;
      if (segment.rest || segment.mode != before.mode || before.first == before.last || segment.first == segment.last) continue;
      if (scene_.token(segment.range.begin).is(';') || before.range.end != segment.range.begin) continue;
      const Side carried = names_[before.last - 1].side;
      if (segment.side == Side::none && before.side == Side::none && names_[segment.first].side == Side::none) set_side(segment, carried);
      else if (before.side == Side::none && carried == Side::none && segment.side != Side::none && is_conjunction(segment.range.begin)) set_side(segments_[i - 1], segment.side);
    }
  }
  void set_side(const Segment& segment, Side side) {
    for (size_t i = segment.first; i < segment.last; ++i) names_[i].side = side;
  }

  void make(const Segment& segment) {
    if (segment.mode == Mode::motor) motor(segment);
    else reflex(segment);
  }

  Fact fact(std::string_view code, TokenRange tokens, uint32_t hit, Side side) const {
    Fact out;
    out.type = FactType::exam;
    out.code = code;
    out.span = scene_.document.span_of(tokens);
    if (hit != kNoEntry) out.entry = scene_.hit(hit).entry;
    out.attributes.side = side;
    return out;
  }

  // "grip strength", "biceps reflex": the muscle alone.
  TokenRange muscle_of(TokenRange tokens) const {
    constexpr std::array<std::string_view, 12> kTails = {"strength", "strengths", "power", "test", "reflex", "reflexes", "jerk", "jerks", "tendon", "muscle", "muscles", "dtr"};
    for (uint32_t at = tokens.begin + 1; at < tokens.end; ++at) {
      if (word(at) == "of" || word(at) == "at") tokens.end = at;  // "flexion of the knee"
    }
    while (tokens.size() > 1 && one_of(kTails, word(tokens.end - 1))) --tokens.end;
    return tokens;
  }

  // The joint that a movement shares with its neighbour, or that follows it: "hip flexors and extensors", "flexion of the knee".
  Span joint_of(const Name& name, TokenRange muscle) const {
    const TokenRange whole = scene_.hit(name.mark).whole;
    if (whole.begin < muscle.begin) return scene_.document.span_of({whole.begin, whole.begin + 1});
    const bool follows = muscle.end < whole.end && (word(muscle.end) == "of" || word(muscle.end) == "at");
    return follows ? scene_.document.span_of({whole.end - 1, whole.end}) : Span{};
  }

  void add_name(Fact& out, const Name& name, bool muscle) const {
    const Entry& entry = scene_.entry_of(name.mark);
    out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | entry.attributes.regions);
    out.attributes.implied_roots.bits |= entry.attributes.roots.bits;
    if (!muscle || out.attributes.muscle_count == kMaxMuscles) return;
    const TokenRange printed = muscle_of(name.tokens);
    out.attributes.joints[out.attributes.muscle_count] = joint_of(name, printed);
    out.attributes.muscles[out.attributes.muscle_count++] = scene_.document.span_of(printed);
  }

  // The parts of the body inside the range; their regions.
  uint8_t body_regions(TokenRange range) const {
    uint8_t regions = 0;
    for (uint32_t mark : bodies_) {
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

  Side side_of(const Name& name, const Segment& segment) const { return name.side != Side::none ? name.side : segment.side; }

  void motor(const Segment& segment) {
    const Grade& grade = grades_[segment.grade];
    const Assertion said = is_full(grade) ? Assertion::absent : Assertion::present;
    const Head* head = head_for(motor_, segment);
    if (segment.first == segment.last || covers_all(segment)) general(segment, head, said);
    for (size_t i = segment.first; i < segment.last; ++i) {
      Fact out = fact("motor_deficit", names_[i].tokens, names_[i].mark, side_of(names_[i], segment));
      add_name(out, names_[i], true);
      out.assertion = hedged(said, names_[i].tokens);
      out.attributes.grade = scene_.document.span_of(grade.tokens);
      result_.facts.push_back(out);
    }
    use(motor_, segment);
  }

  // "5/5 throughout including the deltoids": the grade is of more than its names.
  bool covers_all(const Segment& segment) const {
    const Grade& grade = grades_[segment.grade];
    const TokenRange name = names_[segment.first].tokens;
    const TokenRange between{std::min(grade.tokens.end, name.end), std::max(grade.tokens.begin, name.begin)};
    return name.begin > grade.tokens.end && (has_word(between, kThroughoutWords) || body_regions(between) != 0);
  }

  // A strength of no muscle: the span is the head, the limb that leads, or the grade.
  void general(const Segment& segment, const Head* head, Assertion said) {
    const Grade& grade = grades_[segment.grade];
    TokenRange span = grade.tokens;
    const uint32_t hit = head != nullptr ? head->hit : any_hit();
    if (head == nullptr && is_second_column(segment) && repeats_grade(segment)) return;
    if (head != nullptr) span = scene_.hit(head->hit).tokens;
    else if (const TokenRange body = body_before(segment); !body.empty()) span = body;
    Fact out = fact("motor_deficit", span, hit, segment.side);
    out.assertion = hedged(said, span);
    out.attributes.grade = scene_.document.span_of(grade.tokens);
    const uint32_t end = segment.first < segment.last ? std::max(grade.tokens.end, names_[segment.first].tokens.begin) : segment.range.end;
    out.attributes.regions = body_regions({segment.range.begin, end});
    if (head == nullptr && body_before(segment).empty() && !segment.rest) follow(out, segment);
    result_.facts.push_back(out);
  }

  // "Biceps   4+/5   5/5": a grade right after another, of which nothing says the side; it counts only when it says something else.
  bool is_second_column(const Segment& segment) const { return segment.side == Side::none && follows_grade(segment); }
  bool follows_grade(const Segment& segment) const { return segment.grade > 0 && grades_[segment.grade - 1].tokens.end == grades_[segment.grade].tokens.begin; }
  bool repeats_grade(const Segment& segment) const { return is_full(grades_[segment.grade]) == is_full(grades_[segment.grade - 1]); }

  uint32_t any_hit() const {
    if (!motor_.empty()) return motor_.front()->hit;
    return names_.empty() ? (bodies_.empty() ? kNoEntry : bodies_.front()) : names_.front().mark;
  }

  // "... -3 on the left and +5 on the right": the second grade is of the names before it.
  void follow(Fact& out, const Segment& segment) const {
    const Segment* before = nullptr;
    for (const Segment& other : segments_) {
      if (other.range.begin < segment.range.begin && other.first < other.last && other.mode == segment.mode) before = &other;
    }
    if (before == nullptr || (segment.side == Side::none && !follows_grade(segment))) return;
    for (size_t i = before->first; i < before->last; ++i) add_name(out, names_[i], true);
  }

  TokenRange body_before(const Segment& segment) const {
    TokenRange found;
    for (uint32_t mark : bodies_) {
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (tokens.begin >= segment.range.begin && tokens.end <= grades_[segment.grade].tokens.begin) found = tokens;
    }
    return found;
  }

  // The head that the segment's grade belongs to: the nearest inside it, or one before it when no grade has taken it. A heading is one for the sentence right below it only.
  const Head* head_for(const std::vector<const Head*>& heads, const Segment& segment) const {
    const Head* best = nullptr;
    const TokenRange grade = grades_[segment.grade].tokens;
    const auto distance = [&](const Head& head) {
      const TokenRange tokens = scene_.hit(head.hit).tokens;
      return tokens.begin >= grade.end ? tokens.begin - grade.end : grade.begin - std::min(grade.begin, tokens.end);
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
        if (scene_.hit(head.hit).tokens.overlaps(names_[i].tokens)) result_.used_heads.push_back(head.hit);
      }
    }
  }

  void reflex(const Segment& segment) {
    const Grade& grade = grades_[segment.grade];
    const Head* head = head_for(reflex_, segment);
    const bool suffix = segment.first < segment.last && names_[segment.first].tokens.end <= grade.tokens.begin;
    const bool own = head != nullptr && segment.range.contains(scene_.hit(head->hit).tokens);
    if (head != nullptr && suffix && !own && grades_.size() > 1) head = nullptr;
    if (head == nullptr && reflex_.empty() && segment.first == segment.last && !follows_reflex(segment)) return;
    Fact out = reflex_fact(segment, head);
    for (size_t i = segment.first; i < segment.last; ++i) add_name(out, names_[i], shows_muscle(names_[i]));
    out.attributes.regions = static_cast<uint8_t>(out.attributes.regions | body_regions(segment.range));
    if (out.attributes.regions == 0 && head == nullptr) follow(out, segment);
    use(reflex_, segment);
    result_.facts.push_back(out);
  }

  bool follows_reflex(const Segment& segment) const {
    return std::any_of(segments_.begin(), segments_.end(), [&](const Segment& other) { return other.range.begin < segment.range.begin && other.mode == Mode::reflex; });
  }

  // Tendons of the leg are named by their joint, which is no muscle.
  bool shows_muscle(const Name& name) const {
    const Entry& entry = scene_.entry_of(name.mark);
    return (entry.attributes.regions & kUpperLimb) != 0 || entry.hit_class == HitClass::muscle || entry.code == "medial hamstring";
  }

  Fact reflex_fact(const Segment& segment, const Head* head) const {
    const Grade& grade = grades_[segment.grade];
    const bool range = grade.right && has_word(segment.range, kEqualWords);  // "1/2+ and equal": from one to two
    const double lower = range ? std::max(grade.value, *grade.right) : std::min(grade.value, grade.right.value_or(grade.value));
    const double upper = std::max(grade.value, grade.right.value_or(grade.value));
    const bool brisk = upper >= kBriskReflex && (grade.max == 0 || grade.max == kBestReflex || grade.max == grade.value);
    TokenRange span = grade.tokens;
    uint32_t hit = segment.first < segment.last ? names_[segment.first].mark : (reflex_.empty() ? any_hit() : reflex_.front()->hit);
    if (head != nullptr) {
      hit = head->hit;
      span = scene_.hit(hit).tokens;
    } else if (segment.first < segment.last) {
      span = phrase(grade.tokens, names_[segment.first].tokens);
    } else if (const TokenRange body = body_after(segment); !body.empty()) {
      span = body.begin - grade.tokens.end <= kPhraseReach ? TokenRange{grade.tokens.begin, body.end} : grade.tokens;
    }
    Side side = segment.first < segment.last ? side_of(names_[segment.first], segment) : segment.side;
    Fact out = fact(brisk ? "upper_motor_neuron_sign" : "reflex_deficit", span, hit, side);
    out.assertion = hedged(brisk || lower < kNormalReflex ? Assertion::present : Assertion::absent, span);
    out.attributes.grade = scene_.document.span_of(grade.tokens);
    return out;
  }

  TokenRange body_after(const Segment& segment) const {
    for (uint32_t mark : bodies_) {
      const TokenRange tokens = scene_.hit(mark).tokens;
      if (tokens.begin >= grades_[segment.grade].tokens.end && segment.range.contains(tokens)) return tokens;
    }
    return {};
  }

  // "1+ at the ankles" as a whole; a name that leads stands alone.
  TokenRange phrase(TokenRange grade, TokenRange name) const {
    if (name.begin < grade.end || name.begin - grade.end > kPhraseReach) return name;
    return word(grade.end) == "at" || word(grade.end) == "in" ? TokenRange{grade.begin, name.end} : name;
  }

  // Without a grade: "biceps and triceps are strong", "weakness of the left deltoid".
  void named_strength() {
    if (names_.empty() || (motor_.empty() && frame_.section != SectionKind::exam) || !says_strength()) return;
    said_.assign(names_.size(), std::nullopt);
    for (size_t i = 0; i < names_.size(); ++i) said_[i] = said_of(names_[i]);
    for (size_t i = 1; i < names_.size(); ++i) {
      if (!said_[i] && are_listed(names_[i - 1], names_[i])) said_[i] = said_[i - 1];
    }
    for (size_t i = names_.size(); i-- > 1;) {
      if (!said_[i - 1] && are_listed(names_[i - 1], names_[i])) said_[i - 1] = said_[i];
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (said_[i] && !is_tendon_of_list(i)) name_by_words(i);
    }
    for (Fact& made : result_.facts) place_by_heading(scene_, frame_, made);
  }

  bool says_strength() const {
    constexpr std::array<std::string_view, 3> kStrong = {"strong", "strength", "resistance"};
    return has_word(sentence_, kStrengthWords) || has_word(sentence_, kStrong) || !motor_.empty();
  }

  // Only a comma or a conjunction between them, or the second's side.
  bool are_listed(const Name& a, const Name& b) const {
    bool separated = false;
    for (uint32_t at = a.tokens.end; at < b.tokens.begin; ++at) {
      separated |= is_separator(at) || scene_.token(at).is('/');
      if (!is_separator(at) && !scene_.token(at).is('/') && (scene_.token(at).kind != TokenKind::word || (scene_.grammar(at) & (kVerb | kPreposition | kContrast)) != 0))
        return false;
    }
    return separated;
  }

  // "Normal biceps, triceps and brachioradialis reflexes": the list closes with reflexes.
  bool is_tendon_of_list(size_t index) const {
    for (size_t i = index; i < names_.size(); ++i) {
      if (scene_.entry_of(names_[i].mark).hit_class == HitClass::reflex) return true;
      if (i + 1 < names_.size() && !are_listed(names_[i], names_[i + 1])) return has_head_near(reflex_, names_[i]);
    }
    return has_head_near(reflex_, names_[index]);
  }

  std::optional<Assertion> said_of(const Name& name) const {
    if (scene_.entry_of(name.mark).hit_class != HitClass::muscle) return std::nullopt;
    for (const Head* head : motor_) {
      if (!scene_.entry_of(head->hit).neutral && near(*head, name)) return frame_.context->assess(scene_.hit(head->hit).tokens, FactType::exam).assertion;
    }
    Head head;
    head.hit = name.mark;
    head.type = FactType::exam;
    head.pre = {name.tokens.begin > sentence_.begin + 3 ? name.tokens.begin - 3 : sentence_.begin, name.tokens.begin};
    head.post = {name.tokens.end, std::min(name.tokens.end + kNamePolarity, sentence_.end)};
    head.group = UINT32_MAX;
    uint32_t by = kNoEntry;
    return polarity_of(scene_, frame_, head, by);
  }

  void name_by_words(size_t index) {
    Name& name = names_[index];
    if (scene_.entry_of(name.mark).code == "trapezius") return;  // a shrug without a grade is of the eleventh cranial nerve
    Segment all;
    all.range = sentence_;
    name.side = side_before(name.tokens, all);
    if (name.side == Side::none && index > 0) name.side = names_[index - 1].side;
    if (name.side == Side::none) name.side = side_in(scene_, frame_, {name.tokens.end, end_of_clause(name.tokens.end)});
    Fact out = fact("motor_deficit", name.tokens, name.mark, name.side);
    add_name(out, name, true);
    out.assertion = *said_[index];
    result_.facts.push_back(out);
    for (const Head* other : motor_) {
      if (near(*other, name)) result_.used_heads.push_back(other->hit);
    }
    for (const Head& other : frame_.heads) {
      if (scene_.hit(other.hit).tokens.overlaps(name.tokens)) result_.used_heads.push_back(other.hit);
    }
  }

  bool has_head_near(const std::vector<const Head*>& heads, const Name& name) const {
    return std::any_of(heads.begin(), heads.end(), [&](const Head* head) { return near(*head, name); });
  }
  bool near(const Head& head, const Name& name) const {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    return tokens.end <= name.tokens.begin + 2 * kNamePolarity && name.tokens.begin < tokens.end + kNamePolarity && tokens.begin < name.tokens.end + kNamePolarity;
  }
  uint32_t end_of_clause(uint32_t at) const {
    while (at < sentence_.end && !is_hard_stop(at)) ++at;
    return at;
  }

  const Scene& scene_;
  const Frame& frame_;
  const TokenRange sentence_;
  GradedResult& result_;
  std::vector<const Head*> motor_;
  std::vector<const Head*> reflex_;
  std::vector<Blocker> blockers_;
  std::vector<Grade> grades_;
  std::vector<Name> names_;
  std::vector<uint32_t> bodies_;
  std::vector<Segment> segments_;
  std::vector<std::optional<Assertion>> said_;  // of each name, without a grade
};

bool has_strength_grade(const Frame& frame) {
  return std::any_of(frame.quantities.begin(), frame.quantities.end(),
                     [](const Quantity& quantity) { return quantity.kind == QuantityKind::grade && quantity.max == kFullStrength; });
}

bool may_be_graded(const Frame& frame) {
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
