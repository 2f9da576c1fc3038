#include "tools/batch/inputs.h"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <thread>

#include "nlp/ascii.h"
#include "nlp/sha256.h"
#include "tools/batch/durable_file.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 17> kEndings = {".txt", ".text", ".ndjson", ".jsonl", ".json",  ".csv", ".tsv", ".tab", ".xml",
                                                       ".cda", ".ccda", ".html",   ".htm",   ".xhtml", ".rtf", ".hl7", ".fhir"};
constexpr size_t kReadBytes = size_t{1} << 20;

bool has_note_ending(const fs::path& path) {
  fs::path inner = path;
  if (inner.extension() == ".gz" || inner.extension() == ".zst") inner = inner.stem();
  const std::string ending = ascii_lower(inner.extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().front() == '.'; }

class InputFinder {
 public:
  explicit InputFinder(bool every_ending) : every_ending_(every_ending) {}

  BatchInput find(const std::string& argument) {
    BatchInput input{argument, {}, 0, 0, {}};
    std::error_code error;
    if (fs::is_directory(argument, error)) walk(argument, input);
    else if (argument == "-" || fs::exists(argument, error)) input.files.push_back(argument);
    else if (argument.find_first_of("*?[") != std::string::npos) match(argument, input);
    else complain(argument, "cannot be read: No such file or directory", "a file, a folder, a pattern in quotes, or - for the standard input");
    return input;
  }

  Issues issues;

 private:
  void complain(const std::string& argument, std::string what, std::string expected) {
    issues.push_back({argument, 0, 0, "input.unreadable", std::move(what), std::move(expected)});
  }

  void walk(const std::string& folder, BatchInput& input) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, error);
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
      if (is_hidden(at->path())) {
        if (at->is_directory(error)) at.disable_recursion_pending();
      } else if (at->is_regular_file(error)) {
        if (every_ending_ || has_note_ending(at->path())) input.files.push_back(at->path().string());
        else ++input.left_out;
      }
    }
    std::sort(input.files.begin(), input.files.end());
    if (error) complain(folder, "cannot be read: " + error.message(), "a folder of notes");
    else if (input.files.empty()) complain(folder, "holds no file of notes", "files with an ending as .txt, .ndjson or .csv; --input-format takes every file");
  }

  void match(const std::string& pattern, BatchInput& input) {
    glob_t found{};
    if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
      for (size_t i = 0; i < found.gl_pathc; ++i) {
        std::error_code error;
        if (fs::is_regular_file(found.gl_pathv[i], error)) input.files.emplace_back(found.gl_pathv[i]);
      }
    }
    globfree(&found);
    if (input.files.empty()) complain(pattern, "matches no file", "a pattern as 'notes/*.txt'");
  }

  const bool every_ending_;
};

struct HashedFile {
  const std::string* path = nullptr;
  uint64_t bytes = 0;
  std::string sha256;
  Failure failure;

  void hash() {
    const OpenFile file(open(path->c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
      failure = Issue{*path, 0, 0, "input.unreadable", system_issue(*path, "cannot be read").message, "a file that can be read"};
      return;
    }
    Sha256 hash;
    std::string buffer(kReadBytes, '\0');
    ssize_t got = 0;
    while ((got = read(file.descriptor(), buffer.data(), buffer.size())) > 0) {
      hash.update({buffer.data(), static_cast<size_t>(got)});
      bytes += static_cast<uint64_t>(got);
    }
    if (got < 0) failure = Issue{*path, 0, 0, "input.unreadable", system_issue(*path, "cannot be read").message, "a file that can be read"};
    sha256 = hash.hex();
  }
};

std::vector<HashedFile> hashed_files(const std::vector<BatchInput>& inputs, unsigned threads) {
  std::vector<HashedFile> files;
  for (const BatchInput& input : inputs) {
    for (const std::string& file : input.files) files.push_back({&file, 0, {}, {}});
  }
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t at = next++; at < files.size(); at = next++) files[at].hash();
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads && i < files.size(); ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  return files;
}

}  // namespace

Result<std::vector<BatchInput>> find_inputs(const std::vector<std::string>& arguments, bool every_ending) {
  InputFinder finder(every_ending);
  std::vector<BatchInput> inputs;
  for (const std::string& argument : arguments) inputs.push_back(finder.find(argument));
  if (!finder.issues.empty()) return finder.issues;
  return inputs;
}

Issues hash_inputs(std::vector<BatchInput>& inputs, unsigned threads) {
  const std::vector<HashedFile> files = hashed_files(inputs, threads);
  Issues issues;
  auto file = files.begin();
  for (BatchInput& input : inputs) {
    Sha256 listing;
    for (size_t i = 0; i < input.files.size(); ++i, ++file) {
      if (file->failure) issues.push_back(*file->failure);
      input.bytes += file->bytes;
      if (input.files.size() == 1) input.sha256 = file->sha256;
      else listing.update(file->sha256 + "  " + *file->path + "\n");
    }
    if (input.files.size() != 1) input.sha256 = listing.hex();
  }
  return issues;
}

std::string stamp_of(const std::vector<BatchInput>& inputs) {
  Sha256 stamp;
  for (const BatchInput& input : inputs) {
    for (const std::string& file : input.files) {
      struct stat status {};
      if (stat(file.c_str(), &status) != 0) status.st_size = -1;
      stamp.update(file + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) + ' ' + std::to_string(status.st_mtim.tv_nsec) + '\n');
    }
  }
  return stamp.hex();
}

}  // namespace chartgap
