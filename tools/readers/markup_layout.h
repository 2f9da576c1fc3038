// Lines out of markup: what blocks, breaks, tables and collapsed blanks make of the words, after innerText of the HTML standard.
// Shape: a block begins on a line of its own, a paragraph behind an empty line; the cells of a row stand on one line with tabs between them.
#pragma once

#include <string_view>
#include <vector>

#include "tools/readers/note_text.h"

namespace chartgap {

class MarkupLayout {
 public:
  // Words with character references, as they stand at `source`.
  void words(std::string_view raw, uint64_t source);
  // The same without references (CDATA).
  void plain_words(std::string_view raw, uint64_t source);
  // So many line breaks before what follows: 1 of a block, 2 of a paragraph.
  void block(int breaks);
  void line_break();
  void table_begins() { rows_.push_back(false); }
  void table_ends();
  void row();
  void cell();
  // Inside, blanks and line breaks stay.
  void keep_blanks(bool keep) { kept_ = keep; }

  NoteText take() { return std::move(out_); }

 private:
  void blank(char c, uint64_t source);
  void flush();

  NoteText out_;
  int breaks_ = 0;      // asked for before the next words
  bool space_ = false;  // a blank stands before the next words
  uint64_t space_at_ = 0;
  bool cell_begins_ = false;
  bool kept_ = false;
  std::vector<bool> rows_;  // of each open table, whether its row has a cell
};

}  // namespace chartgap
