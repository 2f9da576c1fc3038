#include "tools/batch/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr auto kBarInterval = std::chrono::milliseconds(200);
constexpr auto kJsonInterval = std::chrono::seconds(1);
constexpr size_t kBarWidth = 24;
constexpr double kMegabyte = 1e6;

ProgressCounts counts_of(const Tally& tally) { return {tally.records, tally.notes, tally.all_rejects(), tally.text_bytes}; }

double rate(uint64_t count, double seconds) { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }

// How much of the whole is done; nothing where the whole is not known.
std::optional<double> fraction(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal) {
  if (goal.records > 0) return std::min(1.0, static_cast<double>(before.records + done.records) / static_cast<double>(goal.records));
  if (goal.text_bytes > 0) return std::min(1.0, static_cast<double>(before.text_bytes + done.text_bytes) / static_cast<double>(goal.text_bytes));
  return std::nullopt;
}

std::optional<double> seconds_left(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal, double seconds) {
  const std::optional<double> now = fraction(before, done, goal);
  const double then = fraction(before, {}, goal).value_or(0);
  if (!now || *now <= then || seconds <= 0) return std::nullopt;
  return (1 - *now) * seconds / (*now - then);
}

std::string clock_of(double seconds) {
  const long whole = std::lround(seconds);
  char text[32];
  if (whole >= 3600) snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  else snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

}  // namespace

std::string progress_bar(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal, double seconds) {
  std::string out;
  char text[160];
  if (const std::optional<double> now = fraction(before, done, goal)) {
    const auto full = static_cast<size_t>(*now * kBarWidth);
    snprintf(text, sizeof text, "[%s%s] %3.0f %%  ", std::string(full, '#').c_str(), std::string(kBarWidth - full, '.').c_str(), *now * 100);
    out += text;
  }
  snprintf(text, sizeof text, "%lu notes  %.0f notes/s  %.1f MB/s  %lu rejects", static_cast<unsigned long>(before.notes + done.notes), rate(done.notes, seconds),
           rate(done.text_bytes, seconds) / kMegabyte, static_cast<unsigned long>(before.rejects + done.rejects));
  out += text;
  if (const std::optional<double> left = seconds_left(before, done, goal, seconds)) out += "  " + clock_of(*left) + " left";
  return out;
}

std::string progress_json(const ProgressCounts& before, const ProgressCounts& done, const ProgressGoal& goal, double seconds) {
  std::string out;
  JsonWriter json(out);
  const auto rounded = [](double value) { return std::round(value * 10) / 10; };
  json.begin_object().key("records").integer(static_cast<int64_t>(before.records + done.records)).key("notes").integer(static_cast<int64_t>(before.notes + done.notes));
  json.key("rejects").integer(static_cast<int64_t>(before.rejects + done.rejects)).key("text_bytes").integer(static_cast<int64_t>(before.text_bytes + done.text_bytes));
  json.key("seconds").real(rounded(seconds)).key("notes_per_second").real(std::round(rate(done.notes, seconds)));
  json.key("megabytes_per_second").real(rounded(rate(done.text_bytes, seconds) / kMegabyte)).key("seconds_left");
  const std::optional<double> left = seconds_left(before, done, goal, seconds);
  if (left) json.real(std::round(*left));
  else json.null();
  json.end_object();
  return out;
}

Progress::Progress(ProgressStyle style, ProgressGoal goal, const Tally& before) : style_(style), goal_(goal), before_(counts_of(before)) {
  if (style_ != ProgressStyle::none) display_ = std::thread([this] { show_until_finished(); });
}

Progress::~Progress() { finish(); }

void Progress::add(const Tally& tally) {
  const ProgressCounts more = counts_of(tally);
  const std::lock_guard lock(mutex_);
  done_ = {done_.records + more.records, done_.notes + more.notes, done_.rejects + more.rejects, done_.text_bytes + more.text_bytes};
}

double Progress::seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count(); }

ProgressCounts Progress::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

void Progress::show_until_finished() {
  std::unique_lock lock(mutex_);
  const std::chrono::milliseconds interval = style_ == ProgressStyle::bar ? kBarInterval : kJsonInterval;
  while (!ended_.wait_for(lock, interval, [&] { return finished_; })) show(false);
  show(true);
}

void Progress::show(bool last) {
  if (style_ == ProgressStyle::json) fprintf(stderr, "%s\n", progress_json(before_, done_, goal_, seconds()).c_str());
  else fprintf(stderr, "\r\x1b[K%s%s", progress_bar(before_, done_, goal_, seconds()).c_str(), last ? "\n" : "");
  fflush(stderr);
}

void Progress::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  ended_.notify_all();
  if (display_.joinable()) display_.join();
}

}  // namespace chartgap
