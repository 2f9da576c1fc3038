#include "tools/batch/part_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace chartgap {
PartFile::PartFile(std::string folder, std::string name, Compression compression) : folder_(std::move(folder)), compressor_(compression) { written_.name = std::move(name); }

PartFile::PartFile(PartFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      written_(std::move(other.written_)),
      compressor_(std::move(other.compressor_)),
      hash_(std::move(other.hash_)),
      file_(std::move(other.file_)),
      ready_(std::move(other.ready_)),
      beside_(std::exchange(other.beside_, false)) {}

PartFile::~PartFile() {
  if (beside_) unlink(temporary_path().c_str());
}

Failure PartFile::create() {
  file_ = open_to_write(temporary_path(), O_EXCL);
  if (!file_.is_open()) return system_issue(final_path(), "cannot be created");
  beside_ = true;
  return std::nullopt;
}

Failure PartFile::write_ready() {
  hash_.update(ready_);
  written_.bytes += ready_.size();
  Failure failure = write_all(file_, ready_, final_path());
  ready_.clear();
  return failure;
}

Failure PartFile::append(std::string_view bytes) {
  compressor_.add(bytes, ready_);
  return write_ready();
}

Failure PartFile::finish() {
  compressor_.finish(ready_);
  if (Failure failure = write_ready()) return failure;
  if (Failure failure = flush_to_disk(file_, final_path())) return failure;
  written_.sha256 = hash_.hex();
  file_.reset();
  return std::nullopt;
}

Failure PartFile::publish() {
  if (Failure failure = rename_without_replacing(temporary_path(), final_path())) return failure;
  beside_ = false;
  return std::nullopt;
}

}  // namespace chartgap
