// A note's bytes, kept verbatim, and the folded view that everything is matched on.
// In:    bytes of any encoding damage, up to 4 GiB.
// Shape: `folded()` is lower case, without accents, with plain quotes, dashes and spaces; damage and control bytes become spaces;
//        kFoldedPadding NUL bytes stand behind it, so that words can be read by whole machine words.
// Units: bytes; `to_original` maps a folded offset to the byte of the note that it came from.
// Cost:  one pass; text that is plain ASCII never enters ICU and needs no map.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/span.h"

namespace chartgap {

class Text {
 public:
  static constexpr size_t kFoldedPadding = 16;

  Text() { assign({}); }
  explicit Text(std::string_view bytes) { assign(bytes); }
  // Another note's bytes, in the same memory.
  void assign(std::string_view bytes);

  const std::string& bytes() const { return bytes_; }
  std::string_view folded() const { return {folded_.data(), folded_.size() - kFoldedPadding}; }
  bool is_ascii() const { return anchors_.empty(); }
  // How many stretches are not valid UTF-8, and how many bytes are NUL.
  uint32_t damaged() const { return damaged_; }
  uint32_t nul_bytes() const { return nul_bytes_; }

  uint32_t to_original(uint32_t folded_offset) const;
  // The bytes of the note from which [begin, end) of the folded view came; whole characters.
  Span to_original(uint32_t folded_begin, uint32_t folded_end) const;
  // The span's text as valid UTF-8: damage is shown as U+FFFD.
  std::string quote(Span span) const;
  // Units: lines count from 1; CRLF, LF and CR each end one.
  uint32_t line_of(uint32_t byte) const;

 private:
  struct Anchor {  // from here on, original = folded + difference, until the next anchor
    uint32_t folded;
    uint32_t original;
    bool one_to_one;  // false: every folded byte up to the next anchor came from the one character at `original`
  };
  void fold();
  uint32_t ascii_end(uint32_t at) const;
  void fold_ascii_run(uint32_t begin, uint32_t end);
  uint32_t fold_character(uint32_t at);

  std::string bytes_;
  std::string folded_;
  std::vector<Anchor> anchors_;
  std::vector<uint32_t> line_starts_;
  uint32_t damaged_ = 0;
  uint32_t nul_bytes_ = 0;
};

// Damage is U+FFFD, one for each stretch.
std::string valid_utf8(std::string_view bytes);

enum class OffsetUnit : uint8_t { codepoint, byte, utf16 };

// Converts byte offsets of one note into another unit.
// Units: a damaged stretch counts as one code point (U+FFFD), as in the WHATWG decoder and Python's errors="replace".
class OffsetMap {
 public:
  // Offsets count from `before`: what stands before the text in its file.
  OffsetMap(const Text& text, OffsetUnit unit, uint32_t before = 0);
  uint32_t operator()(uint32_t byte) const;
  // The byte at which that offset stands; the end of the text when it is past it.
  uint32_t to_byte(uint32_t offset) const;

 private:
  struct Checkpoint {
    uint32_t byte = 0;
    uint32_t offset = 0;
  };
  void advance(Checkpoint& at) const;

  std::string_view bytes_;
  OffsetUnit unit_;
  uint32_t before_;
  bool identity_;
  std::vector<Checkpoint> checkpoints_;  // the first character at or after every 256th byte
};

}  // namespace chartgap
