#include "tools/serve/worker_pool.h"

#include <algorithm>
#include <utility>

#include "tools/serve/wiped_memory.h"

namespace chartgap {
namespace {

constexpr unsigned kFewestThreads = 2;

WorkerPool::Job taken_from(std::deque<WorkerPool::Job>& jobs) {
  WorkerPool::Job job = std::move(jobs.front());
  jobs.pop_front();
  return job;
}

}  // namespace

WorkerPool::WorkerPool(const Lexicon& lexicon, unsigned threads, size_t most_waiting) : most_waiting_(most_waiting) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (unsigned i = 0; i < std::max(threads, kFewestThreads); ++i) threads_.emplace_back([this, &lexicon] { work(lexicon); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job job, JobWeight weight) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_ || light_.size() + heavy_.size() >= most_waiting_) return false;
    (weight == JobWeight::heavy ? heavy_ : light_).push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

WorkerPool::Job WorkerPool::next(std::unique_lock<std::mutex>& lock, JobWeight& weight) {
  changed_.wait(lock, [this] { return !light_.empty() || may_take_heavy() || (stopping_ && heavy_.empty()); });
  // In turn, so that neither kind waits for ever.
  const bool heavy = may_take_heavy() && (light_.empty() || heavy_running_ == 0);
  weight = heavy ? JobWeight::heavy : JobWeight::light;
  if (heavy) ++heavy_running_;
  if (heavy) return taken_from(heavy_);
  return light_.empty() ? Job() : taken_from(light_);
}

void WorkerPool::work(const Lexicon& lexicon) {
  Analyzer analyzer(lexicon);
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    JobWeight weight{};
    const Job job = next(lock, weight);
    if (!job) return;
    lock.unlock();
    job(analyzer);
    wipe_unused_stack();
    if (weight == JobWeight::heavy) return_memory();
    lock.lock();
    if (weight == JobWeight::light) continue;
    --heavy_running_;
    changed_.notify_all();
  }
}

}  // namespace chartgap
