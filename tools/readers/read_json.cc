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
constexpr size_t kMostMarks = 3u << 20;

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

  // One record at a time, however many a line or a document holds.
  std::optional<Record> next() {
    while (true) {
      std::optional<Record> record;
      if (!is_begun_) record = begin();
      else if (!open_.empty()) record = read_item();
      else if (const std::optional<InputLine> line = lines_.next()) record = read_line(*line);
      else return std::nullopt;
      if (!record) continue;
      ++records_;
      return record;
    }
  }

 private:
  struct List {  // of rows, or of a bundle's entries
    dom::array::iterator at;
    dom::array::iterator end;
    bool is_bundle;
  };

  RecordPosition here() const { return {file_, records_ + 1, line_}; }
  Reject wrong(Problem problem) const { return rejected(here(), std::move(problem)); }

  // One JSON value over several lines is a document: a resource, a bundle, or a list of rows.
  std::optional<Record> begin() {
    is_begun_ = true;
    const std::string_view first = input_.unread().substr(0, input_.unread().find('\n'));
    dom::element value;
    const bool is_line = !is_overfull(first) && parser_.parse(first.data(), first.size(), true).get(value) == simdjson::SUCCESS;
    if (is_overfull(first) || (is_line && !value.is_array())) return std::nullopt;
    while (input_.unread().size() <= options_.max_record_bytes && input_.more()) continue;
    const std::string_view whole = input_.unread();
    if (whole.size() > options_.max_record_bytes || is_overfull(whole)) return std::nullopt;
    if (parser_.parse(whole.data(), whole.size(), false).get(value)) return std::nullopt;
    input_.take(whole.size());
    dom::array rows;
    if (value.get(rows)) return read_value(value);
    open(rows, false);
    return std::nullopt;
  }

  void open(const dom::array& list, bool is_bundle) { open_.push_back({list.begin(), list.end(), is_bundle}); }

  std::optional<Record> read_item() {
    List& list = open_.back();
    if (list.at == list.end) {
      open_.pop_back();
      return std::nullopt;
    }
    const dom::element item = *list.at;
    ++list.at;
    if (!list.is_bundle) return read_value(item);
    dom::element resource;
    return item.at_pointer("/resource").get(resource) == simdjson::SUCCESS ? read_resource(resource) : std::nullopt;
  }

  std::optional<Record> read_line(const InputLine& line) {
    line_ = line.number;
    if (line.problem) return wrong(*line.problem);
    std::string_view text = line.text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (is_overfull(text)) return wrong({"too-many-values", "has more than 3 million values; expected a note"});
    dom::element value;
    if (const auto error = parser_.parse(text.data(), text.size(), false).get(value)) return wrong(problem_of(error));
    return read_value(value);
  }

  std::optional<Record> read_value(const dom::element& value) {
    dom::object row;
    if (value.get(row)) return wrong({"bad-json", "is no object; expected {\"id\": ..., \"text\": ...}"});
    return options_.format == "ndjson" || !is_fhir(value) ? read_row(row, here()) : read_resource(value);
  }

  std::optional<Record> read_resource(const dom::element& resource) {
    dom::array entries;
    if (!is_bundle(resource)) return read_fhir(resource, here());
    if (resource.at_pointer("/entry").get(entries) == simdjson::SUCCESS) open(entries, true);
    return std::nullopt;
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
  std::vector<List> open_;  // each in the one before
  uint64_t line_ = 0;       // of the value that is read; 0 of a document's
  uint64_t records_ = 0;
};

JsonNotes::JsonNotes(std::string file, Input& input, const ReadingOptions& options) : state_(std::make_unique<State>(std::move(file), input, options)) {}
JsonNotes::JsonNotes(JsonNotes&&) noexcept = default;
JsonNotes::~JsonNotes() = default;
std::optional<Record> JsonNotes::next() { return state_->next(); }

}  // namespace chartgap
