// Notes from HL7 v2 messages in a file.
// Shape:  a message begins with MSH; batch segments and MLLP frames between messages are passed over.
// Errors: too-large, and those of a message.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tools/readers/hl7_message.h"
#include "tools/readers/input.h"
#include "tools/record_reader.h"

namespace chartgap {

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
  void open_message();
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
  std::unique_ptr<Hl7Message> open_;
};

}  // namespace chartgap
