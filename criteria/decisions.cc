#include "criteria/decisions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "criteria/file_checks.h"
#include "criteria/file_place.h"
#include "nlp/json_source.h"

namespace chartgap {
namespace {

constexpr double kFileVersion = 1;
constexpr size_t kSha256Digits = 64;

std::vector<std::string> status_names() {
  std::vector<std::string> out;
  for (int i = 0; i < kStatuses; ++i) out.emplace_back(to_string(static_cast<Status>(i)));
  return out;
}

bool is_sha256(const std::string& text) {
  return text.size() == kSha256Digits && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

class DecisionsReader {
 public:
  DecisionsReader(const std::string& file, Issues& issues) : file_(file), issues_(issues) {}

  Decisions read(const JsonValue& root) {
    Decisions out;
    out.file = file_;
    ObjectReader reader(root, file_, issues_);
    read_version(root, reader);
    if (root.find("decisions") == nullptr) report(root, "json.missing_key", "\"decisions\" is missing", "an array");
    if (const JsonValue* list = reader.array("decisions")) {
      for (const JsonValue& item : list->items) {
        Decision decision = read_decision(item);
        const auto same = [&](const Decision& other) { return other.policy == decision.policy && other.criterion == decision.criterion; };
        if (std::any_of(out.list.begin(), out.list.end(), same)) report(item, "decision.repeated", "\"" + decision.criterion + "\" is decided twice", "one decision a criterion");
        out.list.push_back(std::move(decision));
      }
    }
    reader.finish();
    return out;
  }

 private:
  void read_version(const JsonValue& root, ObjectReader& reader) {
    const std::optional<double> version = reader.number("schema_version");
    const JsonValue* given = root.find("schema_version");
    if (given == nullptr) report(root, "json.missing_key", "\"schema_version\" is missing", "1");
    else if (version && *version != kFileVersion) report(*given, "decision.version", "this version of the file is not known", "1");
  }

  Decision read_decision(const JsonValue& item) {
    Decision out;
    ObjectReader reader(item, file_, issues_);
    out.policy = reader.required_string("policy");
    out.policy_version = reader.string("policy_version");
    out.criterion = reader.required_string("criterion");
    if (const JsonValue* name = item.find("criterion")) {
      out.line = name->line;
      out.column = name->column;
    }
    out.status = status(item, "status", reader.required_string("status")).value_or(Status::not_documented);
    const std::string was = reader.string("was");
    if (!was.empty()) out.was = status(item, "was", was);
    out.reason = reader.required_string("reason");
    if (item.find("reason") != nullptr && is_blank(out.reason)) report(*item.find("reason"), "decision.reason", "the reason is empty", "why the reviewer decides so");
    out.by = reader.string("by");
    out.on = reader.string("on");
    if (!out.on.empty() && !is_calendar_day(out.on)) report(*item.find("on"), "decision.date", "\"" + out.on + "\" is no date", "YYYY-MM-DD");
    if (const JsonValue* list = reader.array("documents")) out.documents = read_documents(*list);
    reader.finish();
    return out;
  }

  std::vector<ReadDocument> read_documents(const JsonValue& list) {
    std::vector<ReadDocument> out;
    for (const JsonValue& item : list.items) {
      ObjectReader reader(item, file_, issues_);
      out.push_back({reader.required_string("name"), reader.required_string("sha256")});
      const JsonValue* hash = item.find("sha256");
      if (hash != nullptr && hash->kind == JsonValue::Kind::string && !is_sha256(out.back().sha256)) {
        report(*hash, "decision.sha256", "\"" + out.back().sha256 + "\" is no SHA-256", "64 digits 0-9 and a-f, as `check --format json` prints them");
      }
      reader.finish();
    }
    return out;
  }

  std::optional<Status> status(const JsonValue& item, std::string_view key, const std::string& word) {
    const std::vector<std::string> known = status_names();
    const auto found = std::find(known.begin(), known.end(), word);
    if (found != known.end()) return static_cast<Status>(found - known.begin());
    const JsonValue* at = item.find(key);
    if (at != nullptr && at->kind == JsonValue::Kind::string) report(*at, "decision.status", "unknown status \"" + word + "\"", one_of({}, known));
    return std::nullopt;
  }

  void report(const JsonValue& at, std::string code, std::string message, std::string expected) {
    issues_.push_back({file_, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }

  const std::string& file_;
  Issues& issues_;
};

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

// The texts of a case by their fingerprints.
class Fingerprints {
 public:
  explicit Fingerprints(const Case& patient) {
    for (uint32_t i = 0; i < patient.documents.size(); ++i) {
      if (!is_later_visit(patient, i)) read_.push_back({patient.documents[i].document.name(), file_sha256(patient.documents[i])});
    }
  }

  // What is not as the reviewer read it, one clause a text.
  std::vector<std::string> changes_since(const std::vector<ReadDocument>& then) const {
    std::vector<std::string> out;
    if (then.empty()) return out;
    for (const ReadDocument& document : then) {
      if (holds(read_, document.sha256)) continue;
      out.push_back(std::string(file_name(document.name)) + (names(read_, document.name) ? " has changed" : " is not among the documents"));
    }
    for (const ReadDocument& document : read_) {
      if (!holds(then, document.sha256) && !names(then, document.name)) out.push_back(std::string(file_name(document.name)) + " is new");
    }
    return out;
  }

 private:
  static bool holds(const std::vector<ReadDocument>& documents, const std::string& sha256) {
    return std::any_of(documents.begin(), documents.end(), [&](const ReadDocument& document) { return document.sha256 == sha256; });
  }
  static bool names(const std::vector<ReadDocument>& documents, const std::string& name) {
    return std::any_of(documents.begin(), documents.end(), [&](const ReadDocument& document) { return file_name(document.name) == file_name(name); });
  }

  std::vector<ReadDocument> read_;
};

// The documents say now what the reviewer said, or they close the gap that was decided about.
bool is_resolved(const Decision& decision, Status own) {
  if (decision.was && *decision.was == own) return false;
  return own == decision.status || (own == Status::met && decision.was.has_value());
}

Decided decided(const Decision& decision, const Policy& policy, const Fingerprints& now, Status own) {
  Decided out{decision.status, decision.reason, decision.by, decision.on, DecisionState::holds, now.changes_since(decision.documents)};
  if (!decision.policy_version.empty() && decision.policy_version != policy.version) out.changes.push_back("the policy was version " + decision.policy_version);
  if (decision.was && *decision.was != own) out.changes.push_back("the program's own verdict was " + std::string(to_string(*decision.was)));
  if (is_resolved(decision, own)) out.state = DecisionState::resolved;
  else if (!out.changes.empty()) out.state = DecisionState::notes_changed;
  return out;
}

Issues unknown_criteria(const Decisions& decisions, const Policy& policy) {
  std::vector<std::string> known;
  for (const Criterion& criterion : policy.criteria) known.push_back(criterion.id);
  Issues issues;
  for (const Decision& decision : decisions.list) {
    if (decision.policy != policy.id || std::find(known.begin(), known.end(), decision.criterion) != known.end()) continue;
    issues.push_back({decisions.file, decision.line, decision.column, "decision.criterion", "policy " + policy.id + " has no criterion \"" + decision.criterion + "\"",
                      one_of(decision.criterion, known)});
  }
  return issues;
}

const Decision* decision_on(const Decisions& decisions, const Policy& policy, const std::string& criterion) {
  const auto found = std::find_if(decisions.list.begin(), decisions.list.end(), [&](const Decision& each) { return each.policy == policy.id && each.criterion == criterion; });
  return found == decisions.list.end() ? nullptr : &*found;
}

CaseStanding standing_with_decisions(Judgement judgement, const Policy& policy) {
  for (Verdict& verdict : judgement.verdicts) verdict.status = standing_status(verdict);
  return standing_of(judgement, policy);
}

}  // namespace

std::string_view to_string(DecisionState state) {
  constexpr std::array<std::string_view, 3> kNames = {"holds", "notes_changed", "resolved"};
  return kNames[static_cast<size_t>(state)];
}

Decisions read_decisions(const JsonValue& root, const std::string& file, Issues& issues) { return DecisionsReader(file, issues).read(root); }

Result<Decisions> load_decisions(std::string_view text, const std::string& file) {
  const Result<JsonValue> root = parse_json(text, file);
  if (!root) return root.issues();
  Issues issues;
  Decisions decisions = read_decisions(root.value(), file, issues);
  if (issues.empty()) return decisions;
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
  return issues;
}

Issues apply(const Decisions& decisions, const Case& patient, const Policy& policy, Judgement& judgement) {
  Issues issues = unknown_criteria(decisions, policy);
  if (!issues.empty()) return issues;
  const Fingerprints now(patient);
  bool any = false;
  for (Verdict& verdict : judgement.verdicts) {
    const Decision* decision = decision_on(decisions, policy, policy.criteria[verdict.criterion].id);
    if (decision == nullptr) continue;
    verdict.decided = decided(*decision, policy, now, verdict.status);
    any = true;
  }
  if (any) judgement.standing_with_decisions = standing_with_decisions(judgement, policy);
  return {};
}

}  // namespace chartgap
