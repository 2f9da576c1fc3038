// The system's files, so that what has a final name is whole and stays: written in full, flushed to the disk, renamed without replacing.
// Errors: an issue that names the file and what the system says ("No space left on device"); nothing where all went well.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nlp/result.h"

namespace chartgap {

using Failure = std::optional<Issue>;

// What the system said of the last call, about `path`.
Issue system_issue(const std::string& path, const std::string& what);

// A file that is open; closed with its owner.
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(other.release()) {}
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile() { reset(); }
  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  void reset();

 private:
  int release();
  int descriptor_ = -1;
};

// Under which `name` is written until it is whole.
std::string temporary_name(const std::string& name);
// Opened for writing; with `more`, as O_TRUNC or O_EXCL. What is new can be read and written by whoever the user's mask lets.
OpenFile open_to_write(const std::string& path, int more);
Failure write_all(const OpenFile& file, std::string_view bytes, const std::string& path);
Failure flush_to_disk(const OpenFile& file, const std::string& path);
// The names in a folder are on the disk, too.
Failure flush_folder(const std::string& folder);
// Fails where `to` is there already.
Failure rename_without_replacing(const std::string& from, const std::string& to);
// The whole file at once under its final name, in place of an earlier one: either the old bytes or the new ones are there, never a part.
Failure replace_file(const std::string& folder, const std::string& name, std::string_view bytes);

// What stands in a file; nothing when it cannot be read.
std::optional<std::string> bytes_of_file(const std::string& path);

}  // namespace chartgap
