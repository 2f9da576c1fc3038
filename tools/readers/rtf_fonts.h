// The code pages of an RTF document's fonts.
#pragma once

#include <map>
#include <string>

namespace chartgap {

class RtfFonts {
 public:
  // The document's own code page (\ansicpg, \mac, \pc, \pca).
  void set_default(int code_page) { default_ = code_page; }
  void add(int font, int code_page) { pages_.insert_or_assign(font, code_page); }
  // ICU's name of the encoding of the font's bytes.
  std::string encoding_of(int font) const;

 private:
  int default_ = 1252;
  std::map<int, int> pages_;
};

// The code page of \fcharset, or 0 where it is the document's own. Source: RTF 1.9.1, "Font Table".
int code_page_of_charset(int charset);

}  // namespace chartgap
