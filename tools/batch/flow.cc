#include "tools/batch/flow.h"

#include <thread>

#include "tools/batch/ordered_queue.h"

namespace chartgap {
namespace {

constexpr size_t kWindowPerThread = 4;

}  // namespace

void flow(Feeder& feeder, const BatchTask& task, unsigned threads, const std::function<bool(WorkResult&&)>& take) {
  bool failed = false;
  OrderedQueue<WorkResult> queue(threads * kWindowPerThread, [&](WorkResult&& result) {
    if (failed || take(std::move(result))) return;
    failed = true;
    feeder.close();
  });
  const auto work = [&] {
    Worker worker(task);
    while (std::optional<NumberedBatch> next = feeder.next()) queue.put(next->number, worker.work(next->batch));
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
}

}  // namespace chartgap
