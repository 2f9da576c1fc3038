// The report as FHIR R4: a Bundle with one DetectedIssue and one GuidanceResponse a criterion, in the shape of Da Vinci DEQM's gaps in care.
// Source: hl7.org/fhir/R4; DEQM's gaps-detectedissue: code CAREGAP, a gap status as modifier extension, evidence that refers to a GuidanceResponse.
// Shape:  a collection and not a document: a document needs a Composition with the date of writing, and the program reads no clock. References are UUIDs made from
//         the SHA-256 of what they name, so that the same input gives the same bytes.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/shelves.h"
#include "nlp/sha256.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kGapStatusExtension = "http://hl7.org/fhir/us/davinci-deqm/StructureDefinition/extension-gapStatus";
constexpr std::string_view kGapStatusSystem = "http://hl7.org/fhir/us/davinci-deqm/CodeSystem/gaps-status";
constexpr std::string_view kGapReasonSystem = "http://hl7.org/fhir/us/davinci-deqm/CodeSystem/care-gap-reason";
constexpr std::string_view kActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
constexpr std::string_view kSha256Oid = "urn:oid:2.16.840.1.101.3.4.2.1";

// A name-based UUID, version 8. Source: RFC 9562, 5.8.
std::string uuid_of(std::string_view name) {
  std::string hex = sha256_hex(name).substr(0, 32);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<size_t>(hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10) & 3];
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" + hex.substr(20);
}

Json coding(std::string_view system, std::string_view code) { return {{"coding", Json::array({{{"system", system}, {"code", code}}})}}; }

Json reference(const std::string& uuid) { return {{"reference", "urn:uuid:" + uuid}}; }

std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

class FhirReport {
 public:
  FhirReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options) {
    for (const CaseDocument& document : patient.documents) {
      const std::string sha256 = file_sha256(document);
      const std::string name = sha256 + " " + document.document.name() + (document.excerpt ? " " + std::to_string(document.excerpt->number) : "");
      case_name_ += name + "\n";
      hashes_.push_back(sha256);
      documents_.push_back(uuid_of("document " + name));
    }
    patient_uuid_ = uuid_of("patient " + case_name_);
    device_uuid_ = uuid_of("device " + options.program_version + " " + options.lexicon_sha256);
  }

  std::string write() {
    add(patient_uuid_, {{"resourceType", "Patient"}});
    add(device_uuid_, device());
    for (uint32_t i = 0; i < documents_.size(); ++i) add(documents_[i], document(i));
    for (const Verdict* verdict : in_report_order(policy_, judgement_)) {
      if (standing_status(*verdict) == Status::not_applicable && !verdict->decided) continue;
      const std::string name = policy_.id + " " + policy_.version + " " + criterion_of(policy_, *verdict).id + " " + case_name_;
      const std::string guidance = uuid_of("guidance " + name);
      add(uuid_of("issue " + name), detected_issue(*verdict, guidance));
      add(guidance, guidance_response(*verdict));
    }
    for (const Advisory& advisory : advisories_of(patient_, policy_)) add(uuid_of("advisory " + advisory.message + " " + case_name_), advisory_issue(advisory));
    Json bundle = {{"resourceType", "Bundle"}};
    bundle["type"] = "collection";
    bundle["entry"] = entries_;
    return dumped(bundle);
  }

 private:
  void add(const std::string& uuid, const Json& content) {
    Json resource = {{"resourceType", content["resourceType"]}, {"id", uuid}};
    resource.update(content);
    entries_.push_back({{"fullUrl", "urn:uuid:" + uuid}, {"resource", resource}});
  }

  // The program, as what made the findings.
  Json device() const {
    Json out = {{"resourceType", "Device"}, {"deviceName", Json::array({{{"name", "chartgap"}, {"type", "model-name"}}})}, {"version", Json::array()}};
    if (!options_.program_version.empty()) out["version"].push_back({{"type", {{"text", "program"}}}, {"value", options_.program_version}});
    if (!options_.lexicon_sha256.empty()) out["version"].push_back({{"type", {{"text", "lexicon, SHA-256"}}}, {"value", options_.lexicon_sha256}});
    if (out["version"].empty()) out.erase("version");
    return out;
  }

  Json document(uint32_t index) const {
    const CaseDocument& source = patient_.documents[index];
    Json out = {{"resourceType", "DocumentReference"}};
    out["identifier"] = Json::array({{{"system", kSha256Oid}, {"value", hashes_[index]}}});
    out["status"] = "current";
    out["type"] = {{"text", spaced(to_string(source.kind))}};
    out["subject"] = reference(patient_uuid_);
    Json attachment = {{"contentType", "text/plain"}, {"size", file_bytes(source)}, {"title", document_title(patient_, index)}};
    if (!source.date.empty()) attachment["creation"] = to_string(source.date);
    out["content"] = Json::array({{{"attachment", attachment}}});
    return out;
  }

  Json detected_issue(const Verdict& verdict, const std::string& guidance) const {
    Json out = {{"resourceType", "DetectedIssue"}};
    const bool closed = standing_status(verdict) == Status::met || standing_status(verdict) == Status::not_applicable;
    out["modifierExtension"] = Json::array({{{"url", kGapStatusExtension}, {"valueCodeableConcept", coding(kGapStatusSystem, closed ? "closed-gap" : "open-gap")}}});
    out["status"] = verdict.decided ? "final" : "preliminary";
    out["code"] = coding(kActCode, "CAREGAP");
    out["patient"] = reference(patient_uuid_);
    out["author"] = reference(device_uuid_);
    out["evidence"] = Json::array({{{"detail", Json::array({reference(guidance)})}}});
    for (const Quote& quote : ordered_quotes(patient_, verdict)) out["evidence"].push_back(evidence(quote));
    out["detail"] = criterion_of(policy_, verdict).label + ": " + std::string(to_string(verdict.status)) + (verdict.why.empty() ? "" : "; " + verdict.why);
    if (verdict.decided) out["mitigation"] = Json::array({mitigation(verdict)});
    return out;
  }

  // No gap in care: a finding of its own.
  Json advisory_issue(const Advisory& advisory) const {
    Json out = {{"resourceType", "DetectedIssue"}, {"status", "preliminary"}, {"code", {{"text", title_of(advisory.kind)}}}, {"severity", "low"}};
    out["patient"] = reference(patient_uuid_);
    out["author"] = reference(device_uuid_);
    out["evidence"] = Json::array();
    for (const Quote& quote : quotes_of(patient_, advisory.quotes)) out["evidence"].push_back({{"detail", Json::array({detail_of(quote)})}});
    out["detail"] = advisory.message;
    return out;
  }

  Json evidence(const Quote& quote) const {
    return {{"code", Json::array({{{"text", quote.points_to == EvidenceFor::met ? "for" : "against"}}})}, {"detail", Json::array({detail_of(quote)})}};
  }

  Json detail_of(const Quote& quote) const {
    std::string text = "“";
    for (const QuotePart& part : quote.parts) text += part.text;
    Json detail = reference(documents_[quote.document]);
    detail["display"] = text + "” (" + where(patient_, quote) + ")";
    return detail;
  }

  // A person's decision is what FHIR calls a mitigation: a step taken that makes the issue weigh otherwise.
  static Json mitigation(const Verdict& verdict) {
    const std::string since = decision_state_line(verdict);
    Json out = {{"action", {{"text", "reviewer: " + decision_line(verdict) + (since.empty() ? "" : "; " + since)}}}};
    if (!verdict.decided->on.empty()) out["date"] = verdict.decided->on;
    if (!one_line(verdict.decided->by).empty()) out["author"] = {{"display", one_line(verdict.decided->by)}};
    return out;
  }

  Json guidance_response(const Verdict& verdict) const {
    const Criterion& criterion = criterion_of(policy_, verdict);
    const bool lacks = verdict.status == Status::not_documented || verdict.status == Status::conflicting;
    Json out = {{"resourceType", "GuidanceResponse"}};
    out["moduleCodeableConcept"] = {{"coding", Json::array({{{"version", policy_.version}, {"code", criterion.id}, {"display", criterion.label}}})},
                                    {"text", "policy " + policy_.id + " " + policy_.version + ", criterion " + criterion.id}};
    out["status"] = lacks ? "data-required" : "success";
    out["subject"] = reference(patient_uuid_);
    out["performer"] = reference(device_uuid_);
    out["reasonCode"] = Json::array({reason(verdict)});
    Json notes = Json::array();
    if (!verdict.missing.empty()) notes.push_back({{"text", "missing: " + listed(verdict.missing)}});
    for (const std::string& ask : asks_of(policy_, verdict)) notes.push_back({{"text", ask}});
    if (const std::string rule = rule_of(policy_, verdict); !rule.empty()) notes.push_back({{"text", "rule: " + rule}});
    if (!notes.empty()) out["note"] = notes;
    return out;
  }

  static Json reason(const Verdict& verdict) {
    Json out = Json::object();
    if (verdict.status == Status::met) out = coding(kGapReasonSystem, "Present");
    if (verdict.status == Status::not_documented) out = coding(kGapReasonSystem, "NotFound");
    out["text"] = words_for(verdict.status);
    return out;
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::string case_name_;  // what the identifiers are made from
  std::string patient_uuid_;
  std::string device_uuid_;
  std::vector<std::string> hashes_;
  std::vector<std::string> documents_;
  Json entries_ = Json::array();
};

}  // namespace

std::string fhir_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return FhirReport(patient, policy, judgement, options).write();
}

std::string fhir_outcome(const Issues& issues) {
  Json out = {{"resourceType", "OperationOutcome"}, {"issue", Json::array()}};
  for (const Issue& issue : issues) {
    const bool unread = issue.code == "input.unreadable" || issue.code == "policy.unknown";
    out["issue"].push_back({{"severity", "error"}, {"code", unread ? "not-found" : "invalid"}, {"details", {{"text", issue.message}}}, {"diagnostics", to_string(issue)}});
  }
  return dumped(out);
}

}  // namespace chartgap
