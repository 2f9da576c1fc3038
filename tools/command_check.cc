// `chartgap check`: one patient's documents to the documentation-gap report of a policy. `chartgap policies`: what can be checked.
#include <cstdio>
#include <iostream>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "criteria/report.h"
#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/commands.h"
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

// A policy of the program by its id, or a file.
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

}  // namespace

int run_check(const CheckOptions& options) {
  const Result<Policy> policy = find_policy(options.policy);
  if (!policy.ok()) return fail(policy.issues());
  const Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return fail(lexicon.issues());
  const Result<std::vector<InputDocument>> documents = read_documents(options.documents);
  if (!documents.ok()) return fail(documents.issues());
  Analyzer analyzer(lexicon.value());
  Case patient;
  for (const InputDocument& input : documents.value()) patient.documents.push_back(read_case_document(analyzer, input));
  const Judgement judgement = judge(patient, policy.value());
  ReportOptions report;
  report.program_version = program_version();
  report.lexicon_sha256 = lexicon_sha256(options.lexicons);
  report.colour = options.colour;
  std::string out;
  if (options.format == "json") out = json_report(patient, policy.value(), judgement, report);
  else if (options.format == "html") out = html_report(patient, policy.value(), judgement, report);
  else out = text_report(patient, policy.value(), judgement, report);
  fwrite(out.data(), 1, out.size(), stdout);
  if (options.exit_zero || judgement.standing == CaseStanding::supported) return kExitSupported;
  return kExitGaps;
}

int run_policies() {
  for (const EmbeddedFile& file : embedded_policies()) {
    const Result<Policy> policy = load_policy(file.text, std::string(file.file));
    if (!policy.ok()) return fail(policy.issues());
    std::cout << policy.value().id << "  " << policy.value().version << "  " << policy.value().title << "\n";
  }
  return 0;
}

}  // namespace chartgap
