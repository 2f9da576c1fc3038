// Notes from HL7 v2 messages (ORU, MDM): the text of the observations under each OBR or TXA.
// Shape:  a message begins with MSH; batch segments and MLLP frames between messages are passed over. Segments end with CR, LF or both; a line that
//         begins no segment belongs to the field before it. Repeats are lines of their own. Where a group has several kinds of observation, each has its name before it.
// Errors: bad-hl7, not-a-note (another type of message), no-text, entered-in-error (deleted or wrong results), too-large, and those of encapsulated documents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/readers/input.h"
#include "tools/record_reader.h"

namespace chartgap {

// The notes of one message are put behind those that are there; their positions begin at `position` and count on.
void read_hl7_message(std::string_view message, const RecordPosition& position, std::vector<Record>& out);

class Hl7Notes {
 public:
  Hl7Notes(std::string file, Input& input, const ReadingOptions& options);

  std::optional<Record> next();

 private:
  struct Segment {
    std::string_view text;  // with what ends it
    bool is_whole = true;
  };
  Segment next_segment();
  bool read_message();
  void give_message();
  void take(const Segment& segment);

  std::string file_;
  Input& input_;
  uint64_t longest_;
  bool is_decoded_;
  std::string message_;
  bool is_too_large_ = false;
  uint64_t line_ = 1;          // of the next segment
  uint64_t message_line_ = 1;  // where the message begins
  uint64_t records_ = 0;
  std::vector<Record> waiting_;
  size_t given_ = 0;
};

}  // namespace chartgap
