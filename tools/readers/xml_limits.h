// Whether an XML document can be given to a parser that builds a tree: not too deep, not too many elements.
// Cost: one pass, no memory.
#pragma once

#include <optional>
#include <string_view>

#include "tools/readers/problem.h"

namespace chartgap {

std::optional<Problem> find_xml_excess(std::string_view document);

}  // namespace chartgap
