// A file that is one note: text, HTML, RTF or C-CDA.
#pragma once

#include <optional>
#include <string>

#include "tools/readers/input.h"
#include "tools/readers/note_format.h"
#include "tools/record_reader.h"

namespace chartgap {

class DocumentNote {
 public:
  DocumentNote(std::string file, NoteFormat format, Input& input, const ReadingOptions& options);

  // The note, once.
  std::optional<Record> next();

 private:
  Record read(std::string bytes) const;

  std::string file_;
  NoteFormat format_;
  Input& input_;
  uint64_t longest_;
  bool reads_pdf_;
  std::string encoding_;  // of the bytes, where it is known
  bool done_ = false;
};

}  // namespace chartgap
