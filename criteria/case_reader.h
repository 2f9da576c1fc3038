// A patient's files to a case: each file cut into its visits, each visit read as a document, and what was copied forward counted once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/visits.h"
#include "nlp/analyze.h"

namespace chartgap {

class CaseReader {
 public:
  explicit CaseReader(Analyzer& analyzer) : analyzer_(analyzer) {}
  void add(const std::string& name, std::string_view bytes);
  Case take();

 private:
  CaseDocument read(const std::string& name, std::string_view bytes);
  void add_visits(const std::string& name, const Text& file, const std::vector<Visit>& visits);

  Analyzer& analyzer_;
  Case patient_;
};

}  // namespace chartgap
