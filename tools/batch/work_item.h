// A case on its way through a batch: the notes that are looked at together, or a record that gave none.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/note_record.h"

namespace chartgap {

struct NumberedNote {
  uint64_t record = 0;  // its number in the whole input, from 1
  NoteRecord note;
};

struct NumberedReject {
  uint64_t record = 0;
  Reject reject;
};

struct WorkItem {
  uint64_t part = 0;  // from 1; 0 where the output is one stream
  std::vector<NumberedNote> notes;
  std::vector<NumberedReject> rejects;

  uint64_t records() const { return notes.size() + rejects.size(); }
  uint64_t text_bytes() const {
    uint64_t bytes = 0;
    for (const NumberedNote& each : notes) bytes += each.note.text.size();
    return bytes;
  }
};

// Which parts a run does: those of its shard that no earlier run has done.
struct PartChoice {
  uint64_t after = 0;  // the last part that is done
  uint64_t shard = 1;  // from 1
  uint64_t shards = 1;

  bool operator()(uint64_t part) const { return part > after && (part - 1) % shards == shard - 1; }
};

}  // namespace chartgap
