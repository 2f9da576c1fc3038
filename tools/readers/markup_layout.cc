#include "tools/readers/markup_layout.h"

#include <algorithm>

#include "tools/readers/character_references.h"

namespace chartgap {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f";

}  // namespace

// What was asked for before the words that come now.
void MarkupLayout::flush() {
  if (!out_.text.empty() && !cell_begins_ && breaks_ > 0) {
    const size_t ends = out_.text.size() - (out_.text.find_last_not_of('\n') + 1);
    for (size_t have = std::min<size_t>(ends, 2); have < static_cast<size_t>(breaks_); ++have) out_.make("\n");
  }
  const bool line_begins = out_.text.empty() || out_.text.back() == '\n' || out_.text.back() == '\t';
  if (space_ && !line_begins) out_.copy(" ", space_at_);
  breaks_ = 0;
  space_ = cell_begins_ = false;
}

void MarkupLayout::blank(char c, uint64_t source) {
  if (!kept_) {
    if (breaks_ > 0) return;
    if (!space_) space_at_ = source;
    space_ = true;
    return;
  }
  flush();
  out_.copy({&c, 1}, source);
}

void MarkupLayout::plain_words(std::string_view raw, uint64_t source) {
  for (size_t at = 0; at < raw.size();) {
    const size_t end = std::min(raw.find_first_of(kBlanks, at), raw.size());
    if (end > at) {
      flush();
      out_.copy(raw.substr(at, end - at), source + at);
    }
    if (end < raw.size()) blank(raw[end], source + end);
    at = end + 1;
  }
}

void MarkupLayout::words(std::string_view raw, uint64_t source) {
  for (size_t at = 0; at < raw.size();) {
    const size_t mark = std::min(raw.find('&', at), raw.size());
    plain_words(raw.substr(at, mark - at), source + at);
    at = mark;
    if (at == raw.size()) return;
    const CharacterReference reference = read_character_reference(raw.substr(at));
    flush();
    if (reference.length == 0) out_.copy("&", source + at);
    else out_.decode(reference.text, source + at, source + at + reference.length);
    at += std::max<size_t>(reference.length, 1);
  }
}

void MarkupLayout::block(int breaks) {
  breaks_ = std::max(breaks_, breaks);
  space_ = false;
}

void MarkupLayout::line_break() {
  space_ = false;
  flush();
  out_.make("\n");
}

void MarkupLayout::table_ends() {
  if (!rows_.empty()) rows_.pop_back();
}

void MarkupLayout::row() {
  block(1);
  cell_begins_ = false;
  if (!rows_.empty()) rows_.back() = false;
}

void MarkupLayout::cell() {
  if (rows_.empty()) return block(1);
  if (rows_.back()) {
    breaks_ = 0;
    space_ = false;
    out_.make("\t");
  } else {
    space_ = false;
    flush();
  }
  rows_.back() = true;
  cell_begins_ = true;
}

}  // namespace chartgap
