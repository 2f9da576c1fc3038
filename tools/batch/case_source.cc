#include "tools/batch/case_source.h"

#include <iterator>
#include <utility>

namespace chartgap {
namespace {

// The map to the source, which may be many times the text, is not needed here and would wait with it.
void add(WorkItem& item, Record&& record, uint64_t number) {
  if (auto* note = std::get_if<NoteRecord>(&record)) {
    note->pieces = {};
    item.notes.push_back({number, std::move(*note)});
  } else {
    item.rejects.push_back({number, std::get<Reject>(std::move(record))});
  }
}

Record without_text(Record&& record, std::string code, std::string reason) {
  auto* note = std::get_if<NoteRecord>(&record);
  if (note == nullptr) return std::move(record);
  return Reject{std::move(note->position), std::move(code), std::move(reason)};
}

WorkItem item_of(Record&& record, uint64_t number) {
  WorkItem item;
  add(item, std::move(record), number);
  return item;
}

}  // namespace

std::optional<WorkItem> SingleCases::next() {
  while (std::optional<Record> record = stream_.next()) {
    const uint64_t part = records_of_a_part_ == 0 ? 0 : (stream_.number() - 1) / records_of_a_part_ + 1;
    if (part != 0 && !wanted_(part)) continue;
    WorkItem item = item_of(std::move(*record), stream_.number());
    item.part = part;
    return item;
  }
  return std::nullopt;
}

bool AdjacentCases::is_new_patient(const NoteRecord& note) { return note.patient_id.empty() || seen_.insert(patient_key(note.patient_id)).second; }

bool AdjacentCases::join(Record&& record) {
  auto* note = std::get_if<NoteRecord>(&record);
  const bool same = open_ && note != nullptr && open_->notes.front().note.patient_id == note->patient_id;
  if (note != nullptr && same && open_->text_bytes() + note->text.size() > kMaxCaseBytes) {
    record = without_text(std::move(record), "patient-too-large", "the notes of one patient hold more than 64 MiB; expected the notes of a case");
  } else if (note != nullptr && !same && !is_new_patient(*note)) {
    record = without_text(std::move(record), "patient-apart", "the patient's notes do not stand one after the other; expected a sorted stream, or files with --out");
  }
  // A bad line between two notes of a patient does not part them.
  if (open_ && (same || std::holds_alternative<Reject>(record))) {
    add(*open_, std::move(record), stream_.number());
    return true;
  }
  waiting_ = item_of(std::move(record), stream_.number());
  return false;
}

std::optional<WorkItem> AdjacentCases::next() {
  const auto may_grow = [](const WorkItem& item) { return !item.notes.empty() && !item.notes.front().note.patient_id.empty(); };
  if (!waiting_) {
    std::optional<Record> record = stream_.next();
    if (!record) return std::nullopt;
    join(std::move(*record));
  }
  open_ = std::exchange(waiting_, std::nullopt);
  while (may_grow(*open_)) {
    std::optional<Record> record = stream_.next();
    if (!record || !join(std::move(*record))) break;
  }
  return std::exchange(open_, std::nullopt);
}

GatheredCases::GatheredCases(const std::vector<BatchInput>& inputs, const ReadingOptions& options, const CaseIndex& index, PartChoice wanted, uint64_t held_bytes)
    : inputs_(inputs), options_(options), index_(index), wanted_(wanted), held_limit_(held_bytes) {
  stream_.emplace(inputs_, options_);
}

bool GatheredCases::is_complete(uint32_t number) const {
  const auto held = held_.find(number);
  return held != held_.end() && held->second.item.records() == index_.records_of(number);
}

std::optional<WorkItem> GatheredCases::next() {
  for (;;) {
    while (next_case_ < index_.cases() && !wanted_(index_.part_of(next_case_))) ++next_case_;
    if (changed_ || next_case_ == index_.cases()) return std::nullopt;
    if (is_complete(next_case_)) return release();
    if (next_case_ >= no_room_from_) sweep_again();
    std::optional<Record> record = stream_->next();
    if (record) read_one(std::move(*record));
    else changed_ = true;
  }
}

void GatheredCases::read_one(Record&& record) {
  const uint64_t number = stream_->number();
  if (number > index_.records()) {
    changed_ = true;
    return;
  }
  const uint32_t owner = index_.case_of(number);
  if (owner < next_case_ || owner >= no_room_from_ || !wanted_(index_.part_of(owner))) return;
  if (index_.bytes_of(owner) > kMaxCaseBytes)
    record = without_text(std::move(record), "patient-too-large", "the notes of this patient hold more than 64 MiB together; expected the notes of a case");
  Held& held = held_[owner];
  const auto* note = std::get_if<NoteRecord>(&record);
  const uint64_t bytes = note == nullptr ? 0 : note->text.size();
  held.bytes += bytes;
  held_bytes_ += bytes;
  held.item.part = index_.part_of(owner);
  add(held.item, std::move(record), number);
  make_room();
}

void GatheredCases::make_room() {
  while (held_bytes_ > held_limit_ && held_.size() > 1) {
    const auto last = std::prev(held_.end());
    no_room_from_ = last->first;
    held_bytes_ -= last->second.bytes;
    held_.erase(last);
  }
}

// The text of the next case was let go: the rest of this sweep cannot complete it.
void GatheredCases::sweep_again() {
  held_.clear();
  held_bytes_ = 0;
  no_room_from_ = UINT32_MAX;
  stream_.emplace(inputs_, options_);
  ++sweeps_;
}

WorkItem GatheredCases::release() {
  const auto held = held_.find(next_case_);
  WorkItem item = std::move(held->second.item);
  held_bytes_ -= held->second.bytes;
  held_.erase(held);
  ++next_case_;
  return item;
}

}  // namespace chartgap
