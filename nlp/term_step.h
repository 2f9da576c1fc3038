// One step of a term's program.
#pragma once

#include <cstdint>

namespace chartgap {

struct TermStep {
  enum class Op : uint8_t { word, word_set, hit, any, split, dispatch, jump, begin, end, accept };
  Op op = Op::accept;
  uint32_t a = 0;  // word, word set, hit filter, dispatch, or the target that split prefers and jump takes; of accept, the entry
  uint32_t b = 0;  // the other target of split
};

}  // namespace chartgap
