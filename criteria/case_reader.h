// A patient's files to a case: each file cut into its visits, each visit read as a document, and what was copied forward counted once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/visits.h"
#include "nlp/analyze.h"

namespace chartgap {

// A file as it was received. The kind and the date that its source gives count; where it gives none, what the text says.
struct ReceivedFile {
  std::string_view name;
  std::string_view bytes;
  DocumentKind kind = DocumentKind::unknown;
  Date date = {};
};

class CaseReader {
 public:
  explicit CaseReader(Analyzer& analyzer) : analyzer_(analyzer) {}
  void add(const ReceivedFile& file);
  // The same of a file that has been analysed.
  void add(const ReceivedFile& file, Analysis&& analysis);
  Case take();

 private:
  void add_visits(const ReceivedFile& received, const Text& file, const std::vector<Visit>& visits);

  Analyzer& analyzer_;
  Case patient_;
};

}  // namespace chartgap
