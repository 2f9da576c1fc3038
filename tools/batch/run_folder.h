// A batch into a folder: parts that are whole, a manifest, a summary; begun anew or continued.
#pragma once

#include "tools/batch/setup.h"

namespace chartgap {

// Gives the exit code: 0 done, 3 done with rejects, 2 an error, 130 interrupted.
int run_folder(BatchSetup& setup);

}  // namespace chartgap
