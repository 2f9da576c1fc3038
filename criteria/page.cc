#include "criteria/page.h"

#include <algorithm>
#include <cstdint>

namespace chartgap {
namespace {

unsigned columns_of(std::string_view text) {
  unsigned columns = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\033') i = std::min(text.find('m', i), text.size());
    else if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80) ++columns;
  }
  return columns;
}

}  // namespace

void Page::write(std::string_view paragraph, unsigned indent, unsigned hang) {
  out_.append(indent, ' ');
  unsigned column = indent;
  bool first = true;
  for (size_t at = 0; at < paragraph.size();) {
    const size_t end = std::min(paragraph.find(' ', at), paragraph.size());
    if (end > at) put(paragraph.substr(at, end - at), hang, column, first);
    at = end + 1;
  }
  out_ += '\n';
}

void Page::put(std::string_view word, unsigned hang, unsigned& column, bool& first) {
  const unsigned size = columns_of(word);
  if (!first && width_ != 0 && column + 1 + size > width_) {
    out_ += '\n';
    out_.append(hang, ' ');
    column = hang;
  } else if (!first) {
    out_ += ' ';
    ++column;
  }
  out_ += word;
  column += size;
  first = false;
}

}  // namespace chartgap
