// The shipped lexicon, several times as large.
// Shape: every entry stands in it `times` times, the copies with terms of the same shape that begin with the same words and end in words that no note has:
//        of a term of plain words the last one is altered ("disc bulge", "disc qabulge"), any other gets one more ("disc bulge(s) qa").
#pragma once

#include <vector>

#include "nlp/lexicon.h"

namespace chartgap {

std::vector<LexiconSource> large_lexicon(int times);

}  // namespace chartgap
