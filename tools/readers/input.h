// The unread part of a file: unpacked, and as UTF-8 where its encoding was given or a byte order mark names it.
// Owner:  views of it are good until the next call of more().
// Cost:   what is unread, and a block.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tools/readers/byte_stream.h"
#include "tools/readers/charset.h"

namespace chartgap {

class Input {
 public:
  // So many bytes behind the unread ones may be read, whatever stands there.
  static constexpr size_t kPadding = 64;

  // An encoding that is empty is looked for; one that is known is taken.
  Input(const std::string& path, const std::string& encoding);

  std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void take(size_t bytes) { begin_ += bytes; }
  // Reads on; false at the end.
  bool more();
  // What is left unread is given up.
  void stop();
  // The whole rest, or nothing where it is longer than `limit`.
  std::optional<std::string> rest(size_t limit);

  // Why it ended, when that was not its end.
  const std::optional<Problem>& problem() const { return stream_.problem(); }
  // Whether so many bytes that gave no record unpacked too far for anything but a bomb.
  bool is_bomb(uint64_t passed) const { return passed > kBombBytes && stream_.expansion() > kBombExpansion; }
  // It is UTF-8 by now, whatever it says of itself.
  bool is_decoded() const { return decoder_ != nullptr; }

 private:
  static constexpr uint64_t kBombBytes = 512u << 20;
  static constexpr uint64_t kBombExpansion = 100;
  void make_room(size_t bytes);
  bool more_bytes();
  bool more_decoded();
  void append_decoded(std::string_view bytes);

  ByteStream stream_;
  std::unique_ptr<StreamDecoder> decoder_;
  std::string block_;  // of the other encoding
  std::string decoded_;
  bool ended_ = false;
  std::string buffer_;  // with room behind end_ for a block and the padding
  size_t begin_ = 0;
  size_t end_ = 0;
};

}  // namespace chartgap
