#include "tools/serve/given_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <variant>

#include "tools/readers/note_format.h"
#include "tools/record_reader.h"

namespace chartgap {
namespace {

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("document", MFD_CLOEXEC)) {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written <= 0) return;
      bytes.remove_prefix(static_cast<size_t>(written));
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

// The ending is that of the user's name, which the anonymous file does not have.
std::string format_of(const std::string& name, std::string_view bytes) {
  const NoteFormat format = find_note_format(name, bytes);
  const std::vector<std::string>& names = note_format_names();
  for (const std::string& each : names) {
    if (note_format_named(each) == format) return each;
  }
  return "";
}

}  // namespace

FileReading read_given_file(const std::string& name, std::string_view bytes, uint64_t most) {
  const MemoryFile file(bytes);
  ReadingOptions options;
  options.format = format_of(name, bytes);
  options.reads_pdf = true;
  options.max_record_bytes = most;
  RecordReader reader(file.path(), options);
  FileReading out;
  while (std::optional<Record> record = reader.next()) {
    if (NoteRecord* note = std::get_if<NoteRecord>(&*record)) out.notes.push_back(std::move(*note));
    else out.rejects.push_back(std::get<Reject>(*record));
  }
  return out;
}

}  // namespace chartgap
