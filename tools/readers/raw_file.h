// An open file or the standard input, read block by block.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/readers/problem.h"

namespace chartgap {

class RawFile {
 public:
  explicit RawFile(const std::string& path);
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile();

  // Up to `room` bytes straight into `to`; 0 at the end, or where the file cannot be read.
  size_t read(char* to, size_t room);
  // The block that is being unpacked; a new one is read when it is empty. Empty at the end.
  std::string_view block();
  void take(size_t bytes) { at_ += bytes; }
  const std::optional<Problem>& problem() const { return problem_; }
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  size_t read_some(char* to, size_t room);

  int descriptor_ = -1;
  bool owned_ = false;
  std::optional<Problem> problem_;
  uint64_t bytes_read_ = 0;
  std::string block_;
  size_t at_ = 0;
};

}  // namespace chartgap
