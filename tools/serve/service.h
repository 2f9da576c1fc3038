// What the server knows and does: the answers to every request, without HTTP.
// Threads: const after it is made; a POST takes the caller's analyzer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "criteria/policy.h"
#include "nlp/analyze.h"
#include "nlp/lexicon.h"
#include "nlp/result.h"
#include "tools/serve/answer.h"
#include "tools/serve/gatekeeper.h"

namespace chartgap {

class Service {
 public:
  static Result<std::unique_ptr<const Service>> make();

  const Lexicon& lexicon() const { return lexicon_; }
  // For GET paths but the page.
  HttpAnswer get(Route route) const;
  // For POST paths. The body is given up as soon as it is read.
  HttpAnswer post(Route route, std::string body, Analyzer& analyzer) const;

 private:
  Service(Lexicon lexicon, std::vector<Policy> policies);
  HttpAnswer check(std::string body, Analyzer& analyzer) const;
  HttpAnswer extract(std::string body, Analyzer& analyzer) const;

  Lexicon lexicon_;
  std::string lexicon_sha256_;
  std::vector<Policy> policies_;
  std::string health_;
  std::string policy_list_;
  std::string schemas_;
};

}  // namespace chartgap
