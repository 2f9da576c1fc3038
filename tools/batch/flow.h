// The flow of a batch: cases to workers, results in order to where they are kept.
#pragma once

#include <functional>

#include "tools/batch/batch_task.h"
#include "tools/batch/feeder.h"

namespace chartgap {

// Works until the feeder has no more. `take` gets the results in their order; when it gives false, nothing more is begun.
void flow(Feeder& feeder, const BatchTask& task, unsigned threads, const std::function<bool(WorkResult&&)>& take);

}  // namespace chartgap
