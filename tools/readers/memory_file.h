// Bytes as an open file that stands in memory only, so that nothing of them is on a disk.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

class MemoryFile {
 public:
  // At its beginning; not open where the system has no memory for the whole of it.
  explicit MemoryFile(std::string_view bytes);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(); }

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  // A name under which this process opens it again.
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  void close();

  int descriptor_;
};

}  // namespace chartgap
