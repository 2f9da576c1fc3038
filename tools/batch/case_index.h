// Which records belong together: the first of two passes over inputs whose patients may stand in any order.
// In:    every record, read once; no text is kept.
// Out:   a case for each patient, in the order in which they first appear; records without a patient are a case each.
// Units: records and parts count from 1, cases from 0.
// Cost:  16 bytes a record and about 60 a patient.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/batch/record_stream.h"

namespace chartgap {

class CaseIndex {
 public:
  // A part is closed when it holds so many records.
  CaseIndex(RecordStream& stream, uint64_t records_of_a_part);

  uint64_t records() const { return case_of_record_.size(); }
  uint32_t cases() const { return static_cast<uint32_t>(cases_.size()); }
  uint32_t case_of(uint64_t record) const { return case_of_record_[record - 1]; }
  uint32_t records_of(uint32_t number) const { return cases_[number].records; }
  uint64_t bytes_of(uint32_t number) const { return cases_[number].bytes; }
  uint32_t part_of(uint32_t number) const { return cases_[number].part; }

 private:
  struct Entry {
    uint64_t bytes = 0;
    uint32_t records = 0;
    uint32_t part = 0;
  };
  std::vector<uint32_t> case_of_record_;
  std::vector<Entry> cases_;
};

}  // namespace chartgap
