// The bytes of a file or of the standard input, from front to back, unpacked where they are gzip or zstd.
// Errors: a file that cannot be opened, ends too early or is damaged gives what stands before, and then the problem.
// Cost:   one block of memory, however large the file is or unpacks to.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "tools/readers/problem.h"

namespace chartgap {

class ByteStream {
 public:
  // "-" is the standard input.
  explicit ByteStream(const std::string& path);
  ByteStream(ByteStream&&) noexcept;
  ~ByteStream();

  // Up to `room` bytes; 0 at the end, or where something is wrong.
  size_t read(char* to, size_t room);
  const std::optional<Problem>& problem() const;
  // Unpacked bytes for one packed byte so far; 0 of a file that is not packed.
  uint64_t expansion() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace chartgap
