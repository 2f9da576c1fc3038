// What the server answers to a request, before it becomes HTTP.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "nlp/result.h"

namespace chartgap {

// Why a request is not served. `issues` have their places in the request's body.
struct Refusal {
  unsigned status = 400;
  std::string message;
  Issues issues = {};
};

// A body of its own, or one that outlives every request.
class HttpAnswer {
 public:
  HttpAnswer(unsigned status, std::string content_type, std::string body) : status_(status), content_type_(std::move(content_type)), own_(std::move(body)) {}
  static HttpAnswer lasting(std::string content_type, std::string_view body) {
    HttpAnswer out(200, std::move(content_type), "");
    out.lasting_ = body;
    return out;
  }
  static HttpAnswer json(std::string body) { return {200, "application/json", std::move(body)}; }

  unsigned status() const { return status_; }
  const std::string& content_type() const { return content_type_; }
  std::string_view body() const { return lasting_.data() != nullptr ? lasting_ : std::string_view(own_); }
  // What the answer itself holds in memory.
  size_t own_bytes() const { return own_.size(); }

 private:
  unsigned status_;
  std::string content_type_;
  std::string own_;
  std::string_view lasting_;
};

// {"error": {"status", "message", "issues"}}
HttpAnswer answer_to(const Refusal& refusal);

}  // namespace chartgap
