// Hands the cases to the workers, a handful at a time, so that all of them read from one place.
// Threads: any number may call `next`; one reads while the others wait, which is short beside the work.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "tools/batch/case_source.h"
#include "tools/batch/worker.h"

namespace chartgap {

struct NumberedBatch {
  uint64_t number = 0;  // from 0
  WorkBatch batch;
};

class Feeder {
 public:
  // `stop` is asked before each part; `is_idle` (of a stream) whether nothing more stands ready to be read: what was read so far is then worked at once.
  Feeder(CaseSource& source, std::function<bool()> stop, std::function<bool()> is_idle) : source_(source), stop_(std::move(stop)), is_idle_(std::move(is_idle)) {}

  // Nothing at the end, or when the run was stopped.
  std::optional<NumberedBatch> next();
  // No more batches: what was written could not be kept.
  void close();
  // Whether `stop` ended it before the input did.
  bool was_stopped() const { return stopped_; }

 private:
  std::optional<WorkItem> pull();
  void fill(WorkBatch& batch);

  CaseSource& source_;
  const std::function<bool()> stop_;
  const std::function<bool()> is_idle_;
  std::mutex mutex_;
  std::optional<WorkItem> ahead_;  // read already, of the next part
  bool begun_ = false;
  bool closed_ = false;
  bool stopped_ = false;
  uint64_t part_ = 0;  // of the batch given last
  uint64_t number_ = 0;
};

}  // namespace chartgap
