// Whether what a text names is so: the six values of an assertion.
#pragma once

#include <cstdint>
#include <string_view>

namespace chartgap {

enum class Assertion : uint8_t { present, absent, possible, historical, hypothetical, family };
inline constexpr int kAssertions = 6;

std::string_view to_string(Assertion assertion);

}  // namespace chartgap
