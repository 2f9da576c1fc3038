// What is wrong in a policy file beyond its shape: codes that no fact has, parameters that nothing uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlp/lexicon.h"
#include "nlp/result.h"

namespace chartgap {

// The codes that facts can have.
std::vector<std::string> fact_codes(const Lexicon& lexicon);

// All issues of the file: the loader's, and where it loads, those on its content.
Issues lint_policy(std::string_view text, const std::string& file, const std::vector<std::string>& codes);

}  // namespace chartgap
