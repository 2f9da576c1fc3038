// Lexicon files to checked entries with their terms as they are written.
// In:     the text of lexicons/*.json; the format is described in lexicons/README.md.
// Errors: all issues of all files at once.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "nlp/lexicon.h"
#include "nlp/result.h"
#include "nlp/term.h"

namespace chartgap {

struct LexiconTerm {
  std::string text;
  uint32_t line = 0;
  uint32_t column = 0;
};

struct LexiconPattern {
  uint32_t entry = 0;
  std::string expression;
  std::vector<std::string> triggers;
};

struct LexiconContents {
  std::vector<std::string> files;
  std::deque<std::string> names;  // the codes and drugs to which the entries point
  std::vector<Entry> entries;
  std::vector<std::vector<LexiconTerm>> terms;  // by entry
  std::vector<LexiconPattern> patterns;
  std::vector<WordLists> lists;  // by file
};
Result<LexiconContents> read_lexicon(const std::vector<LexiconSource>& sources);

}  // namespace chartgap
