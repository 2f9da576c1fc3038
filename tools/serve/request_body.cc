#include "tools/serve/request_body.h"

#include <algorithm>
#include <set>

#include "criteria/file_checks.h"
#include "criteria/report.h"
#include "nlp/json_source.h"
#include "tools/policy_shelf.h"
#include "tools/readers/base64.h"
#include "tools/serve/given_file.h"

namespace chartgap {
namespace {

const std::string kBody = "body";
// More values than a case with a reviewer's decisions has; each takes memory of its own.
constexpr size_t kMostValues = 10000;
constexpr size_t kMostDocuments = 64;
constexpr size_t kMostPolicies = 16;
// Each byte of text takes up to 150 of memory while it is judged.
constexpr size_t kMostText = 2u << 20;
// Notes of files, and what gives none: each takes memory of its own.
constexpr size_t kMostRecords = 1000;
constexpr std::string_view kQuery = "query";

// Values of a JSON text, by its commas and brackets outside strings.
size_t count_values(std::string_view json) {
  size_t count = 0;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    if (in_string) i = std::min(json.find_first_of("\"\\", i), json.size());
    if (i == json.size()) break;
    if (in_string && json[i] == '\\') ++i;
    else if (json[i] == '"') in_string = !in_string;
    else if (!in_string && (json[i] == ',' || json[i] == '[' || json[i] == '{')) ++count;
  }
  return count;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(DocumentKind::letter); ++i) out.emplace_back(to_string(static_cast<DocumentKind>(i)));
  return out;
}

std::vector<std::string> format_names() {
  std::vector<std::string> out{std::string(kQuery)};
  for (const ReportFormat& format : kReportFormats) out.emplace_back(format.name);
  return out;
}

size_t text_bytes(const std::vector<GivenDocument>& documents) {
  size_t bytes = 0;
  for (const GivenDocument& document : documents) bytes += document.text.size();
  return bytes;
}

class BodyReader {
 public:
  explicit BodyReader(Issues& issues) : issues_(issues) {}

  std::vector<GivenDocument> documents(ObjectReader& reader) {
    std::vector<GivenDocument> out;
    const JsonValue* list = reader.array("documents");
    if (list == nullptr) return out;
    if (list->items.empty()) report(*list, "request.documents", "there is no document", "at least one");
    if (list->items.size() > kMostDocuments) report(*list, "request.documents", "there are more than 64 documents", "one patient's");
    for (const JsonValue& item : list->items) read_document(item, out);
    return out;
  }

  // A file may hold several notes; what is said of it is said of each.
  void read_document(const JsonValue& item, std::vector<GivenDocument>& out) {
    const size_t first = out.size();
    GivenDocument said;
    ObjectReader reader(item, kBody, issues_);
    said.name = reader.required_string("name");
    read_name(item, said.name);
    read_content(item, reader, said.name, out);
    if (!is_null(item, reader, "kind")) read_kind(item, reader.string("kind"), said);
    if (!is_null(item, reader, "date")) read_date(item, reader.string("date"), said);
    reader.finish();
    for (size_t i = first; i < out.size(); ++i) {
      if (said.kind != DocumentKind::unknown) out[i].kind = said.kind;
      if (!said.date.empty()) out[i].date = said.date;
    }
  }

  std::vector<const Policy*> policies(ObjectReader& reader, const JsonValue& root, const std::vector<Policy>& known) {
    std::vector<const Policy*> out;
    const JsonValue* list = reader.array("policies");
    if (root.find("policies") == nullptr) report(root, "json.missing_key", "\"policies\" is missing", "an array of ids that GET /v1/policies lists");
    if (list == nullptr) return out;
    if (list->items.empty()) report(*list, "request.policies", "there is no policy", "at least one");
    if (list->items.size() > kMostPolicies) report(*list, "request.policies", "there are more than 16 policies", "fewer");
    for (const JsonValue& item : list->items) {
      const Policy* policy = named_policy(item, known);
      if (policy == nullptr) continue;
      if (std::find(out.begin(), out.end(), policy) != out.end()) report(item, "request.policies", "the policy \"" + policy->id + "\" stands here twice", "each policy once");
      out.push_back(policy);
    }
    return out;
  }

  std::string format(ObjectReader& reader, const JsonValue& root) {
    std::string name = reader.string("format", "json");
    const std::vector<std::string> known = format_names();
    if (std::find(known.begin(), known.end(), name) == known.end()) report(*root.find("format"), "request.format", "unknown format \"" + name + "\"", one_of(name, known));
    return name;
  }

  Decisions decisions(ObjectReader& reader, const JsonValue& root) {
    if (is_null(root, reader, "decisions")) return {};
    const JsonValue* value = reader.object("decisions");
    return value == nullptr ? Decisions{} : read_decisions(*value, kBody, issues_);
  }

  // Records of files that give no note; each is an issue.
  size_t unread() const { return unread_; }

  void report(const JsonValue& at, std::string code, std::string message, std::string expected) {
    issues_.push_back({kBody, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }

 private:
  // Missing or null; asked for either way.
  static bool is_null(const JsonValue& object, ObjectReader& reader, std::string_view key) {
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->kind != JsonValue::Kind::null) return false;
    reader.any(key);
    return true;
  }

  void read_name(const JsonValue& item, const std::string& name) {
    const JsonValue* at = item.find("name");
    if (at == nullptr || at->kind != JsonValue::Kind::string) return;
    if (name.empty()) report(*at, "request.name", "the name is empty", "a name to call the document by");
    else if (!names_.insert(name).second) report(*at, "request.name", "two documents have this name", "another name for each");
  }

  void read_content(const JsonValue& item, ObjectReader& reader, const std::string& name, std::vector<GivenDocument>& out) {
    const bool has_text = item.find("text") != nullptr;
    const bool has_file = item.find("content_base64") != nullptr;
    std::string text = reader.string("text");
    const std::string file = reader.string("content_base64");
    if (has_text == has_file)
      return report(item, "request.content", has_text ? "there are both \"text\" and \"content_base64\"" : "there is no \"text\"", "one of \"text\" and \"content_base64\"");
    if (has_file) read_file(*item.find("content_base64"), name, file, out);
    else out.push_back({name, std::move(text)});
  }

  void read_file(const JsonValue& at, const std::string& name, const std::string& base64, std::vector<GivenDocument>& out) {
    const std::optional<std::string> bytes = decode_base64(base64);
    if (!bytes) return report(at, "request.base64", "this is not base64", "the file's bytes in base64");
    if (text_bytes(out) > kMostText) return;  // the request is too large, whatever stands in this file
    FileReading reading = read_given_file(name, *bytes, {kMostText, kMostRecords - records_});
    records_ += reading.notes.size() + reading.rejects.size();
    if (reading.has_more_records) report(at, "request.file", "the files hold more than 1000 records", "one patient's documents");
    for (const Reject& reject : reading.rejects) {
      ++unread_;
      report(at, "request." + reject.code,
             reading.notes.size() + reading.rejects.size() == 1 ? reject.reason : "record " + std::to_string(reject.position.record) + ": " + reject.reason, "");
    }
    for (size_t i = 0; i < reading.notes.size(); ++i) {
      NoteRecord& note = reading.notes[i];
      const std::string called = reading.notes.size() == 1 ? name : name + "#" + std::to_string(i + 1);
      if (called != name && !names_.insert(called).second) report(at, "request.name", "two documents have the name \"" + called + "\"", "another name for each");
      out.push_back({called, std::move(note.text), document_kind(note.kind), calendar_day(note.date)});
    }
  }

  void read_kind(const JsonValue& item, const std::string& word, GivenDocument& out) {
    const std::vector<std::string> known = kind_names();
    const auto found = std::find(known.begin(), known.end(), word);
    if (found != known.end()) out.kind = static_cast<DocumentKind>(found - known.begin());
    else if (item.find("kind")->kind == JsonValue::Kind::string) report(*item.find("kind"), "request.kind", "unknown kind \"" + word + "\"", one_of(word, known));
  }

  void read_date(const JsonValue& item, const std::string& text, GivenDocument& out) {
    if (is_calendar_day(text)) out.date = calendar_day(text);
    else if (item.find("date")->kind == JsonValue::Kind::string) report(*item.find("date"), "request.date", "\"" + text + "\" is no date", "YYYY-MM-DD");
  }

  const Policy* named_policy(const JsonValue& item, const std::vector<Policy>& known) {
    std::vector<std::string> ids;
    for (const Policy& policy : known) {
      if (item.kind == JsonValue::Kind::string && policy.id == item.string) return &policy;
      ids.push_back(policy.id);
    }
    if (item.kind != JsonValue::Kind::string) report(item, "json.type", "an item of \"policies\" is " + std::string(to_string(item.kind)), "a string");
    else report(item, "request.policies", "there is no policy \"" + item.string + "\"", one_of(item.string, ids));
    return nullptr;
  }

  Issues& issues_;
  std::set<std::string> names_;
  size_t records_ = 0;
  size_t unread_ = 0;
};

std::optional<Refusal> refuses_size(const std::vector<GivenDocument>& documents) {
  if (text_bytes(documents) <= kMostText) return std::nullopt;
  return Refusal{413, "the documents have more than 2 MiB of text"};
}

Refusal refusal_for(Issues issues, size_t unread) {
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
  if (unread == issues.size()) return {415, unread == 1 ? "a document cannot be read" : "documents cannot be read", std::move(issues)};
  const std::string count = issues.size() == 1 ? "an error" : std::to_string(issues.size()) + " errors";
  return {400, "the body has " + count, std::move(issues)};
}

// The body as JSON, or why it is none.
std::variant<JsonValue, Refusal> parsed(std::string_view body) {
  if (count_values(body) > kMostValues) return Refusal{413, "the body has more than " + std::to_string(kMostValues) + " values"};
  Result<JsonValue> root = parse_json(body, kBody);
  if (!root.ok()) return refusal_for(root.issues(), 0);
  return std::move(root.value());
}

}  // namespace

std::variant<CheckRequest, Refusal> read_check_request(std::string_view body, const std::vector<Policy>& policies) {
  const auto root = parsed(body);
  if (const Refusal* refusal = std::get_if<Refusal>(&root)) return *refusal;
  const JsonValue& value = std::get<JsonValue>(root);
  Issues issues;
  BodyReader read(issues);
  ObjectReader reader(value, kBody, issues);
  CheckRequest out;
  if (value.find("documents") == nullptr) read.report(value, "json.missing_key", "\"documents\" is missing", "an array");
  out.documents = read.documents(reader);
  out.policies = read.policies(reader, value, policies);
  out.decisions = read.decisions(reader, value);
  out.format = read.format(reader, value);
  reader.finish();
  if (!issues.empty()) return refusal_for(std::move(issues), read.unread());
  if (auto refusal = refuses_size(out.documents)) return *refusal;
  return out;
}

std::variant<ExtractRequest, Refusal> read_extract_request(std::string_view body) {
  const auto root = parsed(body);
  if (const Refusal* refusal = std::get_if<Refusal>(&root)) return *refusal;
  const JsonValue& value = std::get<JsonValue>(root);
  Issues issues;
  BodyReader read(issues);
  ObjectReader reader(value, kBody, issues);
  ExtractRequest out;
  const JsonValue* one = reader.object("document");
  const bool has_list = value.find("documents") != nullptr;
  if (has_list == (value.find("document") != nullptr)) read.report(value, "request.documents", "there must be one of \"document\" and \"documents\"", "one of them");
  out.documents = read.documents(reader);
  if (one != nullptr) read.read_document(*one, out.documents);
  reader.finish();
  if (!issues.empty()) return refusal_for(std::move(issues), read.unread());
  if (auto refusal = refuses_size(out.documents)) return *refusal;
  return out;
}

}  // namespace chartgap
