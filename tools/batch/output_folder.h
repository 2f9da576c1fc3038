// The folder that a batch writes to: one run at a time, and nothing in it that is not whole.
// Errors: a folder that another run holds or that holds other things; what the system says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/batch/durable_file.h"
#include "tools/batch/inputs.h"
#include "tools/batch/journal.h"

namespace chartgap {

class OutputFolder {
 public:
  explicit OutputFolder(std::string path) : path_(std::move(path)) {}
  const std::string& path() const { return path_; }

  // Makes the folder where it is not there, and locks it for as long as this process lives: however it ends, nothing stale is left.
  Failure open();
  // Something that no batch wrote stands in it, and no manifest.
  Failure refuse_foreign() const;
  Failure refuse_inputs_inside_out(const std::vector<BatchInput>& inputs) const;
  // Removes what a run that was cut off left: unfinished files, and files of parts that are not in its journal.
  Failure sweep(uint64_t last_part) const;
  // The files of the parts that are done are still there, as long as they were.
  Failure check(const std::vector<DonePart>& parts) const;

 private:
  std::string path_;
  OpenFile lock_;
};

// "part-00017"
std::string part_name(uint64_t part);

}  // namespace chartgap
