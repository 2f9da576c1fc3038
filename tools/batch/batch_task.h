// What every worker of a batch works by; built once and shared.
#pragma once

#include <vector>

#include "criteria/policy.h"
#include "criteria/report.h"
#include "nlp/lexicon.h"
#include "tools/batch/fact_formats.h"

namespace chartgap {

struct BatchTask {
  const Lexicon* lexicon = nullptr;
  std::vector<Policy> policies;
  bool facts = true;
  bool one_stream = false;  // everything in the order of the records
  const FactFormat* format = nullptr;
  FactSetting setting;
  ReportOptions report;

  bool verdicts_as_csv() const { return format->name == "csv"; }
};

// The files of a part.
enum class Channel : uint8_t { facts, verdicts, rejects };
inline constexpr size_t kChannels = 3;

}  // namespace chartgap
