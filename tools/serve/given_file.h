// The notes of a file that came within a request: the readers of `check` over bytes in memory.
// Shape:  the bytes stand in an anonymous file of memory while they are read, so that nothing of them is on a disk.
// Errors: what is no note, each with the reader's reason; none quotes the file.
// Cost:   as the limits say, however far the file unpacks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/note_record.h"

namespace chartgap {

struct FileLimits {
  uint64_t bytes = 0;  // of text: no longer note is read, and none behind more of it
  size_t records = 0;
};

struct FileReading {
  std::vector<NoteRecord> notes;
  std::vector<Reject> rejects;
  bool has_more_records = false;  // than the limit
};
// `name` is what the user calls the file: its ending tells the format where the content does not.
FileReading read_given_file(const std::string& name, std::string_view bytes, const FileLimits& limits);

}  // namespace chartgap
