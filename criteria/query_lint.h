// Whether a question to the provider is a compliant documentation query.
// Source: AHIMA and ACDIS, Guidelines for Achieving a Compliant Query Practice (2022 update; read in summaries): a query does not lead to an answer, does not name the
//         effect on payment, and where it gives options they include "other" and "unable to determine".
// Errors: query.empty, query.shape, query.payment, query.leading, query.yes_no, query.options; each names the words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/policy.h"
#include "nlp/result.h"

namespace chartgap {

// Where the text stands, for the issues.
struct QueryPlace {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
};

std::vector<Issue> lint_query(std::string_view text, const QueryPlace& place);

// The same over every query text of a policy; places name the criterion: "policy.json: criterion conservative_care, element duration".
std::vector<Issue> lint_query(const Policy& policy, const std::string& file);

}  // namespace chartgap
