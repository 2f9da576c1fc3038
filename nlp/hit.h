// A place where a lexicon entry's words stand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "nlp/span.h"

namespace chartgap {

struct Hit {
  TokenRange tokens;  // the evidence
  TokenRange whole;   // all that the term matched
  uint32_t entry = 0;
};

// Of hits in the order of their places, the first that begins at the token or after it.
inline std::vector<Hit>::const_iterator first_hit_from(const std::vector<Hit>& hits, uint32_t token) {
  return std::lower_bound(hits.begin(), hits.end(), token, [](const Hit& hit, uint32_t at) { return hit.whole.begin < at; });
}

}  // namespace chartgap
