#include "tools/readers/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace chartgap {
namespace {

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(to, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

}  // namespace

MemoryFile::MemoryFile(std::string_view bytes) : descriptor_(memfd_create("document", MFD_CLOEXEC)) {
  if (is_open() && (!write_all(descriptor_, bytes) || lseek(descriptor_, 0, SEEK_SET) != 0)) close();
}

void MemoryFile::close() {
  if (is_open()) ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace chartgap
