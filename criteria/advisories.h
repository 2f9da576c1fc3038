// What does not add up: signs of the cord that nothing takes up, numbers, scales and codes of a case that disagree with each other, and words copied forward. Advisories beside the verdicts: they change none.
// In:    a case and the policy, for its region and its codes.
// Out:   each with the words that it rests on; in the order of AdvisoryKind and of the documents.
// Source: criteria/icd.h for the diagnosis codes; NDI's range of 0 to 50 from its author's scoring (Vernon); the rest is arithmetic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/chart.h"
#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

enum class AdvisoryKind : uint8_t {
  cord_signs,         // Hoffmann or clonus without a word on myelopathy, or beside "no myelopathy"
  relief_arithmetic,  // "50 % better" against 8/10 and 5/10
  course_arithmetic,  // "six weeks of therapy" against the course's own dates
  session_count,      // injections told of against those with a date
  scale_change,       // one scale before the injection, another one after it
  scale_unit,         // NDI of 50 points or of 100 percent
  code_level,         // a code's level against the levels of the imaging
  code_region,        // a code's part of the spine against the procedure's
  code_header,        // a code that only heads more exact ones
  copied_forward
};
inline constexpr int kAdvisoryKinds = 10;
std::string_view to_string(AdvisoryKind kind);
std::string_view title_of(AdvisoryKind kind);
inline constexpr std::string_view kAdvisoriesTitle = "Signs, numbers, codes and copies to check";

struct Advisory {
  AdvisoryKind kind = AdvisoryKind::relief_arithmetic;
  std::string message;           // a sentence or two
  std::vector<Evidence> quotes;  // points_to has no meaning here
};
using Advisories = std::vector<Advisory>;

Advisories advisories_of(const Case& patient, const Policy& policy);

// The checks by what they hold against each other; each adds what it finds.
void check_cord_signs(const Chart& chart, Advisories& out);
void check_relief(const Chart& chart, Advisories& out);
void check_scales(const Chart& chart, Advisories& out);
void check_courses(const Chart& chart, Advisories& out);
void check_session_count(const Chart& chart, Advisories& out);
void check_codes(const Chart& chart, const Policy& policy, Advisories& out);
void check_copies(const Case& patient, Advisories& out);

inline Evidence quote_of(const Item& item) { return {item.document, item.fact->span, EvidenceFor::met}; }

}  // namespace chartgap
