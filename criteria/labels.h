// The words before a place in its line: the label that they may be.
#pragma once

#include <cstdint>
#include <string_view>

#include "nlp/document.h"

namespace chartgap {

// From the start of the line to the token, without the marks before it; folded.
std::string_view line_before(const Document& document, uint32_t token);
// The nearest of them, in whole words; folded.
std::string_view words_before(const Document& document, uint32_t token);

}  // namespace chartgap
