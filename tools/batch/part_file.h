// One file of a part: written beside its final name, and given that name when it is whole and on the disk.
// Errors: an issue; the unfinished file is gone with its owner.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nlp/sha256.h"
#include "tools/batch/compressor.h"
#include "tools/batch/durable_file.h"

namespace chartgap {

// What a finished file is, as the manifest says it.
struct WrittenFile {
  std::string name;
  uint64_t bytes = 0;
  std::string sha256;
};

class PartFile {
 public:
  PartFile(std::string folder, std::string name, Compression compression);
  PartFile(PartFile&& other) noexcept;
  ~PartFile();

  Failure create();
  Failure append(std::string_view bytes);
  // Packs the rest and flushes it to the disk. The final name comes with `publish`.
  Failure finish();
  Failure publish();
  // Only after `finish`.
  const WrittenFile& written() const { return written_; }

 private:
  Failure write_ready();
  std::string final_path() const { return folder_ + "/" + written_.name; }
  std::string temporary_path() const { return folder_ + "/" + temporary_name(written_.name); }

  std::string folder_;
  WrittenFile written_;
  Compressor compressor_;
  Sha256 hash_;
  OpenFile file_;
  std::string ready_;
  bool beside_ = false;  // the unfinished file is there
};

}  // namespace chartgap
