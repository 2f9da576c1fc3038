// Label Studio tasks: a region a fact, its label type_code; assertion as choices, attributes and comment as text areas of the same region id.
// Units:  code points (Label Studio 1.4 and later).
// Source: labelstud.io/guide/task_format, labelstud.io/guide/predictions
#include <map>

#include "tools/annotation.h"
#include "tools/annotation_check.h"

namespace chartgap {
namespace {

constexpr const char* kModelVersion = "chartgap";

struct Region {
  AnnotatedFact fact;
  FilePlace at;
  bool labelled = false;
};

const JsonValue* member(const JsonValue* object, std::string_view key, JsonValue::Kind kind) {
  const JsonValue* found = object == nullptr ? nullptr : object->find(key);
  return found != nullptr && found->kind == kind ? found : nullptr;
}

std::string string_of(const JsonValue* object, std::string_view key) {
  const JsonValue* found = member(object, key, JsonValue::Kind::string);
  return found == nullptr ? "" : found->string;
}

// The one string of a list such as {"labels": ["symptom_neck_pain"]}, or of a bare string; null when there is not exactly one.
const JsonValue* only_string(const JsonValue* object, std::string_view key) {
  const JsonValue* list = object == nullptr ? nullptr : object->find(key);
  if (list != nullptr && list->kind == JsonValue::Kind::array) list = list->items.size() == 1 ? &list->items.front() : nullptr;
  return list != nullptr && list->kind == JsonValue::Kind::string ? list : nullptr;
}

class TaskReader {
 public:
  TaskReader(const JsonValue& task, size_t number, const std::string& file, Issues& issues) : task_(task), number_(number), file_(file), issues_(issues) {}

  AnnotatedDocument read() {
    AnnotatedDocument document;
    const JsonValue* data = member(&task_, "data", JsonValue::Kind::object);
    const JsonValue* text = member(data, "text", JsonValue::Kind::string);
    if (text == nullptr) {
      report(task_, "label_studio.text", "the task has no data.text", "{\"data\": {\"text\": ..., \"id\": ...}}");
      return document;
    }
    document.id = string_of(data, "id");
    if (document.id.empty()) document.id = "task" + std::to_string(number_);
    document.file = file_;
    document.note = text->string;
    if (const JsonValue* result = result_to_read()) read_result(*result, NoteText(document.note), document.facts);
    return document;
  }

 private:
  void report(const JsonValue& at, std::string code, std::string message, std::string expected) {
    report_issue(issues_, {file_, at.line, at.column}, std::move(code), std::move(message), std::move(expected));
  }

  // A person's work before a program's; a cancelled one is none.
  const JsonValue* result_to_read() {
    for (const char* kind : {"annotations", "predictions"}) {
      const JsonValue* list = member(&task_, kind, JsonValue::Kind::array);
      const JsonValue* taken = nullptr;
      for (size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        const JsonValue* cancelled = member(&list->items[i], "was_cancelled", JsonValue::Kind::boolean);
        if (cancelled != nullptr && cancelled->boolean) continue;
        if (taken != nullptr) report(list->items[i], "label_studio.several", std::string("the task has several ") + kind, "one; export one annotator at a time");
        taken = &list->items[i];
      }
      if (taken != nullptr) return member(taken, "result", JsonValue::Kind::array);
    }
    return nullptr;
  }

  void read_result(const JsonValue& result, const NoteText& note, std::vector<AnnotatedFact>& facts) {
    std::vector<Region> regions;
    std::map<std::string, size_t> by_id;
    for (const JsonValue& item : result.items) {
      const std::string id = string_of(&item, "id");
      const auto [found, added] = by_id.emplace(id, regions.size());
      if (added) regions.push_back({{}, {file_, item.line, item.column}});
      read_item(item, regions[found->second]);
    }
    for (Region& region : regions) {
      if (!region.labelled) {
        report_issue(issues_, region.at, "label_studio.label", "the region has no label", "one result of type \"labels\"");
        continue;
      }
      check_fact(region.fact, note, region.at, issues_);
      facts.push_back(std::move(region.fact));
    }
  }

  void read_item(const JsonValue& item, Region& region) {
    const JsonValue* value = member(&item, "value", JsonValue::Kind::object);
    const std::string type = string_of(&item, "type");
    if (type == "labels") read_label(item, value, region);
    else if (type == "choices") read_choice(item, value, region);
    else if (type == "textarea") read_words(item, value, region);
    else report(item, "label_studio.type", "a result of type \"" + type + "\" is none of the model's", "labels, choices or textarea");
  }

  void read_label(const JsonValue& item, const JsonValue* value, Region& region) {
    const JsonValue* label = only_string(value, "labels");
    const JsonValue* start = member(value, "start", JsonValue::Kind::number);
    const JsonValue* end = member(value, "end", JsonValue::Kind::number);
    if (label == nullptr || start == nullptr || end == nullptr) {
      report(item, "label_studio.value", "the value has no start, end and single label", "{\"start\": 3, \"end\": 12, \"labels\": [\"symptom_neck_pain\"]}");
      return;
    }
    region.labelled = true;
    region.fact.line = item.line;
    region.fact.start = offset_of(start->number);
    region.fact.end = offset_of(end->number);
    region.fact.text = string_of(value, "text");
    split_label(label->string, {file_, label->line, label->column}, region.fact, issues_);
  }

  void read_choice(const JsonValue& item, const JsonValue* value, Region& region) {
    const JsonValue* choice = only_string(value, "choices");
    if (choice != nullptr && string_of(&item, "from_name") == "assertion") region.fact.assertion = choice->string;
    else report(item, "label_studio.choices", "the choice is no single assertion", "from_name \"assertion\" and one choice");
  }

  void read_words(const JsonValue& item, const JsonValue* value, Region& region) {
    const JsonValue* words = only_string(value, "text");
    const std::string name = string_of(&item, "from_name");
    if (words == nullptr || (name != "attributes" && name != "comment")) {
      report(item, "label_studio.textarea", "the text area is neither attributes nor comment", "from_name \"attributes\" or \"comment\" and one text");
    } else if (name == "comment") {
      region.fact.comment = words->string;
    } else {
      read_attributes(*words, region.fact);
    }
  }

  // JSON inside a string: its issues are placed at the string.
  void read_attributes(const JsonValue& words, AnnotatedFact& fact) {
    Result<JsonValue> parsed = parse_json(words.string, file_);
    Issues inner;
    if (!parsed.ok()) inner = parsed.issues();
    else if (parsed.value().kind != JsonValue::Kind::object) report_issue(inner, {file_}, "annotation.attributes", "the attributes are no object", "{\"side\": \"left\"}");
    else check_attributes(parsed.value(), {file_}, inner);
    for (Issue& issue : inner) {
      issue.line = words.line;
      issue.column = words.column;
      issues_.push_back(std::move(issue));
    }
    if (parsed.ok()) fact.attributes = std::move(parsed.value());
  }

  const JsonValue& task_;
  size_t number_;
  const std::string& file_;
  Issues& issues_;
};

// Opens one result of a region, up to the value's own key.
void open_result(JsonWriter& json, const std::string& id, const AnnotatedFact& fact, const char* name, const char* type) {
  json.begin_object().key("id").string(id).key("from_name").string(name).key("to_name").string("text").key("type").string(type);
  json.key("value").begin_object().key("start").integer(fact.start).key("end").integer(fact.end);
}

void write_list(JsonWriter& json, const char* key, std::string_view value) { json.key(key).begin_array().string(value).end_array().end_object().end_object(); }

void write_region(JsonWriter& json, const std::string& id, const AnnotatedFact& fact) {
  open_result(json, id, fact, "label", "labels");
  json.key("text").string(fact.text);
  write_list(json, "labels", fact.type + "_" + fact.code);
  open_result(json, id, fact, "assertion", "choices");
  write_list(json, "choices", fact.assertion);
  if (!fact.attributes.members.empty()) {
    std::string attributes;
    JsonWriter inner(attributes);
    write_value(inner, fact.attributes);
    open_result(json, id, fact, "attributes", "textarea");
    write_list(json, "text", attributes);
  }
  if (fact.comment.empty()) return;
  open_result(json, id, fact, "comment", "textarea");
  write_list(json, "text", fact.comment);
}

void write_task(JsonWriter& json, const AnnotatedDocument& document, TaskKind kind) {
  json.begin_object().key("data").begin_object().key("id").string(document.id).key("text").string(NoteText(document.note).quote(0, UINT32_MAX)).end_object();
  json.key(kind == TaskKind::annotations ? "annotations" : "predictions").begin_array().begin_object();
  if (kind == TaskKind::predictions) json.key("model_version").string(kModelVersion);
  json.key("result").begin_array();
  size_t number = 0;
  for (const AnnotatedFact& fact : document.facts) write_region(json, "T" + std::to_string(++number), fact);
  json.end_array().end_object().end_array().end_object();
}

}  // namespace

Result<std::vector<AnnotatedDocument>> parse_label_studio(std::string_view json, const std::string& file) {
  const Result<JsonValue> root = parse_json(json, file);
  if (!root.ok()) return root.issues();
  Issues issues;
  if (root.value().kind != JsonValue::Kind::array) {
    report_issue(issues, {file, root.value().line, root.value().column}, "label_studio.tasks", "this is " + std::string(to_string(root.value().kind)),
                 "an array of tasks (export as JSON)");
    return issues;
  }
  std::vector<AnnotatedDocument> documents;
  for (const JsonValue& task : root.value().items) documents.push_back(TaskReader(task, documents.size() + 1, file, issues).read());
  if (!issues.empty()) return issues;
  return documents;
}

std::string label_studio_of(const std::vector<AnnotatedDocument>& documents, TaskKind kind) {
  std::string out = "[";
  for (size_t i = 0; i < documents.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    JsonWriter json(out);
    write_task(json, documents[i], kind);
  }
  return out + "\n]\n";
}

}  // namespace chartgap
