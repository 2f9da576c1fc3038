// A grid with a column a visit ("Today   10/19/23   09/07/23"): the scores of earlier visits are historical.
// In:  the frames of a note in their order; cells stand apart by tabs or wide gaps.
#pragma once

#include <array>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

class VisitGrid {
 public:
  // Keeps the columns of a line that heads a grid; of a line under it, dates the sentence's scores.
  void read(const Scene& scene, const Frame& frame, std::vector<Fact>& scores);

 private:
  static constexpr size_t kMaxColumns = 8;
  bool head(const Scene& scene, const Frame& frame, TokenRange line);

  std::array<bool, kMaxColumns> past_ = {};
  std::array<bool, kMaxColumns> goal_ = {};
  size_t count_ = 0;
};

}  // namespace chartgap
