#include "nlp/facts/facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "nlp/facts/binding.h"
#include "nlp/facts/care_tense.h"
#include "nlp/facts/counsel.h"
#include "nlp/facts/exam.h"
#include "nlp/facts/exam_rows.h"
#include "nlp/facts/examined.h"
#include "nlp/facts/grades.h"
#include "nlp/facts/operation.h"
#include "nlp/facts/pain_place.h"
#include "nlp/facts/pain_rating.h"
#include "nlp/facts/polarity.h"
#include "nlp/facts/scene.h"
#include "nlp/facts/score.h"
#include "nlp/facts/sense.h"
#include "nlp/facts/sides.h"
#include "nlp/facts/table.h"
#include "nlp/facts/therapy.h"
#include "nlp/facts/visit_grid.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {
namespace {

// A drug, and what the patient leaves off, are of the whole patient.
bool has_no_place(std::string_view code) {
  constexpr std::array<std::string_view, 7> kWhole = {"nsaid", "acetaminophen", "oral_steroid", "opioid", "neuropathic_agent", "muscle_relaxant", "activity_modification"};
  return one_of(kWhole, code);
}

// Keeps of each type only the attributes that the fact model gives it.
void keep_model_attributes(FactType type, std::string_view code, Attributes& out) {
  const auto is_any = [&](auto... types) { return ((type == types) || ...); };
  if (!is_any(FactType::symptom, FactType::imaging)) out.severities = 0;
  if (type != FactType::symptom) out.qualities = 0;
  if (type != FactType::imaging) out.modality = Modality::none;
  if (is_any(FactType::imaging, FactType::diagnosis, FactType::alternative, FactType::red_flag, FactType::counseling, FactType::score)) out.regions = 0;
  if (is_any(FactType::red_flag, FactType::counseling, FactType::score)) out.side = Side::none;
  if (is_any(FactType::red_flag, FactType::counseling, FactType::score, FactType::alternative, FactType::therapy, FactType::procedure)) out.roots = {};
  if (!is_any(FactType::symptom, FactType::therapy, FactType::statement)) out.duration = {};
  if (type == FactType::therapy && has_no_place(code)) {
    out.side = Side::none;
    out.regions = 0;
    out.levels = {};
  }
  if (type == FactType::therapy && code == "bracing" && out.regions == kNeck) out.side = Side::none;
  if (type == FactType::symptom && code == "neck_pain") out.regions = kNeck;
  if (type == FactType::symptom && code == "back_pain") out.regions &= kThoracic | kLowBack;
}

class FactMaker {
 public:
  FactMaker(const Scene& scene, const ExamRows& rows, std::vector<Fact>& facts, std::vector<Fact>& statements)
      : scene_(scene), rows_(rows), facts_(facts), statements_(statements) {}

  void run() {
    FrameWalker walker(scene_);
    while (walker.next(frame_)) sentence();
    const auto by_place = [](const Fact& a, const Fact& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end; };
    std::stable_sort(facts_.begin(), facts_.end(), by_place);
    guidance_.lend(facts_);
    std::stable_sort(statements_.begin(), statements_.end(), by_place);
  }

 private:
  void sentence() {
    read_sentence();
    guidance_.read(scene_, frame_);
    carry_levels(scene_, frame_, carry_);
  }

  // What rows of an examination said in this sentence.
  void add_rows() {
    for (; row_ < rows_.made().size() && rows_.made()[row_].token < frame_.sentence->tokens.end; ++row_) {
      Fact fact = rows_.made()[row_].fact;
      const Side side = fact.attributes.side;
      place_by_heading(scene_, frame_, fact);
      if (fact.code == "limited_motion") fact.attributes.side = side;  // "L/S ROM" is no side
      add(fact);
    }
  }

  void read_sentence() {
    add_rows();
    lend_heading(scene_, frame_);
    if (frame_.heads.empty() && frame_.quantities.empty() && frame_.marks.empty()) return;
    const size_t before = sentence_begin_ = facts_.size();
    refers_above_.reset();
    if (only_names(scene_, frame_)) {
      heading();
      return;
    }
    choose_types();
    grade_sentence(scene_, frame_, graded_);
    made_.clear();
    for (const Head& head : frame_.heads) make(head);
    for (Fact& fact : graded_.facts) add(fact);
    find_scores(scene_, frame_, scores_);
    ratings_.read(scene_, frame_, scores_);
    grid_.read(scene_, frame_, scores_);
    for (const MadeFact& one : made_) deny_painless(scores_, facts_[one.fact]);
    find_listed_pains(scene_, frame_, scores_);
    table_.read(scene_, frame_, scores_);
    for (Fact& fact : scores_) add(fact);
    scores_.clear();
    share_operation(scene_, frame_, made_, facts_);
    bind_course(scene_, frame_, made_, facts_);
    const bool own_care = std::any_of(made_.begin(), made_.end(), [&](const MadeFact& one) { return facts_[one.fact].type == FactType::therapy; });
    if (!own_care) bind_course_after(scene_, frame_, care_begin_, care_end_, facts_);
    fold_codes(before);
    care_begin_ = before;
    care_end_ = facts_.size();
  }

  // A section's heading is a mention only when nothing under it says it ("ALLERGIES: None").
  void heading() {
    const Section& section = scene_.document.section_of(*frame_.sentence);
    if (section.kind == SectionKind::findings && !frame_.heads.empty() && (scene_.traits.imaging_report || frame_.study != Modality::none)) {
      normal_part(section.body);
      return;
    }
    if (!frame_.heads.empty() && is_told_heading(scene_, section)) {
      choose_types();
      for (const Head& head : frame_.heads) {
        if (head.type == FactType::counseling) add(started(head));
      }
      return;
    }
    if (!frame_.heads.empty()) denied_heading(section);
  }

  // "Illicit drugs: none", "Allergies: denies", "ALLERGIES: None known".
  void denied_heading(const Section& section) {
    constexpr std::array<std::string_view, 8> kDenials = {"none", "nil", "n", "no", "denies", "denied", "negative", "neg"};
    const uint32_t at = section.body.begin;
    if (at >= section.body.end) return;
    const auto word = std::find(kDenials.begin(), kDenials.end(), scene_.document.folded({at, at + 1}));
    if (word == kDenials.end()) return;
    const bool goes_on = at + 1 < section.body.end && scene_.token(at + 1).kind == TokenKind::word && !scene_.token(at + 1).has(Token::kNewLine);
    if (goes_on && word - kDenials.begin() > 2) return;
    choose_types();
    if (section.kind != SectionKind::allergies && frame_.heads.front().type != FactType::red_flag) return;
    Fact fact = started(frame_.heads.front());
    fact.assertion = Assertion::absent;
    add(fact);
  }

  // "ALIGNMENT: Normal." in a report.
  void normal_part(TokenRange body) {
    constexpr std::array<std::string_view, 8> kNormal = {"normal", "unremarkable", "anatomic", "maintained", "preserved", "intact", "within", "wnl"};
    if (body.empty() || std::find(kNormal.begin(), kNormal.end(), scene_.document.folded({body.begin, body.begin + 1})) == kNormal.end()) return;
    const uint32_t end = scene_.document.sentences()[scene_.document.sentence_of(body.begin)].tokens.end;
    const auto named_below = [&](const Hit& hit) { return hit.tokens.begin >= body.begin && hit.tokens.begin < end && scene_.entry(hit).sense(FactType::imaging) != nullptr; };
    const auto first =
        std::lower_bound(scene_.hits.begin(), scene_.hits.end(), frame_.sentence->tokens.begin, [](const Hit& hit, uint32_t token) { return hit.whole.begin < token; });
    const auto last = std::lower_bound(first, scene_.hits.end(), end, [](const Hit& hit, uint32_t token) { return hit.whole.begin < token; });
    if (std::any_of(first, last, named_below)) return;
    choose_types();
    if (frame_.heads.front().type != FactType::imaging) return;
    Fact fact = started(frame_.heads.front());
    fact.assertion = Assertion::absent;
    fact.attributes.modality = study_of(scene_, frame_, frame_.heads.front());
    add(fact);
  }

  void choose_types() {
    for (Head& head : frame_.heads) {
      const Sense* sense = choose_sense(scene_, frame_, head);
      head.type = sense != nullptr ? sense->type : FactType::statement;
    }
  }

  Fact started(const Head& head) const {
    Fact fact;
    const Hit& hit = scene_.hit(head.hit);
    fact.type = head.type;
    fact.span = scene_.document.span_of(hit.tokens);
    fact.entry = hit.entry;
    const Sense* sense = scene_.entry(hit).sense(head.type);
    if (sense != nullptr) fact.code = sense->code;
    return fact;
  }

  // "Coronary artery disease (CAD)": one mention, with its abbreviation.
  bool abbreviates(const Head& head) const {
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    if (tokens.size() != 1 || tokens.begin < 2 || tokens.begin <= frame_.sentence->tokens.begin || !scene_.token(tokens.begin).has(Token::kCapital)) return false;
    if (!scene_.token(tokens.begin - 1).is('(') || tokens.end >= frame_.sentence->tokens.end || !scene_.token(tokens.end).is(')')) return false;
    const std::string_view code = scene_.entry_of(head.hit).sense(head.type)->code;
    return std::any_of(frame_.heads.begin(), frame_.heads.end(), [&](const Head& other) {
      const Sense* sense = scene_.entry_of(other.hit).sense(head.type);
      return scene_.hit(other.hit).tokens.end + 1 == tokens.begin && other.type == head.type && sense != nullptr && sense->code == code;
    });
  }

  // "Herniated disc, T8-9": diagnoses have codes for the neck and the low back only.
  bool becomes_finding(const Head& head, Fact& fact) const {
    const Sense* finding = scene_.entry_of(head.hit).sense(FactType::imaging);
    if (fact.type != FactType::diagnosis || finding == nullptr) return false;
    const LevelSet& levels = fact.attributes.levels;
    const bool thoracic = levels.empty() ? regions_in(scene_, frame_, {head.pre.begin, head.post.end}) == kThoracic : levels.region() == SpineRegion::thoracic;
    if (!thoracic) return false;
    fact.type = FactType::imaging;
    fact.code = finding->code;
    return true;
  }

  // Decision 16: an injection to come is a procedure; one that was never given, or will not be, is a therapy.
  void settle_injection(const Head& head, Fact& fact) const {
    const Entry& entry = scene_.entry_of(head.hit);
    const Sense* therapy = entry.sense(FactType::therapy);
    const Sense* procedure = entry.sense(FactType::procedure);
    if (therapy == nullptr || procedure == nullptr) return;
    const bool to_come = fact.type == FactType::therapy && fact.assertion == Assertion::hypothetical && !is_advised_by_other(scene_, frame_, head);
    const bool never = fact.type == FactType::procedure && fact.assertion == Assertion::absent;
    if (!to_come && !never) return;
    const Sense& other = to_come ? *procedure : *therapy;
    fact.type = other.type;
    fact.code = other.code;
  }

  void make(const Head& head) {
    const Entry& entry = scene_.entry_of(head.hit);
    if (entry.sense(head.type) == nullptr || abbreviates(head)) return;
    if (std::find(graded_.used_heads.begin(), graded_.used_heads.end(), head.hit) != graded_.used_heads.end()) return;
    if (head.type == FactType::exam && !is_examined(scene_, frame_, head)) return;
    const std::optional<Decision> decision = decide(scene_, frame_, head);
    if (!decision) return make_sides(head);
    Fact fact = started(head);
    fact.assertion = decision->assertion;
    fact.cue = decision->cue;
    settle_injection(head, fact);
    fact.attributes = bind(scene_, frame_, head, carry_);
    if (fact.code == "spine_surgery") bind_operation(scene_, frame_, head, carry_, fact.attributes);
    if (fact.code == "epidural_injection") bind_injection(scene_, frame_, head, fact.attributes);
    if (fact.type == FactType::exam) complete_exam(scene_, frame_, head, fact);
    fact.code = regional_code(scene_, frame_, head, fact.attributes, fact.code);
    if (fact.code.empty() && !becomes_finding(head, fact)) return;
    if (fact.type == FactType::imaging) fact.attributes.modality = entry.attributes.modality != Modality::none ? entry.attributes.modality : study_of(scene_, frame_, head);
    if (fact.type == FactType::imaging && fact.attributes.levels.empty() && refers_above()) fact.attributes.levels = levels_above(fact.code);
    if (fact.type == FactType::statement) {
      fact.section = frame_.section;
      fact.sentence = scene_.document.span_of(frame_.sentence->tokens);
      statements_.push_back(fact);
      return;
    }
    if (fact.type == FactType::exam && is_joint_motion(scene_, frame_, fact)) return;
    const std::optional<Fact> other = fact.type == FactType::exam ? split_sides(scene_, frame_, head, fact) : split_finding(scene_, frame_, head, fact);
    if (add(fact)) made_.push_back({facts_.size() - 1, &head});
    if (other) add(*other);
  }

  // "Foramina: right severe, left moderate": anatomy that only its sides decide.
  void make_sides(const Head& head) {
    if (head.type != FactType::imaging) return;
    Fact fact = started(head);
    fact.attributes = bind(scene_, frame_, head, carry_);
    fact.attributes.modality = study_of(scene_, frame_, head);
    const std::optional<Fact> other = split_listed(scene_, frame_, head, fact);
    if (other && add(fact)) add(*other);
  }

  // False when the same thing stands there already.
  bool add(Fact fact) {
    for (size_t i = facts_.size(); i-- > 0 && facts_.size() - i < 12;) {
      if (!facts_[i].span.overlaps(fact.span) || facts_[i].type != fact.type || facts_[i].code != fact.code) continue;
      facts_[i].attributes.implied_roots.bits |= fact.attributes.implied_roots.bits;  // "arm pain" and "pain to the thumb"
      return false;
    }
    fact.section = frame_.section;
    fact.sentence = scene_.document.span_of(frame_.sentence->tokens);
    keep_model_attributes(fact.type, fact.code, fact.attributes);
    facts_.push_back(fact);
    return true;
  }

  bool is_printed_code(const Fact& fact) const {
    if (fact.type != FactType::diagnosis && fact.type != FactType::alternative) return false;
    const std::string& bytes = scene_.document.text().bytes();
    const auto digit = [&](uint32_t at) { return at < fact.span.end && bytes[at] >= '0' && bytes[at] <= '9'; };
    return digit(fact.span.begin) || (digit(fact.span.begin + 1) && digit(fact.span.begin + 2));  // "S1 root syndrome" is no code
  }

  // "Cervicalgia (M54.2)" is one diagnosis, with its code; a code alone is one too.
  void fold_codes(size_t first) {
    for (size_t i = first; i < facts_.size();) {
      if (!is_printed_code(facts_[i])) {
        ++i;
        continue;
      }
      size_t named = facts_.size();
      for (size_t j = first; j < facts_.size(); ++j) {
        const bool same = facts_[j].type == facts_[i].type && facts_[j].code == facts_[i].code && facts_[j].attributes.icd.empty() && !is_printed_code(facts_[j]);
        if (same && (named == facts_.size() || facts_[j].span.begin < facts_[i].span.begin)) named = j;
      }
      facts_[named == facts_.size() ? i : named].attributes.icd = facts_[i].span;
      if (named == facts_.size()) ++i;
      else facts_.erase(facts_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool refers_above() {
    if (!refers_above_) refers_above_ = chartgap::refers_above(scene_, frame_);
    return *refers_above_;
  }

  // "Multilevel bulges as described above": the levels of the same findings so far.
  LevelSet levels_above(std::string_view code) {
    for (; told_ < sentence_begin_; ++told_) add_levels(facts_[told_], levels_told_[facts_[told_].code]);
    LevelSet out = levels_told_[code];
    for (size_t i = told_; i < facts_.size(); ++i) {
      if (facts_[i].code == code) add_levels(facts_[i], out);
    }
    return out;
  }
  static void add_levels(const Fact& fact, LevelSet& out) {
    if (fact.type == FactType::imaging && fact.assertion == Assertion::present) out.add(fact.attributes.levels);
  }

  const Scene& scene_;
  const ExamRows& rows_;
  size_t row_ = 0;
  std::vector<Fact>& facts_;
  std::vector<Fact>& statements_;
  Frame frame_;
  GradedResult graded_;
  std::vector<Fact> scores_;  // and the cells of tables
  LevelTable table_;
  PainRatings ratings_;
  VisitGrid grid_;
  std::vector<MadeFact> made_;
  LevelCarry carry_;
  ProcedureGuidance guidance_;
  std::optional<bool> refers_above_;                  // whether the sentence at hand does, once asked
  size_t sentence_begin_ = 0;                         // the facts of the sentence at hand
  size_t told_ = 0;                                   // how many facts `levels_told_` counts
  std::map<std::string_view, LevelSet> levels_told_;  // by the finding's code
  size_t care_begin_ = 0;
  size_t care_end_ = 0;
};

}  // namespace

void find_facts(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities, std::vector<Fact>& facts,
                std::vector<Fact>& statements) {
  facts.clear();
  statements.clear();
  Scene scene{document, lexicon, hits, quantities, find_traits(document, lexicon, hits, quantities)};
  ExamRows rows;
  rows.read(scene);
  scene.told = &rows.covered();
  FactMaker(scene, rows, facts, statements).run();
}

}  // namespace chartgap
