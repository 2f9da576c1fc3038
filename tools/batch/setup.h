// A batch's options, checked, with everything loaded that they name.
#pragma once

#include <string>
#include <vector>

#include "nlp/result.h"
#include "tools/batch/batch_options.h"
#include "tools/batch/batch_task.h"
#include "tools/batch/compressor.h"
#include "tools/batch/manifest.h"
#include "tools/batch/progress.h"
#include "tools/batch/work_item.h"

namespace chartgap {

struct BatchSetup {
  BatchOptions options;
  std::unique_ptr<const Lexicon> lexicon;
  BatchTask task;
  std::vector<PolicyIdentity> policies;
  std::vector<BatchInput> inputs;
  unsigned threads = 1;
  PartChoice parts;  // of the shard
  Compression compression = Compression::none;
  ProgressStyle progress = ProgressStyle::none;
};

// Everything that is wrong with the options, or with what they name.
Result<BatchSetup> set_up(const BatchOptions& options);

}  // namespace chartgap
