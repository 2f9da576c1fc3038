// How a therapy went: its outcome, its sessions, the relief of an injection, each in the therapy's sentence or the one after it; and how an injection is done.
// Source: decisions 7, 8 and 16 of the fact model.
#pragma once

#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// One fact made in this sentence, with the head that made it.
struct MadeFact {
  size_t fact = 0;
  const Head* head = nullptr;
};

// Completes the sentence's therapies and procedures.
void bind_course(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts);
// A sentence without therapies of its own ("It did not help.") speaks of those before it: facts [first, last) of the sentence before.
void bind_course_after(const Scene& scene, const Frame& frame, size_t first, size_t last, std::vector<Fact>& facts);

// How the procedure of a note was guided, where only its report tells so and not the line that names it.
class ProcedureGuidance {
 public:
  void read(const Scene& scene, const Frame& frame);
  // Completes what the note names first as done.
  void lend(std::vector<Fact>& facts) const;

 private:
  Guidance guidance_ = Guidance::none;
  bool contrast_ = false;
  bool withheld_ = false;
};

}  // namespace chartgap
