// What is quoted of a finding that is named by a label: "Cord: normal signal", for the label alone proves nothing.
#pragma once

#include "nlp/document.h"

namespace chartgap {

// The span, and where it stands in a label of its own ("Cord:") up to the end of the first clause behind it.
Span with_value(const Document& document, Span span);

}  // namespace chartgap
