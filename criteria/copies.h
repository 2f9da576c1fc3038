// Words copied forward: a run of text that stands, whatever its line breaks, in a document of an earlier date too.
// In:    documents with dates; undated ones neither copy nor are copied from, and documents of one day do not copy each other.
// Shape: a run is kRunWords words, numbers and signs or more. Of several documents that have it the earliest is its source.
// Cost:  linear in the words of the case.
#pragma once

#include "criteria/case.h"

namespace chartgap {

inline constexpr size_t kRunWords = 25;  // shorter runs are set phrases ("no fever, chills or weight loss")

// Notes the copies of each document, and drops from it the facts and statements whose whole sentence was copied: they stand in the earlier document.
void count_copies_once(Case& patient);

}  // namespace chartgap
