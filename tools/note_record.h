// One note of a collection as it came out of its file, or the reason why it did not.
// Units: positions are of the file as it was opened (before it was unpacked: the file and the record's number in it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chartgap {

// Where a record stood.
struct RecordPosition {
  std::string file;     // as given; "-" for the standard input
  uint64_t record = 0;  // from 1; a file of one note has one record
  uint64_t line = 0;    // from 1, where the record begins; 0 where lines say nothing (a bundle, a document of markup)
};

// A stretch of the text that stood in the source as it is, or as an escape or entity of it. In the order of the text; stretches made by the reader (a line break for a <p>) have no piece.
struct SourcePiece {
  uint32_t text_begin = 0;  // bytes of the text
  uint32_t text_end = 0;
  uint64_t source_begin = 0;  // bytes of the decoded source document (of the record's attachment, narrative or field)
  uint64_t source_end = 0;
};

struct NoteRecord {
  std::string id;                   // as the source names it; else the file's name, with #RECORD where it holds several
  std::string text;                 // UTF-8 as far as the source could be decoded; otherwise as received
  std::string patient_id;           // empty where not given
  std::string date;                 // YYYY-MM-DD, or empty
  std::string kind;                 // of document, as `check` spells it, or empty
  std::vector<SourcePiece> pieces;  // empty where the text is the source itself, byte for byte
  RecordPosition position;
};

// An input that gives no note. Nothing here quotes the input.
struct Reject {
  RecordPosition position;
  std::string code;    // stable, in kebab-case: bad-json, no-text, unreadable, too-deep, truncated, url-only, entered-in-error, ...
  std::string reason;  // what is wrong, then what would be right
};

using Record = std::variant<NoteRecord, Reject>;

}  // namespace chartgap
