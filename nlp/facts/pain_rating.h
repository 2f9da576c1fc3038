// Pain ratings without their scale ("Pain 6", "worst 9, best 3", "neck 7, low back 5"), and the columns of a pain diary.
// In:    the frames of a note in their order; the scores with a scale are score.h's.
// Units: 0-10.
#pragma once

#include <array>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

class PainRatings {
 public:
  // Adds the sentence's ratings to `out`, which holds its other scores already; parts of the body that a rating makes pains become symptoms.
  void read(const Scene& scene, const Frame& frame, std::vector<Fact>& out);

 private:
  static constexpr size_t kMaxColumns = 8;
  bool head_diary(const Scene& scene, const Frame& frame, TokenRange line);
  bool read_row(const Scene& scene, const Frame& frame, TokenRange line, std::vector<Fact>& out);
  bool read_diary(const Scene& scene, const Frame& frame, std::vector<Fact>& out);

  std::array<bool, kMaxColumns> columns_ = {};  // of the diary: whether ratings stand there
  size_t column_count_ = 0;
  bool rated_ = false;  // the sentence before had ratings
};

// "Leg pain 0/10": a pain rated 0 is none. `scores` are those of its sentence.
void deny_painless(const std::vector<Fact>& scores, Fact& pain);

}  // namespace chartgap
