// The notes of a collection: files of any format that is read, and folders of them (with their folders).
// Out:    notes in the order given, a folder's by name.
// Errors: a file that cannot be read at all, or is no note, is an issue; a record that gives no note is a reject beside the notes (of a file a thousand, and how many more).
#pragma once

#include <string>
#include <vector>

#include "nlp/result.h"
#include "tools/command.h"
#include "tools/record_reader.h"

namespace chartgap {

struct ReadNotes {
  std::vector<InputDocument> notes;
  Issues rejects;
};

// Only files; "-" is the standard input.
Result<ReadNotes> read_note_files(const std::vector<std::string>& files, const ReadingOptions& options);
// Files, folders of *.txt, *.ndjson and *.jsonl. Rejects are issues as well.
Result<std::vector<InputDocument>> read_notes(const std::vector<std::string>& names);

}  // namespace chartgap
