#include "tools/batch/case_index.h"

#include <unordered_map>

#include "tools/batch/patient_key.h"

namespace chartgap {

CaseIndex::CaseIndex(RecordStream& stream, uint64_t records_of_a_part) {
  std::unordered_map<PatientKey, uint32_t, PatientKeyHash> patients;
  while (const std::optional<Record> record = stream.next()) {
    const auto* note = std::get_if<NoteRecord>(&*record);
    uint32_t number = cases();
    if (note != nullptr && !note->patient_id.empty()) number = patients.try_emplace(patient_key(note->patient_id), number).first->second;
    if (number == cases()) cases_.emplace_back();
    ++cases_[number].records;
    cases_[number].bytes += note == nullptr ? 0 : note->text.size();
    case_of_record_.push_back(number);
  }
  uint64_t records_before = 0;
  uint32_t part = 1;
  for (Entry& entry : cases_) {
    entry.part = part;
    records_before += entry.records;
    if (records_before < records_of_a_part) continue;
    ++part;
    records_before = 0;
  }
}

}  // namespace chartgap
