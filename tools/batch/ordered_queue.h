// Results that several threads finish in any order, handed on in the order of their numbers, one at a time.
// Threads: whoever brings the result that is due hands on it and all that follow it; the others go back to work, or wait when they are too far ahead.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace chartgap {

template <class T>
class OrderedQueue {
 public:
  // Holds at most `window` results; `take` is never called by two threads at once.
  OrderedQueue(size_t window, std::function<void(T&&)> take) : slots_(window), take_(std::move(take)) {}

  // Numbers count from 0, without gaps.
  void put(uint64_t number, T&& result) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return number < next_ + slots_.size(); });
    slots_[number % slots_.size()] = std::move(result);
    if (!handing_on_) hand_on(lock);
  }

 private:
  void hand_on(std::unique_lock<std::mutex>& lock) {
    handing_on_ = true;
    while (slots_[next_ % slots_.size()]) {
      T result = std::move(*std::exchange(slots_[next_ % slots_.size()], std::nullopt));
      lock.unlock();
      take_(std::move(result));
      lock.lock();
      ++next_;
      room_.notify_all();
    }
    handing_on_ = false;
  }

  std::mutex mutex_;
  std::condition_variable room_;
  std::vector<std::optional<T>> slots_;
  std::function<void(T&&)> take_;
  uint64_t next_ = 0;
  bool handing_on_ = false;
};

}  // namespace chartgap
