#include "tools/batch/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace chartgap {
namespace {

constexpr mode_t kFileMode = 0666;

}  // namespace

Issue system_issue(const std::string& path, const std::string& what) {
  const int error = errno;
  const bool full = error == ENOSPC || error == EDQUOT;
  return {path, 0, 0, "batch.file", what + ": " + strerror(error), full ? "free space; the same command continues then" : "a folder that can be written"};
}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  reset();
  descriptor_ = other.release();
  return *this;
}

void OpenFile::reset() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

int OpenFile::release() { return std::exchange(descriptor_, -1); }

std::string temporary_name(const std::string& name) { return "." + name + ".tmp"; }

OpenFile open_to_write(const std::string& path, int more) { return OpenFile(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | more, kFileMode)); }

Failure write_all(const OpenFile& file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.descriptor(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_issue(path, "cannot be written");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return std::nullopt;
}

Failure flush_to_disk(const OpenFile& file, const std::string& path) {
  if (fsync(file.descriptor()) != 0) return system_issue(path, "cannot be flushed to the disk");
  return std::nullopt;
}

Failure flush_folder(const std::string& folder) {
  const OpenFile opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open()) return system_issue(folder, "cannot be opened");
  return flush_to_disk(opened, folder);
}

Failure rename_without_replacing(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return std::nullopt;
  // Some file systems cannot: a second name never replaces either.
  if (errno == EINVAL || errno == ENOSYS) {
    if (link(from.c_str(), to.c_str()) == 0 && unlink(from.c_str()) == 0) return std::nullopt;
  }
  return system_issue(to, "cannot get its final name");
}

Failure replace_file(const std::string& folder, const std::string& name, std::string_view bytes) {
  const std::string path = folder + "/" + name;
  const std::string beside = folder + "/" + temporary_name(name);
  const OpenFile file = open_to_write(beside, O_TRUNC);
  if (!file.is_open()) return system_issue(path, "cannot be created");
  Failure failure = write_all(file, bytes, path);
  if (!failure) failure = flush_to_disk(file, path);
  if (!failure && rename(beside.c_str(), path.c_str()) != 0) failure = system_issue(path, "cannot get its final name");
  if (failure) unlink(beside.c_str());
  else failure = flush_folder(folder);
  return failure;
}

std::optional<std::string> bytes_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return bytes;
}

}  // namespace chartgap
