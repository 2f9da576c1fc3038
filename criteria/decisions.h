// The file of a reviewer's decisions, and what becomes of them when a case is judged again.
// In:     JSON as criteria/schema/decisions.schema.json describes.
// Errors: all issues of the file at once; a criterion that the policy does not have is one.
// Shape:  a decision never changes the program's own verdict: it stands beside it, and the case gets a second standing that counts it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "nlp/json_source.h"
#include "nlp/result.h"

namespace chartgap {

// A text that the reviewer read.
struct ReadDocument {
  std::string name;
  std::string sha256;
};

struct Decision {
  std::string policy;
  std::string policy_version;  // empty: not recorded
  std::string criterion;
  Status status = Status::not_documented;
  std::optional<Status> was;  // the program's own verdict at that time
  std::string reason;
  std::string by;
  std::string on;
  std::vector<ReadDocument> documents;  // empty: not recorded
  uint32_t line = 0;                    // of the criterion's name in the file
  uint32_t column = 0;
};

struct Decisions {
  std::string file;
  std::vector<Decision> list;
};

Result<Decisions> load_decisions(std::string_view text, const std::string& file);
// The same where they stand within another file.
Decisions read_decisions(const JsonValue& root, const std::string& file, Issues& issues);

// Puts the decisions on this policy beside its verdicts. Those on other policies are left alone.
// Errors: criteria that the policy does not have; the judgement is then as it was.
Issues apply(const Decisions& decisions, const Case& patient, const Policy& policy, Judgement& judgement);

}  // namespace chartgap
