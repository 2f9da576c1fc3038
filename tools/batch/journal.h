// The parts of a run that are done, one line each: what a run that was cut off left behind, and where the next one begins.
// Shape: DIR/journal.ndjson, {"part", "files": [{"name", "bytes", "sha256"}], "tally"}; a last line that is cut off is none. A part counts only when its line is on the disk.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/batch/durable_file.h"
#include "tools/batch/part_file.h"
#include "tools/batch/tally.h"

namespace chartgap {

inline constexpr std::string_view kJournalName = "journal.ndjson";

struct DonePart {
  uint64_t part = 0;
  std::vector<WrittenFile> files;
  Tally tally;
};

class Journal {
 public:
  explicit Journal(std::string folder) : folder_(std::move(folder)) {}
  // Reads what is there, cuts off an unfinished line, and opens it to go on.
  Failure open();
  Failure add(DonePart done);
  const std::vector<DonePart>& parts() const { return parts_; }
  uint64_t last_part() const { return parts_.empty() ? 0 : parts_.back().part; }
  // When the manifest holds everything.
  Failure remove();

 private:
  std::string path() const { return folder_ + "/" + std::string(kJournalName); }

  std::string folder_;
  OpenFile file_;
  uint64_t bytes_ = 0;
  std::vector<DonePart> parts_;
};

}  // namespace chartgap
