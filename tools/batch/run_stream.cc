#include "tools/batch/run_stream.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "tools/batch/durable_file.h"
#include "tools/batch/flow.h"
#include "tools/command.h"

namespace chartgap {
namespace {

// Nothing more stands in the pipe: whoever writes to it may be waiting for the answer to what it has written.
bool is_input_idle() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) == 0;
}

// Gives false when the standard output takes no more.
bool put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

CaseSource source_of(const BatchSetup& setup) {
  if (setup.task.policies.empty()) return SingleCases(setup.inputs, setup.options.reading, 0, setup.parts);
  return AdjacentCases(setup.inputs, setup.options.reading);
}

}  // namespace

int run_stream(const BatchSetup& setup) {
  CaseSource source = source_of(setup);
  const bool piped = std::any_of(setup.inputs.begin(), setup.inputs.end(), [](const BatchInput& input) { return input.argument == "-"; });
  Feeder feeder(
      source, [] { return false; }, [piped] { return piped && is_input_idle(); });
  Tally total;
  const bool shares_terminal = isatty(STDOUT_FILENO) != 0 && setup.progress == ProgressStyle::bar;
  Progress progress(shares_terminal ? ProgressStyle::none : setup.progress, {}, total);
  bool written = true;
  flow(feeder, setup.task, setup.threads, [&](WorkResult&& result) {
    total.add(result.tally);
    progress.add(result.tally);
    return written = put(result.bytes[0]);
  });
  progress.finish();
  if (!written) return fail("the output could not be written (is the disk full?)");
  return total.rejects.empty() ? 0 : kExitRejects;
}

}  // namespace chartgap
