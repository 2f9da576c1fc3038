#include "tools/readers/unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace chartgap {
namespace {

constexpr int kGzipWindow = 15 + 16;      // the largest window, with gzip's header
constexpr int kLargestZstdWindow = 26;    // 64 MB: what `zstd --long=26` needs
constexpr size_t kMostAtOnce = 1u << 30;  // zlib counts in 32 bits
constexpr const char* kWholeFile = "; expected the whole file, as it was packed";

Problem damaged(const char* packing) { return {"damaged", std::string("is damaged ") + packing + kWholeFile}; }

}  // namespace

struct Unpacker::Streams {
  z_stream gzip{};
  ZSTD_DStream* zstd = nullptr;
};

Packing find_packing(std::string_view beginning) {
  if (beginning.starts_with("\x1f\x8b")) return Packing::gzip;
  return beginning.starts_with("\x28\xb5\x2f\xfd") ? Packing::zstd : Packing::none;
}

Unpacker::Unpacker(Packing packing) : packing_(packing), streams_(std::make_unique<Streams>()) {
  if (packing == Packing::gzip) inflateInit2(&streams_->gzip, kGzipWindow);
  if (packing != Packing::zstd) return;
  streams_->zstd = ZSTD_createDStream();
  ZSTD_DCtx_setParameter(streams_->zstd, ZSTD_d_windowLogMax, kLargestZstdWindow);
}

Unpacker::~Unpacker() {
  if (packing_ == Packing::gzip) inflateEnd(&streams_->gzip);
  ZSTD_freeDStream(streams_->zstd);
}

void Unpacker::end_early(const RawFile& file) {
  ended_ = true;
  if (file.problem()) problem_ = file.problem();
  else if (inside_) problem_ = Problem{"truncated", std::string("ends in the middle of its ") + (packing_ == Packing::gzip ? "gzip" : "zstd") + " data" + kWholeFile};
}

// Behind the last member of gzip there may be zeros that fill a block of a tape.
bool Unpacker::begin_member(RawFile& file) {
  for (std::string_view block = file.block(); !block.empty(); block = file.block()) {
    const size_t zeros = std::min(block.find_first_not_of('\0'), block.size());
    file.take(zeros);
    if (zeros == block.size()) continue;
    inside_ = inflateReset(&streams_->gzip) == Z_OK;
    return true;
  }
  return false;
}

size_t Unpacker::unpack_gzip(RawFile& file, char* to, size_t room) {
  z_stream& gzip = streams_->gzip;
  gzip.next_out = reinterpret_cast<Bytef*>(to);
  gzip.avail_out = static_cast<uInt>(room);
  while (gzip.avail_out == room) {
    if (!inside_ && !begin_member(file)) break;
    const std::string_view block = file.block();
    if (block.empty()) break;
    gzip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
    gzip.avail_in = static_cast<uInt>(block.size());
    const int code = inflate(&gzip, Z_NO_FLUSH);
    file.take(block.size() - gzip.avail_in);
    if (code == Z_STREAM_END) inside_ = false;
    else if (code != Z_OK) problem_ = damaged("gzip");
    if (problem_) break;
  }
  return room - gzip.avail_out;
}

size_t Unpacker::unpack_zstd(RawFile& file, char* to, size_t room) {
  ZSTD_outBuffer out{to, room, 0};
  while (out.pos == 0) {
    const std::string_view block = file.block();
    if (block.empty() && !inside_) break;
    ZSTD_inBuffer in{block.data(), block.size(), 0};
    const size_t left = ZSTD_decompressStream(streams_->zstd, &out, &in);
    file.take(in.pos);
    if (ZSTD_isError(left)) problem_ = damaged("zstd");
    if (problem_ || (block.empty() && out.pos == 0)) break;
    inside_ = left != 0;
  }
  return out.pos;
}

size_t Unpacker::unpack(RawFile& file, char* to, size_t room) {
  if (ended_) return 0;
  room = std::min(room, kMostAtOnce);
  const size_t got = packing_ == Packing::gzip ? unpack_gzip(file, to, room) : unpack_zstd(file, to, room);
  if (problem_) ended_ = true;
  else if (got == 0) end_early(file);
  return got;
}

}  // namespace chartgap
