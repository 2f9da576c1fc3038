// How two lexicons score on the annotated notes of a diff, and what of the difference is more than chance.
// Shape:   one pair of scores a note; facts match as in `score`: type, code and assertion, overlapping spans.
// Threads: each note's pair may be filled by another worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nlp/result.h"
#include "tools/annotation.h"
#include "tools/command.h"
#include "tools/scoring.h"

namespace chartgap {

struct ScoredNote {
  Score before;
  Score after;
};

// By note its annotated facts, from the ID.ann or ID.json beside its ID.txt; nothing where nobody annotated it.
Result<std::vector<std::optional<std::vector<AnnotatedFact>>>> read_annotations(const std::vector<InputDocument>& notes);

// A table of precision, recall and F1 before and after, of all facts, of the types that changed and of attributes; `notes` is how many there are with those that nobody annotated.
std::string score_change_text(const std::vector<ScoredNote>& scored, size_t notes);

}  // namespace chartgap
