// `chartgap convert`: annotated notes from one form to another. What is wrong with the input is reported whole, and nothing is written then.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "tools/annotation.h"
#include "tools/command.h"
#include "tools/commands.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

bool is_folder_form(const std::string& form) { return form == "brat" || form == "json"; }

Issue issue(const fs::path& file, std::string code, std::string message, std::string expected) {
  return {file.string(), 0, 0, std::move(code), std::move(message), std::move(expected)};
}

Result<std::vector<AnnotatedDocument>> read_input(const ConvertOptions& options) {
  if (is_folder_form(options.from)) return read_corpus(options.input, options.from == "brat" ? CorpusForm::brat : CorpusForm::json);
  const Result<std::vector<InputDocument>> input = read_documents({options.input});
  if (!input.ok()) return input.issues();
  const std::string& bytes = input.value().front().bytes;
  return options.from == "prodigy" ? parse_prodigy(bytes, options.input) : parse_label_studio(bytes, options.input);
}

// Where a document goes below the folder: as deep as it stood below the input's.
fs::path place_below(const AnnotatedDocument& document, const ConvertOptions& options) {
  if (!is_folder_form(options.from) || !fs::is_directory(options.input)) return document.id;
  return fs::path(document.file).lexically_relative(options.input).replace_extension("");
}

struct OutputFile {
  fs::path path;
  std::string bytes;
};

// An id comes from somebody's file: it names a file in the folder and nothing outside.
bool is_file_name(const std::string& id) { return !id.empty() && id.front() != '.' && id.find_first_of("/\\") == std::string::npos && id.find('\0') == std::string::npos; }

std::vector<OutputFile> folder_files(const std::vector<AnnotatedDocument>& documents, const ConvertOptions& options, Issues& issues) {
  std::vector<OutputFile> files;
  std::set<fs::path> places;
  for (const AnnotatedDocument& document : documents) {
    const fs::path place = fs::path(options.output) / place_below(document, options);
    if (!is_file_name(document.id)) issues.push_back(issue(document.file, "convert.id", "the id \"" + document.id + "\" is no file name", "letters, digits, - and _"));
    if (!places.insert(place).second) issues.push_back(issue(document.file, "convert.repeated_id", "the id \"" + document.id + "\" stands here twice", "one document an id"));
    files.push_back({fs::path(place) += ".txt", document.note});
    if (options.to == "brat") files.push_back({fs::path(place) += ".ann", brat_of(document)});
    else files.push_back({fs::path(place) += ".json", annotation_json_of(document)});
  }
  return files;
}

std::string single_file(const std::vector<AnnotatedDocument>& documents, const ConvertOptions& options) {
  if (options.to == "prodigy") return prodigy_of(documents);
  return label_studio_of(documents, options.predictions ? TaskKind::predictions : TaskKind::annotations);
}

// The notes of a folder that is converted in place are already there.
bool holds(const OutputFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  return in && std::string(std::istreambuf_iterator<char>(in), {}) == file.bytes;
}

Issues write_all(const std::vector<OutputFile>& files, bool force) {
  Issues issues;
  for (const OutputFile& file : files) {
    if (!force && fs::exists(file.path) && !holds(file)) issues.push_back(issue(file.path, "output.exists", "is there already", "a new path, or --force"));
  }
  if (!issues.empty()) return issues;
  for (const OutputFile& file : files) {
    std::error_code error;
    if (file.path.has_parent_path()) fs::create_directories(file.path.parent_path(), error);
    std::ofstream out(file.path, std::ios::binary);
    out << file.bytes;
    out.close();
    if (!out) issues.push_back(issue(file.path, "output.unwritable", "cannot be written", "a path that can be"));
  }
  return issues;
}

}  // namespace

int run_convert(const ConvertOptions& options) {
  const Result<std::vector<AnnotatedDocument>> input = read_input(options);
  if (!input.ok()) return fail(input.issues());
  if (!is_folder_form(options.to) && options.output == "-") {
    std::cout << single_file(input.value(), options);
    return 0;
  }
  Issues issues;
  std::vector<OutputFile> files;
  if (is_folder_form(options.to)) files = folder_files(input.value(), options, issues);
  else files.push_back({options.output, single_file(input.value(), options)});
  if (issues.empty()) issues = write_all(files, options.force);
  if (!issues.empty()) return fail(issues);
  size_t facts = 0;
  for (const AnnotatedDocument& document : input.value()) facts += document.facts.size();
  std::cerr << "chartgap: " << input.value().size() << " documents, " << facts << " facts written to " << options.output << "\n";
  return 0;
}

}  // namespace chartgap
