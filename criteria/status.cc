#include "criteria/status.h"

#include <array>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kStatuses> kStatusNames = {"met", "not_met", "not_documented", "conflicting", "not_applicable"};
constexpr std::array<std::string_view, kStandings> kStandingNames = {"supported", "review", "incomplete", "conflicting", "not_supported", "contraindicated"};

}  // namespace

std::string_view to_string(Status status) { return kStatusNames[static_cast<size_t>(status)]; }
std::string_view to_string(CaseStanding standing) { return kStandingNames[static_cast<size_t>(standing)]; }

}  // namespace chartgap
