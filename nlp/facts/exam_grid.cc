// Grids of an examination: a column a muscle with a line a side, a column a side or a visit with a line a thing, and motions with their percent.
#include <algorithm>

#include "nlp/facts/exam_rows.h"

namespace chartgap {
namespace {

constexpr size_t kMaxColumns = 16;
constexpr size_t kFewColumns = 3;      // that make a line of names a heading
constexpr uint32_t kMotionTitle = 10;  // tokens
constexpr size_t kMaxRows = 3;         // under names: right, left, and one more
constexpr uint32_t kTitleTokens = 6;   // before the sides of a heading
constexpr int kMaxMisses = 2;          // lines of something else inside a grid

struct GridLine {
  const Scene& scene;
  TokenRange tokens;

  std::string_view word(uint32_t at) const { return at < tokens.end ? scene.word(at) : std::string_view{}; }
  bool is(uint32_t at, char mark) const { return at < tokens.end && scene.token(at).is(mark); }
};

bool is_rule(const GridLine& line, uint32_t at) { return line.is(at, '|') || line.is(at, ':') || line.is(at, '-') || line.is(at, '=') || line.is(at, '_'); }

uint32_t after_rules(const GridLine& line, uint32_t at) {
  while (at < line.tokens.end && is_rule(line, at)) ++at;
  return at;
}

// --- a column a muscle ---

struct Columns {
  std::array<RowItem, kMaxColumns> items;
  size_t count = 0;
  std::optional<Ask> label;
};

// A line of nothing but names, after its title.
bool read_columns(const GridLine& line, Columns& out) {
  uint32_t at = line.tokens.begin;
  while (at < line.tokens.end && row_label_at(line.scene.document, at)) out.label = row_label_at(line.scene.document, at++);
  for (at = after_rules(line, at); at < line.tokens.end; at = after_rules(line, at)) {
    const auto name = exam_name_at(line.scene.document, at, line.tokens.end);
    if (!name || out.count == kMaxColumns || name->kind == NameKind::feeling || name->kind == NameKind::plane) return false;
    RowItem& item = out.items[out.count++];
    item.name = *name;
    item.tokens = {at, at + name->length};
    at += name->length;
  }
  return out.count >= kFewColumns;
}

void settle(Columns& columns, std::optional<Ask> above) {
  const auto has = [&](NameKind kind) {
    return std::any_of(columns.items.begin(), columns.items.begin() + static_cast<std::ptrdiff_t>(columns.count), [&](const RowItem& item) { return item.name.kind == kind; });
  };
  Ask ask = columns.label.value_or(above.value_or(Ask::strength));
  if (has(NameKind::muscle)) ask = Ask::strength;
  else if (has(NameKind::tendon)) ask = Ask::reflex;
  if (ask != Ask::reflex) ask = Ask::strength;
  for (size_t i = 0; i < columns.count; ++i) columns.items[i].ask = ask;
}

// A side and one value a column.
bool read_row(const GridLine& line, Columns& columns) {
  uint32_t at = after_rules(line, line.tokens.begin);
  Side side = Side::none;
  if (const auto lead = side_word_at(line.scene.document, at, line.tokens.end)) {
    side = lead->side;
    at = after_rules(line, lead->end);
  }
  std::array<ExamValue, kMaxColumns> values;
  for (size_t i = 0; i < columns.count; ++i) {
    while (line.is(at, '|')) ++at;
    const auto value = exam_value_at(line.scene.document, at, line.tokens.end, columns.items[i].ask == Ask::reflex ? Ask::sign : Ask::strength);
    const auto graded = exam_value_at(line.scene.document, at, line.tokens.end, Ask::strength);
    if (!graded && !value) return false;
    values[i] = graded ? *graded : *value;
    at = values[i].end_of.end;
  }
  while (line.is(at, '|')) ++at;
  if (at < line.tokens.end) return false;
  for (size_t i = 0; i < columns.count; ++i) {
    RowItem& item = columns.items[i];
    item.values[item.count++] = {side, values[i]};
  }
  return true;
}

// The side that is not as it should be stands at the name.
void order_sides(const Scene& scene, RowItem& item) {
  if (item.count < 2) return;
  const auto finding = [&](size_t i) { return finding_of(scene.document, item.values[i].value, item.ask).value_or(Finding::untested); };
  if (finding(0) == Finding::normal && finding(1) != Finding::normal) std::swap(item.values[0], item.values[1]);
}

TokenRange next_line(const Scene& scene, TokenRange line) { return line.end < scene.document.tokens().size() ? line_at(scene.document, line.end) : TokenRange{line.end, line.end}; }

std::optional<Ask> label_above(const Scene& scene, TokenRange line) {
  for (uint32_t at = line.begin; at > 0 && line.begin - at < 4; --at) {
    if (const auto label = row_label_at(scene.document, at - 1)) return label;
  }
  return std::nullopt;
}

// Most lines are none: two names side by side, after a title.
bool may_name_columns(const GridLine& line) {
  uint32_t at = line.tokens.begin;
  while (at < line.tokens.end && row_label_at(line.scene.document, at)) ++at;
  at = after_rules(line, at);
  const auto first = exam_name_at(line.scene.document, at, line.tokens.end);
  return first && exam_name_at(line.scene.document, after_rules(line, at + first->length), line.tokens.end);
}

uint32_t read_muscle_grid(const Scene& scene, TokenRange line, ExamRows& rows) {
  if (!may_name_columns({scene, line})) return line.begin;
  Columns columns;
  if (!read_columns({scene, line}, columns)) return line.begin;
  settle(columns, label_above(scene, line));
  TokenRange last = line;
  for (size_t i = 0; i < kMaxRows; ++i) {
    const TokenRange next = next_line(scene, last);
    if (next.empty() || !read_row({scene, next}, columns)) break;
    last = next;
  }
  if (columns.items[0].count == 0) return line.begin;
  rows.cover({line.begin, last.end});
  for (size_t i = 0; i < columns.count; ++i) {
    order_sides(scene, columns.items[i]);
    rows.emit(scene, columns.items[i], false);
  }
  return last.end;
}

// --- a column a side ---

struct SideColumns {
  std::array<Side, 2> sides{};
  Ask ask = Ask::strength;
};

// "      R     L", "MMT | Right | Left".
bool read_sides(const GridLine& line, SideColumns& out) {
  size_t count = 0;
  uint32_t title = 0;
  for (uint32_t at = line.tokens.begin; at < line.tokens.end;) {
    if (is_rule(line, at)) {
      ++at;
      continue;
    }
    const auto side = side_word_at(line.scene.document, at, line.tokens.end);
    if (side && side->side != Side::bilateral && side->end == at + 1) {
      if (count == 2) return false;
      out.sides[count++] = side->side;
    } else if (count > 0 ? line.word(at) != "side" : (line.scene.token(at).kind == TokenKind::number || ++title > kTitleTokens)) {
      return false;
    }
    if (row_label_at(line.scene.document, at) == Ask::reflex) out.ask = Ask::reflex;
    ++at;
  }
  return count == 2 && out.sides[0] != out.sides[1];
}

// The cell that begins at the token: to a gap or a rule.
TokenRange cell_at(const GridLine& line, uint32_t at) {
  while (line.is(at, '|')) ++at;
  uint32_t end = at;
  while (end < line.tokens.end && !line.is(end, '|') && (end == at || !line.scene.token(end).has(Token::kDoubleSpace | Token::kWideGap))) ++end;
  return {at, end};
}

// "C5", "L4" beside a name.
SegmentSet roots_in(const GridLine& line, TokenRange cell) {
  SegmentSet out;
  for (uint32_t at = cell.begin; at + 1 < cell.end; ++at) {
    const Token& letter = line.scene.token(at);
    const Token& number = line.scene.token(at + 1);
    if (letter.kind != TokenKind::word || letter.end - letter.begin != 1 || number.kind != TokenKind::number || number.has(Token::kSpaceBefore) || number.end - number.begin > 2)
      continue;
    int value = 0;
    for (char digit : line.word(at + 1)) value = value * 10 + (digit - '0');
    out.add(spine_segment(line.word(at)[0], value));
  }
  return out;
}

// What the first cell names: a muscle, a tendon, or a test of the lexicon.
bool read_label(const GridLine& line, TokenRange cell, const SideColumns& columns, const ExamRows& rows, RowItem& item) {
  for (uint32_t at = cell.begin; at < cell.end && at < cell.begin + kTitleTokens; ++at) {
    if (const auto name = exam_name_at(line.scene.document, at, cell.end); name && (at == cell.begin || !name->weak)) {
      item.name = *name;
      item.tokens = {at, at + name->length};
      item.ask = name->kind == NameKind::tendon ? Ask::reflex : Ask::strength;
      if (name->kind == NameKind::shared) item.ask = columns.ask;
      if (name->kind == NameKind::feeling) item.ask = Ask::feeling;
      if (name->kind == NameKind::plane) item.ask = Ask::motion;
      item.roots = name->kind == NameKind::plane ? SegmentSet{} : roots_in(line, cell);
      return true;
    }
    if (const uint32_t hit = rows.hit_at(at); hit != kNoEntry) {
      item.hit = hit;
      item.tokens = line.scene.hit(hit).tokens;
      item.tokens.end = std::min(item.tokens.end, cell.end);  // "Sens L5      dec": the name, not its answer
      if (item.tokens.empty()) return false;
      item.ask = ask_of_code(line.scene.entry_of(hit).sense(FactType::exam)->code);
      item.roots = roots_in(line, cell);
      return true;
    }
  }
  return false;
}

// The first answer in a cell: "45 deg (+)", "dim lat foot".
std::optional<ExamValue> value_in(const Scene& scene, TokenRange cell, Ask ask) {
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    if (const auto value = exam_value_at(scene.document, at, cell.end, ask); value && finding_of(scene.document, *value, ask)) return value;
  }
  return std::nullopt;
}

// "SLR: R pos 40 deg   L neg": what is said of each side, without the columns.
bool names_own_side(const GridLine& line, TokenRange label) {
  const bool told = label.end > label.begin + 2 && std::any_of(line.scene.document.tokens().begin() + label.begin, line.scene.document.tokens().begin() + label.end - 1,
                                                               [](const Token& token) { return token.is(':'); });
  const auto side = label.end < line.tokens.end ? side_word_at(line.scene.document, label.end, line.tokens.end) : std::nullopt;
  return told || (side && side->end < line.tokens.end && !line.scene.token(side->end).has(Token::kDoubleSpace));
}

bool read_thing(const GridLine& line, SideColumns& columns, ExamRows& rows) {
  const TokenRange label = cell_at(line, line.tokens.begin);
  RowItem item;
  if (!read_label(line, label, columns, rows, item)) {
    if (const auto ask = row_label_at(line.scene.document, line.tokens.begin)) columns.ask = *ask == Ask::reflex ? Ask::reflex : Ask::strength;
    return false;
  }
  if (names_own_side(line, label)) return false;
  uint32_t at = label.end;
  bool apart = at < line.tokens.end;
  if (!apart) at = item.tokens.end;  // one space between the columns
  for (Side side : columns.sides) {
    const TokenRange cell = apart ? cell_at(line, at) : TokenRange{at, line.tokens.end};
    if (cell.empty()) break;
    const auto value = apart ? value_in(line.scene, cell, item.ask) : exam_value_at(line.scene.document, at, line.tokens.end, item.ask);
    at = apart ? cell.end : (value ? value->end_of.end : line.tokens.end);
    if (value) item.values[item.count++] = {side, *value};
    else if (!apart) break;
  }
  if (item.count == 0 || (!apart && (item.count < 2 || at < line.tokens.end))) return false;
  rows.cover(line.tokens);
  rows.emit(line.scene, item, false);
  return true;
}

uint32_t read_side_grid(const Scene& scene, TokenRange line, ExamRows& rows) {
  SideColumns columns;
  if (!read_sides({scene, line}, columns)) return line.begin;
  uint32_t read_to = line.begin;
  int misses = 0;
  for (TokenRange row = next_line(scene, line); !row.empty() && misses <= kMaxMisses; row = next_line(scene, row)) {
    if (scene.token(row.begin).has(Token::kBlankLine) && read_to > line.begin) break;
    if (read_thing({scene, row}, columns, rows)) {
      read_to = row.end;
      misses = 0;
    } else if (after_rules({scene, row}, row.begin) < row.end) {
      ++misses;
    }
  }
  return read_to;
}

// --- a column a visit ---

enum class Visit : uint8_t { none, past, now, goal };

// "4/27", "5/27/24"
bool is_day(const GridLine& line, TokenRange cell) {
  const auto number = [&](uint32_t at) { return at < cell.end && line.scene.token(at).kind == TokenKind::number && line.word(at).size() <= 4; };
  return cell.size() >= 3 && cell.size() <= 5 && number(cell.begin) && line.is(cell.begin + 1, '/') && number(cell.begin + 2) && line.word(cell.begin + 2).size() == 2;
}

Visit visit_of(const GridLine& line, TokenRange cell) {
  constexpr std::array<std::string_view, 5> kGoals = {"goal", "goals", "target", "ltg", "stg"};
  constexpr std::array<std::string_view, 7> kNow = {"today", "current", "now", "discharge", "dc", "final", "present"};
  constexpr std::array<std::string_view, 8> kPast = {"eval", "initial", "baseline", "prior", "previous", "last", "ie", "intake"};
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    if (one_of(kGoals, line.word(at))) return Visit::goal;
    if (one_of(kNow, line.word(at))) return Visit::now;
    if (one_of(kPast, line.word(at))) return Visit::past;
  }
  return is_day(line, cell) ? Visit::past : Visit::none;
}

struct Visits {
  std::array<Visit, kMaxColumns> columns{};
  size_t count = 0;
};

// "        4/27      5/27      Goal": at least two visits, the last of them this one where none says so.
bool read_visits(const GridLine& line, Visits& out) {
  if (cell_at(line, line.tokens.begin).end >= line.tokens.end) return false;
  size_t last = kMaxColumns;
  bool now = false;
  for (uint32_t at = line.tokens.begin; at < line.tokens.end;) {
    const TokenRange cell = cell_at(line, at);
    if (cell.empty()) break;
    at = cell.end;
    const Visit visit = visit_of(line, cell);
    if (visit == Visit::none && out.count == 0 && cell.begin == line.tokens.begin) continue;  // the title
    if (visit == Visit::none || out.count == kMaxColumns) return false;
    if (visit != Visit::goal) last = out.count;
    now |= visit == Visit::now;
    out.columns[out.count++] = visit;
  }
  if (out.count < 2 || last == kMaxColumns || last == 0) return false;
  if (!now) out.columns[last] = Visit::now;
  return true;
}

bool read_visit_row(const GridLine& line, const Visits& visits, ExamRows& rows) {
  TokenRange label = cell_at(line, line.tokens.begin);
  RowItem item;
  if (const auto side = side_word_at(line.scene.document, label.begin, label.end)) {
    item.side = side->side;
    label.begin = side->end;
  }
  if (label.empty() || label.end >= line.tokens.end || !read_label(line, label, SideColumns{}, rows, item)) return false;
  const bool muscle = item.hit == kNoEntry && (item.name.kind == NameKind::muscle || item.name.kind == NameKind::shared || item.name.kind == NameKind::tendon);
  if (!muscle && item.ask != Ask::angle && item.ask != Ask::sign) return false;  // "Sensory  2  2" counts points
  bool any = false;
  uint32_t at = label.end;
  for (size_t i = 0; i < visits.count && at < line.tokens.end; ++i) {
    const TokenRange cell = cell_at(line, at);
    at = cell.end;
    const auto value = value_in(line.scene, cell, item.ask);
    if (!value) continue;
    any = true;
    RowItem one = item;
    one.values[one.count++] = {Side::none, *value};
    if (visits.columns[i] == Visit::now) rows.emit(line.scene, one, false);
    if (visits.columns[i] == Visit::past) {
      one.tokens = value->tokens;
      rows.emit_past(line.scene, one);
    }
  }
  if (any) rows.cover(line.tokens);
  return any;
}

uint32_t read_visit_grid(const Scene& scene, TokenRange line, ExamRows& rows) {
  Visits visits;
  if (!read_visits({scene, line}, visits)) return line.begin;
  uint32_t read_to = line.begin;
  for (TokenRange row = next_line(scene, line); !row.empty() && !scene.token(row.begin).has(Token::kBlankLine); row = next_line(scene, row)) {
    if (read_visit_row({scene, row}, visits, rows)) read_to = row.end;
  }
  return read_to;
}

// --- motions and their percent ---

// "Lumbar AROM %", "Cervical ROM (deg):"
bool is_motion_title(const GridLine& line, bool& percent) {
  if (line.tokens.size() > kMotionTitle) return false;
  bool label = false;
  for (uint32_t at = line.tokens.begin; at < line.tokens.end; ++at) {
    if (line.scene.token(at).kind == TokenKind::number) return false;
    percent |= line.is(at, '%');
    label |= row_label_at(line.scene.document, at) == Ask::motion;
  }
  return label;
}

uint8_t region_of_title(const GridLine& line) {
  uint8_t out = 0;
  for (uint32_t at = line.tokens.begin; at < line.tokens.end; ++at) {
    if (line.word(at).starts_with("cerv") || line.word(at) == "neck") out |= kNeck;
    if (line.word(at).starts_with("lumb") || line.word(at) == "trunk") out |= kLowBack;
  }
  return out;
}

// "Flex: 45 (WNL)", "R rot: limited", "Ext: 50%"; bare degrees say nothing.
bool read_judged_motion(const GridLine& line, uint32_t at, RowItem item, ExamRows& rows) {
  if (at < line.tokens.end && (line.is(at, ':') || line.is(at, '-'))) ++at;
  if (at >= line.tokens.end) return false;
  const auto value = exam_value_at(line.scene.document, at, line.tokens.end, Ask::motion);
  if (!value) return line.scene.token(at).kind == TokenKind::number;
  for (uint32_t rest = value->end_of.end; rest < line.tokens.end; ++rest) {
    if (side_word_at(line.scene.document, rest, line.tokens.end) || exam_name_at(line.scene.document, rest, line.tokens.end)) return false;
  }
  item.values[item.count++] = {Side::none, *value};
  rows.cover({line.tokens.begin, value->end_of.end});
  rows.emit(line.scene, item, false);
  return true;
}

bool read_motion(const GridLine& line, uint8_t region, bool percent, ExamRows& rows) {
  uint32_t at = line.tokens.begin;
  RowItem item;
  if (const auto side = side_word_at(line.scene.document, at, line.tokens.end)) {
    item.side = side->side;
    at = side->end;
  }
  const auto name = exam_name_at(line.scene.document, at, line.tokens.end);
  if (!name || name->kind != NameKind::plane) return false;
  item.name = *name;
  item.name.regions = region;
  item.ask = Ask::motion;
  item.tokens = {at, at + name->length};
  at = item.tokens.end;
  if (const auto side = side_word_at(line.scene.document, at, line.tokens.end)) {
    item.side = side->side;
    at = side->end;
  }
  if (!percent) return read_judged_motion(line, at, item, rows);
  if (at >= line.tokens.end || line.scene.token(at).kind != TokenKind::number) return false;
  rows.cover({line.tokens.begin, at + 1});
  rows.emit_share(line.scene, item, line.word(at) == "100" || line.word(at).size() > 2);
  return true;
}

uint32_t read_motion_grid(const Scene& scene, TokenRange line, ExamRows& rows) {
  bool percent = false;
  if (!is_motion_title({scene, line}, percent)) return line.begin;
  const uint8_t region = region_of_title({scene, line});
  uint32_t read_to = line.begin;
  for (TokenRange row = next_line(scene, line); !row.empty() && read_motion({scene, row}, region, percent, rows); row = next_line(scene, row)) read_to = row.end;
  if (read_to > line.begin) rows.cover(line);
  return read_to;
}

}  // namespace

uint32_t read_grid(const Scene& scene, TokenRange line, ExamRows& rows) {
  for (auto* read : {read_muscle_grid, read_side_grid, read_visit_grid, read_motion_grid}) {
    if (const uint32_t end = read(scene, line, rows); end > line.begin) return end;
  }
  return line.begin;
}

}  // namespace chartgap
