#include "nlp/fact.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kAssertions> kAssertionNames = {"present", "absent", "possible", "historical", "hypothetical", "family"};
constexpr std::array<std::string_view, kFactTypes> kTypeNames = {"symptom", "therapy",    "imaging",   "exam",        "red_flag", "procedure",
                                                                 "score",   "counseling", "diagnosis", "alternative", "statement"};
constexpr std::array<std::string_view, kSides> kSideNames = {"none", "left", "right", "bilateral"};
constexpr std::array<std::string_view, kModalities> kModalityNames = {"none", "mri", "ct", "xray", "myelogram", "emg"};
constexpr std::array<std::string_view, kOutcomes> kOutcomeNames = {"none", "failed", "partial", "helped", "not_tolerated"};
constexpr std::array<std::string_view, kApproaches> kApproachNames = {"none", "interlaminar", "transforaminal", "caudal"};
constexpr std::array<std::string_view, kGuidances> kGuidanceNames = {"none", "fluoroscopy", "ct", "ultrasound"};

constexpr size_t kModelTypes = kFactTypes - 1;  // without `statement`

}  // namespace

std::optional<FactType> fact_type_named(std::string_view name) {
  const auto found = std::find(kTypeNames.begin(), kTypeNames.end(), name);
  if (found == kTypeNames.end()) return std::nullopt;
  return static_cast<FactType>(found - kTypeNames.begin());
}

std::vector<std::string> fact_type_names() { return {kTypeNames.begin(), kTypeNames.begin() + kModelTypes}; }

std::string_view to_string(Assertion assertion) { return kAssertionNames[static_cast<size_t>(assertion)]; }
std::string_view to_string(FactType type) { return kTypeNames[static_cast<size_t>(type)]; }
std::string_view to_string(Side side) { return kSideNames[static_cast<size_t>(side)]; }
std::string_view to_string(Modality modality) { return kModalityNames[static_cast<size_t>(modality)]; }
std::string_view to_string(Outcome outcome) { return kOutcomeNames[static_cast<size_t>(outcome)]; }
std::string_view to_string(Approach approach) { return kApproachNames[static_cast<size_t>(approach)]; }
std::string_view to_string(Guidance guidance) { return kGuidanceNames[static_cast<size_t>(guidance)]; }

}  // namespace chartgap
