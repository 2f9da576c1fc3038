#include "tools/readers/input.h"

#include <algorithm>
#include <cstring>

namespace chartgap {
namespace {

constexpr size_t kBlockBytes = 1u << 20;
constexpr size_t kKeptBytes = 16u << 20;  // of room that a long record asked for

}  // namespace

Input::Input(const std::string& path, const std::string& encoding) : stream_(path) {
  more_bytes();
  const std::string other = encoding.empty() ? encoding_of_mark(unread()) : is_utf8_name(encoding) ? "" : encoding;
  if (!is_known_encoding(other)) return;
  decoder_ = std::make_unique<StreamDecoder>(other);
  block_ = unread();
  begin_ = end_ = 0;
  append_decoded(block_);
}

void Input::make_room(size_t bytes) {
  const size_t kept = end_ - begin_;
  if (kept == 0 && buffer_.size() > kKeptBytes) {
    buffer_ = std::string();
    begin_ = end_ = 0;
  }
  if (begin_ > 0 && begin_ >= kept) {
    memcpy(buffer_.data(), buffer_.data() + begin_, kept);
    begin_ = 0;
    end_ = kept;
  }
  if (buffer_.size() < end_ + bytes + kPadding) buffer_.resize(end_ + std::max(end_ / 2, bytes) + kPadding);
}

bool Input::more_bytes() {
  make_room(kBlockBytes);
  const size_t got = stream_.read(buffer_.data() + end_, kBlockBytes);
  end_ += got;
  ended_ = got == 0;
  return got > 0;
}

bool Input::more_decoded() {
  block_.resize(kBlockBytes);
  block_.resize(stream_.read(block_.data(), kBlockBytes));
  ended_ = block_.empty();
  append_decoded(block_);
  return !ended_ || !decoded_.empty();
}

void Input::append_decoded(std::string_view bytes) {
  decoded_.clear();
  decoder_->decode(bytes, bytes.empty(), decoded_);
  make_room(decoded_.size());
  memcpy(buffer_.data() + end_, decoded_.data(), decoded_.size());
  end_ += decoded_.size();
}

bool Input::more() {
  if (ended_) return false;
  return decoder_ == nullptr ? more_bytes() : more_decoded();
}

void Input::stop() {
  ended_ = true;
  begin_ = end_;
}

std::optional<std::string> Input::rest(size_t limit) {
  while (unread().size() <= limit && more()) continue;
  if (unread().size() > limit) return std::nullopt;
  buffer_.resize(end_);
  buffer_.erase(0, begin_);
  begin_ = end_ = 0;
  return std::move(buffer_);
}

}  // namespace chartgap
