// The spine: one note's bytes to its facts. The order of the stages is written here and nowhere else.
// Threads: one Analyzer a worker; the lexicon is shared.
#pragma once

#include <string>
#include <vector>

#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/lexicon.h"
#include "nlp/matcher.h"
#include "nlp/quantities.h"

namespace chartgap {

struct Analysis {
  Document document;
  std::vector<Hit> hits;
  std::vector<Quantity> quantities;
  std::vector<Fact> facts;
  std::vector<Fact> statements;
};

class Analyzer {
 public:
  explicit Analyzer(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Analysis analyze(std::string name, std::string bytes);

 private:
  const Lexicon& lexicon_;
  MatchScratch scratch_;
};

}  // namespace chartgap
