#include "nlp/facts/exam_rows.h"

#include <algorithm>

namespace chartgap {
namespace {

// Where rows of an examination may stand: not among a study's or the pharmacy's numbers.
bool may_hold_rows(SectionKind kind) {
  switch (kind) {
    case SectionKind::emg:
    case SectionKind::labs:
    case SectionKind::allergies:
    case SectionKind::technique: return false;
    default: return true;
  }
}

std::string_view code_of(const Scene& scene, const RowItem& item, Finding finding) {
  if (item.hit != kNoEntry) return scene.entry_of(item.hit).sense(FactType::exam)->code;
  switch (item.ask) {
    case Ask::reflex: return finding == Finding::brisk ? "upper_motor_neuron_sign" : "reflex_deficit";
    case Ask::motion: return "limited_motion";
    case Ask::feeling: return "sensory_deficit";
    default: return "motor_deficit";
  }
}

Assertion assertion_of(Finding finding) {
  if (finding == Finding::doubtful) return Assertion::possible;
  return finding == Finding::normal ? Assertion::absent : Assertion::present;
}

constexpr uint32_t kWidestHead = 40;  // tokens of the first line of a grid

// Values by themselves vouch for a row only among the sections of an examination.
bool may_hold_values(const Line& line, SectionKind kind) {
  const bool examined = kind == SectionKind::exam || kind == SectionKind::none || kind == SectionKind::other;
  return line.has(Line::kGrade) || (examined && line.has(Line::kNumber | Line::kLetter));
}

// "SB R 50% L 25%"
bool differ_in_share(const Scene& scene, const RowItem& item) {
  const TokenRange one = item.values[0].value.tokens;
  const TokenRange two = item.values[1].value.tokens;
  return item.ask == Ask::motion && scene.token(one.begin).kind == TokenKind::number && scene.document.folded(one) != scene.document.folded(two);
}

Side leading_side(const RowItem& item) { return item.side != Side::none ? item.side : item.name.side; }

}  // namespace

void ExamRows::read(const Scene& scene) {
  made_.clear();
  covered_.clear();
  if (scene.traits.imaging_report) return;
  if (!index_hits(scene)) return;  // no rows where nothing of an examination stands
  std::vector<RowItem> items;
  std::optional<Ask> label;
  const Document& document = scene.document;
  uint32_t read_to = 0;  // of a grid
  for (const Line& marks : document.lines()) {
    const TokenRange line = marks.tokens;
    if (line.begin < read_to) continue;
    const SectionKind kind = document.section_of(document.sentences()[document.sentence_of(line.begin)]).kind;
    if (!may_hold_rows(kind)) continue;
    const uint32_t grid_end = line.size() <= kWidestHead ? read_grid(scene, line, *this) : line.begin;
    if (grid_end > line.begin) {
      read_to = grid_end;
      continue;
    }
    if (label && !exam_name_at(document, line.begin, line.end) && !side_word_at(document, line.begin, line.end)) label.reset();
    if (may_hold_values(marks, kind) && (label || may_hold_things(document, line))) read_row_line(scene, line, *this, items, label);
  }
  std::stable_sort(made_.begin(), made_.end(), [](const Made& a, const Made& b) { return a.token < b.token; });
  join_covered();
}

// What overlaps becomes one range, so that a place is found by halving.
void ExamRows::join_covered() {
  std::sort(covered_.begin(), covered_.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
  size_t count = 0;
  for (const TokenRange one : covered_) {
    if (count > 0 && one.begin < covered_[count - 1].end) covered_[count - 1].end = std::max(covered_[count - 1].end, one.end);
    else covered_[count++] = one;
  }
  covered_.resize(count);
}

// Gives whether the note has an examination, names anything of one, or a muscle.
bool ExamRows::index_hits(const Scene& scene) {
  const std::vector<Section>& sections = scene.document.sections();
  bool examined = std::any_of(sections.begin(), sections.end(), [](const Section& section) { return section.kind == SectionKind::exam; });
  hit_at_.assign(scene.document.tokens().size(), kNoEntry);
  for (uint32_t i = static_cast<uint32_t>(scene.hits.size()); i-- > 0;) {
    const HitClass hit_class = scene.class_of(i);
    examined |= hit_class == HitClass::muscle || hit_class == HitClass::reflex;
    if (hit_class != HitClass::fact || scene.entry_of(i).sense(FactType::exam) == nullptr) continue;
    hit_at_[scene.hit(i).whole.begin] = i;
    examined = true;
  }
  return examined;
}

// Whether anything on the line is named or labelled as a row.
bool ExamRows::may_hold_things(const Document& document, TokenRange line) const {
  for (uint32_t at = line.begin; at < line.end; ++at) {
    if (hit_at_[at] != kNoEntry) return true;
    const uint32_t word = WordFilter::bit_at(document, at);
    if (exam_name_filter().has(word) && exam_name_at(document, at, line.end)) return true;
    if (row_label_filter().has(word) && row_label_at(document, at)) return true;
  }
  return false;
}

void ExamRows::emit(const Scene& scene, const RowItem& item, bool right_left) {
  const SidedValue& one = item.values[0];
  if (one.value.pair && item.count == 1) {
    emit_pair(scene, item, right_left);
    return;
  }
  const auto finding = [&](const ExamValue& value) { return finding_of(scene.document, value, item.ask).value_or(Finding::untested); };
  const Finding first = finding(one.value);
  const bool crosses = item.ask == Ask::reflex && (scene.token(one.value.tokens.begin).is('+') || scene.document.folded(one.value.tokens).starts_with("tr"));
  const TokenRange grade = one.value.graded || crosses ? one.value.tokens : TokenRange{};
  if (item.count < 2) {
    add(scene, item, one.side != Side::none ? one.side : leading_side(item), item.tokens, grade, first);
    return;
  }
  const SidedValue& two = item.values[1];
  const Finding second = finding(two.value);
  const bool same = first == second && (!one.value.graded || (one.value.first == two.value.first && one.value.pair == two.value.pair));
  if (same && !differ_in_share(scene, item)) {
    add(scene, item, one.side == two.side ? one.side : Side::bilateral, item.tokens, grade, first);
    return;
  }
  add(scene, item, one.side, item.tokens, grade, first);
  add(scene, item, two.side, two.value.boxed ? TokenRange{two.begin, two.value.tokens.end} : two.value.tokens, two.value.graded ? two.value.tokens : TokenRange{}, second);
}

void ExamRows::emit_past(const Scene& scene, const RowItem& item) {
  const size_t first = made_.size();
  emit(scene, item, false);
  for (size_t i = first; i < made_.size(); ++i) {
    if (made_[i].fact.assertion == Assertion::present) made_[i].fact.assertion = Assertion::historical;
  }
  const auto normal = [](const Made& made) { return made.fact.assertion == Assertion::absent; };
  made_.erase(std::remove_if(made_.begin() + static_cast<std::ptrdiff_t>(first), made_.end(), normal), made_.end());
}

void ExamRows::emit_share(const Scene& scene, const RowItem& item, bool full) { add(scene, item, leading_side(item), item.tokens, {}, full ? Finding::normal : Finding::low); }

// "2/1": two facts where the line says which is which.
void ExamRows::emit_pair(const Scene& scene, const RowItem& item, bool right_left) {
  const SidedValue& one = item.values[0];
  const ExamValue& value = one.value;
  const bool slashed = scene.token(value.second_tokens.begin - 1).is('/');
  const bool equal = value.first == value.second;
  if (right_left && !equal) {
    add(scene, item, Side::right, item.tokens, {value.tokens.begin, value.second_tokens.begin - (slashed ? 1 : 0)}, finding_of(value.first, item.ask));
    add(scene, item, Side::left, value.second_tokens, value.second_tokens, finding_of(value.second, item.ask));
    return;
  }
  Side side = one.side;
  if (side == Side::none && item.ask == Ask::reflex && slashed && equal) side = Side::bilateral;
  if (side == Side::none) side = leading_side(item);
  add(scene, item, side, item.tokens, value.tokens, finding_of(scene.document, value, item.ask).value_or(Finding::untested));
}

void ExamRows::add(const Scene& scene, const RowItem& item, Side side, TokenRange span, TokenRange grade, Finding finding) {
  if (finding == Finding::untested || span.empty()) return;
  Made made;
  made.token = span.begin;
  Fact& fact = made.fact;
  fact.type = FactType::exam;
  fact.code = code_of(scene, item, finding);
  fact.assertion = assertion_of(finding);
  fact.span = scene.document.span_of(span);
  if (item.hit != kNoEntry) fact.entry = scene.hit(item.hit).entry;
  Attributes& out = fact.attributes;
  out.side = side;
  out.regions = item.name.regions;
  out.implied_roots = item.name.roots;
  out.roots = item.name.kind == NameKind::root ? item.name.roots : item.roots;
  const bool muscle =
      item.hit == kNoEntry && (item.ask == Ask::strength || item.ask == Ask::reflex) && !item.name.leg_joint && item.name.length > 0 && item.name.kind != NameKind::root;
  if (muscle) {
    const bool tail = item.name.kind == NameKind::tendon && item.tokens.size() > 1;
    out.muscles[out.muscle_count++] = scene.document.span_of({item.tokens.begin, item.tokens.end - (tail ? 1 : 0)});
  }
  if (!grade.empty() && (item.ask == Ask::strength || item.ask == Ask::reflex)) out.grade = scene.document.span_of(grade);
  made_.push_back(made);
}

}  // namespace chartgap
