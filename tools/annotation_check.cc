#include "tools/annotation_check.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "nlp/fact.h"
#include "tools/one_line.h"

namespace chartgap {
namespace {

enum class Shape : uint8_t { names, words, number, flag, duration };
struct AttributeRule {
  std::string_view key;
  Shape shape;
  std::string_view values;  // of names: the closed list, with a space around each
};
constexpr std::array<AttributeRule, 20> kAttributes = {{{"side", Shape::names, " left right bilateral "},
                                                        {"region", Shape::names, " neck thoracic low_back upper_limb lower_limb "},
                                                        {"roots", Shape::words, ""},
                                                        {"levels", Shape::words, ""},
                                                        {"severity", Shape::names, " mild moderate severe "},
                                                        {"quality", Shape::names, " sharp shooting burning aching stabbing dull electric throbbing "},
                                                        {"duration", Shape::duration, ""},
                                                        {"outcome", Shape::names, " failed partial helped not_tolerated "},
                                                        {"sessions", Shape::number, ""},
                                                        {"relief_percent", Shape::number, ""},
                                                        {"relief_duration", Shape::duration, ""},
                                                        {"drug", Shape::words, ""},
                                                        {"grade", Shape::words, ""},
                                                        {"muscle", Shape::words, ""},
                                                        {"approach", Shape::names, " interlaminar transforaminal caudal "},
                                                        {"guidance", Shape::names, " fluoroscopy ct ultrasound "},
                                                        {"contrast", Shape::flag, ""},
                                                        {"value", Shape::number, ""},
                                                        {"low", Shape::number, ""},
                                                        {"modality", Shape::names, " mri ct xray myelogram emg "}}};
constexpr std::array<std::string_view, 2> kMore = {"max", "icd"};

std::vector<std::string> assertion_names() {
  std::vector<std::string> names;
  for (int i = 0; i < kAssertions; ++i) names.emplace_back(to_string(static_cast<Assertion>(i)));
  return names;
}

std::string one_of(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  if (!near.empty()) return "\"" + near + "\"";
  std::string all = "one of";
  for (const std::string& name : known) all += " " + name;
  return all;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) words.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string_view expected_of(Shape shape) {
  switch (shape) {
    case Shape::number: return "a number";
    case Shape::flag: return "true or false";
    case Shape::duration: return "{\"iso\": \"P6W\", \"min_days\": 42, \"max_days\": 42}";
    default: return "a word or a list of words";
  }
}

AttributeRule rule_of(std::string_view key) {
  for (const AttributeRule& rule : kAttributes) {
    if (rule.key == key) return rule;
  }
  return {key, key == "max" ? Shape::number : Shape::words, ""};
}

void check_duration(const JsonValue& value, const FilePlace& at, Issues& issues) {
  for (const auto& [key, part] : value.members) {
    const JsonValue::Kind wanted = key == "iso" ? JsonValue::Kind::string : JsonValue::Kind::number;
    const bool known = key == "iso" || key == "min_days" || key == "max_days";
    if (known && (part.kind == wanted || (key != "iso" && part.kind == JsonValue::Kind::null))) continue;
    report_issue(issues, {at.file, part.line, part.column}, "annotation.duration", "\"" + key + "\" is no part of a duration, or of the wrong kind",
                 std::string(expected_of(Shape::duration)));
  }
}

bool has_shape(const JsonValue& value, Shape shape) {
  switch (shape) {
    case Shape::number: return value.kind == JsonValue::Kind::number;
    case Shape::flag: return value.kind == JsonValue::Kind::boolean;
    case Shape::duration: return value.kind == JsonValue::Kind::object;
    default: return value.kind == JsonValue::Kind::string;
  }
}

void check_value(const JsonValue& value, const AttributeRule& rule, const FilePlace& at, Issues& issues) {
  const bool listable = rule.shape == Shape::names || rule.shape == Shape::words;
  if (listable && value.kind == JsonValue::Kind::array) {
    for (const JsonValue& item : value.items) check_value(item, rule, at, issues);
    return;
  }
  const FilePlace here{at.file, value.line, value.column};
  if (!has_shape(value, rule.shape)) {
    report_issue(issues, here, "annotation.value", "\"" + std::string(rule.key) + "\" is " + std::string(to_string(value.kind)), std::string(expected_of(rule.shape)));
  } else if (rule.shape == Shape::duration) {
    check_duration(value, at, issues);
  } else if (rule.shape == Shape::names && rule.values.find(" " + value.string + " ") == std::string_view::npos) {
    report_issue(issues, here, "annotation.value", "\"" + std::string(rule.key) + "\" cannot be \"" + value.string + "\"", one_of(value.string, words_of(rule.values)));
  }
}

// Where the words do stand (line breaks and tabs are spaces to brat), nearest to where they should; empty when nowhere.
std::string offsets_of_words(const AnnotatedFact& fact, const NoteText& note) {
  const std::string bytes = one_line(note.text.bytes());
  const std::string words = one_line(fact.text);
  const auto wanted = static_cast<int64_t>(note.offsets.to_byte(fact.start));
  size_t best = std::string::npos;
  for (size_t at = words.empty() ? std::string::npos : bytes.find(words); at != std::string::npos; at = bytes.find(words, at + 1)) {
    if (best == std::string::npos || std::abs(static_cast<int64_t>(at) - wanted) < std::abs(static_cast<int64_t>(best) - wanted)) best = at;
  }
  if (best == std::string::npos) return "the words at these offsets";
  return "offsets " + std::to_string(note.offsets(static_cast<uint32_t>(best))) + " " + std::to_string(note.offsets(static_cast<uint32_t>(best + words.size())));
}

void check_span(AnnotatedFact& fact, const NoteText& note, const FilePlace& at, Issues& issues) {
  const std::string span = std::to_string(fact.start) + " " + std::to_string(fact.end);
  if (fact.start >= fact.end || fact.end > note.length) {
    report_issue(issues, at, "annotation.span", "the span " + span + " is not in the note", "a start before its end, and an end up to " + std::to_string(note.length));
    return;
  }
  std::string own = note.quote(fact.start, fact.end);
  if (!fact.text.empty() && one_line(fact.text) != one_line(own))
    report_issue(issues, at, "annotation.text", "the text is not what stands at " + span + " of the note", offsets_of_words(fact, note));
  fact.text = std::move(own);
}

bool is_attribute(std::string_view key) {
  return std::find(kMore.begin(), kMore.end(), key) != kMore.end() ||
         std::any_of(kAttributes.begin(), kAttributes.end(), [&](const AttributeRule& rule) { return rule.key == key; });
}

// Moves the places of a value that was parsed apart from its file.
void shift_places(JsonValue& value, uint32_t line, uint32_t column) {
  value.line += line;
  value.column += column;
  for (JsonValue& item : value.items) shift_places(item, line, column);
  for (auto& [key, member] : value.members) shift_places(member, line, column);
}

}  // namespace

void report_issue(Issues& issues, const FilePlace& at, std::string code, std::string message, std::string expected) {
  issues.push_back({at.file, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
}

bool split_label(std::string_view label, const FilePlace& at, AnnotatedFact& fact, Issues& issues) {
  for (const std::string& type : fact_type_names()) {
    if (label.size() <= type.size() + 1 || label.substr(0, type.size()) != type || label[type.size()] != '_') continue;
    fact.type = type;
    fact.code = label.substr(type.size() + 1);
    return true;
  }
  report_issue(issues, at, "annotation.label", "the label \"" + std::string(label) + "\" begins with no fact type", "type_code, such as symptom_neck_pain");
  return false;
}

void check_fact(AnnotatedFact& fact, const NoteText& note, const FilePlace& at, Issues& issues) {
  const std::vector<std::string> types = fact_type_names();
  if (std::find(types.begin(), types.end(), fact.type) == types.end()) {
    report_issue(issues, at, "annotation.type", "there is no fact type \"" + fact.type + "\"", one_of(fact.type, types));
  }
  const bool plain = std::all_of(fact.code.begin(), fact.code.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (fact.code.empty() || !plain) report_issue(issues, at, "annotation.code", "\"" + fact.code + "\" is no code", "small letters, digits and _");
  const std::vector<std::string> assertions = assertion_names();
  if (std::find(assertions.begin(), assertions.end(), fact.assertion) == assertions.end()) {
    report_issue(issues, at, "annotation.assertion", fact.assertion.empty() ? "the fact has no assertion" : "there is no assertion \"" + fact.assertion + "\"",
                 one_of(fact.assertion, assertions));
  }
  check_span(fact, note, at, issues);
}

uint32_t offset_of(double number) { return number >= 0 && number < UINT32_MAX && std::floor(number) == number ? static_cast<uint32_t>(number) : UINT32_MAX; }

void check_attributes(const JsonValue& attributes, const FilePlace& shift, Issues& issues) {
  for (const auto& [key, value] : attributes.members) {
    if (is_attribute(key)) {
      check_value(value, rule_of(key), shift, issues);
      continue;
    }
    std::vector<std::string> known(kMore.begin(), kMore.end());
    for (const AttributeRule& rule : kAttributes) known.emplace_back(rule.key);
    report_issue(issues, {shift.file, value.line, value.column}, "annotation.attribute", "there is no attribute \"" + key + "\"", one_of(key, known));
  }
}

namespace {

uint32_t read_offset(ObjectReader& reader, const JsonValue& object, const char* key) {
  const JsonValue* value = reader.any(key);
  const bool right = value != nullptr && value->kind == JsonValue::Kind::number && offset_of(value->number) != UINT32_MAX;
  if (!right)
    reader.report(value == nullptr ? object : *value, value == nullptr ? "json.missing_key" : "annotation.offset", std::string("\"") + key + "\" is no offset", "a whole number");
  return right ? offset_of(value->number) : 0;
}

}  // namespace

AnnotatedFact read_fact_object(const JsonValue& object, const std::string& file, Issues& issues) {
  AnnotatedFact fact;
  fact.line = object.line;
  ObjectReader reader(object, file, issues);
  if (object.kind != JsonValue::Kind::object) return fact;
  fact.type = reader.required_string("type");
  fact.code = reader.required_string("code");
  fact.assertion = reader.required_string("assertion");
  fact.start = read_offset(reader, object, "start");
  fact.end = read_offset(reader, object, "end");
  fact.text = reader.string("text");
  fact.comment = reader.string("comment");
  fact.section = reader.string("section");
  fact.rule = reader.string("rule");
  const JsonValue* cue = reader.any("cue");
  const JsonValue* cue_id = cue == nullptr ? nullptr : cue->find("id");
  if (cue_id != nullptr) fact.cue = cue_id->string;
  const JsonValue* attributes = reader.object("attributes");
  if (attributes != nullptr) fact.attributes = *attributes;
  reader.finish();
  return fact;
}

void write_value(JsonWriter& json, const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null: json.null(); return;
    case JsonValue::Kind::boolean: json.boolean(value.boolean); return;
    case JsonValue::Kind::number: json.real(value.number); return;
    case JsonValue::Kind::string: json.string(value.string); return;
    case JsonValue::Kind::array:
      json.begin_array();
      for (const JsonValue& item : value.items) write_value(json, item);
      json.end_array();
      return;
    case JsonValue::Kind::object:
      json.begin_object();
      for (const auto& [key, member] : value.members) write_value(json.key(key), member);
      json.end_object();
  }
}

Result<JsonValue> parse_json_at(std::string_view text, const FilePlace& at) {
  Result<JsonValue> parsed = parse_json(text, at.file);
  if (parsed.ok()) {
    shift_places(parsed.value(), at.line - 1, at.column - 1);
    return parsed;
  }
  Issues moved = parsed.issues();
  for (Issue& issue : moved) {
    issue.line += at.line - 1;
    issue.column += at.column - 1;
  }
  return moved;
}

void each_json_line(std::string_view ndjson, const std::string& file, Issues& issues, const std::function<void(const JsonValue&)>& each) {
  for (uint32_t line = 1; !ndjson.empty(); ++line) {
    const size_t end = std::min(ndjson.find('\n'), ndjson.size());
    const std::string_view text = ndjson.substr(0, end);
    ndjson.remove_prefix(std::min(end + 1, ndjson.size()));
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Result<JsonValue> value = parse_json_at(text, {file, line, 1});
    if (value.ok()) each(value.value());
    else add_issues(issues, value.issues());
  }
}

}  // namespace chartgap
