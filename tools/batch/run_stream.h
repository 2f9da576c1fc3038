// A batch as one stream: records in, lines out on the standard output in the same order. The contract for engines.
#pragma once

#include "tools/batch/setup.h"

namespace chartgap {

// Gives the exit code.
int run_stream(const BatchSetup& setup);

}  // namespace chartgap
