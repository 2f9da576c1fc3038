#include "tools/batch/feeder.h"

namespace chartgap {
namespace {

// A batch is over when it holds so much: enough that the threads seldom meet, little enough that few results wait.
constexpr size_t kBatchItems = 64;
constexpr uint64_t kBatchBytes = uint64_t{1} << 18;

}  // namespace

std::optional<WorkItem> Feeder::pull() {
  return std::visit([](auto& source) { return source.next(); }, source_);
}

void Feeder::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

// A stream never looks ahead: its next line may come only when this one is answered.
void Feeder::fill(WorkBatch& batch) {
  uint64_t bytes = 0;
  while (ahead_ && ahead_->part == batch.part && batch.items.size() < kBatchItems && bytes < kBatchBytes) {
    bytes += ahead_->text_bytes();
    batch.items.push_back(std::move(*ahead_));
    ahead_.reset();
    if (batch.part == 0 && (is_idle_() || batch.items.size() == kBatchItems || bytes >= kBatchBytes)) return;
    ahead_ = pull();
  }
  batch.ends_part = !ahead_ || ahead_->part != batch.part;
}

std::optional<NumberedBatch> Feeder::next() {
  const std::lock_guard lock(mutex_);
  if (closed_ || stopped_) return std::nullopt;
  if (!ahead_) ahead_ = pull();
  if (!ahead_) {
    closed_ = true;
    return std::nullopt;
  }
  if ((!begun_ || ahead_->part != part_) && stop_()) {
    stopped_ = true;
    return std::nullopt;
  }
  begun_ = true;
  NumberedBatch out;
  out.number = number_++;
  out.batch.part = part_ = ahead_->part;
  fill(out.batch);
  return out;
}

}  // namespace chartgap
