// Tokens that nobody guesses, and base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chartgap {

// 43 characters of the base64url alphabet that hold 256 random bits; empty when the system gives none.
std::string new_secret();
// Takes as long for a wrong one as for the right one.
bool is_same_secret(std::string_view given, std::string_view known);

std::string base64_encoded(std::string_view bytes);
// Nothing unless the text is base64 with its padding, without white space.
std::optional<std::string> base64_decoded(std::string_view text);
std::string sha256_base64(std::string_view bytes);

}  // namespace chartgap
