#include "tools/serve/answer.h"

#include <algorithm>

#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr size_t kMostIssues = 100;

void write_issue(JsonWriter& json, const Issue& issue) {
  json.begin_object().key("line").integer(issue.line).key("column").integer(issue.column);
  json.key("code").string(issue.code).key("message").string(issue.message).key("expected").string(issue.expected).end_object();
}

}  // namespace

HttpAnswer answer_to(const Refusal& refusal) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().key("error").begin_object();
  json.key("status").integer(refusal.status).key("message").string(refusal.message);
  if (!refusal.issues.empty()) {
    json.key("issues").begin_array();
    for (size_t i = 0; i < std::min(refusal.issues.size(), kMostIssues); ++i) write_issue(json, refusal.issues[i]);
    json.end_array();
  }
  json.end_object().end_object();
  return {refusal.status, "application/json", std::move(body)};
}

}  // namespace chartgap
