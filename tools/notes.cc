#include "tools/notes.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

namespace fs = std::filesystem;

bool is_ndjson(const std::string& name) {
  const std::string extension = fs::path(name).extension().string();
  return extension == ".ndjson" || extension == ".jsonl";
}

class NoteReader {
 public:
  void read(const std::string& name) {
    if (fs::is_directory(name)) read_folder(name);
    else read_file(name);
  }

  std::vector<InputDocument> notes;
  Issues issues;

 private:
  void read_folder(const std::string& name) {
    std::vector<std::string> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(name, error), end; !error && at != end; at.increment(error)) {
      const std::string file = at->path().string();
      if (at->is_regular_file() && (at->path().extension() == ".txt" || is_ndjson(file))) files.push_back(file);
    }
    if (error) issues.push_back({name, 0, 0, "input.unreadable", "cannot be read: " + error.message(), "a folder of notes"});
    else if (files.empty()) issues.push_back({name, 0, 0, "input.empty", "holds no note", "files *.txt, *.ndjson or *.jsonl"});
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (fs::file_size(file, error) != 0) read_file(file);  // an empty note says nothing
    }
  }

  void read_file(const std::string& name) {
    Result<std::vector<InputDocument>> read = read_documents({name});
    if (!read.ok()) issues.insert(issues.end(), read.issues().begin(), read.issues().end());
    else if (is_ndjson(name) || (name == "-" && read.value().front().bytes.front() == '{')) read_lines(name, read.value().front().bytes);
    else notes.push_back(std::move(read.value().front()));
  }

  void read_lines(const std::string& name, const std::string& bytes) {
    uint32_t number = 0;
    for (size_t from = 0; from < bytes.size();) {
      const size_t end = std::min(bytes.find('\n', from), bytes.size());
      ++number;
      if (bytes.find_first_not_of(" \t\r", from) < end) read_line(name, number, std::string_view(bytes).substr(from, end - from));
      from = end + 1;
    }
  }

  void read_line(const std::string& name, uint32_t number, std::string_view line) {
    auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object()) {
      issues.push_back({name, number, 1, "input.line", row.is_discarded() ? "the line is no JSON" : "the line is no object", "{\"id\": ..., \"text\": ...}"});
    } else if (!row.contains("text") || !row["text"].is_string()) {
      issues.push_back({name, number, 1, "input.line", "\"text\" is missing or no string", "{\"id\": ..., \"text\": ...}"});
    } else {
      const bool named = row.contains("id") && row["id"].is_string();
      notes.push_back({named ? row["id"].get<std::string>() : name + ":" + std::to_string(number), row["text"].get<std::string>()});
    }
  }
};

}  // namespace

Result<std::vector<InputDocument>> read_notes(const std::vector<std::string>& names) {
  NoteReader reader;
  for (const std::string& name : names) reader.read(name);
  if (!reader.issues.empty()) return reader.issues;
  return std::move(reader.notes);
}

}  // namespace chartgap
