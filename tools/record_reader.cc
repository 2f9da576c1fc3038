#include "tools/record_reader.h"

#include <variant>

#include "tools/readers/input.h"
#include "tools/readers/note_format.h"
#include "tools/readers/read_csv.h"
#include "tools/readers/read_document.h"
#include "tools/readers/read_hl7.h"
#include "tools/readers/read_json.h"

namespace chartgap {

class RecordReader::Source {
 public:
  Source(const std::string& path, const ReadingOptions& options) : name_(options.name.empty() ? path : options.name), input_(path, options.encoding), notes_(open(options)) {}

  std::optional<Record> next() {
    if (done_) return std::nullopt;
    std::optional<Record> record = std::visit([](auto& notes) { return notes.next(); }, notes_);
    if (record) {
      ++records_;
      return record;
    }
    done_ = true;
    return end();
  }

 private:
  using Notes = std::variant<DocumentNote, JsonNotes, CsvNotes, Hl7Notes>;

  Notes open(const ReadingOptions& options) {
    const NoteFormat format = note_format_named(options.format).value_or(find_note_format(name_, input_.unread()));
    if (format == NoteFormat::ndjson || format == NoteFormat::fhir) return JsonNotes(name_, input_, options);
    if (format == NoteFormat::csv || format == NoteFormat::tsv || format == NoteFormat::omop) return CsvNotes(name_, format, input_, options);
    if (format == NoteFormat::hl7) return Hl7Notes(name_, input_, options);
    return DocumentNote(name_, format, input_, options);
  }

  // A file that ended where it should not says so behind its last record; one without any says that.
  std::optional<Record> end() {
    const RecordPosition position{name_, records_ + 1, 0};
    if (input_.problem()) return rejected(position, *input_.problem());
    if (records_ == 0) return rejected(position, {"empty", "is empty; expected the text of a note"});
    return std::nullopt;
  }

  const std::string name_;
  Input input_;
  Notes notes_;
  uint64_t records_ = 0;
  bool done_ = false;
};

RecordReader::RecordReader(const std::string& path, const ReadingOptions& options) : source_(std::make_unique<Source>(path, options)) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;
std::optional<Record> RecordReader::next() { return source_->next(); }

}  // namespace chartgap
