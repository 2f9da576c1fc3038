// A text in UTF-16, known by its byte order mark, as UTF-8.
// Shape: the mark is dropped; a surrogate without its partner, and an odd last byte, become U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

// Also false for UTF-32, whose mark begins alike.
bool is_utf16(std::string_view bytes);
// Only for bytes that are UTF-16.
std::string utf8_from_utf16(std::string_view bytes);

}  // namespace chartgap
