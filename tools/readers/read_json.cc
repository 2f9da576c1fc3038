#include "tools/readers/read_json.h"

#include <simdjson.h>

#include <algorithm>

namespace chartgap {
namespace {

namespace dom = simdjson::dom;

// simdjson keeps 4 bytes for every bracket, comma and colon, and 8 for every value: a line of nothing else would take ten times its size.
constexpr size_t kLongLine = 1u << 20;
constexpr size_t kMostMarks = 4u << 20;

bool is_overfull(std::string_view line) {
  if (line.size() < kLongLine) return false;
  return static_cast<size_t>(std::count_if(line.begin(), line.end(), [](char c) { return c == ',' || c == '[' || c == '{'; })) > kMostMarks;
}

Problem problem_of(simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR) return {"too-deep", "is nested more than 1024 levels deep; expected a note"};
  if (error == simdjson::UTF8_ERROR) return {"bad-utf-8", "is not valid UTF-8; expected UTF-8, or --encoding"};
  return {"bad-json", "is no JSON; expected {\"id\": ..., \"text\": ...}"};
}

std::string text_of(dom::element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  int64_t number = 0;
  return value.get(number) == simdjson::SUCCESS ? std::to_string(number) : std::string();
}

}  // namespace

class JsonNotes::State {
 public:
  State(std::string file, Input& input, const ReadingOptions& options) : file_(std::move(file)), options_(options), lines_(input, options.max_record_bytes) {}

  std::optional<Record> next() {
    const std::optional<InputLine> line = lines_.next();
    if (!line) return std::nullopt;
    const RecordPosition position{file_, ++record_, line->number};
    if (line->problem) return rejected(position, *line->problem);
    return read_line(line->text, position);
  }

 private:
  Record read_line(std::string_view line, const RecordPosition& position) {
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (is_overfull(line)) return rejected(position, {"too-many-values", "has more than 4 million values; expected a note"});
    dom::element row;
    if (const auto error = parser_.parse(line.data(), line.size(), false).get(row)) return rejected(position, problem_of(error));
    dom::object object;
    if (row.get(object)) return rejected(position, {"bad-json", "is no object; expected {\"id\": ..., \"text\": ...}"});
    return read_row(object, position);
  }

  Record read_row(const dom::object& row, const RecordPosition& position) {
    NoteRecord note;
    bool has_text = false;
    for (const auto& [key, value] : row) {
      if (key == options_.text_key) {
        std::string_view text;
        has_text = value.get(text) == simdjson::SUCCESS;
        if (has_text) note.text = text;
      } else if (key == options_.id_key) {
        note.id = text_of(value);
      } else if (key == options_.patient_key) {
        note.patient_id = text_of(value);
      } else if (key == options_.date_key) {
        note.date = text_of(value);
      } else if (key == options_.kind_key) {
        note.kind = text_of(value);
      }
    }
    if (!has_text) return rejected(position, {"no-text", "\"" + options_.text_key + "\" is missing or no string; expected {\"id\": ..., \"text\": ...}"});
    if (note.id.empty()) note.id = file_ + "#" + std::to_string(position.record);
    note.position = position;
    return note;
  }

  const std::string file_;
  const ReadingOptions options_;
  LineInput lines_;
  dom::parser parser_;
  uint64_t record_ = 0;
};

JsonNotes::JsonNotes(std::string file, Input& input, const ReadingOptions& options) : state_(std::make_unique<State>(std::move(file), input, options)) {}
JsonNotes::JsonNotes(JsonNotes&&) noexcept = default;
JsonNotes::~JsonNotes() = default;
std::optional<Record> JsonNotes::next() { return state_->next(); }

}  // namespace chartgap
