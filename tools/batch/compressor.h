// Packs what is written in pieces: not at all, by gzip or by zstd.
// Out: the same content gives the same bytes, however it was cut into pieces.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace chartgap {

enum class Compression : uint8_t { none, gz, zst };
// "", ".gz", ".zst"
std::string_view ending_of(Compression compression);

class Compressor {
 public:
  explicit Compressor(Compression compression);
  Compressor(Compressor&&) noexcept;
  ~Compressor();

  // Appends to `out` what is ready to be written.
  void add(std::string_view bytes, std::string& out);
  void finish(std::string& out);

 private:
  struct State;
  void pack(bool last, std::string& out);

  std::unique_ptr<State> state_;
  std::string held_;  // not yet packed: whole pieces of kPiece go in, so that the result does not depend on the caller's
};

}  // namespace chartgap
