// The bodies of POST /v1/check and /v1/extract, read strictly.
// Errors: every issue of a body at once, with its place in it: unknown and repeated keys, wrong types, unknown names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "criteria/case.h"
#include "criteria/decisions.h"
#include "criteria/policy.h"
#include "tools/serve/answer.h"

namespace chartgap {

struct GivenDocument {
  std::string name;
  std::string text;
  DocumentKind kind = DocumentKind::unknown;  // unknown: as the text says
  Date date = {};                             // empty: as the text says
};

struct CheckRequest {
  std::vector<GivenDocument> documents;
  std::vector<const Policy*> policies;
  Decisions decisions;
  std::string format = "json";
};

struct ExtractRequest {
  std::vector<GivenDocument> documents;
};

std::variant<CheckRequest, Refusal> read_check_request(std::string_view body, const std::vector<Policy>& policies);
std::variant<ExtractRequest, Refusal> read_extract_request(std::string_view body);

}  // namespace chartgap
