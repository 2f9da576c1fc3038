// Facts and a policy to one verdict a criterion, and to the case's standing.
// In:      a case with its facts and statements; a policy.
// Out:     verdicts in the policy's order; every met, not_met and conflicting verdict quotes at least one span.
// Threads: const over both; may run on many cases at once.
// Cost:    linear in the facts of a case for each criterion.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "criteria/case.h"
#include "criteria/policy.h"
#include "criteria/status.h"
#include "nlp/span.h"

namespace chartgap {

// Which way a quoted span points.
enum class EvidenceFor : uint8_t { met, not_met };

struct Evidence {
  uint32_t document = 0;  // index into the case
  Span span;              // bytes of that document
  EvidenceFor points_to = EvidenceFor::met;
  bool operator==(const Evidence&) const = default;
};

// A number of the documents that a test held against one of the policy's.
struct Measure {
  std::string name;  // "duration"
  std::string unit;  // "days"
  double found = 0;
  double needed = 0;
  bool at_most = false;  // else at least
  bool operator==(const Measure&) const = default;
};

struct Verdict {
  uint32_t criterion = 0;  // index into the policy
  Status status = Status::not_documented;
  std::vector<std::string> missing;  // elements that the policy names for this criterion
  std::vector<Evidence> evidence;    // in the order of the documents, without repeats
  std::string why;                   // one plain clause: what decided
  std::vector<Measure> measures = {};
};

struct Judgement {
  CaseStanding standing = CaseStanding::incomplete;
  std::vector<Verdict> verdicts;
};

Judgement judge(const Case& patient, const Policy& policy);

}  // namespace chartgap
