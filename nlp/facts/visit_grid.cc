#include "nlp/facts/visit_grid.h"

#include <algorithm>

#include "nlp/facts/table.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {
namespace {

bool is_date(const Frame& frame, uint32_t at) {
  return std::any_of(frame.quantities.begin(), frame.quantities.end(),
                     [&](const Quantity& quantity) { return quantity.kind == QuantityKind::date && quantity.tokens.contains(at); });
}

bool is_all_date(const Frame& frame, TokenRange cell) {
  return std::any_of(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& quantity) { return quantity.kind == QuantityKind::date && quantity.tokens == cell; });
}

// What a cell of a grid's head says of its column.
enum class When : uint8_t { none, now, past, goal };

When when_of(const Scene& scene, const Frame& frame, TokenRange cell) {
  constexpr std::array<std::string_view, 8> kNow = {"today", "current", "now", "discharge", "dc", "post", "present", "final"};
  constexpr std::array<std::string_view, 9> kPast = {"initial", "baseline", "previous", "prior", "last", "intake", "pre", "first", "eval"};
  constexpr std::array<std::string_view, 3> kGoals = {"goal", "goals", "target"};
  When found = When::none;
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    const std::string_view word = scene.word(at);
    if (one_of(kNow, word)) return When::now;
    if (one_of(kGoals, word)) return When::goal;
    if (one_of(kPast, word) || is_date(frame, at)) found = When::past;
  }
  return found;
}

// The column of the line in which a token stands.
size_t column_of(const Scene& scene, TokenRange line, uint32_t token) {
  size_t column = 0;
  for (uint32_t at = line.begin + 1; at <= token && at < line.end; ++at) column += scene.token(at).has(Token::kWideGap);
  return column;
}

uint32_t token_at(const Scene& scene, TokenRange line, Span span) {
  for (uint32_t at = line.begin; at < line.end; ++at) {
    if (scene.document.span_of({at, at + 1}).begin >= span.begin) return at;
  }
  return line.end;
}

}  // namespace

// "Today   10/19/23   09/07/23", "Initial   Current": columns of this visit and of earlier ones.
bool VisitGrid::head(const Scene& scene, const Frame& frame, TokenRange line) {
  if (column_of(scene, line, line.end) == 0) return false;  // most lines have no cells
  std::array<When, kMaxColumns> whens = {};
  size_t count = 0;
  bool now = false;
  bool past = false;
  size_t dates = 0;  // of columns of visits: all but the last are past
  bool other = false;
  each_cell(scene, line.begin, line.end, [&](TokenRange cell) {
    const When when = when_of(scene, frame, cell);
    if (count == kMaxColumns || (count == 0 && when == When::none)) return;
    now |= when == When::now;
    past |= when == When::past;
    const bool date = is_all_date(frame, cell);
    dates += date;
    other |= !date && when != When::goal;
    whens[count++] = when;
  });
  if (!now && dates >= 2 && !other) {
    now = true;
    size_t last = count - 1;
    while (whens[last] != When::past) --last;
    whens[last] = When::now;
  }
  if (!now || !past) return false;
  for (size_t i = 0; i < kMaxColumns; ++i) {
    past_[i] = i < count && whens[i] == When::past;
    goal_[i] = i < count && whens[i] == When::goal;
  }
  count_ = count;
  return true;
}

void VisitGrid::read(const Scene& scene, const Frame& frame, std::vector<Fact>& scores) {
  if (!frame.sentence->cells && count_ == 0) return;
  each_line(scene, frame.sentence->tokens, [&](TokenRange line) {
    if (head(scene, frame, line) || count_ == 0) return;
    const Span span = scene.document.span_of(line);
    if (column_of(scene, line, line.end) == 0) count_ = 0;
    for (Fact& fact : scores) {
      if (count_ == 0 || fact.type != FactType::score || !span.contains(fact.span)) continue;
      const size_t column = column_of(scene, line, token_at(scene, line, fact.span));
      if (column == 0 || column > count_) continue;
      if (past_[column - 1]) fact.assertion = Assertion::historical;
      if (goal_[column - 1]) fact.assertion = Assertion::hypothetical;
    }
  });
}

}  // namespace chartgap
