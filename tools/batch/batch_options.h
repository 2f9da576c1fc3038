// What the user asked of `chartgap batch`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/record_reader.h"

namespace chartgap {

struct BatchOptions {
  std::vector<std::string> inputs;
  std::string out;  // a folder; empty: one stream on the standard output
  bool facts = false;
  std::string policy;             // ids or files, with commas between them
  std::string format = "ndjson";  // ndjson, csv, omop or brat
  std::string compress = "none";  // none, gz or zst
  uint32_t threads = 0;           // 0: as many as there are cores
  std::string shard = "1/1";      // K/N
  std::string progress;           // json or none; empty: a bar where stderr is a terminal
  uint64_t part_notes = 5000;
  std::string nlp_date;               // for omop, YYYY-MM-DD
  std::vector<std::string> lexicons;  // folders laid over the lexicon in the program
  ReadingOptions reading;
};

}  // namespace chartgap
