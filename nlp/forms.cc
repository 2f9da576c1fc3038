#include "nlp/forms.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "nlp/choices.h"

namespace chartgap {
namespace {

constexpr size_t kMaxColumns = 8;
constexpr size_t kMaxBoxes = 24;  // of one line
constexpr uint32_t kMaxQuestion = 12;
constexpr uint32_t kMaxProse = 14;  // tokens of a line without cells, from which on it is no row

enum class Mark : uint8_t { blank, ticked, plus, minus };

struct Box {
  uint32_t begin = 0;
  uint32_t end = 0;
  Mark mark = Mark::blank;
};

// A column of yes, of no, or of something else.
struct Column {
  uint32_t place = 0;
  Reply reply = Reply::none;
};

class FieldFinder {
 public:
  FieldFinder(std::string_view folded, const std::vector<Token>& tokens, std::vector<FormField>& fields, std::vector<Checkbox>& checkboxes)
      : folded_(folded), tokens_(tokens), size_(static_cast<uint32_t>(tokens.size())), fields_(fields), checkboxes_(checkboxes) {}

  void run(const std::vector<Line>& lines) {
    for (const Line& one : lines) line(one);
    std::stable_sort(fields_.begin(), fields_.end(), [](const FormField& a, const FormField& b) { return a.label.begin < b.label.begin; });
  }

 private:
  std::string_view word(uint32_t at) const { return folded_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin); }
  uint32_t length(uint32_t at) const { return tokens_[at].end - tokens_[at].begin; }
  // Whether a gap, or the end of its line, stands before the token.
  bool gap_before(uint32_t at) const { return at >= size_ || tokens_[at].has(Token::kDoubleSpace | Token::kWideGap | Token::kNewLine); }
  bool wide_before(uint32_t at) const { return at >= size_ || tokens_[at].has(Token::kWideGap | Token::kNewLine); }

  void line(const Line& line) {
    const TokenRange range = line.tokens;
    if (tokens_[range.begin].has(Token::kBlankLine)) {
      column_count_ = 0;
      letters_ = false;
    }
    if (line.has(Line::kBox) && find_circled(folded_, tokens_, range, fields_)) return;
    if (line.has(Line::kReply) && (head(range) || letters_head(range))) return;
    const size_t boxes = line.has(Line::kBox) ? find_boxes(range) : 0;
    keep_boxes(range, boxes);
    if (column_count_ != 0 && row(range, boxes)) return;
    if (boxes != 0) return read_boxes(range, boxes);
    if (line.has(Line::kSign)) read_signs(range);
    if (line.has(Line::kGrade)) read_leading_signs(range);
    if (line.has(Line::kReply)) read_letters(range);
  }

  // "y" and "yes", "n" and "no"; none for any other word.
  Reply spoken(uint32_t at) const {
    if (tokens_[at].kind != TokenKind::word || length(at) > 3) return Reply::none;
    const std::string_view text = word(at);
    if (text == "y" || text == "yes") return Reply::yes;
    return text == "n" || text == "no" ? Reply::no : Reply::none;
  }

  // ---- tables with a column for yes and one for no

  uint32_t place_of(uint32_t at, TokenRange range) const {
    uint32_t start = tokens_[range.begin].begin;
    while (start > 0 && folded_[start - 1] != '\n') --start;
    const std::string_view before = folded_.substr(start, tokens_[at].begin - start);
    const auto bars = static_cast<uint32_t>(std::count(before.begin(), before.end(), '|'));
    const auto tabs = static_cast<uint32_t>(std::count(before.begin(), before.end(), '\t'));
    if (bars != 0) return bars * 100;  // cells, not characters, tell the column there
    return tabs > 1 ? tabs * 100 : static_cast<uint32_t>(before.size());
  }

  bool alone_in_cell(uint32_t at) const {
    const bool before = gap_before(at) || tokens_[at - 1].is('|') || tokens_[at - 1].is('(');
    const bool after = gap_before(at + 1) || tokens_[at + 1].is('|') || tokens_[at + 1].is(')');
    return before && after;
  }

  bool begins_cell(uint32_t at, TokenRange range) const { return at == range.begin || gap_before(at) || tokens_[at - 1].is('|'); }

  // A line with a cell "Yes" and a cell "No" beside it heads a table.
  bool head(TokenRange range) {
    uint32_t first = 0;
    uint32_t second = 0;
    for (uint32_t at = range.begin; at < range.end && second == 0; ++at) {
      const Reply answer = spoken(at);
      if (answer == Reply::none || !alone_in_cell(at)) continue;
      if (first == 0) first = at + 1;
      else if (spoken(first - 1) != answer && at - first <= 2) second = at + 1;
      else return false;
    }
    if (second == 0) return false;
    column_count_ = 0;
    for (uint32_t at = first - 1; at < range.end && column_count_ < kMaxColumns; ++at) {
      if (begins_cell(at, range) && !tokens_[at].is('|')) columns_[column_count_++] = {place_of(at, range), at < second ? spoken(at) : Reply::none};
    }
    return true;
  }

  // A column "Y/N": the rows under it hold a letter or a word each.
  bool letters_head(TokenRange range) {
    for (uint32_t at = range.begin; at + 2 < range.end; ++at) {
      const bool pair = spoken(at) == Reply::yes && tokens_[at + 1].is('/') && spoken(at + 2) == Reply::no;
      if (!pair || !gap_before(at) || !gap_before(at + 3)) continue;
      ask(range.begin, at);
      letters_ = true;
      return true;
    }
    return false;
  }

  Reply answer_in_column(uint32_t place) const {
    const auto far = [&](const Column& column) { return column.place > place ? column.place - place : place - column.place; };
    const auto end = columns_.begin() + static_cast<std::ptrdiff_t>(column_count_);
    return std::min_element(columns_.begin(), end, [&](const Column& a, const Column& b) { return far(a) < far(b); })->reply;
  }

  bool is_tick(uint32_t at) const { return tokens_[at].has(Token::kSpaceBefore) && length(at) == 1 && (word(at) == "x" || tokens_[at].is('*')) && gap_or_bar(at + 1); }
  bool gap_or_bar(uint32_t at) const { return gap_before(at) || tokens_[at].is('|') || tokens_[at].is('['); }

  // The answer of a row is its leftmost tick under one of the two columns.
  bool row(TokenRange range, size_t boxes) {
    uint32_t tick = range.end;
    uint32_t label_end = range.end;
    for (uint32_t at = range.begin + 1; at < range.end && tick == range.end; ++at) {
      if (is_tick(at)) tick = at;
    }
    for (size_t i = 0; i < boxes; ++i) {
      label_end = std::min(label_end, boxes_[i].begin);
      if (boxes_[i].mark == Mark::ticked) tick = std::min(tick, boxes_[i].begin);
    }
    if (tick == range.end) {
      if (boxes == 0 && range.size() > kMaxProse) column_count_ = 0;
      return false;
    }
    label_end = std::min(label_end, tick);
    const Reply answer = answer_in_column(place_of(tick, range));
    if (answer == Reply::none || label_end <= range.begin) return false;
    fields_.push_back({answer, {range.begin, label_end}, true});
    return true;
  }

  // ---- boxes

  size_t find_boxes(TokenRange range) {
    size_t count = 0;
    bool drawn = false;  // "___ yes  _x_ no": blanks are boxes only beside a ticked one, a "yes" or a "no"
    for (uint32_t at = range.begin; at + 1 < range.end && count < kMaxBoxes; ++at) {
      Box box{at, 0, Mark::blank};
      const bool line = tokens_[at].is('_');
      if (line ? !read_line_box(range, box) : !((tokens_[at].is('[') || tokens_[at].is('(')) && read_box(range, box))) continue;
      drawn |= line && (box.mark == Mark::ticked || is_beside_answer(range, box));
      boxes_[count++] = box;
      at = box.end - 1;
    }
    if (drawn) return count;
    const auto end = std::remove_if(boxes_.begin(), boxes_.begin() + static_cast<std::ptrdiff_t>(count), [&](const Box& box) { return tokens_[box.begin].is('_'); });
    return static_cast<size_t>(end - boxes_.begin());
  }

  // "Yes___ No___", "__ Yes __ No"
  bool is_beside_answer(TokenRange range, const Box& box) const {
    const bool before = box.begin > range.begin && spoken(box.begin - 1) != Reply::none && length(box.begin - 1) > 1;
    return before || (box.end < range.end && spoken(box.end) != Reply::none && length(box.end) > 1);
  }

  // "___", "_x_"
  bool read_line_box(TokenRange range, Box& box) const {
    uint32_t at = box.begin;
    while (at < range.end && tokens_[at].is('_')) ++at;
    if (at + 1 < range.end && length(at) == 1 && word(at) == "x" && tokens_[at + 1].is('_')) {
      box.mark = Mark::ticked;
      while (++at < range.end && tokens_[at].is('_')) {}
    }
    box.end = at;
    return at - box.begin >= 2;
  }

  // Signs in boxes ("[+]") are no ticks.
  void keep_boxes(TokenRange range, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      if (boxes_[i].mark == Mark::plus || boxes_[i].mark == Mark::minus) continue;
      const uint32_t limit = i + 1 < count ? boxes_[i + 1].begin : range.end;
      checkboxes_.push_back({boxes_[i].mark == Mark::ticked, {boxes_[i].end, label_end(boxes_[i].end, limit)}});
    }
  }

  uint32_t label_end(uint32_t begin, uint32_t limit) const {
    uint32_t end = begin;
    while (end < limit && !(end > begin && wide_before(end))) ++end;
    return end;
  }

  bool read_box(TokenRange range, Box& box) const {
    const uint32_t at = box.begin;
    const bool square = tokens_[at].is('[');
    const char close = square ? ']' : ')';
    if (tokens_[at + 1].is(close)) {
      box.end = at + 2;
      return tokens_[at + 1].has(Token::kSpaceBefore) || square;
    }
    const bool lines = tokens_[at + 1].is('_');
    uint32_t inner = at + 1;
    while (lines && inner + 1 < range.end && tokens_[inner].is('_')) ++inner;
    if (lines && tokens_[inner].is(close)) {
      box.end = inner + 1;
      return true;
    }
    if (lines || inner + 1 >= range.end || !tokens_[inner + 1].is(close) || length(inner) != 1) return false;
    box.end = inner + 2;
    if (!read_mark(word(inner).front(), box.mark)) return false;
    const bool sign = box.mark == Mark::plus || box.mark == Mark::minus;
    return square || (sign ? stands_before_label(range, box) : word(inner) == "x");
  }

  static bool read_mark(char inside, Mark& mark) {
    switch (inside) {
      case 'x':
      case 'v':
      case '*':
      case 'y': mark = Mark::ticked; return true;
      case '+': mark = Mark::plus; return true;
      case '-':
      case 'n': mark = Mark::minus; return true;
      default: return false;
    }
  }

  // "(-) fever, (+) numbness", not "Spurling (-)".
  bool stands_before_label(TokenRange range, const Box& box) const {
    if (box.end >= range.end || gap_before(box.end) || tokens_[box.end].kind != TokenKind::word) return false;
    if (box.begin == range.begin || gap_before(box.begin)) return true;
    const Token& before = tokens_[box.begin - 1];
    return before.is(':') || before.is(',') || before.is(';');
  }

  bool is_tight_left(const Box& box, TokenRange range) const {
    if (box.begin == range.begin || gap_before(box.begin)) return false;
    const Token& before = tokens_[box.begin - 1];
    return before.kind != TokenKind::punctuation || before.is('?') || before.is('%') || (before.is(')') && tokens_[box.begin].has(Token::kSpaceBefore));
  }
  bool is_tight_right(const Box& box, TokenRange range) const { return box.end < range.end && !gap_before(box.end) && !tokens_[box.end].is('['); }

  // Whether the labels of a line's boxes stand before them: "aching [x] burning [ ]".
  bool labels_first(TokenRange range, size_t count) const {
    size_t left = 0;
    size_t right = 0;
    for (size_t i = 0; i < count; ++i) {
      const bool tight_left = is_tight_left(boxes_[i], range);
      const bool tight_right = is_tight_right(boxes_[i], range);
      left += tight_left && !tight_right;
      right += tight_right && !tight_left;
    }
    if (left != right) return left > right;
    return boxes_[count - 1].end == range.end && boxes_[0].begin != range.begin;
  }

  void read_boxes(TokenRange range, size_t count) {
    const size_t first = fields_.size();
    if (labels_first(range, count)) {
      for (size_t i = 0; i < count; ++i) field_before(range, i);
      return;
    }
    bool none = false;
    for (size_t i = 0; i < count; ++i) none |= field_after(range, i, count);
    if (!none) return;
    for (size_t i = first; i < fields_.size(); ++i) {  // "[x] none  [ ] fever": a ticked "none" answers for the blank ones
      if (fields_[i].reply == Reply::open) fields_[i].reply = Reply::no;
    }
  }

  void field_before(TokenRange range, size_t index) {
    const Box& box = boxes_[index];
    if (box.mark == Mark::plus || box.mark == Mark::minus) return;  // "Spurling L [+]": the sign itself is what the examiner wrote
    uint32_t begin = index == 0 ? range.begin : boxes_[index - 1].end;
    for (uint32_t at = begin; at < box.begin; ++at) {
      if (tokens_[at].is(':')) begin = at + 1;
    }
    if (begin >= box.begin) return;
    const Reply said = spoken(box.begin - 1);
    if (said != Reply::none) return answer_before(range, index, begin, said);
    fields_.push_back({box.mark == Mark::blank ? Reply::open : Reply::yes, {begin, box.begin}});
  }

  // "Fever:  Yes [ ]  No [x]"
  void answer_before(TokenRange range, size_t index, uint32_t label, Reply said) {
    const Box& box = boxes_[index];
    if (box.mark != Mark::ticked) {
      fields_.push_back({Reply::open, {box.begin - 1, box.begin}});
      if (is_left_blank(index)) ask(range.begin, index == 0 ? box.begin - 1 : boxes_[index - 1].begin - 1);
      return;
    }
    uint32_t end = box.begin - 1;
    if (label == end && index > 0 && spoken(boxes_[index - 1].begin - 1) != Reply::none) end = boxes_[index - 1].begin - 1;
    add_question(index > 1 ? boxes_[index - 2].end : range.begin, end, said);
  }

  // "yes [ ]  no [ ]": the second of two options, neither of them ticked.
  bool is_left_blank(size_t index) const {
    if (index == 0 || boxes_[index - 1].mark == Mark::ticked || boxes_[index - 1].end != boxes_[index].begin - 1) return false;
    const Reply first = spoken(boxes_[index - 1].begin - 1);
    return first != Reply::none && first != spoken(boxes_[index].begin - 1);
  }

  // The words that end there are a question, with this answer.
  void add_question(uint32_t floor, uint32_t end, Reply reply) {
    uint32_t begin = end;
    while (begin > floor && end - begin < kMaxQuestion && !(begin < end && wide_before(begin))) --begin;
    if (begin < end) fields_.push_back({reply, {begin, end}, true});
  }
  void ask(uint32_t floor, uint32_t end) { add_question(floor, end, Reply::unanswered); }

  // Gives whether it is a ticked "none".
  bool field_after(TokenRange range, size_t index, size_t count) {
    const Box& box = boxes_[index];
    const bool sign = box.mark == Mark::plus || box.mark == Mark::minus;
    const uint32_t limit = index + 1 < count ? boxes_[index + 1].begin : range.end;
    const uint32_t end = label_end(box.end, limit);
    if (end == box.end || (sign && wide_before(box.end))) return false;
    const Reply said = spoken(box.end);
    if (said != Reply::none && (end == box.end + 1 || tokens_[box.end + 1].kind == TokenKind::punctuation)) {
      answer_question(range, index, said);
      return false;
    }
    fields_.push_back({answer_of(box.mark), {box.end, end}});
    const std::string_view label = word(box.end);
    return box.mark == Mark::ticked && (label == "none" || label == "denies");
  }

  static Reply answer_of(Mark mark) {
    if (mark == Mark::blank) return Reply::open;
    return mark == Mark::minus ? Reply::no : Reply::yes;
  }

  // Whether a box has but a "yes" or a "no" between it and the next one.
  bool is_option_of_next(size_t index) const {
    const uint32_t at = boxes_[index].end;
    const uint32_t next = boxes_[index + 1].begin;
    return spoken(at) != Reply::none && (next == at + 1 || (next == at + 2 && tokens_[at + 1].kind == TokenKind::punctuation));
  }

  // "Diabetes  [ ] Y [x] N": the ticked option answers for the words before the first of them.
  void answer_question(TokenRange range, size_t index, Reply said) {
    const Box& box = boxes_[index];
    if (box.mark != Mark::ticked) {
      fields_.push_back({Reply::open, {box.end, box.end + 1}});
      const bool second = index > 0 && is_option_of_next(index - 1) && boxes_[index - 1].mark != Mark::ticked && spoken(boxes_[index - 1].end) != said;
      if (second) ask(index == 1 ? range.begin : boxes_[index - 2].end + 1, boxes_[index - 1].begin);
      return;
    }
    size_t first = index;
    while (first > 0 && is_option_of_next(first - 1)) --first;
    add_question(first == 0 ? range.begin : boxes_[first - 1].end + 1, boxes_[first].begin, said);
  }

  // ---- signs and letters behind a label

  // "Fever -   Chills -   Night pain +": at least two such on a line.
  void read_signs(TokenRange range) {
    const auto is_sign = [&](uint32_t at) {
      const Token& token = tokens_[at];
      return (token.is('-') || token.is('+')) && token.has(Token::kSpaceBefore) && !token.has(Token::kDoubleSpace) && tokens_[at - 1].kind == TokenKind::word && gap_before(at + 1);
    };
    uint32_t signs = 0;
    for (uint32_t at = range.begin + 1; at < range.end; ++at) signs += is_sign(at) ? 1 : 0;
    if (signs < 2) return;
    uint32_t begin = range.begin;
    for (uint32_t at = range.begin + 1; at < range.end; ++at) {
      if (wide_before(at)) begin = at;
      if (!is_sign(at)) continue;
      fields_.push_back({tokens_[at].is('-') ? Reply::no : Reply::yes, {begin, at}});
      begin = at + 1;
    }
  }

  bool leads(uint32_t at, TokenRange range) const {
    if (!tokens_[at].is('+') && !tokens_[at].is('-')) return false;
    const bool begins = at == range.begin || tokens_[at - 1].is('.') || tokens_[at - 1].is(':') || tokens_[at - 1].is(';') || tokens_[at - 1].is(',');
    return begins && at + 1 < range.end && tokens_[at + 1].kind == TokenKind::word && (at == range.begin || tokens_[at].has(Token::kSpaceBefore));
  }

  // "ROS: + arm pain, tingling. - fever, chills": each sign speaks for the words up to the next one. Dashes alone are bullets.
  void read_leading_signs(TokenRange range) {
    uint32_t plus = 0;
    uint32_t minus = 0;
    for (uint32_t at = range.begin; at < range.end; ++at) {
      if (leads(at, range)) ++(tokens_[at].is('+') ? plus : minus);
    }
    if (plus == 0 || minus == 0) return;
    for (uint32_t at = range.begin; at < range.end; ++at) {
      if (!leads(at, range)) continue;
      uint32_t end = at + 1;
      while (end < range.end && !tokens_[end].is('.') && !tokens_[end].is(';') && !leads(end, range)) ++end;
      fields_.push_back({tokens_[at].is('+') ? Reply::yes : Reply::no, {at + 1, end}});
      at = end - 1;
    }
  }

  // "Fever        N", "Trauma: N", "Q: Is she pregnant?  A: No".
  void read_letters(TokenRange range) {
    uint32_t begin = range.begin;
    uint32_t cells = 0;
    for (uint32_t at = range.begin + 1; at < range.end; ++at) {
      const Token& before = tokens_[at - 1];
      if (before.is('.') || before.is(';') || before.is(',')) begin = at;
      cells += wide_before(at) ? 1 : 0;
      if (const uint32_t end = choice_end(at, range); end != 0) {
        ask(begin, before.is('(') ? at - 1 : at);
        begin = end;
        at = end - 1;
        continue;
      }
      if (wide_before(at) && spoken(at - 1) != Reply::none) begin = at;  // another question on the line
      const Reply answer = spoken(at);
      if (answer == Reply::none || !ends_answer(at, range)) continue;
      const bool cell = wide_before(at) && begin == range.begin && cells == 1;  // further cells are of other columns
      const bool letter = before.is(':') && length(at) == 1;
      if (cell || letter || follows_question(at)) fields_.push_back({answer, {begin, at}, true});
    }
  }

  // "Fever Y / N", "Cancer (yes/no):": both answers, none of them marked. Gives where they end, or 0.
  uint32_t choice_end(uint32_t at, TokenRange range) const {
    const bool both = at + 2 < range.end && tokens_[at + 1].is('/') && spoken(at) != Reply::none && spoken(at + 2) != Reply::none && spoken(at) != spoken(at + 2);
    if (!both) return 0;
    uint32_t end = at + 3;
    if (end < range.end && tokens_[end].is(')')) ++end;
    if (end < range.end && tokens_[end].is(':')) ++end;
    const bool closed =
        end >= range.end || gap_before(end) || (tokens_[end].kind == TokenKind::punctuation && !tokens_[end].is('[') && !tokens_[end].is('_') && !tokens_[end].is('('));
    return closed ? end : 0;
  }

  // "pregnant?   A: No"
  bool follows_question(uint32_t at) const { return at >= 3 && tokens_[at - 1].is(':') && word(at - 2) == "a" && tokens_[at - 3].is('?'); }

  // The answer is all of its cell, and no number or letter of a table of measures follows it.
  bool ends_answer(uint32_t at, TokenRange range) const {
    const uint32_t next = at + 1;
    if (next >= range.end || length(at) == 3 || (letters_ && wide_before(next))) return true;
    if (tokens_[next].is('.') || tokens_[next].is(',') || tokens_[next].is(';')) return true;
    return wide_before(next) && tokens_[next].kind == TokenKind::word && (length(next) > 1 || spoken(next) == Reply::none);
  }

  const std::string_view folded_;
  const std::vector<Token>& tokens_;
  const uint32_t size_;
  std::vector<FormField>& fields_;
  std::vector<Checkbox>& checkboxes_;
  std::array<Column, kMaxColumns> columns_;
  size_t column_count_ = 0;
  bool letters_ = false;
  std::array<Box, kMaxBoxes> boxes_;
};

}  // namespace

std::string_view to_string(Reply reply) {
  constexpr std::array<std::string_view, 5> kReplies = {"none", "open", "no", "yes", "unanswered"};
  return kReplies[static_cast<size_t>(reply)];
}

void find_fields(std::string_view folded, const std::vector<Token>& tokens, const std::vector<Line>& lines, std::vector<FormField>& fields, std::vector<Checkbox>& checkboxes) {
  fields.clear();
  checkboxes.clear();
  FieldFinder(folded, tokens, fields, checkboxes).run(lines);
}

const FormField* field_at(const std::vector<FormField>& fields, uint32_t token) {
  constexpr std::ptrdiff_t kOverlapping = 4;  // labels of one line that lie over each other
  const auto after = std::upper_bound(fields.begin(), fields.end(), token, [](uint32_t at, const FormField& field) { return at < field.label.begin; });
  for (auto field = after; field != fields.begin() && after - field < kOverlapping;) {
    --field;
    if (field->label.contains(token)) return &*field;
  }
  return nullptr;
}

}  // namespace chartgap
