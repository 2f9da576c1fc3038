// Prodigy JSONL: one task a line, {"text", "meta": {"id"}, "spans": [{"start", "end", "label", "meta": {"assertion", "attributes"}}]}.
// Units:  code points.
// Source: prodi.gy/docs/api-interfaces#spans; a span's own `meta` passes through Prodigy untouched.
#include "tools/annotation.h"
#include "tools/annotation_check.h"

namespace chartgap {
namespace {

class LineReader {
 public:
  LineReader(const JsonValue& task, const std::string& file, Issues& issues) : task_(task), file_(file), issues_(issues) {}

  AnnotatedDocument read() {
    ObjectReader reader(task_, file_, issues_);
    AnnotatedDocument document;
    document.file = file_;
    document.note = reader.required_string("text");
    const JsonValue* meta = reader.object("meta");
    const JsonValue* id = meta == nullptr ? nullptr : meta->find("id");
    document.id = id != nullptr && id->kind == JsonValue::Kind::string ? id->string : "line" + std::to_string(task_.line);
    const JsonValue* spans = reader.array("spans");
    const NoteText note(document.note);
    for (size_t i = 0; spans != nullptr && i < spans->items.size(); ++i) document.facts.push_back(read_span(spans->items[i], note));
    return document;
  }

 private:
  uint32_t offset(ObjectReader& reader, const JsonValue& span, const char* key) {
    const std::optional<double> value = reader.number(key);
    if (!value) reader.report(span, "annotation.offset", std::string("the span has no \"") + key + "\"", "a whole number");
    return value ? offset_of(*value) : 0;
  }

  AnnotatedFact read_span(const JsonValue& span, const NoteText& note) {
    AnnotatedFact fact;
    ObjectReader reader(span, file_, issues_);
    if (span.kind != JsonValue::Kind::object) return fact;
    const FilePlace at{file_, span.line, span.column};
    fact.line = span.line;
    fact.start = offset(reader, span, "start");
    fact.end = offset(reader, span, "end");
    fact.text = reader.string("text");
    const bool labelled = split_label(reader.required_string("label"), at, fact, issues_);
    if (const JsonValue* meta = reader.object("meta")) read_meta(*meta, fact);
    if (labelled) check_fact(fact, note, at, issues_);
    return fact;
  }

  void read_meta(const JsonValue& meta, AnnotatedFact& fact) {
    ObjectReader reader(meta, file_, issues_);
    fact.assertion = reader.string("assertion");
    fact.comment = reader.string("comment");
    if (const JsonValue* attributes = reader.object("attributes")) fact.attributes = *attributes;
    check_attributes(fact.attributes, {file_}, issues_);
    reader.finish();
  }

  const JsonValue& task_;
  const std::string& file_;
  Issues& issues_;
};

void write_span(JsonWriter& json, const AnnotatedFact& fact) {
  json.begin_object().key("start").integer(fact.start).key("end").integer(fact.end).key("text").string(fact.text).key("label").string(fact.type + "_" + fact.code);
  json.key("meta").begin_object().key("assertion").string(fact.assertion);
  if (!fact.attributes.members.empty()) write_value(json.key("attributes"), fact.attributes);
  if (!fact.comment.empty()) json.key("comment").string(fact.comment);
  json.end_object().end_object();
}

// A task that an annotator rejected or passed over is no annotation.
bool is_accepted(const JsonValue& task) {
  const JsonValue* answer = task.find("answer");
  return answer == nullptr || answer->string == "accept";
}

}  // namespace

Result<std::vector<AnnotatedDocument>> parse_prodigy(std::string_view jsonl, const std::string& file) {
  std::vector<AnnotatedDocument> documents;
  Issues issues;
  each_json_line(jsonl, file, issues, [&](const JsonValue& task) {
    if (is_accepted(task)) documents.push_back(LineReader(task, file, issues).read());
  });
  if (!issues.empty()) return issues;
  return documents;
}

std::string prodigy_of(const std::vector<AnnotatedDocument>& documents) {
  std::string out;
  for (const AnnotatedDocument& document : documents) {
    JsonWriter json(out);
    json.begin_object().key("text").string(NoteText(document.note).quote(0, UINT32_MAX)).key("meta").begin_object().key("id").string(document.id).end_object();
    json.key("spans").begin_array();
    for (const AnnotatedFact& fact : document.facts) write_span(json, fact);
    json.end_array().end_object();
    out += "\n";
  }
  return out;
}

}  // namespace chartgap
