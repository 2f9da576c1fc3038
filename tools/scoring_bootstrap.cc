// The bootstrap's draws and its intervals.
#include <algorithm>
#include <bit>

#include "tools/scoring.h"

namespace chartgap {
namespace {

constexpr size_t kStateSize = 624;
constexpr size_t kShiftSize = 397;

// MT19937, seeded by an array as Python seeds it by a number, so that the intervals are those of the fact model's own score; std::mt19937 has no such seeding.
// Source: Matsumoto and Nishimura 1998, and their init_by_array of 2002.
class Twister {
 public:
  explicit Twister(uint32_t key) {
    state_[0] = 19650218u;
    for (uint32_t i = 1; i < kStateSize; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
    size_t i = 1;
    for (size_t k = 0; k < kStateSize; ++k) {
      state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525u)) + key;
      next(i);
    }
    for (size_t k = 0; k + 1 < kStateSize; ++k) {
      state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
      next(i);
    }
    state_[0] = 0x80000000u;
  }

  // Evenly below `bound`: as many bits as it has, drawn again while they are too much.
  uint32_t below(uint32_t bound) {
    const int bits = static_cast<int>(std::bit_width(bound));
    uint32_t drawn = draw() >> (32 - bits);
    while (drawn >= bound) drawn = draw() >> (32 - bits);
    return drawn;
  }

 private:
  void next(size_t& i) {
    if (++i < kStateSize) return;
    state_[0] = state_[kStateSize - 1];
    i = 1;
  }

  void twist() {
    for (size_t i = 0; i < kStateSize; ++i) {
      const uint32_t mixed = (state_[i] & 0x80000000u) | (state_[(i + 1) % kStateSize] & 0x7fffffffu);
      state_[i] = state_[(i + kShiftSize) % kStateSize] ^ (mixed >> 1) ^ ((mixed & 1) != 0 ? 0x9908b0dfu : 0u);
    }
    at_ = 0;
  }

  uint32_t draw() {
    if (at_ == kStateSize) twist();
    uint32_t y = state_[at_++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
  }

  std::array<uint32_t, kStateSize> state_{};
  size_t at_ = kStateSize;
};

}  // namespace

std::vector<Resample> draw_resamples(size_t documents) {
  Twister random(1);
  std::vector<Resample> out(kResamples, Resample(documents));
  for (Resample& resample : out) {
    for (uint32_t& document : resample) document = random.below(static_cast<uint32_t>(documents));
  }
  return out;
}

Interval interval_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const size_t cut = values.size() / 40;  // 2.5 % at each end
  return {values[cut], values[values.size() - cut - 1]};
}

Interval fact_interval(const std::vector<Counts>& by_document, const std::vector<Resample>& resamples) {
  std::vector<double> values;
  for (const Resample& resample : resamples) {
    Counts sum;
    for (const uint32_t document : resample) sum.add(by_document[document]);
    values.push_back(sum.fact_rates().f1);
  }
  return interval_of(std::move(values));
}

PairedChange paired_change(const std::vector<Counts>& before, const std::vector<Counts>& after, const std::vector<Resample>& resamples) {
  PairedChange out;
  for (size_t i = 0; i < before.size(); ++i) {
    out.before.add(before[i]);
    out.after.add(after[i]);
  }
  std::vector<double> precision;
  std::vector<double> recall;
  std::vector<double> f1;
  for (const Resample& resample : resamples) {
    Counts was;
    Counts is;
    for (const uint32_t document : resample) {
      was.add(before[document]);
      is.add(after[document]);
    }
    precision.push_back(is.fact_rates().precision - was.fact_rates().precision);
    recall.push_back(is.fact_rates().recall - was.fact_rates().recall);
    f1.push_back(is.fact_rates().f1 - was.fact_rates().f1);
  }
  out.precision = interval_of(std::move(precision));
  out.recall = interval_of(std::move(recall));
  out.f1 = interval_of(std::move(f1));
  return out;
}

}  // namespace chartgap
