// `chartgap batch`: a whole collection of notes to facts and verdicts; into a folder that a later run can continue, or as one stream.
#include <malloc.h>

#include "tools/batch/run_folder.h"
#include "tools/batch/run_stream.h"
#include "tools/command.h"
#include "tools/commands.h"

namespace chartgap {
namespace {

// The buffers of a batch of notes go back to the system when they are done with: else the heap grows with the largest that there ever were at once.
void return_large_blocks() {
  constexpr int kLargeBlock = 128 << 10;  // glibc would raise both with use
  mallopt(M_MMAP_THRESHOLD, kLargeBlock);
  mallopt(M_TRIM_THRESHOLD, kLargeBlock);
}

}  // namespace

int run_batch(const BatchOptions& options) {
  return_large_blocks();
  Result<BatchSetup> setup = set_up(options);
  if (!setup.ok()) return fail(setup.issues());
  return options.out.empty() ? run_stream(setup.value()) : run_folder(setup.value());
}

}  // namespace chartgap
