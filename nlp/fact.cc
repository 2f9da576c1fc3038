#include "nlp/fact.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kAssertions> kAssertionNames = {"present", "absent", "possible", "historical", "hypothetical", "family"};
constexpr std::array<std::string_view, kFactTypes> kTypeNames = {"symptom", "therapy",    "imaging",   "exam",        "red_flag", "procedure",
                                                                 "score",   "counseling", "diagnosis", "alternative", "statement"};
constexpr std::array<std::string_view, 4> kSideNames = {"none", "left", "right", "bilateral"};
constexpr std::array<std::string_view, 6> kModalityNames = {"none", "mri", "ct", "xray", "myelogram", "emg"};
constexpr std::array<std::string_view, 5> kOutcomeNames = {"none", "failed", "partial", "helped", "not_tolerated"};
constexpr std::array<std::string_view, 4> kApproachNames = {"none", "interlaminar", "transforaminal", "caudal"};
constexpr std::array<std::string_view, 4> kGuidanceNames = {"none", "fluoroscopy", "ct", "ultrasound"};

}  // namespace

std::string_view to_string(Assertion assertion) { return kAssertionNames[static_cast<size_t>(assertion)]; }
std::string_view to_string(FactType type) { return kTypeNames[static_cast<size_t>(type)]; }
std::string_view to_string(Side side) { return kSideNames[static_cast<size_t>(side)]; }
std::string_view to_string(Modality modality) { return kModalityNames[static_cast<size_t>(modality)]; }
std::string_view to_string(Outcome outcome) { return kOutcomeNames[static_cast<size_t>(outcome)]; }
std::string_view to_string(Approach approach) { return kApproachNames[static_cast<size_t>(approach)]; }
std::string_view to_string(Guidance guidance) { return kGuidanceNames[static_cast<size_t>(guidance)]; }

}  // namespace chartgap
