// The records of all inputs, one after the other, as one numbered run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/batch/inputs.h"
#include "tools/record_reader.h"

namespace chartgap {

class RecordStream {
 public:
  // Both stay with the caller.
  RecordStream(const std::vector<BatchInput>& inputs, const ReadingOptions& options) : inputs_(inputs), options_(options) {}
  // Nothing at the end of the last file.
  std::optional<Record> next();
  // The number of the record given last, from 1.
  uint64_t number() const { return number_; }

 private:
  bool open_next();

  const std::vector<BatchInput>& inputs_;
  const ReadingOptions& options_;
  size_t input_ = 0;
  size_t file_ = 0;  // of that input: the next to open
  std::optional<RecordReader> reader_;
  uint64_t number_ = 0;
};

}  // namespace chartgap
