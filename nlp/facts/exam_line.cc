// One line of a terse examination, from left to right.
#include "nlp/facts/exam_rows.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr size_t kMaxNames = 8;      // of one grade: "IP/Q/H/TA/EHL/GS 5/5"
constexpr size_t kFewItems = 2;      // that vouch for each other
constexpr size_t kManyItems = 3;     // that vouch even for letters
constexpr uint32_t kFiller = 6;      // words between a name and its first box
constexpr uint32_t kMarkReach = 16;  // tokens between a name and its answer, over the names of a list
constexpr uint32_t kLabelReach = 6;  // tokens between a label and its first name
constexpr uint32_t kLabelLife = 40;  // tokens after which a label of which nothing was found leads nothing
constexpr uint32_t kAside = 6;       // tokens in brackets between two sides

bool is_test(std::string_view code) { return code == "spurling" || code == "straight_leg_raise" || code == "upper_motor_neuron_sign"; }

// Reads one line from left to right.
class LineReader {
 public:
  LineReader(const Scene& scene, TokenRange line, ExamRows& rows, std::vector<RowItem>& items)
      : scene_(scene), document_(scene.document), line_(line), rows_(rows), items_(items) {}

  void run(std::optional<Ask>& label) {
    label_ = label;
    items_.clear();
    uint32_t at = line_.begin;
    used_ = at;
    while (at < line_.end) at = may_matter(at) ? step(at) : at + 1;
    flush();
    label = label_;
  }

 private:
  std::string_view word(uint32_t at) const { return at < line_.end ? document_.word(at) : std::string_view{}; }
  bool is(uint32_t at, char mark) const { return at < line_.end && scene_.token(at).is(mark); }

  // Outside of rows, only a name, a label, a side or a test can begin one: most words of prose are passed over at one look.
  bool may_matter(uint32_t at) {
    if (label_ && at - used_ > kLabelLife) label_.reset();
    if (label_ || !items_.empty() || side_ != Side::none || rows_.hit_at(at) != kNoEntry) return true;
    const uint32_t word = WordFilter::bit_at(document_, at);
    return exam_name_filter().has(word) || row_label_filter().has(word) || side_filter().has(word);
  }

  // "(R/L)"
  bool says_right_left() const {
    for (uint32_t at = line_.begin; at + 2 < line_.end; ++at) {
      if ((word(at) == "r" || word(at) == "right") && is(at + 1, '/') && (word(at + 2) == "l" || word(at + 2) == "left")) return true;
    }
    return false;
  }

  uint32_t step(uint32_t at) {
    if (scene_.token(at).kind == TokenKind::punctuation && !is(at, '(') && !is(at, '[')) return punctuation(at);
    if (take_label(at)) return at + 1;
    if (may_answer(at)) {
      if (const uint32_t end = item(at); end > at) return end;
    }
    if (const uint32_t end = test(at); end > at) return end;
    flush();
    return at + 1;
  }

  // Whether a number, a sign or a box stands near, or the line has said what its words answer: most prose ends here.
  bool may_answer(uint32_t at) {
    if (label_) return true;
    const auto is_mark = [&](uint32_t token) { return scene_.token(token).kind == TokenKind::number || is(token, '[') || is(token, '(') || is(token, '+') || is(token, '-'); };
    if (next_mark_ < at) next_mark_ = at;
    while (next_mark_ < line_.end && !is_mark(next_mark_)) ++next_mark_;
    return next_mark_ < line_.end && next_mark_ - at <= kMarkReach;
  }

  uint32_t punctuation(uint32_t at) {
    if (is(at, ';') || is(at, '.')) side_ = Side::none;
    if (!is(at, ',') && !is(at, ';') && !is(at, '.') && !is(at, '|') && !is(at, ':') && !is(at, '/') && !is(at, '-')) flush();
    return at + 1;
  }

  bool take_label(uint32_t at) {
    const RowWord means = row_word(document_, at);
    if (means == RowWord::none) return false;
    if (means == RowWord::neck || means == RowWord::back) {
      if (names_place(at)) region_ = means == RowWord::neck ? kNeck : kLowBack;
      return false;
    }
    const std::optional<Ask> label = row_label_at(document_, at);
    flush();
    label_ = label;
    side_ = Side::none;
    label_at_ = label ? at : UINT32_MAX;
    used_ = at;
    return true;
  }

  // "cervical", "C-spine", "L/S", "C ROM"
  bool names_place(uint32_t at) const {
    return word(at).size() > 1 || word(at + 1) == "spine" || word(at + 1) == "rom" || word(at + 1) == "arom" || (is(at + 1, '/') && word(at + 2) == "s");
  }

  // Side, names, values; gives where it ends, or `at`.
  uint32_t item(uint32_t at) {
    uint32_t next = at;
    Side side = side_;
    const bool myotome = label_ == Ask::strength && myotome_at(document_, at, line_.end).has_value();
    if (const auto lead = side_word_at(document_, at, line_.end); lead && !myotome && word(at) != "on" && word(at) != "to") {
      side = lead->side;
      next = after_limb(lead->end);
    }
    if (!name_at(next)) return at;
    std::array<RowItem, kMaxNames> names;
    size_t count = 0;
    const uint32_t named = read_names(next, names, count);
    if (count == 0) return at;
    RowItem first = names[count - 1];
    first.ask = ask_of(first.name);
    if (count > kFewItems) {
      if (const uint32_t end = each_its_grade(named, {names.data(), count}, side); end > named) return keep(end, side);
    }
    uint32_t end = read_values(named, first);
    if (first.count == 0) end = read_values(first_box(named), first);
    if (first.count == 0 || !fits(first)) return at;
    if (items_.empty()) begin_ = label_at_ != UINT32_MAX && is_joined(label_at_, at) ? label_at_ : at;
    for (size_t i = 0; i < count; ++i) {
      RowItem made = names[i];
      made.ask = first.ask;
      made.side = side;
      if (made.name.kind == NameKind::plane) made.name.regions = region_;
      made.values = first.values;
      made.count = first.count;
      items_.push_back(made);
    }
    return keep(end, side);
  }

  uint32_t keep(uint32_t end, Side side) {
    side_ = side;
    end_ = end;
    used_ = end;
    return end;
  }

  // "Bic/BR/tri 2+/2+/1+ L": as many grades as names.
  uint32_t each_its_grade(uint32_t at, std::span<const RowItem> names, Side side) {
    std::array<ExamValue, kMaxNames> values;
    const std::span<ExamValue> grades(values.data(), names.size());
    if (!read_grade_list(document_, {at, line_.end}, grades)) return at;
    uint32_t end = grades.back().tokens.end;
    if (const auto behind = side_word_at(document_, end, line_.end); behind && side == Side::none) {
      side = behind->side;
      end = behind->end;
    }
    if (items_.empty()) begin_ = names.front().tokens.begin;
    for (size_t i = 0; i < names.size(); ++i) {
      RowItem made = names[i];
      made.ask = ask_of(made.name);
      made.side = side;
      made.values[made.count++] = {Side::none, grades[i], grades[i].tokens.begin};
      items_.push_back(made);
    }
    return end;
  }

  std::optional<ExamName> name_at(uint32_t at) const {
    const auto name = exam_name_at(document_, at, line_.end);
    return !name && label_ == Ask::strength ? myotome_at(document_, at, line_.end) : name;
  }

  // "held against her own hand   L [x] ok": over the words before the first box and its side.
  uint32_t first_box(uint32_t at) const {
    for (uint32_t next = at; next < line_.end && next < at + kFiller; ++next) {
      const auto side = side_word_at(document_, next, line_.end);
      const auto value = exam_value_at(document_, side ? side->end : next, line_.end, Ask::strength);
      if (value && value->boxed) return next;
    }
    return line_.end;
  }

  // "R UE", "L leg:": the limb belongs to the side.
  uint32_t after_limb(uint32_t at) const {
    constexpr std::array<std::string_view, 10> kLimbWords = {"ue", "le", "arm", "leg", "upper", "lower", "extremity", "ext", "limb", "side"};
    uint32_t end = at;
    while (end < line_.end && one_of(kLimbWords, word(end))) ++end;
    if (is(end, ':') || is(end, '-')) ++end;
    return exam_name_at(document_, end, line_.end) ? end : at;
  }

  bool is_joined(uint32_t from, uint32_t to) const {
    for (uint32_t at = from + 1; at < to; ++at) {
      const Token& token = scene_.token(at);
      if (token.kind == TokenKind::number || is(at, '.') || is(at, ';')) return false;
      if (token.kind == TokenKind::word && !row_label_at(document_, at) && !side_word_at(document_, at, to) && after_limb(at) == at && word(at).size() > 6) return false;
    }
    return to - from < kLabelReach;
  }

  uint32_t read_names(uint32_t at, std::array<RowItem, kMaxNames>& names, size_t& count) const {
    while (count < kMaxNames) {
      const auto name = name_at(at);
      if (!name || name->kind == NameKind::limb || name->kind == NameKind::feeling) break;
      if (count > 0 && (name->kind == NameKind::plane) != (names[0].name.kind == NameKind::plane)) break;
      names[count].name = *name;
      names[count].tokens = {at, at + name->length};
      ++count;
      at += name->length;
      if (is(at, ':') || is(at, '=')) return at + 1;
      const uint32_t joined = is(at, '/') || is(at, '&') || word(at) == "and" || is(at, ',') ? at + 1 : at;
      if (!exam_name_at(document_, joined, line_.end)) break;
      at = joined;
    }
    return at;
  }

  Ask ask_of(const ExamName& name) const {
    if (name.kind == NameKind::plane) return label_ == Ask::strength ? Ask::strength : Ask::motion;
    if (name.kind == NameKind::tendon) return Ask::reflex;
    if (name.kind == NameKind::muscle || name.kind == NameKind::root) return Ask::strength;
    if (label_) return *label_ == Ask::reflex ? Ask::reflex : Ask::strength;
    return items_.empty() ? Ask::sign : items_.back().ask;  // sign: not known yet
  }

  // Where the reading of one name's answers stands.
  struct Answers {
    uint32_t at = 0;
    uint32_t end = 0;  // after the last that was taken
    Ask ask = Ask::strength;
    bool side_first = false;
    Side pending = Side::none;  // waits for its value
    uint32_t pending_at = 0;
  };

  // Values with their sides, whichever comes first; gives where they end.
  uint32_t read_values(uint32_t at, RowItem& item) const {
    Answers answers{at, at, item.ask == Ask::sign && item.hit == kNoEntry ? Ask::strength : item.ask};
    while (answers.at < line_.end && item.count < kMaxSidedValues) {
      const auto side = side_word_at(document_, answers.at, line_.end);
      if (side ? !take_side(*side, answers, item) : !(take_value(answers, item) || pass_separator(answers, item))) break;
    }
    return answers.end;
  }

  bool take_side(SideWord side, Answers& answers, RowItem& item) const {
    if (item.count == 0) answers.side_first = true;
    if (answers.side_first) {
      if (item.count > 0 && !value_follows(side.end, answers.ask)) return false;
      answers.pending = side.side;
      answers.pending_at = answers.at;
    } else {
      if (starts_item(side.end)) return false;
      SidedValue& last = item.values[item.count - 1];
      if (last.side == Side::none) last.side = side.side;
    }
    answers.at = side.end;
    if (item.count > 0) answers.end = side.end;
    if (is(answers.at, ':')) ++answers.at;
    return true;
  }

  bool take_value(Answers& answers, RowItem& item) const {
    if (item.count > 0 && answers.pending == Side::none && !goes_on(item)) return false;
    const auto value = exam_value_at(document_, answers.at, line_.end, answers.ask);
    if (!value) return false;
    answers.at = answers.end = value->end_of.end;
    if (value->boxed && value->tokens.empty()) return true;  // not ticked
    item.values[item.count++] = {answers.pending, *value, answers.pending == Side::none ? value->tokens.begin : answers.pending_at};
    answers.pending = Side::none;
    return true;
  }

  // A comma and the like, where the other side follows.
  bool pass_separator(Answers& answers, const RowItem& item) const {
    if (item.count == 0) return false;
    const uint32_t over = over_aside(answers.at);
    const bool separates = is(over, ',') || is(over, '/') || is(over, '|') || is(over, ';') || is(over, '.') || word(over) == "and";
    const uint32_t next = separates ? over + 1 : over;
    if (next == answers.at || !another_side(next, answers.ask, answers.side_first)) return false;
    answers.at = next;
    return true;
  }

  // Over "(new)", "at 45 degrees".
  uint32_t over_aside(uint32_t at) const {
    uint32_t end = at;
    const bool angle = end < line_.end && scene_.token(end).kind == TokenKind::number && word(end).size() == 2;
    if (angle || word(end) == "at" || word(end) == "to" || word(end) == "@" || is(end, '@')) {
      for (++end; end < line_.end && !is(end, ',') && !is(end, ';') && end < at + kAside; ++end) {
        if (scene_.token(end).kind == TokenKind::word && !word(end).starts_with("deg")) break;
      }
    } else if (is(end, '(')) {
      while (end < line_.end && end < at + kAside && !is(end, ')')) ++end;
      if (is(end, ')')) ++end;
    }
    return end;
  }
  bool goes_on(const RowItem& item) const { return item.values[item.count - 1].side != Side::none || item.values[item.count - 1].value.boxed; }
  bool value_follows(uint32_t at, Ask ask) const { return exam_value_at(document_, is(at, ':') ? at + 1 : at, line_.end, ask).has_value(); }
  bool starts_item(uint32_t at) const {
    const auto name = exam_name_at(document_, after_limb(at), line_.end);
    return name.has_value() && (is(at, ':') || !scene_.token(at).has(Token::kDoubleSpace));
  }
  // After a comma: "R +, L -", "+ left, neg right".
  bool another_side(uint32_t at, Ask ask, bool side_first) const {
    if (at >= line_.end) return false;
    if (side_first) {
      const auto side = side_word_at(document_, at, line_.end);
      return side && value_follows(side->end, ask);
    }
    const auto value = exam_value_at(document_, at, line_.end, ask);
    return value && side_word_at(document_, value->end_of.end, line_.end).has_value();
  }

  // Of a run only grades, and of planes shares, boxes and words, answer; words of strength only under its label.
  bool fits(const RowItem& item) const {
    const ExamValue& value = item.values[0].value;
    if (item.name.kind == NameKind::plane) return !value.graded && (label_ == Ask::motion || region_ != 0 || scene_.token(value.tokens.begin).kind == TokenKind::number);
    if (item.name.kind == NameKind::root) return value.of_five;
    if (value.graded) return true;
    if (value.boxed) return true;
    const bool jerk = item.name.kind == NameKind::tendon && !item.name.weak;
    if (item.ask != Ask::reflex || (label_ != Ask::reflex && !jerk)) return false;
    if (scene_.token(value.tokens.begin).is('-')) return false;
    return !scene_.token(value.tokens.begin).is('+') || jerk || value.tokens.size() > 1;
  }

  // A test that the lexicon names, with an answer for each side or in boxes.
  uint32_t test(uint32_t at) {
    const uint32_t hit = rows_.hit_at(at);
    if (hit == kNoEntry) return at;
    RowItem item;
    item.hit = hit;
    const std::string_view code = scene_.entry_of(item.hit).sense(FactType::exam)->code;
    item.tokens = scene_.hit(item.hit).tokens;
    if (item.tokens.begin != at) item.tokens = {at, at + 1};
    item.ask = code == "motor_deficit" ? Ask::motion : ask_of_code(code);  // of strength only words and boxes: grades are the muscles'
    if (code == "reflex_deficit") return jerks(at, item);
    const uint32_t end = read_answers(item);
    const bool led = item.count == 0 && is_test(code) && led_by_plus(item);
    if (!led && (item.count == 0 || !(is_test(code) ? has_sides(item) || is_boxed(item) : is_boxed(item)))) return at;
    flush();
    rows_.cover({item.tokens.begin - (led ? 1 : 0), end});
    rows_.emit(scene_, item, says_right_left());
    return end;
  }
  // "DTRs ++"
  uint32_t jerks(uint32_t at, RowItem& item) {
    const auto value = exam_value_at(document_, item.tokens.end, line_.end, item.ask);
    if (!value || value->graded || !is(value->tokens.begin, '+') || value->tokens.size() < 2 || value->tokens.size() > 3 || is(value->tokens.begin + 1, '/')) return at;
    flush();
    item.values[item.count++] = {Side::none, *value, value->tokens.begin};
    if (finding_of(document_, *value, item.ask) == Finding::brisk) item.hit = kNoEntry;
    rows_.cover({item.tokens.begin, value->tokens.end});
    rows_.emit(scene_, item, false);
    return value->tokens.end;
  }

  // Behind the name, or from the name's own last word ("Babinski up R, equivocal L").
  uint32_t read_answers(RowItem& item) const {
    uint32_t from = item.tokens.end;
    if (scene_.entry_of(item.hit).polarity) {
      --from;
      if (from == item.tokens.begin || !exam_value_at(document_, from, line_.end, item.ask)) return item.tokens.end;
    }
    while (is(from, ':') || is(from, '|')) ++from;
    return std::max(read_values(from, item), item.tokens.end);
  }
  // "+ Spurling R"
  bool led_by_plus(RowItem& item) const {
    const uint32_t at = item.tokens.begin;
    if (at == line_.begin || !is(at - 1, '+') || !scene_.token(at).has(Token::kSpaceBefore) || (at - 1 > line_.begin && !scene_.token(at - 1).has(Token::kSpaceBefore)))
      return false;
    const bool before = at - 1 > line_.begin && !is(at - 2, ';') && !is(at - 2, ',') && !is(at - 2, '.') && !is(at - 2, ':');
    if (before && !scene_.token(at - 1).has(Token::kNewLine)) return false;
    const auto side = side_word_at(document_, item.tokens.end, line_.end);
    ExamValue plus;
    plus.tokens = plus.end_of = {at - 1, at};
    item.values[item.count++] = {side ? side->side : Side::none, plus, at - 1};
    return true;
  }
  static bool is_boxed(const RowItem& item) { return item.values[0].value.boxed; }
  // "SLR 40 R"
  bool is_angle(const RowItem& item) const { return scene_.token(item.values[0].value.tokens.begin).kind == TokenKind::number; }
  bool has_sides(const RowItem& item) const {
    if (item.count == 1 && item.ask == Ask::angle && item.values[0].side != Side::none && !item.values[0].value.graded && is_angle(item)) return true;
    if (item.count == 1 && (item.values[0].value.pair || (item.ask == Ask::angle && item.values[0].value.tokens.size() == 3))) return true;
    return item.count >= 2 && item.values[0].side != Side::none && item.values[1].side != Side::none && item.values[0].side != item.values[1].side;
  }

  // The run so far ends here: its items vouch for each other, or are left to the sentence.
  void flush() {
    if (items_.empty()) return;
    settle();
    const bool kept = is_run() && !is_plain() && !goes_on_in_words();
    if (kept) {
      rows_.cover({begin_, end_});
      const bool right_left = says_right_left();
      for (const RowItem& item : items_) rows_.emit(scene_, item, right_left);
    }
    items_.clear();
  }

  // A name that has a tendon too is what its neighbours are: strength where one is surely that, or where a grade is above what jerks have.
  void settle() {
    const bool motor = std::any_of(items_.begin(), items_.end(), [](const RowItem& item) {
      return item.ask == Ask::strength || (item.ask == Ask::sign && (item.values[0].value.of_five || item.values[0].value.first.value > kBriskest));
    });
    for (RowItem& item : items_) {
      if (item.ask == Ask::sign) item.ask = motor ? Ask::strength : Ask::reflex;
    }
  }

  bool is_run() const {
    const bool labelled = label_.has_value();
    size_t sure = 0;
    size_t five = 0;
    for (const RowItem& item : items_) {
      sure += !item.name.weak;
      five += !item.name.weak && item.values[0].value.of_five;
    }
    if (items_[0].name.kind == NameKind::plane) return true;
    if (repeats()) return false;
    if (items_[0].values[0].value.boxed) return true;
    if (label_ == Ask::reflex && items_[0].ask == Ask::reflex && (!items_[0].name.weak || items_[0].name.leg_joint)) return true;
    if (items_[0].name.kind == NameKind::tendon && !items_[0].name.weak && !items_[0].values[0].value.graded) return true;
    if (five > 0 && five == sure) return true;
    if (labelled) return sure > 0 || items_.size() >= kFewItems;
    return (items_.size() >= kFewItems && sure >= kFewItems) || (items_.size() >= kManyItems && (sure > 0 || items_.size() > kManyItems));
  }

  // "L D3 D4 D5": fingers, not deltoids.
  bool repeats() const {
    for (size_t i = 1; i < items_.size(); ++i) {
      const RowItem& a = items_[i - 1];
      const RowItem& b = items_[i];
      if (b.name.weak && a.side == b.side && document_.folded(a.tokens) == document_.folded(b.tokens)) return true;
    }
    return false;
  }

  // What the sentence reader does as well: full names with one grade each.
  bool is_plain() const {
    return std::all_of(items_.begin(), items_.end(), [](const RowItem& item) {
      const ExamValue& value = item.values[0].value;
      return value.graded && item.name.word && item.count == 1 && !value.pair && (value.of_five || (item.ask == Ask::reflex && value.first.sign != 0));
    });
  }

  // "Biceps 5 and equal", "triceps 5/5 on the left and 4/5 ...": a sentence goes on.
  bool goes_on_in_words() const {
    const std::string_view next = end_ < line_.end ? word(end_) : std::string_view{};
    return next == "of" || next == "at" || next == "on" || next == "to" || next == "days" || next == "times";
  }

  static constexpr int kBriskest = 4;

  const Scene& scene_;
  const Document& document_;
  const TokenRange line_;
  ExamRows& rows_;
  std::vector<RowItem>& items_;
  std::optional<Ask> label_;
  uint32_t next_mark_ = 0;
  uint32_t label_at_ = UINT32_MAX;
  uint32_t used_ = 0;  // where the label, or what it led, stood last
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
  Side side_ = Side::none;
  uint8_t region_ = 0;
};

}  // namespace

TokenRange line_at(const Document& document, uint32_t begin) {
  uint32_t end = begin + 1;
  while (end < document.tokens().size() && !document.tokens()[end].has(Token::kNewLine)) ++end;
  return {begin, end};
}

void read_row_line(const Scene& scene, TokenRange line, ExamRows& rows, std::vector<RowItem>& scratch, std::optional<Ask>& label) {
  LineReader(scene, line, rows, scratch).run(label);
}

}  // namespace chartgap
