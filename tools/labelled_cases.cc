#include "tools/labelled_cases.h"

#include <algorithm>
#include <filesystem>

#include "nlp/json_source.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLabels = "gold.json";

// The folders below a root, itself included, by name.
std::vector<fs::path> folders_below(const std::string& root) {
  std::vector<fs::path> out;
  std::error_code error;
  if (!fs::is_directory(root, error)) return out;
  out.emplace_back(root);
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory()) out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> texts_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".txt") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

template <class Value>
std::vector<std::string> names_of(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.emplace_back(to_string(static_cast<Value>(i)));
  return out;
}

class LabelReader {
 public:
  LabelReader(const std::string& file, Issues& issues) : file_(file), issues_(issues) {}

  LabelledCase read(const JsonValue& root, const fs::path& folder) {
    LabelledCase out;
    ObjectReader reader(root, file_, issues_);
    out.folder = folder.string();
    out.policy = reader.required_string("policy");
    reader.string("note");
    const std::string standing = reader.required_string("case");
    out.standing = static_cast<CaseStanding>(index_of(reader.any("case"), standing, names_of<CaseStanding>(kStandings), "standing"));
    if (const JsonValue* documents = reader.array("documents")) read_documents_of(*documents, folder, out);
    if (const JsonValue* criteria = reader.object("criteria")) {
      for (const auto& [id, label] : criteria->members) out.labels.push_back(read_label(id, label));
    }
    reader.finish();
    return out;
  }

 private:
  // The index of the word in `known`, or 0 with an issue.
  size_t index_of(const JsonValue* at, const std::string& word, const std::vector<std::string>& known, const std::string& what) {
    const auto found = std::find(known.begin(), known.end(), word);
    if (found != known.end() || at == nullptr) return found == known.end() ? 0 : static_cast<size_t>(found - known.begin());
    std::string expected = "one of";
    for (const std::string& name : known) expected += " " + name;
    const std::string near = nearest(word, known);
    issues_.push_back({file_, at->line, at->column, "case." + what, "unknown " + what + " \"" + word + "\"", near.empty() ? expected : "\"" + near + "\""});
    return 0;
  }

  Label read_label(const std::string& id, const JsonValue& value) {
    ObjectReader reader(value, file_, issues_);
    const std::string status = reader.required_string("status");
    Label label{id, static_cast<Status>(index_of(reader.any("status"), status, names_of<Status>(kStatuses), "status")), reader.strings("missing"), reader.string("why")};
    reader.finish();
    return label;
  }

  void read_documents_of(const JsonValue& list, const fs::path& folder, LabelledCase& out) {
    std::vector<std::string> names;
    for (const JsonValue& item : list.items) {
      ObjectReader reader(item, file_, issues_);
      names.push_back((folder / reader.required_string("file")).string());
      reader.string("kind");
      reader.any("date");
      reader.finish();
    }
    Result<std::vector<InputDocument>> read = read_documents(names);
    if (read.ok()) out.documents = std::move(read.value());
    else add_issues(issues_, read.issues());
  }

  const std::string& file_;
  Issues& issues_;
};

void read_labels(const fs::path& folder, std::vector<LabelledCase>& out, Issues& issues) {
  const std::string name = (folder / kLabels).string();
  const Result<std::vector<InputDocument>> file = read_documents({name});
  if (!file.ok()) return void(add_issues(issues, file.issues()));
  const Result<JsonValue> root = parse_json(file.value().front().bytes, name);
  if (!root.ok()) return void(add_issues(issues, root.issues()));
  out.push_back(LabelReader(name, issues).read(root.value(), folder));
}

}  // namespace

Result<std::vector<LabelledCase>> read_labelled_cases(const std::vector<std::string>& roots) {
  std::vector<LabelledCase> out;
  Issues issues;
  for (const std::string& root : roots) {
    for (const fs::path& folder : folders_below(root)) {
      if (fs::exists(folder / kLabels)) read_labels(folder, out, issues);
    }
  }
  if (!issues.empty()) return issues;
  return out;
}

Result<std::vector<UnlabelledCase>> read_cases(const std::vector<std::string>& roots) {
  std::vector<UnlabelledCase> out;
  Issues issues;
  for (const std::string& root : roots) {
    const size_t before = out.size();
    for (const fs::path& folder : folders_below(root)) {
      const std::vector<std::string> names = texts_in(folder);
      if (names.empty()) continue;
      Result<std::vector<InputDocument>> read = read_documents(names);
      if (!read.ok()) add_issues(issues, read.issues());
      else out.push_back({folder.string(), std::move(read.value())});
    }
    if (out.size() == before && issues.empty()) issues.push_back({root, 0, 0, "case.none", "holds no case", "a folder, or folders in it, with *.txt"});
  }
  if (!issues.empty()) return issues;
  return out;
}

}  // namespace chartgap
