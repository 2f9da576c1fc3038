// The two statements of a conflict that cannot both be true, and a verdict's quotes with them in front.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/quote.h"

namespace chartgap {

// Indices into the verdict's evidence.
struct ConflictPair {
  uint32_t one = 0;    // for
  uint32_t other = 0;  // against
};

// The pair that speaks most of the same thing: the same finding, else the same kind of finding, rather in two documents than in one. Only for conflicting verdicts.
std::optional<ConflictPair> conflict_of(const Case& patient, const Verdict& verdict);

// The verdict's quotes; those of the conflict first, whatever stands before them in the documents.
std::vector<Quote> ordered_quotes(const Case& patient, const Verdict& verdict);

}  // namespace chartgap
