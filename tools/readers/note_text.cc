#include "tools/readers/note_text.h"

namespace chartgap {
namespace {

constexpr size_t kMostPieces = 1000000;

}  // namespace

void NoteText::copy(std::string_view words, uint64_t source) {
  if (words.empty()) return;
  const auto begin = static_cast<uint32_t>(text.size());
  text += words;
  const auto end = static_cast<uint32_t>(text.size());
  if (!pieces.empty()) {
    SourcePiece& last = pieces.back();
    const bool as_it_stands = last.text_end - last.text_begin == last.source_end - last.source_begin;
    if (as_it_stands && last.text_end == begin && last.source_end == source) {
      last.text_end = end;
      last.source_end = source + words.size();
      return;
    }
  }
  add_piece({begin, end, source, source + words.size()});
}

void NoteText::add_piece(const SourcePiece& piece) {
  if (pieces.size() < kMostPieces) return pieces.push_back(piece);
  pieces.back().text_end = piece.text_end;
  pieces.back().source_end = piece.source_end;
}

void NoteText::decode(std::string_view words, uint64_t begin, uint64_t end) {
  if (words.empty()) return;
  const auto at = static_cast<uint32_t>(text.size());
  text += words;
  add_piece({at, static_cast<uint32_t>(text.size()), begin, end});
}

void append_utf8(std::string& out, uint32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  const auto last = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) out += static_cast<char>(code);
  else if (code < 0x800) out += {static_cast<char>(0xC0 | code >> 6), last(0)};
  else if (code < 0x10000) out += {static_cast<char>(0xE0 | code >> 12), last(6), last(0)};
  else out += {static_cast<char>(0xF0 | code >> 18), last(12), last(6), last(0)};
}

}  // namespace chartgap
