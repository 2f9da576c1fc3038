// The terse parts of an examination that no sentence holds together: runs of names with their grades ("R D5 B5 WE4+ T5", "flex full, ext 50%"), tests by side ("Spurling R +, L -", ticked boxes),
// and grids, a column a muscle or a column a side.
// Out:    facts with the token that each begins at, in order, and the stretches of text that are thereby read.
// Source: decisions 9 and 20 of the fact model.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "nlp/facts/exam_labels.h"
#include "nlp/facts/exam_names.h"
#include "nlp/facts/exam_values.h"
#include "nlp/facts/scene.h"

namespace chartgap {

// One name of a row with what stands beside it.
struct SidedValue {
  Side side = Side::none;
  ExamValue value;
  uint32_t begin = 0;  // of the side, where it leads
};
inline constexpr size_t kMaxSidedValues = 4;
struct RowItem {
  ExamName name;
  TokenRange tokens;        // of the name
  uint32_t hit = kNoEntry;  // of a test that the lexicon names
  Ask ask = Ask::strength;
  Side side = Side::none;  // that leads
  SegmentSet roots;        // printed beside the name
  std::array<SidedValue, kMaxSidedValues> values;
  size_t count = 0;
};

class ExamRows {
 public:
  struct Made {
    uint32_t token = 0;
    Fact fact;
  };

  void read(const Scene& scene);
  const std::vector<Made>& made() const { return made_; }
  // The tokens that rows have read.
  const std::vector<TokenRange>& covered() const { return covered_; }

  // Adds the facts of one item: a pair of sides that agree is one, else each its own.
  void emit(const Scene& scene, const RowItem& item, bool right_left);
  // What was found at an earlier visit, where it was not as it should be.
  void emit_past(const Scene& scene, const RowItem& item);
  // A motion that a column gives in percent.
  void emit_share(const Scene& scene, const RowItem& item, bool full);
  // The exam finding that the lexicon names at the token: its hit, or kNoEntry.
  uint32_t hit_at(uint32_t token) const { return hit_at_[token]; }
  void cover(TokenRange tokens) { covered_.push_back(tokens); }

 private:
  void join_covered();
  void emit_pair(const Scene& scene, const RowItem& item, bool right_left);
  void add(const Scene& scene, const RowItem& item, Side side, TokenRange span, TokenRange grade, Finding finding);
  bool index_hits(const Scene& scene);
  bool may_hold_things(const Document& document, TokenRange line) const;

  std::vector<uint32_t> hit_at_;  // by token
  std::vector<Made> made_;
  std::vector<TokenRange> covered_;
};

// Reads the grid whose first line this is; gives the token after its last line, or `line.begin` when it is none.
uint32_t read_grid(const Scene& scene, TokenRange line, ExamRows& rows);

// Reads the runs and the tests of one line; `label` is what the rows are of, and goes on to the next.
void read_row_line(const Scene& scene, TokenRange line, ExamRows& rows, std::vector<RowItem>& scratch, std::optional<Ask>& label);

// The line that begins at the token.
TokenRange line_at(const Document& document, uint32_t begin);

}  // namespace chartgap
