// The work of a batch in the order in which its results are written: three ways from records to cases.
// Owner: inputs, options and index stay with the caller.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>
#include <variant>

#include "tools/batch/case_index.h"
#include "tools/batch/patient_key.h"
#include "tools/batch/record_stream.h"
#include "tools/batch/work_item.h"

namespace chartgap {

// Each record by itself, in the order of the input: for facts.
class SingleCases {
 public:
  // `records_of_a_part` 0: one stream without parts.
  SingleCases(const std::vector<BatchInput>& inputs, const ReadingOptions& options, uint64_t records_of_a_part, PartChoice wanted)
      : stream_(inputs, options), records_of_a_part_(records_of_a_part), wanted_(wanted) {}
  std::optional<WorkItem> next();
  uint64_t records_read() const { return stream_.number(); }

 private:
  RecordStream stream_;
  uint64_t records_of_a_part_;
  PartChoice wanted_;
};

// The notes of a patient as one case, from an input that is read once: they must stand one after the other.
// Errors: a patient who comes again gives a reject for each such note.
class AdjacentCases {
 public:
  AdjacentCases(const std::vector<BatchInput>& inputs, const ReadingOptions& options) : stream_(inputs, options) {}
  std::optional<WorkItem> next();
  uint64_t records_read() const { return stream_.number(); }

 private:
  // Whether the record belongs to the case that is open; otherwise it waits.
  bool join(Record&& record);
  bool is_new_patient(const NoteRecord& note);

  RecordStream stream_;
  std::optional<WorkItem> open_;
  std::optional<WorkItem> waiting_;
  std::unordered_set<PatientKey, PatientKeyHash> seen_;
};

// The notes of a patient as one case, from files in any order: the second pass.
// Cost:  at most `held_bytes` of text, or one case; where more would have to be held, the files are read again from the start for the cases that found no room.
class GatheredCases {
 public:
  GatheredCases(const std::vector<BatchInput>& inputs, const ReadingOptions& options, const CaseIndex& index, PartChoice wanted, uint64_t held_bytes);
  std::optional<WorkItem> next();
  uint64_t records_read() const { return stream_->number(); }
  // The input is not the one that the index was made of.
  bool has_changed() const { return changed_; }
  // How often the files were opened from the start.
  unsigned sweeps() const { return sweeps_; }

 private:
  struct Held {
    WorkItem item;
    uint64_t bytes = 0;
  };
  bool is_complete(uint32_t number) const;
  void read_one(Record&& record);
  void make_room();
  void sweep_again();
  WorkItem release();

  const std::vector<BatchInput>& inputs_;
  const ReadingOptions& options_;
  const CaseIndex& index_;
  const PartChoice wanted_;
  const uint64_t held_limit_;
  std::optional<RecordStream> stream_;
  std::map<uint32_t, Held> held_;
  uint64_t held_bytes_ = 0;
  uint32_t next_case_ = 0;
  uint32_t no_room_from_ = UINT32_MAX;  // in this sweep, cases from here on are let go
  unsigned sweeps_ = 1;
  bool changed_ = false;
};

inline constexpr uint64_t kMaxCaseBytes = uint64_t{64} << 20;

using CaseSource = std::variant<SingleCases, AdjacentCases, GatheredCases>;

}  // namespace chartgap
