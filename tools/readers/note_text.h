// The text of a note as it is put together from its source, with the map back.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tools/note_record.h"
#include "tools/readers/problem.h"

namespace chartgap {

struct NoteText {
  std::string text;
  std::vector<SourcePiece> pieces;

  // Words as they stand at `source` of the source.
  void copy(std::string_view words, uint64_t source);
  // What an escape or entity in [begin, end) of the source says.
  void decode(std::string_view words, uint64_t begin, uint64_t end);
  // What the reader makes for the layout.
  void make(std::string_view words) { text += words; }

 private:
  // Behind a million of them the map only tells where the rest stands as a whole.
  void add_piece(const SourcePiece& piece);
};

using NoteTextOr = std::variant<NoteText, Problem>;

void append_utf8(std::string& out, uint32_t code);

}  // namespace chartgap
