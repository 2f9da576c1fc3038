// The rules of the formats that programs read, as far as a test can hold them without their validators: CSV, FHIR R4, SARIF 2.1.0.
#pragma once

#include <re2/re2.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace chartgap {

// Source: RFC 4180: fields in quotes, doubled quotes inside, rows that end with CRLF. Anything else gives an empty last row.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') rows.back().back() += text[i++];
    else if (text[i] == '"') quoted = !quoted;
    else if (!quoted && text[i] == ',') rows.back().emplace_back();
    else if (!quoted && text.compare(i, 2, "\r\n") == 0) rows.push_back({""}), ++i;
    else rows.back().back() += text[i];
  }
  if (!quoted && rows.back() == std::vector<std::string>{""}) rows.pop_back();
  return rows;
}

// FHIR JSON has no null, no empty string, array or object. Source: hl7.org/fhir/R4/json.html.
inline void add_value_errors(const nlohmann::json& value, const std::string& at, std::vector<std::string>& errors) {
  if (value.is_null() || (value.is_structured() && value.empty())) errors.push_back(at + " is empty");
  if (value.is_string() && !RE2::FullMatch(value.get<std::string>(), "(?s)\\S.*\\S|\\S")) errors.push_back(at + " is blank or begins or ends with a space");
  if (!value.is_structured()) return;
  for (const auto& [key, member] : value.items()) add_value_errors(member, at + "/" + key, errors);
}

inline std::vector<std::string> fhir_value_errors(const nlohmann::json& value) {
  std::vector<std::string> errors;
  add_value_errors(value, "", errors);
  return errors;
}

class FhirRules {
 public:
  explicit FhirRules(const nlohmann::json& bundle) : errors_(fhir_value_errors(bundle)) {
    for (const auto& entry : bundle["entry"]) {
      const std::string url = entry["fullUrl"];
      expect(kinds_.emplace(url, entry["resource"]["resourceType"]).second, url + " stands twice");
      expect(url == "urn:uuid:" + entry["resource"]["id"].get<std::string>(), url + " is not the id");
      expect(RE2::FullMatch(url, "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), url + " is no UUID");
    }
    references(bundle);
    for (const auto& entry : bundle["entry"]) check(entry["resource"]);
  }
  std::vector<std::string> errors_;

 private:
  void expect(bool holds, const std::string& error) {
    if (!holds) errors_.push_back(error);
  }

  void references(const nlohmann::json& value) {
    if (!value.is_structured()) return;
    if (value.is_object() && value.contains("reference")) expect(kinds_.contains(value["reference"]), "nothing is called " + value["reference"].dump());
    for (const auto& member : value) references(member);
  }

  void check(const nlohmann::json& resource) {
    const std::string type = resource["resourceType"];
    if (type == "DetectedIssue") detected_issue(resource);
    if (type == "GuidanceResponse") {
      static const std::set<std::string> kGuidance = {"success", "data-requested", "data-required", "in-progress", "failure", "entered-in-error"};
      expect(kGuidance.contains(resource["status"]), "status of a GuidanceResponse");
      expect(resource.contains("moduleCodeableConcept"), "a GuidanceResponse without its module");
    }
    if (type == "DocumentReference")
      expect(resource["status"] == "current" && resource["content"].size() == 1 && resource["content"][0].contains("attachment"), "DocumentReference");
  }

  // R4, and what DEQM's gaps-detectedissue asks beyond it.
  void detected_issue(const nlohmann::json& issue) {
    expect(issue["status"] == "preliminary" || issue["status"] == "final", "status of a DetectedIssue");
    expect(kinds_[issue["patient"]["reference"]] == "Patient", "patient of a DetectedIssue");
    expect(kinds_[issue["author"]["reference"]] == "Device", "author of a DetectedIssue");
    if (!issue["code"].contains("coding")) {
      expect(kinds_[issue["evidence"][0]["detail"][0]["reference"]] == "DocumentReference", "first evidence of an advisory");
      return;
    }
    expect(issue["code"]["coding"][0]["code"] == "CAREGAP", "code of a DetectedIssue");
    expect(kinds_[issue["evidence"][0]["detail"][0]["reference"]] == "GuidanceResponse", "first evidence of a DetectedIssue");
    const auto& extension = issue["modifierExtension"][0];
    expect(extension["url"].get<std::string>().ends_with("extension-gapStatus"), "modifier extension");
    const std::string gap = extension["valueCodeableConcept"]["coding"][0]["code"];
    expect(gap == "open-gap" || gap == "closed-gap", "gap status");
  }

  std::map<std::string, std::string> kinds_;  // resource type by fullUrl
};

inline std::vector<std::string> fhir_errors(const nlohmann::json& bundle) { return FhirRules(bundle).errors_; }

class SarifRules {
 public:
  explicit SarifRules(const nlohmann::json& log) {
    expect(log["version"] == "2.1.0" && log["runs"].size() == 1, "log");
    run_ = &log["runs"][0];
    std::set<std::string> ids;
    for (const auto& rule : (*run_)["tool"]["driver"]["rules"]) expect(ids.insert(rule["id"]).second && rule["shortDescription"].contains("text"), "rule " + rule.dump());
    for (const auto& artifact : (*run_)["artifacts"]) expect(artifact["hashes"]["sha-256"].get<std::string>().size() == 64, "hash of an artifact");
    for (const auto& result : (*run_)["results"]) check(result);
  }
  std::vector<std::string> errors_;

 private:
  void expect(bool holds, const std::string& error) {
    if (!holds) errors_.push_back(error);
  }

  void check(const nlohmann::json& result) {
    const std::string name = result["ruleId"];
    expect((*run_)["tool"]["driver"]["rules"][result["ruleIndex"].get<size_t>()]["id"] == name, name + ": rule index");
    expect((result["kind"] == "fail") == (result["level"] == "error" || result["level"] == "warning" || result["level"] == "note"), name + ": level");
    expect(result["kind"] == "fail" || result["level"] == "none", name + ": level of what does not fail");
    expect(!result["message"]["text"].get<std::string>().empty() && result["locations"].size() == 1, name + ": message and location");
    location(name, result["locations"][0]);
    for (const auto& related : result.value("relatedLocations", nlohmann::json::array())) location(name, related);
  }

  void location(const std::string& name, const nlohmann::json& location) {
    const auto& artifact = location["physicalLocation"]["artifactLocation"];
    expect((*run_)["artifacts"][artifact["index"].get<size_t>()]["location"]["uri"] == artifact["uri"], name + ": artifact");
    expect(RE2::FullMatch(artifact["uri"].get<std::string>(), "(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+"), name + ": URI");
    const auto& region = location["physicalLocation"]["region"];
    expect(region["startLine"] >= 1, name + ": line");
    if (!region.contains("endLine")) return;
    const bool same_line = region["endLine"] == region["startLine"];
    expect(region["startColumn"] >= 1 && (same_line ? region["endColumn"] > region["startColumn"] : region["endLine"] > region["startLine"]), name + ": region");
  }

  const nlohmann::json* run_ = nullptr;
};

inline std::vector<std::string> sarif_errors(const nlohmann::json& log) { return SarifRules(log).errors_; }

}  // namespace chartgap
