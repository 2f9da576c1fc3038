// The notes of a file that came within a request: the readers of `check` over bytes in memory.
// Shape:  the bytes stand in an anonymous file of memory while they are read, so that nothing of them is on a disk.
// Errors: what is no note, each with the reader's reason; none quotes the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/note_record.h"

namespace chartgap {

struct FileReading {
  std::vector<NoteRecord> notes;
  std::vector<Reject> rejects;
};
// `name` is what the user calls the file: its ending tells the format where the content does not. No note of more than `most` bytes.
FileReading read_given_file(const std::string& name, std::string_view bytes, uint64_t most);

}  // namespace chartgap
