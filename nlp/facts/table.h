// A report's table: a line a level, a column a thing ("Level   Disc   Canal   R foramen   L foramen").
// In:  the frames of a note in their order; cells stand apart by tabs or wide gaps.
// Out: facts of the cells that say only how it is ("patent", "moderate"); cells that name a finding are read as any text.
#pragma once

#include <array>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

class LevelTable {
 public:
  // Keeps the columns of a line that heads a table; of a line under it, adds the facts to `out`.
  void read(const Scene& scene, const Frame& frame, std::vector<Fact>& out);

 private:
  struct Column {
    std::string_view code;  // empty for what is not read
    Side side = Side::none;
  };
  static constexpr size_t kMaxColumns = 8;
  bool head(const Scene& scene, const Frame& frame);
  void row(const Scene& scene, const Frame& frame, TokenRange level, std::vector<Fact>& out) const;

  std::array<Column, kMaxColumns> columns_;
  size_t count_ = 0;
};

}  // namespace chartgap
