// Symptoms, examination and imaging side by side: which nerve roots and side each points to, and why they agree or do not.
// Source: the roots come from the lexicon's skin areas, muscles and reflexes and from criteria/correlation.h; sources differ, so the sets are wide and only disjoint ones differ.
#pragma once

#include <string>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"

namespace chartgap {

// What findings of one source say alike.
struct RootCell {
  SegmentSet roots;
  LevelSet levels;
  Side side = Side::none;
  std::vector<Evidence> evidence;
};

struct RootRow {
  RootSource source = RootSource::symptom;
  std::vector<RootCell> cells;  // empty: nothing of this source points to a root
};

struct RootTable {
  std::vector<RootRow> rows;         // symptoms, examination and imaging always; a stated diagnosis where there is one
  std::vector<std::string> remarks;  // one sentence each
  bool empty() const { return rows.empty(); }
};

// Empty for verdicts of tests that compare no roots, and where nothing points to a root.
RootTable root_table(const Case& patient, const Verdict& verdict);

std::string_view title_of(RootSource source);
// "C5-C6: C6 right"
std::string to_string(const RootCell& cell);
// The same with the first words that say so: "C6 right “tingling” (clinic_note.txt line 8) and 2 more"
std::string with_words(const Case& patient, const RootCell& cell);

}  // namespace chartgap
