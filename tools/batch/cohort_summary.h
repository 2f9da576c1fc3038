// A whole run in numbers: of each criterion how many cases met it, did not, or left it open, and what they lacked most; of the facts how many of each type.
// Out: text for a terminal, JSON for programs (criteria/schema/batch_summary.schema.json), one HTML file with plots. Counts only, no word of a note.
#pragma once

#include <string>
#include <vector>

#include "criteria/policy.h"
#include "tools/batch/tally.h"

namespace chartgap {

struct Cohort {
  const Tally& tally;
  const std::vector<Policy>& policies;
  std::string program_version;
  std::string lexicon_sha256;
};

// The elements that were missing most often, the most frequent first.
std::vector<std::pair<std::string, uint64_t>> top_missing(const CriterionTally& criterion);

std::string summary_text(const Cohort& cohort);
std::string summary_json(const Cohort& cohort);
std::string summary_html(const Cohort& cohort);

}  // namespace chartgap
