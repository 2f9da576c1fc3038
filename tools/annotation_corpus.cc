// A folder of annotated notes: every .ann or .json with the .txt beside it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "tools/annotation.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

Issue file_issue(const std::string& file, std::string code, std::string message, std::string expected) {
  return {file, 0, 0, std::move(code), std::move(message), std::move(expected)};
}

bool read_bytes(const fs::path& path, std::string& bytes) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  bytes.assign(std::istreambuf_iterator<char>(in), {});
  return !in.bad();
}

std::string_view endings_of(CorpusForm form) { return form == CorpusForm::any ? "ID.ann or ID.json" : form == CorpusForm::brat ? "ID.ann" : "ID.json"; }

bool is_of_form(const fs::path& path, CorpusForm form) {
  return (path.extension() == ".ann" && form != CorpusForm::json) || (path.extension() == ".json" && form != CorpusForm::brat);
}

// The annotation files below a folder, in the order of their paths.
std::vector<fs::path> annotation_files(const fs::path& folder, CorpusForm form, Issues& issues) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    const bool wanted = is_of_form(path, form) && (path.extension() == ".ann" || fs::exists(fs::path(path).replace_extension(".txt")));
    if (wanted && at->is_regular_file()) found.push_back(path);
  }
  if (error) issues.push_back(file_issue(folder.string(), "input.unreadable", "cannot be read: " + error.message(), "a folder of annotated notes"));
  std::sort(found.begin(), found.end());
  return found;
}

void read_one(const fs::path& path, std::vector<AnnotatedDocument>& documents, Issues& issues) {
  const fs::path note = fs::path(path).replace_extension(".txt");
  AnnotatedDocument document{path.stem().string(), note.string(), {}, {}};
  std::string annotation;
  if (!read_bytes(note, document.note)) {
    issues.push_back(file_issue(path.string(), "annotation.no_note", "has no note beside it", note.filename().string()));
    return;
  }
  if (!read_bytes(path, annotation)) {
    issues.push_back(file_issue(path.string(), "input.unreadable", "cannot be read", "an annotation file"));
    return;
  }
  if (!documents.empty() && documents.back().file == document.file) {
    issues.push_back(file_issue(path.string(), "annotation.both_forms", "the note is annotated twice, as .ann and as .json", "one of them"));
    return;
  }
  auto facts = path.extension() == ".ann" ? parse_brat(annotation, path.string(), document.note) : parse_annotation_json(annotation, path.string(), document.note, document.id);
  if (facts.ok()) document.facts = std::move(facts.value());
  else add_issues(issues, facts.issues());
  documents.push_back(std::move(document));
}

}  // namespace

Result<std::vector<AnnotatedDocument>> read_corpus(const std::string& path, CorpusForm form) {
  Issues issues;
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(path, error)) files = annotation_files(path, form, issues);
  else if (!fs::exists(path, error)) issues.push_back(file_issue(path, "input.unreadable", "cannot be read: no such file or folder", "a folder of annotated notes"));
  else if (is_of_form(path, form)) files.emplace_back(path);
  std::vector<AnnotatedDocument> documents;
  for (const fs::path& file : files) read_one(file, documents, issues);
  if (issues.empty() && documents.empty())
    issues.push_back(file_issue(path, "annotation.none", "holds no annotated note", "ID.txt with " + std::string(endings_of(form)) + " beside it"));
  if (!issues.empty()) return issues;
  return documents;
}

}  // namespace chartgap
