#include "tools/batch/worker.h"

#include <utility>

#include "criteria/file_checks.h"
#include "criteria/judge.h"
#include "criteria/report_lines.h"
#include "nlp/json_writer.h"

namespace chartgap {
namespace {

void count_verdicts(const Policy& policy, const Judgement& judgement, PolicyTally& tally) {
  ++tally.standings[static_cast<size_t>(judgement.standing)];
  tally.criteria.resize(policy.criteria.size());
  for (const Verdict& verdict : judgement.verdicts) {
    CriterionTally& criterion = tally.criteria[verdict.criterion];
    ++criterion.statuses[static_cast<size_t>(verdict.status)];
    for (const std::string& element : verdict.missing) ++criterion.missing[element];
  }
}

void write_verdict_line(std::string& out, const std::string& patient_id, const std::string& report) {
  JsonWriter json(out);
  json.begin_object().key("patient_id");
  if (patient_id.empty()) json.null();
  else json.string(valid_utf8(patient_id));
  json.key("report");
  out += report;
  out += "}\n";
}

}  // namespace

void write_reject(std::string& out, const Reject& reject) {
  JsonWriter json(out);
  json.begin_object().key("reject").begin_object().key("file");
  json.string(valid_utf8(reject.position.file));
  json.key("record").integer(static_cast<int64_t>(reject.position.record)).key("line");
  if (reject.position.line == 0) json.null();
  else json.integer(static_cast<int64_t>(reject.position.line));
  json.key("code").string(reject.code).key("reason");
  json.string(valid_utf8(reject.reason));
  json.end_object().end_object();
  out += '\n';
}

Worker::Worker(const BatchTask& task) : task_(task), analyzer_(*task.lexicon, task.policies.empty() ? Reading::facts : Reading::facts_and_statements) {}

WorkResult Worker::work(const WorkBatch& batch) {
  WorkResult out;
  out.part = batch.part;
  out.ends_part = batch.ends_part;
  out.tally.policies.resize(task_.policies.size());
  for (const WorkItem& item : batch.items) do_item(item, out);
  return out;
}

// Notes and rejects in the order of their records; the verdicts behind the last note.
void Worker::do_item(const WorkItem& item, WorkResult& out) {
  CaseReader patient(analyzer_);
  auto reject = item.rejects.begin();
  for (const NumberedNote& note : item.notes) {
    for (; reject != item.rejects.end() && reject->record < note.record; ++reject) do_reject(reject->reject, out);
    do_note(note, task_.policies.empty() ? nullptr : &patient, out);
  }
  for (; reject != item.rejects.end(); ++reject) do_reject(reject->reject, out);
  out.tally.records += item.records();
  if (!item.notes.empty()) ++out.tally.cases;
  if (!task_.policies.empty() && !item.notes.empty()) judge_case(patient.take(), item.notes.front().note.patient_id, out);
}

void Worker::do_note(const NumberedNote& note, CaseReader* patient, WorkResult& out) {
  analyzer_.analyze(note.note.id, note.note.text, analysis_);
  ++out.tally.notes;
  out.tally.text_bytes += note.note.text.size();
  out.tally.count(analysis_.facts);
  if (task_.facts) task_.format->write(channel(out, Channel::facts), {analysis_, note.note, note.record, task_.setting});
  if (patient == nullptr) return;
  patient->add({note.note.id, note.note.text, document_kind(note.note.kind), calendar_day(note.note.date)}, std::exchange(analysis_, {}));
}

void Worker::do_reject(const Reject& reject, WorkResult& out) {
  ++out.tally.rejects[reject.code];
  write_reject(channel(out, Channel::rejects), reject);
}

void Worker::judge_case(const Case& patient, const std::string& patient_id, WorkResult& out) {
  std::string& bytes = channel(out, Channel::verdicts);
  for (size_t i = 0; i < task_.policies.size(); ++i) {
    const Policy& policy = task_.policies[i];
    const Judgement judgement = judge(patient, policy);
    count_verdicts(policy, judgement, out.tally.policies[i]);
    if (task_.verdicts_as_csv()) bytes += csv_rows(patient, policy, judgement, {patient_id, patient.documents.front().document.name()});
    else write_verdict_line(bytes, patient_id, json_line(patient, policy, judgement, task_.report));
  }
}

}  // namespace chartgap
