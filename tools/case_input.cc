#include "tools/case_input.h"

#include "criteria/decisions.h"
#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

constexpr std::string_view kPolicyFolder = "criteria/policies/";

std::string id_of(const EmbeddedFile& file) {
  std::string id(file.file.substr(kPolicyFolder.size()));
  return id.substr(0, id.size() - std::string_view(".json").size());
}

std::vector<std::string> policy_ids() {
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : embedded_policies()) ids.push_back(id_of(file));
  return ids;
}

CaseDocument read_case_document(Analyzer& analyzer, const InputDocument& input) {
  Analysis analysis = analyzer.analyze(input.name, input.bytes);
  CaseDocument out;
  out.kind = find_kind(analysis.document);
  out.date = find_date(analysis.document, analysis.quantities);
  out.document = std::move(analysis.document);
  out.facts = std::move(analysis.facts);
  out.statements = std::move(analysis.statements);
  return out;
}

Result<Decisions> read_decisions(const std::string& file) {
  if (file.empty()) return Decisions{};
  const Result<std::vector<InputDocument>> input = read_documents({file});
  if (!input.ok()) return input.issues();
  return load_decisions(input.value().front().bytes, file);
}

}  // namespace

Result<Policy> find_policy(const std::string& name) {
  for (const EmbeddedFile& file : embedded_policies()) {
    if (id_of(file) == name) return load_policy(file.text, std::string(file.file));
  }
  if (name.find('/') != std::string::npos || name.find('.') != std::string::npos) {
    Result<std::vector<InputDocument>> file = read_documents({name});
    if (!file.ok()) return file.issues();
    return load_policy(file.value().front().bytes, name);
  }
  const std::string near = nearest(name, policy_ids());
  return Issues{{name, 0, 0, "policy.unknown", "there is no policy of that id",
                 near.empty() ? "one that `chartgap policies` lists, or a file" : "\"" + near + "\", or one that `chartgap policies` lists"}};
}

Result<JudgedCase> judge_input(const CaseOptions& options) {
  JudgedCase out;
  Result<Policy> policy = find_policy(options.policy);
  if (!policy.ok()) return policy.issues();
  out.policy = std::move(policy.value());
  const Result<Decisions> decisions = read_decisions(options.decisions);
  if (!decisions.ok()) return decisions.issues();
  Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return lexicon.issues();
  out.lexicon = std::make_unique<const Lexicon>(std::move(lexicon.value()));
  const Result<std::vector<InputDocument>> documents = read_documents(options.documents);
  if (!documents.ok()) return documents.issues();
  Analyzer analyzer(*out.lexicon);
  for (const InputDocument& input : documents.value()) out.patient.documents.push_back(read_case_document(analyzer, input));
  out.judgement = judge(out.patient, out.policy);
  const Issues issues = apply(decisions.value(), out.patient, out.policy, out.judgement);
  if (!issues.empty()) return issues;
  return out;
}

}  // namespace chartgap
