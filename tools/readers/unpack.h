// gzip and zstd, unpacked as the bytes come.
// Shape:  several members or frames behind one another are one stream.
// Errors: a stream that ends too early or is damaged.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "tools/readers/raw_file.h"

namespace chartgap {

enum class Packing { none, gzip, zstd };
Packing find_packing(std::string_view beginning);

class Unpacker {
 public:
  explicit Unpacker(Packing packing);
  ~Unpacker();

  // Up to `room` unpacked bytes of the file; 0 at the end, or where something is wrong.
  size_t unpack(RawFile& file, char* to, size_t room);
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  struct Streams;
  size_t unpack_gzip(RawFile& file, char* to, size_t room);
  size_t unpack_zstd(RawFile& file, char* to, size_t room);
  bool begin_member(RawFile& file);
  void end_early(const RawFile& file);

  Packing packing_;
  std::unique_ptr<Streams> streams_;
  bool inside_ = false;  // a member or frame has begun and not ended
  bool ended_ = false;
  std::optional<Problem> problem_;
};

}  // namespace chartgap
