// The fact model's JSON: {"id": ..., "facts": [{"type", "code", "assertion", "start", "end", "text", "attributes"}]}, and the lines that `extract` prints.
#include "tools/annotation.h"
#include "tools/annotation_check.h"

namespace chartgap {
namespace {

void write_fact_object(std::string& out, const AnnotatedFact& fact) {
  JsonWriter json(out);
  json.begin_object().key("type").string(fact.type).key("code").string(fact.code).key("assertion").string(fact.assertion);
  json.key("start").integer(fact.start).key("end").integer(fact.end).key("text").string(fact.text);
  if (!fact.section.empty()) json.key("section").string(fact.section);
  if (!fact.rule.empty()) json.key("rule").string(fact.rule);
  if (!fact.comment.empty()) json.key("comment").string(fact.comment);
  if (!fact.attributes.members.empty()) write_value(json.key("attributes"), fact.attributes);
  json.end_object();
}

std::vector<AnnotatedFact> read_facts(const JsonValue* facts, const JsonValue& parent, const std::string& file, Issues& issues) {
  std::vector<AnnotatedFact> out;
  if (facts == nullptr) {
    report_issue(issues, {file, parent.line, parent.column}, "json.missing_key", "\"facts\" is missing", "an array of facts");
    return out;
  }
  for (const JsonValue& item : facts->items) out.push_back(read_fact_object(item, file, issues));
  return out;
}

// The document's own issues of shape leave facts that are not worth a second look.
void check_facts(std::vector<AnnotatedFact>& facts, const JsonValue& array, const NoteText& note, const std::string& file, Issues& issues) {
  for (size_t i = 0; i < facts.size(); ++i) {
    check_fact(facts[i], note, {file, array.items[i].line, array.items[i].column}, issues);
    check_attributes(facts[i].attributes, {file}, issues);
  }
}

}  // namespace

Result<std::vector<AnnotatedFact>> parse_annotation_json(std::string_view json, const std::string& file, std::string_view note, std::string_view id) {
  const Result<JsonValue> root = parse_json(json, file);
  if (!root.ok()) return root.issues();
  Issues issues;
  ObjectReader reader(root.value(), file, issues);
  if (!issues.empty()) return issues;
  const std::string named = reader.string("id", std::string(id));
  if (named != id) reader.report(*root.value().find("id"), "annotation.id", "the id \"" + named + "\" is not the file's name", "\"" + std::string(id) + "\"");
  const JsonValue* array = reader.array("facts");
  reader.finish();
  std::vector<AnnotatedFact> facts = read_facts(array, root.value(), file, issues);
  if (issues.empty()) check_facts(facts, *array, NoteText(note), file, issues);
  if (!issues.empty()) return issues;
  return facts;
}

std::string annotation_json_of(const AnnotatedDocument& document) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("id").string(document.id);
  out += ",\"facts\":[";
  for (size_t i = 0; i < document.facts.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    write_fact_object(out, document.facts[i]);
  }
  return out + "\n]}\n";
}

Result<std::vector<PredictedDocument>> parse_predictions(std::string_view ndjson, const std::string& file) {
  std::vector<PredictedDocument> out;
  Issues issues;
  each_json_line(ndjson, file, issues, [&](const JsonValue& line) {
    ObjectReader reader(line, file, issues);
    PredictedDocument document;
    document.document = reader.required_string("document");
    document.facts = read_facts(reader.array("facts"), line, file, issues);
    out.push_back(std::move(document));
  });
  if (!issues.empty()) return issues;
  return out;
}

}  // namespace chartgap
