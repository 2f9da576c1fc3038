// The notes of a collection: text files, folders of *.txt (with their folders), and NDJSON files (or the standard input, when it begins with {) whose lines have a "text".
// Out:    notes in the order given, a folder's by name; a line of FILE is named FILE:LINE, or by its "id".
// Errors: what cannot be read, and lines that are no notes, each with its place.
#pragma once

#include <string>
#include <vector>

#include "nlp/result.h"
#include "tools/command.h"

namespace chartgap {

Result<std::vector<InputDocument>> read_notes(const std::vector<std::string>& names);

}  // namespace chartgap
