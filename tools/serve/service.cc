#include "tools/serve/service.h"

#include <utility>

#include "nlp/json_writer.h"
#include "tools/command.h"
#include "tools/embedded_files.h"
#include "tools/policy_shelf.h"
#include "tools/serve/check_answer.h"
#include "tools/serve/request_body.h"

namespace chartgap {
namespace {

constexpr std::string_view kDefaultPolicy = "cervical-esi-62321";

std::string health_of(const std::string& lexicon_sha256) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("status").string("ok").key("program").begin_object().key("name").string("chartgap").key("version").string(program_version()).end_object();
  json.key("lexicon_sha256").string(lexicon_sha256).end_object();
  return out;
}

void write_policy(JsonWriter& json, const Policy& policy) {
  json.begin_object().key("id").string(policy.id).key("version").string(policy.version).key("title").string(policy.title).key("payer").string(policy.payer);
  json.key("region").string(to_string(policy.region)).key("cpt").begin_array();
  for (const std::string& code : policy.cpt) json.string(code);
  json.end_array().key("effective_from").string(policy.effective_from).key("effective_to");
  policy.effective_to.empty() ? json.null() : json.string(policy.effective_to);
  json.key("criteria").begin_array();
  for (const Criterion& criterion : policy.criteria) {
    json.begin_object().key("id").string(criterion.id).key("label").string(criterion.label).key("kind").string(to_string(criterion.kind)).end_object();
  }
  json.end_array().end_object();
}

std::string list_of(const std::vector<Policy>& policies) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("default").string(kDefaultPolicy).key("policies").begin_array();
  for (const Policy& policy : policies) write_policy(json, policy);
  json.end_array().end_object();
  return out;
}

std::string all_schemas() {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const EmbeddedFile& file : embedded_schemas()) {
    const std::string_view name = file.file.substr(file.file.find_last_of('/') + 1);
    if (!name.starts_with("batch_")) json.key(name).raw(file.text);  // these are of files that the server does not write
  }
  json.end_object();
  return out;
}

}  // namespace

Result<std::unique_ptr<const Service>> Service::make() {
  Result<std::vector<Policy>> policies = program_policies();
  if (!policies.ok()) return policies.issues();
  Result<Lexicon> lexicon = load_lexicon();
  if (!lexicon.ok()) return lexicon.issues();
  return std::unique_ptr<const Service>(new Service(std::move(lexicon.value()), std::move(policies.value())));
}

Service::Service(Lexicon lexicon, std::vector<Policy> policies)
    : lexicon_(std::move(lexicon)),
      lexicon_sha256_(chartgap::lexicon_sha256()),
      policies_(std::move(policies)),
      health_(health_of(lexicon_sha256_)),
      policy_list_(list_of(policies_)),
      schemas_(all_schemas()) {}

HttpAnswer Service::get(Route route) const {
  if (route == Route::policies) return HttpAnswer::lasting("application/json", policy_list_);
  return HttpAnswer::lasting("application/json", route == Route::schema ? schemas_ : health_);
}

HttpAnswer Service::post(Route route, std::string body, Analyzer& analyzer) const {
  return route == Route::check ? check(std::move(body), analyzer) : extract(std::move(body), analyzer);
}

HttpAnswer Service::check(std::string body, Analyzer& analyzer) const {
  auto request = read_check_request(body, policies_);
  std::string().swap(body);
  if (const Refusal* refusal = std::get_if<Refusal>(&request)) return answer_to(*refusal);
  return check_answer(std::move(std::get<CheckRequest>(request)), {lexicon_, lexicon_sha256_}, analyzer);
}

HttpAnswer Service::extract(std::string body, Analyzer& analyzer) const {
  auto request = read_extract_request(body);
  std::string().swap(body);
  if (const Refusal* refusal = std::get_if<Refusal>(&request)) return answer_to(*refusal);
  return extract_answer(std::move(std::get<ExtractRequest>(request)), {lexicon_, lexicon_sha256_}, analyzer);
}

}  // namespace chartgap
