// What the readers of annotated documents share: the checks that a marked fact must pass, and the pieces of a fact in JSON.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "nlp/json_source.h"
#include "nlp/json_writer.h"
#include "nlp/text.h"
#include "tools/annotation.h"

namespace chartgap {

// A note with its code points counted.
struct NoteText {
  explicit NoteText(std::string_view bytes) : text(bytes), offsets(text, OffsetUnit::codepoint), length(offsets(static_cast<uint32_t>(text.bytes().size()))) {}
  std::string quote(uint32_t start, uint32_t end) const { return text.quote({offsets.to_byte(start), offsets.to_byte(end)}); }

  Text text;
  OffsetMap offsets;
  uint32_t length;
};

struct FilePlace {
  const std::string& file;
  uint32_t line = 0;
  uint32_t column = 0;
};

void report_issue(Issues& issues, const FilePlace& at, std::string code, std::string message, std::string expected = "");
// "red_flag_fever" to red_flag and fever; false, with an issue, when no type begins it.
bool split_label(std::string_view label, const FilePlace& at, AnnotatedFact& fact, Issues& issues);
// Type, code, assertion and span against the model and the note; sets the fact's text to the note's own words.
void check_fact(AnnotatedFact& fact, const NoteText& note, const FilePlace& at, Issues& issues);
// Keys and values against the model. `shift` places a value that was parsed apart from its file.
void check_attributes(const JsonValue& attributes, const FilePlace& shift, Issues& issues);
// A number of somebody's JSON as an offset; what is none becomes one that no note has.
uint32_t offset_of(double number);

// One fact object of the fact model: type, code, assertion, start, end, text, attributes, and what an extraction adds.
AnnotatedFact read_fact_object(const JsonValue& object, const std::string& file, Issues& issues);
void write_value(JsonWriter& json, const JsonValue& value);
// A line of NDJSON or of a standoff note as a file of its own: its issues are moved to where the line stands.
Result<JsonValue> parse_json_at(std::string_view text, const FilePlace& at);
// Each line that is not blank; one that is no JSON is an issue.
void each_json_line(std::string_view ndjson, const std::string& file, Issues& issues, const std::function<void(const JsonValue&)>& each);

}  // namespace chartgap
