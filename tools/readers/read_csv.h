// Notes from rows with a header: CSV after RFC 4180, the same with tabs, and OMOP's NOTE table.
// Shape:  a field in quotes may hold delimiters, line breaks and doubled quotes.
// Errors: bad-header (the file gives nothing else), bad-quote, bad-columns, too-large, no-text. Behind a bad row, reading goes on with the next line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/readers/input.h"
#include "tools/readers/note_format.h"
#include "tools/readers/note_text.h"
#include "tools/record_reader.h"

namespace chartgap {

class CsvNotes {
 public:
  CsvNotes(std::string file, NoteFormat format, Input& input, const ReadingOptions& options);

  std::optional<Record> next();

 private:
  struct Field {  // in the row; without the quotes around it
    size_t begin = 0;
    size_t end = 0;
    bool doubled = false;  // has doubled quotes
  };
  enum class Column : uint8_t { id, text, patient, date, kind, title };
  static constexpr size_t kColumns = 6;
  static constexpr size_t kNone = SIZE_MAX;

  std::optional<Problem> read_fields();
  std::optional<Problem> read_quoted(size_t& at);
  void read_bare(size_t& at);
  bool reach(size_t at);
  std::optional<Problem> end_field(size_t& at, bool& row_ends);
  void take_row(size_t bytes);
  void pass_line();
  std::optional<Problem> read_header();
  void name_columns(const ReadingOptions& options);
  void find_columns();
  std::string field(Column column) const;
  NoteText text() const;
  std::optional<Record> row();
  Record note();

  std::string file_;
  Input& input_;
  uint64_t longest_;
  char delimiter_;
  bool finds_delimiter_;
  std::string names_[kColumns];
  size_t columns_[kColumns];
  size_t width_ = 0;  // of the header
  bool done_ = false;
  bool has_header_ = false;
  uint64_t line_ = 1;
  uint64_t record_ = 0;
  std::vector<Field> fields_;
  size_t row_bytes_ = 0;
};

}  // namespace chartgap
