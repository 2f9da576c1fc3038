#include "tools/readers/read_csv.h"

#include <algorithm>
#include <cstring>

#include "nlp/ascii.h"
#include "tools/readers/note_labels.h"

namespace chartgap {
namespace {

constexpr size_t kMostColumns = 10000;

Problem bad_quote(const char* what) { return {"bad-quote", std::string(what) + "; expected quotes around the whole field, and \"\" for a quote in it"}; }

Problem too_large(uint64_t longest) { return {"too-large", "is longer than " + std::to_string(longest >> 20) + " MB; expected one note a row"}; }

}  // namespace

CsvNotes::CsvNotes(std::string file, NoteFormat format, Input& input, const ReadingOptions& options)
    : file_(std::move(file)),
      input_(input),
      longest_(options.max_record_bytes),
      delimiter_(format == NoteFormat::tsv ? '\t' : ','),
      finds_delimiter_(options.format.empty() || format == NoteFormat::omop) {
  name_columns(options);
  if (format != NoteFormat::omop) return;
  names_[static_cast<size_t>(Column::text)].clear();
}

void CsvNotes::name_columns(const ReadingOptions& options) {
  const std::string* names[] = {&options.id_key, &options.text_key, &options.patient_key, &options.date_key, &options.kind_key};
  for (size_t i = 0; i < std::size(names); ++i) names_[i] = ascii_lower(*names[i]);
}

// More of the input, until byte `at` of the row is there; false at its end.
bool CsvNotes::reach(size_t at) {
  while (at >= input_.unread().size()) {
    if (at > longest_ || !input_.more()) return false;
  }
  return true;
}

// Behind the quote that closes the field.
std::optional<Problem> CsvNotes::read_quoted(size_t& at) {
  Field field{++at, at, false};
  while (reach(at)) {
    const std::string_view row = input_.unread();
    const void* quote = memchr(row.data() + at, '"', row.size() - at);
    if (quote == nullptr) {
      at = row.size();
      continue;
    }
    at = static_cast<size_t>(static_cast<const char*>(quote) - row.data());
    if (!reach(at + 1) || input_.unread()[at + 1] != '"') {
      field.end = at++;
      fields_.push_back(field);
      return std::nullopt;
    }
    field.doubled = true;
    at += 2;
  }
  if (at > longest_) return too_large(longest_);
  return bad_quote("a quote is not closed");
}

void CsvNotes::read_bare(size_t& at) {
  Field field{at, at, false};
  const char ends[] = {delimiter_, '\n'};
  while (reach(at)) {
    at = input_.unread().find_first_of({ends, 2}, at);
    if (at != std::string_view::npos) break;
    at = input_.unread().size();
  }
  field.end = at;
  if (field.end > field.begin && (at == input_.unread().size() || input_.unread()[at] == '\n') && input_.unread()[field.end - 1] == '\r') --field.end;
  fields_.push_back(field);
}

// At the delimiter or line break behind a field.
std::optional<Problem> CsvNotes::end_field(size_t& at, bool& row_ends) {
  if (reach(at) && input_.unread()[at] == '\r' && (!reach(at + 1) || input_.unread()[at + 1] == '\n')) ++at;
  row_ends = !reach(at) || input_.unread()[at] == '\n';
  if (!row_ends && input_.unread()[at] != delimiter_) return bad_quote("something stands behind a closing quote");
  ++at;
  return std::nullopt;
}

std::optional<Problem> CsvNotes::read_fields() {
  fields_.clear();
  row_bytes_ = SIZE_MAX;
  size_t at = 0;
  for (bool row_ends = false; !row_ends;) {
    if (fields_.size() == kMostColumns) return Problem{"too-many-columns", "has more than 10000 columns; expected one note a row"};
    if (reach(at) && input_.unread()[at] == '"') {
      if (std::optional<Problem> wrong = read_quoted(at)) return wrong;
    } else {
      read_bare(at);
    }
    if (at > longest_) break;
    if (std::optional<Problem> wrong = end_field(at, row_ends)) return wrong;
  }
  if (at > longest_) return too_large(longest_);
  row_bytes_ = std::min(at, input_.unread().size());
  return std::nullopt;
}

void CsvNotes::take_row(size_t bytes) {
  const std::string_view row = input_.unread().substr(0, bytes);
  line_ += static_cast<uint64_t>(std::count(row.begin(), row.end(), '\n'));
  input_.take(bytes);
}

// A row that cannot be read costs its first line.
void CsvNotes::pass_line() {
  uint64_t passed = 0;
  do {
    const size_t end = input_.unread().find('\n');
    if (end != std::string_view::npos) return take_row(end + 1);
    passed += input_.unread().size();
    take_row(input_.unread().size());
    if (input_.is_bomb(passed)) input_.stop();
  } while (input_.more());
}

std::string CsvNotes::field(Column column) const {
  const size_t number = columns_[static_cast<size_t>(column)];
  if (number == kNone) return "";
  return std::string(input_.unread().substr(fields_[number].begin, fields_[number].end - fields_[number].begin));
}

NoteText CsvNotes::text() const {
  const Field& field = fields_[columns_[static_cast<size_t>(Column::text)]];
  const std::string_view words = input_.unread().substr(field.begin, field.end - field.begin);
  NoteText out;
  if (!field.doubled) {
    out.make(words);
    return out;
  }
  for (size_t at = 0; at < words.size();) {
    const size_t quote = std::min(words.find('"', at), words.size());
    out.copy(words.substr(at, quote - at), at);
    if (quote < words.size()) out.decode("\"", quote, quote + 2);
    at = quote + 2;
  }
  return out;
}

void CsvNotes::find_columns() {
  constexpr std::string_view kOmop[] = {"note_id", "note_text", "person_id", "note_date", "note_class_concept_id", "note_title"};
  std::vector<std::string> header;
  for (const Field& each : fields_) header.push_back(ascii_lower(input_.unread().substr(each.begin, each.end - each.begin)));
  const auto column = [&](std::string_view name) {
    const auto found = std::find(header.begin(), header.end(), name);
    return found == header.end() ? kNone : static_cast<size_t>(found - header.begin());
  };
  const std::string& text = names_[static_cast<size_t>(Column::text)];
  const bool is_omop = text.empty() || column(text) == kNone;
  for (size_t i = 0; i < kColumns; ++i) columns_[i] = column(is_omop ? kOmop[i] : std::string_view(names_[i]));
  if (columns_[static_cast<size_t>(Column::id)] == kNone && !is_omop) columns_[static_cast<size_t>(Column::id)] = column("note_id");
  width_ = fields_.size();
}

std::optional<Problem> CsvNotes::read_header() {
  if (reach(2) && input_.unread().starts_with("\xEF\xBB\xBF")) input_.take(3);
  if (finds_delimiter_) {
    reach(kMostColumns);
    const std::string_view line = input_.unread().substr(0, input_.unread().find('\n'));
    if (std::count(line.begin(), line.end(), '\t') > std::count(line.begin(), line.end(), ',')) delimiter_ = '\t';
  }
  if (std::optional<Problem> wrong = read_fields()) return wrong;
  find_columns();
  if (columns_[static_cast<size_t>(Column::text)] == kNone) {
    const std::string& name = names_[static_cast<size_t>(Column::text)];
    return Problem{"bad-header", "the header names no column of the text; expected " + (name.empty() ? "" : "\"" + name + "\" or ") + "\"note_text\""};
  }
  take_row(row_bytes_);
  return std::nullopt;
}

Record CsvNotes::note() {
  NoteRecord note;
  NoteText words = text();
  note.id = field(Column::id);
  if (note.id.empty()) note.id = file_ + "#" + std::to_string(record_);
  note.text = std::move(words.text);
  note.pieces = std::move(words.pieces);
  note.patient_id = field(Column::patient);
  note.date = day_of(field(Column::date));
  note.kind = kind_of_words(field(Column::kind));
  if (note.kind.empty()) note.kind = kind_of_code(field(Column::kind));
  if (note.kind.empty()) note.kind = kind_of_words(field(Column::title));
  note.position = {file_, record_, line_};
  return note;
}

// Nothing of an empty line.
std::optional<Record> CsvNotes::row() {
  const std::optional<Problem> wrong = read_fields();
  if (input_.problem() && row_bytes_ >= input_.unread().size()) {  // the beginning of a row in a file that was cut short
    input_.stop();
    return std::nullopt;
  }
  if (!wrong && fields_.size() == 1 && fields_[0].begin == 0 && fields_[0].end == 0) {
    take_row(row_bytes_);
    return std::nullopt;
  }
  const RecordPosition position{file_, ++record_, line_};
  if (wrong) {
    pass_line();
    return rejected(position, *wrong);
  }
  std::optional<Record> out;
  if (fields_.size() != width_)
    out = rejected(position, {"bad-columns", "has " + std::to_string(fields_.size()) + " fields; expected " + std::to_string(width_) + ", as in the header"});
  else out = note();
  take_row(row_bytes_);
  return out;
}

std::optional<Record> CsvNotes::next() {
  if (done_ || !reach(0)) return std::nullopt;
  if (!has_header_) {
    if (std::optional<Problem> wrong = read_header()) {
      done_ = true;
      input_.stop();
      return rejected({file_, 1, 1}, std::move(*wrong));
    }
    has_header_ = true;
  }
  while (reach(0)) {
    if (std::optional<Record> out = row()) return out;
  }
  return std::nullopt;
}

}  // namespace chartgap
