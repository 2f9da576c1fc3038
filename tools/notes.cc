#include "tools/notes.h"

#include <algorithm>
#include <filesystem>

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostNamed = 1000;  // rejects of a file

bool is_note_file(const fs::path& path) {
  const fs::path extension = path.extension();
  return extension == ".txt" || extension == ".ndjson" || extension == ".jsonl";
}

// Nothing can be made of the file as a whole.
bool is_of_file(const Reject& reject) { return reject.code == "unreadable" || reject.code == "directory" || reject.code == "empty" || reject.code == "binary"; }

Issue issue_of(const Reject& reject) {
  constexpr std::string_view kExpected = "; expected ";
  const RecordPosition& at = reject.position;
  const size_t end = reject.reason.rfind(kExpected);
  const std::string record = at.line == 0 && at.record <= 1 ? "" : "record " + std::to_string(at.record) + ": ";
  std::string code = "input." + reject.code;
  std::replace(code.begin(), code.end(), '-', '_');
  const uint32_t line = is_of_file(reject) ? 0 : static_cast<uint32_t>(at.line);
  Issue issue{at.file, line, line == 0 ? 0u : 1u, std::move(code), record + reject.reason.substr(0, end), ""};
  if (end != std::string::npos) issue.expected = reject.reason.substr(end + kExpected.size());
  return issue;
}

void read_file(const std::string& file, const ReadingOptions& options, ReadNotes& out, Issues& issues) {
  RecordReader reader(file, options);
  size_t rejects = 0;
  while (std::optional<Record> record = reader.next()) {
    if (const Reject* reject = std::get_if<Reject>(&*record)) {
      if (is_of_file(*reject)) issues.push_back(issue_of(*reject));
      else if (++rejects <= kMostNamed) out.rejects.push_back(issue_of(*reject));
    } else {
      NoteRecord& note = std::get<NoteRecord>(*record);
      out.notes.push_back({std::move(note.id), std::move(note.text), std::move(note.date), std::move(note.kind)});
    }
  }
  if (rejects > kMostNamed) out.rejects.push_back({file, 0, 0, "input.more_rejects", std::to_string(rejects - kMostNamed) + " more records give no note", "a file of notes"});
}

void list_folder(const std::string& name, std::vector<std::string>& out, Issues& issues) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(name, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file() && is_note_file(at->path())) files.push_back(at->path().string());
  }
  if (error) issues.push_back({name, 0, 0, "input.unreadable", "cannot be read: " + error.message(), "a folder of notes"});
  else if (files.empty()) issues.push_back({name, 0, 0, "input.empty", "holds no note", "files *.txt, *.ndjson or *.jsonl"});
  std::sort(files.begin(), files.end());
  // An empty note says nothing.
  std::copy_if(files.begin(), files.end(), std::back_inserter(out), [&](const std::string& file) { return fs::file_size(file, error) != 0; });
}

}  // namespace

Result<ReadNotes> read_note_files(const std::vector<std::string>& files, const ReadingOptions& options) {
  ReadNotes out;
  Issues issues;
  for (const std::string& file : files) read_file(file, options, out, issues);
  if (out.notes.empty()) add_issues(issues, out.rejects);
  if (!issues.empty()) return issues;
  return out;
}

Result<std::vector<InputDocument>> read_notes(const std::vector<std::string>& names) {
  std::vector<std::string> files;
  ReadNotes out;
  Issues issues;
  for (const std::string& name : names) {
    if (fs::is_directory(name)) list_folder(name, files, issues);
    else files.push_back(name);
  }
  for (const std::string& file : files) read_file(file, {}, out, issues);
  add_issues(issues, out.rejects);
  if (!issues.empty()) return issues;
  return std::move(out.notes);
}

}  // namespace chartgap
