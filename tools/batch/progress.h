// How far a batch is: a bar on a terminal, or a line of JSON each second. Numbers only.
// Threads: `add` from one thread at a time; the display has a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "tools/batch/tally.h"

namespace chartgap {

enum class ProgressStyle : uint8_t { none, bar, json };

// What is known beforehand; 0 is unknown.
struct ProgressGoal {
  uint64_t records = 0;
  uint64_t text_bytes = 0;  // about
};

struct ProgressCounts {
  uint64_t records = 0;
  uint64_t notes = 0;
  uint64_t rejects = 0;
  uint64_t text_bytes = 0;
};

class Progress {
 public:
  // `before`: of earlier runs; it counts for how far, not for how fast.
  Progress(ProgressStyle style, ProgressGoal goal, const Tally& before);
  ~Progress();
  void add(const Tally& tally);
  // Shows the last state and ends the display.
  void finish();
  double seconds() const;
  // Of this run alone.
  ProgressCounts done() const;

 private:
  void show_until_finished();
  void show(bool last);

  const ProgressStyle style_;
  const ProgressGoal goal_;
  const ProgressCounts before_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool finished_ = false;
  ProgressCounts done_;
  std::thread display_;
};

// The texts that are shown, without line end.
std::string progress_bar(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal, double seconds);
std::string progress_json(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal, double seconds);

}  // namespace chartgap
