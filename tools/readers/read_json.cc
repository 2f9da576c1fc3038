#include "tools/readers/read_json.h"

#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "tools/readers/note_labels.h"
#include "tools/readers/read_fhir.h"

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

// NDJSON is read by lines whatever stands in them; of other JSON it is looked at first whether it is one document.
bool is_by_lines(const std::string& file, const std::string& format) {
  return format == "ndjson" || file.find(".ndjson") != std::string::npos || file.find(".jsonl") != std::string::npos;
}

}  // namespace

class JsonNotes::State {
 public:
  State(std::string file, Input& input, const ReadingOptions& options)
      : file_(std::move(file)), input_(input), options_(options), lines_(input, options.max_record_bytes), is_begun_(is_by_lines(file_, options.format)) {}

  std::optional<Record> next() {
    if (!is_begun_) begin();
    while (given_ == waiting_.size()) {
      waiting_.clear();
      given_ = 0;
      const std::optional<InputLine> line = lines_.next();
      if (!line) return std::nullopt;
      read_line(*line);
    }
    return std::move(waiting_[given_++]);
  }

 private:
  RecordPosition here(uint64_t line) const { return {file_, records_ + 1, line}; }
  void add(Record record) {
    waiting_.push_back(std::move(record));
    ++records_;
  }

  // One JSON value over several lines is a document: a resource, a bundle, or a list of rows.
  void begin() {
    is_begun_ = true;
    const std::string_view first = input_.unread().substr(0, input_.unread().find('\n'));
    dom::element value;
    if (is_overfull(first) || parser_.parse(first.data(), first.size(), true).get(value) == simdjson::SUCCESS) return;
    while (input_.unread().size() <= options_.max_record_bytes && input_.more()) continue;
    const std::string_view whole = input_.unread();
    if (whole.size() > options_.max_record_bytes || is_overfull(whole)) return;
    if (parser_.parse(whole.data(), whole.size(), false).get(value)) return;
    read_document(value);
    input_.take(whole.size());
  }

  void read_document(const dom::element& value) {
    dom::array rows;
    if (value.get(rows)) return read_value(value, 0);
    for (const dom::element row : rows) read_value(row, 0);
  }

  void read_line(const InputLine& line) {
    if (line.problem) return add(rejected(here(line.number), *line.problem));
    std::string_view text = line.text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (is_overfull(text)) return add(rejected(here(line.number), {"too-many-values", "has more than 4 million values; expected a note"}));
    dom::element value;
    if (const auto error = parser_.parse(text.data(), text.size(), false).get(value)) return add(rejected(here(line.number), problem_of(error)));
    read_value(value, line.number);
  }

  void read_value(const dom::element& value, uint64_t line) {
    dom::object row;
    if (value.get(row)) return add(rejected(here(line), {"bad-json", "is no object; expected {\"id\": ..., \"text\": ...}"}));
    if (options_.format == "ndjson" || !is_fhir(value)) return add(read_row(row, here(line)));
    const size_t before = waiting_.size();
    read_fhir(value, here(line), waiting_);
    records_ += waiting_.size() - before;
  }

  Record read_row(const dom::object& row, RecordPosition position) const {
    NoteRecord note;
    bool has_text = false;
    for (const auto& [key, value] : row) {
      std::string_view text;
      if (key == options_.text_key) {
        has_text = value.get(text) == simdjson::SUCCESS;
        if (has_text) note.text = text;
      } else if (key == options_.id_key) {
        note.id = text_of(value);
      } else if (key == options_.patient_key) {
        note.patient_id = text_of(value);
      } else if (key == options_.date_key) {
        note.date = day_of(text_of(value));
      } else if (key == options_.kind_key) {
        note.kind = kind_of_words(text_of(value));
      }
    }
    if (!has_text) return rejected(std::move(position), {"no-text", "\"" + options_.text_key + "\" is missing or no string; expected {\"id\": ..., \"text\": ...}"});
    if (note.id.empty()) note.id = file_ + "#" + std::to_string(position.record);
    note.position = std::move(position);
    return note;
  }

  const std::string file_;
  Input& input_;
  const ReadingOptions options_;
  LineInput lines_;
  bool is_begun_;
  dom::parser parser_;
  std::vector<Record> waiting_;
  size_t given_ = 0;
  uint64_t records_ = 0;
};

JsonNotes::JsonNotes(std::string file, Input& input, const ReadingOptions& options) : state_(std::make_unique<State>(std::move(file), input, options)) {}
JsonNotes::JsonNotes(JsonNotes&&) noexcept = default;
JsonNotes::~JsonNotes() = default;
std::optional<Record> JsonNotes::next() { return state_->next(); }

}  // namespace chartgap
