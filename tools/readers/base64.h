// Base64 (RFC 4648), also the URL alphabet, with line breaks and with or without padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chartgap {

// Nothing where it is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace chartgap
