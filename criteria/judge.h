// Facts and a policy to one verdict a criterion, and to the case's standing.
// In:      a case with its facts and statements; a policy.
// Out:     verdicts in the policy's order; every met, not_met and conflicting verdict quotes at least one span.
// Threads: const over both; may run on many cases at once.
// Cost:    linear in the facts of a case for each criterion.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/decision.h"
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

// What a finding that points to a nerve root comes from.
enum class RootSource : uint8_t { symptom, exam, diagnosis, imaging };
inline constexpr int kRootSources = 4;
std::string_view to_string(RootSource source);

// A finding that points to nerve roots: one cell of the comparison of symptoms, examination and imaging.
struct RootFinding {
  RootSource source = RootSource::symptom;
  SegmentSet roots;
  LevelSet levels;  // as named; for imaging
  Side side = Side::none;
  Evidence evidence;
};

// A length of conservative care that a test counted.
struct CareLength {
  std::string therapy;  // as its fact is called; the dates of a therapy note are those of "physical_therapy" or "chiropractic"
  int64_t days = 0;
  Date end;  // empty where it is not known
  Evidence evidence;
};

struct Verdict {
  uint32_t criterion = 0;  // index into the policy
  Status status = Status::not_documented;
  std::vector<std::string> missing;    // elements that the policy names for this criterion
  std::vector<Evidence> evidence;      // in the order of the documents, without repeats
  std::string why;                     // one plain clause: what decided
  std::vector<RootFinding> roots;      // of a test that compares roots: everything that it compared
  std::optional<Decided> decided;      // a reviewer's decision, beside this verdict
  std::vector<Measure> measures = {};  // the numbers that decided
  std::vector<CareLength> care = {};   // of a test on conservative care: every length that it counted
};

struct Judgement {
  CaseStanding standing = CaseStanding::incomplete;
  std::vector<Verdict> verdicts;
  std::optional<CaseStanding> standing_with_decisions;  // when a reviewer decided something
};

Judgement judge(const Case& patient, const Policy& policy);

// What the verdicts' own statuses make of the case.
CaseStanding standing_of(const Judgement& judgement, const Policy& policy);

// The status that counts when decisions count: the reviewer's, unless the documents have resolved it.
Status standing_status(const Verdict& verdict);

}  // namespace chartgap
