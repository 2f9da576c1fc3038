// A place where a lexicon entry's words stand.
#pragma once

#include <cstdint>

#include "nlp/span.h"

namespace chartgap {

struct Hit {
  TokenRange tokens;  // the evidence
  TokenRange whole;   // all that the term matched
  uint32_t entry = 0;
};

}  // namespace chartgap
