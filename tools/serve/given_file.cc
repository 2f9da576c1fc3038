#include "tools/serve/given_file.h"

#include <variant>

#include "tools/readers/memory_file.h"
#include "tools/record_reader.h"

namespace chartgap {

FileReading read_given_file(const std::string& name, std::string_view bytes, const FileLimits& limits) {
  const MemoryFile file(bytes);
  ReadingOptions options;
  options.name = name;
  options.reads_pdf = true;
  options.max_record_bytes = limits.bytes;
  RecordReader reader(file.path(), options);
  FileReading out;
  uint64_t text_bytes = 0;
  while (std::optional<Record> record = text_bytes > limits.bytes ? std::nullopt : reader.next()) {
    out.has_more_records = out.notes.size() + out.rejects.size() == limits.records;
    if (out.has_more_records) break;
    if (NoteRecord* note = std::get_if<NoteRecord>(&*record)) {
      text_bytes += note->text.size();
      out.notes.push_back(std::move(*note));
    } else {
      out.rejects.push_back(std::get<Reject>(*record));
    }
  }
  return out;
}

}  // namespace chartgap
