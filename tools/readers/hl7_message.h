// The notes of one HL7 v2 message (ORU, MDM): the text of the observations under each OBR or TXA.
// Shape:  segments end with CR, LF or both; a line that begins no segment belongs to the field before it. Repeats are lines of their own. Where a group has several kinds of
//         observation, each has its name before it.
// Errors: bad-hl7, not-a-note (another type of message), no-text, entered-in-error (deleted or wrong results), too-many-segments, too-many-escapes, and those of encapsulated documents.
// Cost:   the message and one note, however many it holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/note_record.h"
#include "tools/readers/hl7_escapes.h"
#include "tools/readers/note_text.h"

namespace chartgap {

// The n-th part from 1 of what `mark` separates; empty where there are less.
std::string_view hl7_part(std::string_view text, char mark, size_t n);

class Hl7Message {
 public:
  // `position` is that of its first note.
  Hl7Message(std::string message, RecordPosition position);
  Hl7Message(const Hl7Message&) = delete;
  Hl7Message& operator=(const Hl7Message&) = delete;

  std::optional<Record> next();

 private:
  struct Group {                // the observations of one document
    std::string_view order;     // OBR
    std::string_view document;  // TXA
    std::vector<std::string_view> observations;
  };

  std::string_view field(std::string_view segment, size_t n) const;
  std::string_view component(std::string_view segment, size_t n, size_t m) const;
  bool begins_segment(size_t at) const;
  size_t segment_end(size_t begin) const;
  void read_segments();
  void read_segment(std::string_view segment);
  std::optional<Problem> find_wrong();
  std::optional<Record> read_group(const Group& group) const;
  void append_observations(const std::vector<std::string_view>& texts, NoteText& out, std::optional<Problem>& problem) const;
  void append_heading(std::string_view identifier, NoteText& out) const;
  std::optional<Problem> append_document(std::string_view field, NoteText& out) const;
  std::string date(const Group& group) const;
  std::string kind(const Group& group) const;
  NoteRecord note(const Group& group, NoteText text) const;

  const std::string message_;
  RecordPosition position_;  // of the next note
  Hl7Marks marks_;
  std::string_view header_;
  std::string_view patient_;
  std::vector<Group> groups_;
  size_t segments_ = 0;
  size_t next_group_ = 0;
  bool has_given_ = false;
  std::optional<Problem> wrong_;  // with the message as a whole
};

}  // namespace chartgap
