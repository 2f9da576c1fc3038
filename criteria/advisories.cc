#include "criteria/advisories.h"

#include <algorithm>
#include <array>

namespace chartgap {

std::string_view to_string(AdvisoryKind kind) {
  constexpr std::array<std::string_view, kAdvisoryKinds> kNames = {"cord_signs", "relief_arithmetic", "course_arithmetic", "session_count", "scale_change",
                                                                   "scale_unit", "code_level",        "code_region",       "code_header",   "copied_forward"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view title_of(AdvisoryKind kind) {
  constexpr std::array<std::string_view, kAdvisoryKinds> kTitles = {
      "Cord signs",      "Relief and scores", "Length and dates of care", "Number of injections", "Scales before and after",
      "Unit of a scale", "Code and imaging",  "Code and procedure",       "Code too short",       "Copied forward"};
  return kTitles[static_cast<size_t>(kind)];
}

Advisories advisories_of(const Case& patient, const Policy& policy) {
  const Chart chart(patient, policy.region);
  Advisories out;
  check_cord_signs(chart, out);
  check_relief(chart, out);
  check_courses(chart, out);
  check_session_count(chart, out);
  check_scales(chart, out);
  check_codes(chart, policy, out);
  check_copies(patient, out);
  std::stable_sort(out.begin(), out.end(), [](const Advisory& a, const Advisory& b) { return a.kind < b.kind; });
  return out;
}

}  // namespace chartgap
