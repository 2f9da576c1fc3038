// Annotated documents: a note and the facts that somebody marked in it; read from and written to the forms that annotators use.
// Shape:  brat standoff (ID.txt, ID.ann), the fact model's JSON (ID.txt, ID.json), Label Studio tasks, Prodigy JSONL.
// Units:  offsets are code points of the note as received, half-open.
// Errors: everything that is wrong with a file, or with all files of a corpus, at once; messages name places, never the note's words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/json_source.h"
#include "nlp/result.h"

namespace chartgap {

inline JsonValue empty_object() {
  JsonValue value;
  value.kind = JsonValue::Kind::object;
  return value;
}

struct AnnotatedFact {
  std::string type;
  std::string code;
  std::string assertion;
  uint32_t start = 0;
  uint32_t end = 0;
  std::string text;
  JsonValue attributes = empty_object();
  std::string comment;  // an annotator's free words, no part of the model
  std::string section;  // known for a program's facts only, as are `rule` and `cue`
  std::string rule;
  std::string cue;
  uint32_t line = 0;  // where it stands in its file; 0 when it comes from no file
};

struct AnnotatedDocument {
  std::string id;    // the note's file name without its ending
  std::string file;  // the note's path, for messages
  std::string note;  // its bytes
  std::vector<AnnotatedFact> facts;
};

// Reads one .ann or .json with the .txt beside it, or a folder and all below it, in the order of their paths.
// A .txt that nobody annotated, and a .json with no .txt beside it, are passed over; where one form is asked for, the other too.
enum class CorpusForm : uint8_t { any, brat, json };
Result<std::vector<AnnotatedDocument>> read_corpus(const std::string& path, CorpusForm form = CorpusForm::any);

// The facts of one annotation file about `note`.
Result<std::vector<AnnotatedFact>> parse_brat(std::string_view ann, const std::string& file, std::string_view note);
Result<std::vector<AnnotatedFact>> parse_annotation_json(std::string_view json, const std::string& file, std::string_view note, std::string_view id);
std::string brat_of(const AnnotatedDocument& document);
std::string annotation_json_of(const AnnotatedDocument& document);

// All the documents of one Label Studio export (JSON tasks), or of one Prodigy file (JSONL).
Result<std::vector<AnnotatedDocument>> parse_label_studio(std::string_view json, const std::string& file);
Result<std::vector<AnnotatedDocument>> parse_prodigy(std::string_view jsonl, const std::string& file);
// As predictions they are only shown to annotators; as annotations they count as a person's work.
enum class TaskKind : uint8_t { annotations, predictions };
std::string label_studio_of(const std::vector<AnnotatedDocument>& documents, TaskKind kind);
std::string prodigy_of(const std::vector<AnnotatedDocument>& documents);

// What another run of `extract` printed: one line a document, its facts unchecked but for their shape.
struct PredictedDocument {
  std::string document;  // as the line names it
  std::vector<AnnotatedFact> facts;
};
Result<std::vector<PredictedDocument>> parse_predictions(std::string_view ndjson, const std::string& file);

}  // namespace chartgap
