// Tokens that nobody guesses, and base64.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

// 43 characters of the base64url alphabet that hold 256 random bits; empty when the system gives none.
std::string new_secret();
// Takes as long for a wrong one as for the right one.
bool is_same_secret(std::string_view given, std::string_view known);

std::string base64_encoded(std::string_view bytes);
std::string sha256_base64(std::string_view bytes);

}  // namespace chartgap
