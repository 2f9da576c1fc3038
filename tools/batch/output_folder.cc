#include "tools/batch/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "tools/batch/manifest.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLockName = ".lock";
constexpr std::string_view kPartPrefix = "part-";

Issue issue(const std::string& path, std::string what, std::string expected) { return {path, 0, 0, "batch.out", std::move(what), std::move(expected)}; }

bool is_unfinished(const std::string& name) { return name.starts_with('.') && name.ends_with(".tmp"); }

// The number in "part-00017.ndjson.zst".
std::optional<uint64_t> part_of(const std::string& name) {
  if (!name.starts_with(kPartPrefix)) return std::nullopt;
  uint64_t part = 0;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + kPartPrefix.size(), end, part);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') return std::nullopt;
  return part;
}

}  // namespace

std::string part_name(uint64_t part) {
  char name[32];
  snprintf(name, sizeof name, "part-%05lu", static_cast<unsigned long>(part));
  return name;
}

Failure OutputFolder::open() {
  std::error_code error;
  fs::create_directories(path_, error);
  if (error) return issue(path_, "cannot be created: " + error.message(), "a folder that can be written");
  const std::string lock = path_ + "/" + std::string(kLockName);
  lock_ = open_to_write(lock, 0);
  if (!lock_.is_open()) return system_issue(lock, "cannot be created");
  if (flock(lock_.descriptor(), LOCK_EX | LOCK_NB) == 0) return std::nullopt;
  if (errno == EWOULDBLOCK) return issue(path_, "another run is writing there", "its end, or another folder");
  return system_issue(lock, "cannot be locked");
}

Failure OutputFolder::refuse_foreign() const {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (name != kLockName && !is_unfinished(name)) return issue(path_, "is not empty and no batch has begun in it (\"" + name + "\" is there)", "a new or empty folder");
  }
  if (error) return issue(path_, "cannot be read: " + error.message(), "a folder that can be read");
  return std::nullopt;
}

Failure OutputFolder::refuse_inputs_inside_out(const std::vector<BatchInput>& inputs) const {
  std::error_code error;
  const fs::path out = fs::weakly_canonical(fs::absolute(path_), error);
  for (const BatchInput& input : inputs) {
    if (!fs::is_directory(input.argument, error)) continue;
    const fs::path folder = fs::weakly_canonical(fs::absolute(input.argument), error);
    for (fs::path above = out; above != above.root_path(); above = above.parent_path()) {
      if (above == folder) return issue(path_, "stands inside the input " + input.argument, "a folder beside it: a later run would read what this one wrote");
    }
  }
  return std::nullopt;
}

Failure OutputFolder::sweep(uint64_t last_part) const {
  std::vector<fs::path> stale;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (is_unfinished(name) || part_of(name).value_or(0) > last_part) stale.push_back(entry.path());
  }
  if (error) return issue(path_, "cannot be read: " + error.message(), "a folder that can be read");
  for (const fs::path& path : stale) {
    if (unlink(path.c_str()) != 0) return system_issue(path.string(), "is left of a run that was cut off and cannot be removed");
  }
  return stale.empty() ? std::nullopt : flush_folder(path_);
}

Failure OutputFolder::check(const std::vector<DonePart>& parts) const {
  for (const DonePart& part : parts) {
    for (const WrittenFile& file : part.files) {
      std::error_code error;
      const std::string path = path_ + "/" + file.name;
      const uint64_t bytes = fs::file_size(path, error);
      if (error) return issue(path, "is missing, and the journal has it", "the folder as the run left it, or a new one");
      if (bytes != file.bytes) return issue(path, "has " + std::to_string(bytes) + " bytes", std::to_string(file.bytes) + ", as the journal has it");
    }
  }
  return std::nullopt;
}

}  // namespace chartgap
