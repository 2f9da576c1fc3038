#include "tools/batch/compressor.h"

#include <zlib.h>
#include <zstd.h>

#include <cassert>

namespace chartgap {
namespace {

constexpr size_t kPiece = size_t{1} << 17;
constexpr int kZstdLevel = 3;
constexpr int kGzipLevel = 6;
constexpr int kGzipWindow = 15 + 16;  // the largest, with a gzip header
constexpr int kGzipMemory = 8;

}  // namespace

std::string_view ending_of(Compression compression) {
  switch (compression) {
    case Compression::none: return "";
    case Compression::gz: return ".gz";
    case Compression::zst: return ".zst";
  }
  return "";
}

struct Compressor::State {
  explicit State(Compression given) : kind(given) {
    if (kind == Compression::gz) {
      [[maybe_unused]] const int ok = deflateInit2(&gzip, kGzipLevel, Z_DEFLATED, kGzipWindow, kGzipMemory, Z_DEFAULT_STRATEGY);
      assert(ok == Z_OK);
    } else if (kind == Compression::zst) {
      zstd = ZSTD_createCCtx();
      ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, kZstdLevel);
      ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
    }
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (kind == Compression::gz) deflateEnd(&gzip);
    ZSTD_freeCCtx(zstd);
  }

  void pack_gzip(std::string& from, bool last, std::string& out) {
    gzip.next_in = reinterpret_cast<Bytef*>(from.data());
    gzip.avail_in = static_cast<uInt>(from.size());
    do {
      gzip.next_out = reinterpret_cast<Bytef*>(buffer.data());
      gzip.avail_out = static_cast<uInt>(buffer.size());
      deflate(&gzip, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(buffer, 0, buffer.size() - gzip.avail_out);
    } while (gzip.avail_out == 0);
  }

  void pack_zstd(const std::string& from, bool last, std::string& out) {
    ZSTD_inBuffer input{from.data(), from.size(), 0};
    size_t left = 0;
    do {
      ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
      left = ZSTD_compressStream2(zstd, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
      assert(ZSTD_isError(left) == 0);
      out.append(buffer, 0, output.pos);
    } while (last ? left != 0 : input.pos < input.size);
  }

  const Compression kind;
  z_stream gzip{};
  ZSTD_CCtx* zstd = nullptr;
  std::string buffer = std::string(kPiece, '\0');
};

Compressor::Compressor(Compression compression) : state_(std::make_unique<State>(compression)) {}
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor::~Compressor() = default;

void Compressor::pack(bool last, std::string& out) {
  switch (state_->kind) {
    case Compression::none: out += held_; break;
    case Compression::gz: state_->pack_gzip(held_, last, out); break;
    case Compression::zst: state_->pack_zstd(held_, last, out); break;
  }
  held_.clear();
}

void Compressor::add(std::string_view bytes, std::string& out) {
  while (held_.size() + bytes.size() >= kPiece) {
    const size_t taken = kPiece - held_.size();
    held_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    pack(false, out);
  }
  held_.append(bytes);
}

void Compressor::finish(std::string& out) { pack(true, out); }

}  // namespace chartgap
