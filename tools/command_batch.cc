// `chartgap batch`: a whole collection of notes to facts and verdicts; into a folder that a later run can continue, or as one stream.
#include "tools/batch/run_folder.h"
#include "tools/batch/run_stream.h"
#include "tools/command.h"
#include "tools/commands.h"

namespace chartgap {

int run_batch(const BatchOptions& options) {
  Result<BatchSetup> setup = set_up(options);
  if (!setup.ok()) return fail(setup.issues());
  return options.out.empty() ? run_stream(setup.value()) : run_folder(setup.value());
}

}  // namespace chartgap
