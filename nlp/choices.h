// The printed options of a form of which one is circled: "blood thinners?  YES  (NO)", "Which is worse?  neck  (ARM)  same".
// Cost:  is called for lines that hold a box or a word in brackets.
#pragma once

#include <string_view>
#include <vector>

#include "nlp/forms.h"
#include "nlp/span.h"
#include "nlp/tokens.h"

namespace chartgap {

// Adds a field for every question answered so and every option of a list; gives whether there were any.
bool find_circled(std::string_view folded, const std::vector<Token>& tokens, TokenRange line, std::vector<FormField>& fields);

}  // namespace chartgap
