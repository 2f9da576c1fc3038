// The spine: one note's bytes to its facts. The order of the stages is written here and nowhere else.
// Threads: one Analyzer a worker; the lexicon is shared.
#pragma once

#include <cstdint>
#include <string_view>
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

// Statements are only for a judge; without them the facts are the same.
enum class Reading : uint8_t { facts, facts_and_statements };

class Analyzer {
 public:
  explicit Analyzer(const Lexicon& lexicon, Reading reading = Reading::facts_and_statements) : lexicon_(lexicon), reading_(reading) {}
  Analysis analyze(std::string_view name, std::string_view bytes);
  // The same into an analysis that is used again and again: its memory is kept.
  void analyze(std::string_view name, std::string_view bytes, Analysis& out);

 private:
  const Lexicon& lexicon_;
  const Reading reading_;
  MatchScratch scratch_;
};

}  // namespace chartgap
