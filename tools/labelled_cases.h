// Cases that a reader has judged: a folder with the documents and gold.json.
// Shape:  {"policy": ID, "case": STANDING, "documents": [{"file", "kind", "date"}], "criteria": {ID: {"status", "missing", "why"}}}; "note" says where the case comes from.
// Errors: unknown keys, statuses and standings, and documents that cannot be read, each with its place.
#pragma once

#include <string>
#include <vector>

#include "criteria/policy.h"
#include "criteria/status.h"
#include "nlp/result.h"
#include "tools/command.h"

namespace chartgap {

struct Label {
  std::string criterion;
  Status status = Status::not_documented;
  std::vector<std::string> missing;
  std::string why;
};

struct LabelledCase {
  std::string folder;
  std::string policy;  // the id of the policy that it is labelled for
  CaseStanding standing = CaseStanding::incomplete;
  std::vector<Label> labels;
  std::vector<InputDocument> documents;
};

// Every folder below that holds a gold.json, by name. A root that is not there holds none.
Result<std::vector<LabelledCase>> read_labelled_cases(const std::vector<std::string>& roots);

// Folders of documents to judge, labelled or not: every folder below that holds *.txt, all of one patient.
struct UnlabelledCase {
  std::string folder;
  std::vector<InputDocument> documents;
};
Result<std::vector<UnlabelledCase>> read_cases(const std::vector<std::string>& roots);

}  // namespace chartgap
