// Threads that analyse: each with its own scratch, over one lexicon.
// Shape:  heavy jobs leave one thread free, so that the light ones behind them need not wait.
// Errors: none; a job that cannot be taken is refused at once.
// Threads: submit() from any.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "nlp/analyze.h"
#include "nlp/lexicon.h"

namespace chartgap {

enum class JobWeight : uint8_t { light, heavy };

class WorkerPool {
 public:
  using Job = std::function<void(Analyzer&)>;

  // At least two threads.
  WorkerPool(const Lexicon& lexicon, unsigned threads, size_t most_waiting);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  // Waits for every job that was taken.
  ~WorkerPool();

  // False when too many wait.
  bool submit(Job job, JobWeight weight);

 private:
  void work(const Lexicon& lexicon);
  // Waits for a job; an empty one at the end.
  Job next(std::unique_lock<std::mutex>& lock, JobWeight& weight);
  bool may_take_heavy() const { return !heavy_.empty() && heavy_running_ + 1 < threads_.size(); }

  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> light_;
  std::deque<Job> heavy_;
  size_t heavy_running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace chartgap
