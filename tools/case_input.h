// What the commands on a case share: which policies, and the documents with what was read in them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "criteria/case.h"
#include "criteria/comparison.h"
#include "nlp/analyze.h"
#include "nlp/lexicon.h"
#include "nlp/result.h"
#include "tools/command.h"
#include "tools/record_reader.h"

namespace chartgap {

struct CaseOptions {
  std::string policy = "cervical-esi-62321";  // ids or files, with commas between them
  std::string payer;                          // instead: the policy of this payer in force at the date of service
  std::string date;                           // of service, YYYY-MM-DD; empty: that of the newest document
  std::string cpt;                            // where a payer has several policies
  std::string decisions;                      // a file, or empty
  std::vector<std::string> documents;         // files; - is the standard input
  ReadingOptions reading;
  std::vector<std::string> lexicons;  // folders laid over the lexicon in the program
};

// A case as the program judges it. The facts borrow words from the lexicon, so it stays with them.
struct JudgedCase {
  std::unique_ptr<const Lexicon> lexicon;
  Case patient;
  std::vector<Judged> judged;        // one a policy, never empty; with the reviewer's decisions beside the verdicts
  std::vector<std::string> notices;  // a policy that is not in force at the date given
  Issues rejects;                    // records of the documents that gave no note
};

// What the text says of itself counts before the date and the kind that its source gives, where these are known.
CaseDocument case_document(Analysis&& analysis, const std::string& date, const std::string& kind);
Case read_case(Analyzer& analyzer, const std::vector<InputDocument>& documents);

// Everything that is wrong with any of the files is an issue; a record that gives no note is not, and the others go on.
Result<JudgedCase> judge_input(const CaseOptions& options);

}  // namespace chartgap
