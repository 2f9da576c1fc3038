// The five statuses of a criterion and how they combine.
// Source: the precedence orders are part of the policy contract: AND not_met > conflicting > not_documented > met; OR met > conflicting > not_documented > not_met.
#pragma once

#include <cstdint>
#include <string_view>

namespace chartgap {

enum class Status : uint8_t { met, not_met, not_documented, conflicting, not_applicable };
inline constexpr int kStatuses = 5;
std::string_view to_string(Status status);

// A part that does not apply leaves the other as it is.
constexpr Status all_of(Status a, Status b);
constexpr Status any_of(Status a, Status b);

enum class CaseStanding : uint8_t { supported, review, incomplete, conflicting, not_supported, contraindicated };
inline constexpr int kStandings = 6;
std::string_view to_string(CaseStanding standing);

namespace detail {
constexpr int rank_for_all(Status status) {
  switch (status) {
    case Status::not_met: return 4;
    case Status::conflicting: return 3;
    case Status::not_documented: return 2;
    case Status::met: return 1;
    case Status::not_applicable: return 0;
  }
  return 0;
}
constexpr int rank_for_any(Status status) {
  switch (status) {
    case Status::met: return 4;
    case Status::conflicting: return 3;
    case Status::not_documented: return 2;
    case Status::not_met: return 1;
    case Status::not_applicable: return 0;
  }
  return 0;
}
}  // namespace detail

constexpr Status all_of(Status a, Status b) { return detail::rank_for_all(a) >= detail::rank_for_all(b) ? a : b; }
constexpr Status any_of(Status a, Status b) { return detail::rank_for_any(a) >= detail::rank_for_any(b) ? a : b; }

}  // namespace chartgap
