// The cases of one batch to the lines that are written of them. Each thread has its own.
// Shape: a note gives a line of facts as `extract` prints it; a case and a policy {"patient_id", "report"} with the report as `check` prints it;
//        what could not be read {"reject": {"file", "record", "line", "code", "reason"}}.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "criteria/case.h"
#include "nlp/analyze.h"
#include "tools/batch/batch_task.h"
#include "tools/batch/tally.h"
#include "tools/batch/work_item.h"

namespace chartgap {

struct WorkBatch {
  uint64_t part = 0;
  bool ends_part = false;
  std::vector<WorkItem> items;
};

struct WorkResult {
  uint64_t part = 0;
  bool ends_part = false;
  std::array<std::string, kChannels> bytes;
  Tally tally;
};

class Worker {
 public:
  explicit Worker(const BatchTask& task);
  WorkResult work(const WorkBatch& batch);

 private:
  void do_item(const WorkItem& item, WorkResult& out);
  void do_note(const NumberedNote& note, Case* patient, WorkResult& out);
  void do_reject(const Reject& reject, WorkResult& out);
  void judge_case(const Case& patient, const std::string& patient_id, WorkResult& out);
  std::string& channel(WorkResult& out, Channel which) const { return out.bytes[task_.one_stream ? 0 : static_cast<size_t>(which)]; }

  const BatchTask& task_;
  Analyzer analyzer_;
  Analysis analysis_;
};

void write_reject(std::string& out, const Reject& reject);

}  // namespace chartgap
