// What the commands on a case share: which policy, and the documents with what was read in them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "nlp/lexicon.h"
#include "nlp/result.h"

namespace chartgap {

struct CaseOptions {
  std::string policy = "cervical-esi-62321";
  std::string decisions;               // a file, or empty
  std::vector<std::string> documents;  // files; - is the standard input
  std::vector<std::string> lexicons;   // folders laid over the lexicon in the program
};

// A case as the program judges it. The facts borrow words from the lexicon, so it stays with them.
struct JudgedCase {
  std::unique_ptr<const Lexicon> lexicon;
  Policy policy;
  Case patient;
  Judgement judgement;  // with the reviewer's decisions beside it
};

// A policy of the program by its id, or a file.
Result<Policy> find_policy(const std::string& name);
// Everything that is wrong with any of the files is an issue.
Result<JudgedCase> judge_input(const CaseOptions& options);

}  // namespace chartgap
