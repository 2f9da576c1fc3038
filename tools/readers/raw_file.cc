#include "tools/readers/raw_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace chartgap {
namespace {

constexpr size_t kBlockBytes = 256u << 10;

Problem unreadable(int error) { return {"unreadable", std::string("cannot be read: ") + strerror(error) + "; expected a text file"}; }

}  // namespace

RawFile::RawFile(const std::string& path) {
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
    return;
  }
  descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  owned_ = descriptor_ >= 0;
  struct stat status {};
  if (!owned_ || fstat(descriptor_, &status) != 0) problem_ = unreadable(errno);
  else if (S_ISDIR(status.st_mode)) problem_ = Problem{"directory", "is a directory; expected a text file in it"};
}

RawFile::~RawFile() {
  if (owned_) close(descriptor_);
}

size_t RawFile::read_some(char* to, size_t room) {
  if (problem_) return 0;
  ssize_t got = 0;
  do got = ::read(descriptor_, to, room);
  while (got < 0 && errno == EINTR);
  if (got < 0) problem_ = unreadable(errno);
  if (got > 0) bytes_read_ += static_cast<uint64_t>(got);
  return got > 0 ? static_cast<size_t>(got) : 0;
}

size_t RawFile::read(char* to, size_t room) {
  if (at_ == block_.size()) return read_some(to, room);
  const size_t count = std::min(room, block_.size() - at_);
  memcpy(to, block_.data() + at_, count);
  at_ += count;
  return count;
}

std::string_view RawFile::block() {
  if (at_ == block_.size()) {
    block_.resize(kBlockBytes);
    block_.resize(read_some(block_.data(), block_.size()));
    at_ = 0;
  }
  return std::string_view(block_).substr(at_);
}

}  // namespace chartgap
