#include "tools/serve/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "tests/serve_testing.h"

namespace chartgap {
namespace {

TEST(WorkerPool, heavy_jobs_leave_a_thread_for_light_ones) {
  WorkerPool pool(the_service().lexicon(), 2, 10);
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<int> heavy_done{0};
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(pool.submit([&, released](Analyzer&) { released.wait(), ++heavy_done; }, JobWeight::heavy));
  }
  std::promise<void> light;
  ASSERT_TRUE(pool.submit([&](Analyzer&) { light.set_value(); }, JobWeight::light));
  EXPECT_EQ(light.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_EQ(heavy_done, 0);
  release.set_value();
}

TEST(WorkerPool, finishes_all_that_it_took_and_takes_no_more_than_it_may) {
  std::atomic<int> done{0};
  int taken = 0;
  {
    WorkerPool pool(the_service().lexicon(), 2, 5);
    for (int i = 0; i < 100; ++i)
      taken += pool.submit([&](Analyzer&) { std::this_thread::sleep_for(std::chrono::milliseconds(5)), ++done; }, i % 2 == 0 ? JobWeight::heavy : JobWeight::light) ? 1 : 0;
  }
  EXPECT_EQ(done, taken);
  EXPECT_GE(taken, 5);
  EXPECT_LT(taken, 100);
}

TEST(WorkerPool, has_two_threads_even_where_one_is_asked_for) {
  WorkerPool pool(the_service().lexicon(), 1, 5);
  std::promise<void> first;
  std::promise<void> second;
  ASSERT_TRUE(pool.submit([&](Analyzer&) { second.get_future().wait(), first.set_value(); }, JobWeight::light));
  ASSERT_TRUE(pool.submit([&](Analyzer&) { second.set_value(); }, JobWeight::light));
  EXPECT_EQ(first.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

}  // namespace
}  // namespace chartgap
