// One RE2 pattern of a lexicon; only for the files that build, keep or run them.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>

#include "nlp/lexicon.h"

namespace chartgap {

struct Lexicon::Pattern {
  uint32_t entry = 0;
  std::unique_ptr<RE2> expression;
};

}  // namespace chartgap
