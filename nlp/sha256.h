// The SHA-256 of a run of bytes, to name exactly the text that was read.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace chartgap
