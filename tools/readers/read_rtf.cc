#include "tools/readers/read_rtf.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "nlp/ascii.h"
#include "tools/readers/charset.h"
#include "tools/readers/rtf_fonts.h"

namespace chartgap {
namespace {

constexpr size_t kMostGroups = 1000;

// Destinations that hold no words of the document; those behind \* that are not known are left out as well.
constexpr std::string_view kLeftOut[] = {"colortbl",
                                         "stylesheet",
                                         "info",
                                         "pict",
                                         "object",
                                         "header",
                                         "headerl",
                                         "headerr",
                                         "headerf",
                                         "footer",
                                         "footerl",
                                         "footerr",
                                         "footerf",
                                         "fldinst",
                                         "filetbl",
                                         "listtable",
                                         "listoverridetable",
                                         "revtbl",
                                         "rsidtbl",
                                         "generator",
                                         "xmlnstbl",
                                         "themedata",
                                         "colorschememapping",
                                         "datastore",
                                         "latentstyles",
                                         "bkmkstart",
                                         "bkmkend",
                                         "annotation",
                                         "atnid",
                                         "atnauthor",
                                         "ftnsep",
                                         "ftnsepc",
                                         "aftnsep",
                                         "aftnsepc",
                                         "private",
                                         "xe",
                                         "tc",
                                         "nonesttables",
                                         "mmathPr",
                                         "pgptbl",
                                         "ffdeftext",
                                         "ffname",
                                         "formfield",
                                         "datafield",
                                         "nonshppict",
                                         "keywords",
                                         "template"};

struct Sign {
  std::string_view word;
  std::string_view text;
};
constexpr Sign kSigns[] = {{"emdash", "—"},       {"endash", "–"},       {"lquote", "‘"},       {"rquote", "’"},       {"ldblquote", "“"}, {"rdblquote", "”"},
                           {"bullet", "•"},       {"emspace", "\u2003"}, {"enspace", "\u2002"}, {"qmspace", "\u2005"}, {"zwj", "\u200D"},  {"zwnj", "\u200C"},
                           {"ltrmark", "\u200E"}, {"rtlmark", "\u200F"}, {"zwbo", "\u200B"},    {"zwnbo", "\u2060"}};

struct Word {
  std::string_view name;
  int value = 0;
  bool has_value = false;
};

struct Group {
  int font = -1;
  int skip_after_unicode = 1;
  bool left_out = false;
  bool hidden = false;
  bool in_font_table = false;
};

int hex_digit(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

class RtfReader {
 public:
  explicit RtfReader(std::string_view document) : in_(document) {}

  NoteTextOr read() {
    at_ = in_.find_first_not_of(" \t\r\n");
    if (at_ == std::string_view::npos || !in_.substr(at_).starts_with("{\\rtf")) return Problem{"bad-rtf", "does not begin with {\\rtf; expected an RTF document"};
    while (at_ < in_.size() && !problem_ && !ended_) read_next();
    flush_bytes();
    if (problem_) return *problem_;
    if (!ended_) return Problem{"truncated", "ends with open groups; expected a } for each {"};
    return std::move(out_);
  }

 private:
  Group& group() { return groups_.back(); }

  void read_next() {
    const char c = in_[at_];
    if (c == '{') return open_group();
    if (c == '}') return close_group();
    if (c == '\\') return read_control();
    if (c == '\r' || c == '\n' || c == '\0') {
      ++at_;
      return;
    }
    read_bytes();
  }

  void open_group() {
    flush_bytes();
    to_skip_ = 0;
    ++at_;
    if (groups_.size() == kMostGroups) problem_ = Problem{"too-deep", "has groups nested more than 1000 levels deep; expected a document"};
    else groups_.push_back(groups_.empty() ? Group{} : groups_.back());
  }

  void close_group() {
    flush_bytes();
    to_skip_ = 0;
    ++at_;
    groups_.pop_back();
    ended_ = groups_.empty();
  }

  // A stretch of plain bytes.
  void read_bytes() {
    constexpr std::string_view kEnds("{}\\\r\n\0", 6);
    if (to_skip_ > 0) {
      --to_skip_;
      ++at_;
      return;
    }
    const size_t end = std::min(in_.find_first_of(kEnds, at_), in_.size());
    const std::string_view words = in_.substr(at_, end - at_);
    const bool is_ascii = std::all_of(words.begin(), words.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
    if (is_ascii && bytes_.empty()) {
      if (is_shown()) put_cell();
      if (is_shown()) out_.copy(words, at_);
    } else {
      if (bytes_.empty()) bytes_begin_ = at_;
      bytes_ += words;
      bytes_end_ = end;
    }
    at_ = end;
  }

  bool is_shown() { return !group().left_out && !group().hidden && !group().in_font_table; }

  // Bytes of a code page wait for the last of their run, as characters may have two.
  void flush_bytes() {
    if (bytes_.empty()) return;
    if (is_shown()) {
      put_cell();
      out_.decode(decoded(bytes_, fonts_.encoding_of(group().font < 0 ? default_font_ : group().font)), bytes_begin_, bytes_end_);
    }
    bytes_.clear();
  }

  void put(std::string_view text, size_t begin) {
    flush_bytes();
    if (!is_shown()) return;
    put_cell();
    out_.decode(text, begin, at_);
  }
  void put_cell() {
    if (cell_ended_) out_.make("\t");
    cell_ended_ = false;
  }
  void put_line() {
    flush_bytes();
    if (!is_shown()) return;
    put_cell();
    out_.make("\n");
  }

  void read_control() {
    const size_t begin = at_++;
    if (at_ == in_.size()) return;
    const char c = in_[at_];
    if (is_ascii_letter(c)) return obey(read_word(), begin);
    ++at_;
    if (c == '\'') return read_hex(begin);
    if (c == '*') return read_star();
    if (pass_skipped()) return;
    if (c == '\\' || c == '{' || c == '}') put({&c, 1}, begin);
    else if (c == '~') put("\u00A0", begin);
    else if (c == '-') put("\u00AD", begin);
    else if (c == '_') put("\u2011", begin);
    else if (c == '\n' || c == '\r') put_line();
    else if (c == '\t') put("\t", begin);
  }

  // One of the characters that stand for a \u that was read.
  bool pass_skipped() {
    if (to_skip_ == 0) return false;
    --to_skip_;
    return true;
  }

  void read_hex(size_t begin) {
    if (at_ + 2 > in_.size()) {
      at_ = in_.size();
      return;
    }
    const int high = hex_digit(in_[at_]);
    const int low = hex_digit(in_[at_ + 1]);
    if (high < 0 || low < 0) return;
    at_ += 2;
    if (pass_skipped()) return;
    if (bytes_.empty()) bytes_begin_ = begin;
    bytes_ += static_cast<char>(high << 4 | low);
    bytes_end_ = at_;
  }

  void read_star() {
    flush_bytes();
    if (at_ + 1 >= in_.size() || in_[at_] != '\\' || !is_ascii_letter(in_[at_ + 1])) return;
    ++at_;
    const Word word = read_word();
    if (word.name != "nesttableprops" && word.name != "shptxt") group().left_out = true;
    if (word.name == "bin") obey(word, at_);
  }

  Word read_word() {
    const size_t begin = at_;
    while (at_ < in_.size() && is_ascii_letter(in_[at_])) ++at_;
    Word word{in_.substr(begin, at_ - begin)};
    const size_t number = at_;
    if (at_ < in_.size() && in_[at_] == '-') ++at_;
    while (at_ < in_.size() && is_ascii_digit(in_[at_])) ++at_;
    word.has_value = std::from_chars(in_.data() + number, in_.data() + at_, word.value).ec == std::errc();
    if (at_ == number + 1 && in_[number] == '-') at_ = number;
    if (at_ < in_.size() && in_[at_] == ' ') ++at_;
    return word;
  }

  void obey(const Word& word, size_t begin) {
    if (groups_.empty()) return;
    if (word.name == "u") return read_unicode(word, begin);
    if (word.name == "bin") return pass_binary(word);
    if (pass_skipped()) return;
    flush_bytes();
    if (obey_layout(word, begin) || obey_state(word)) return;
    const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& each) { return each.word == word.name; });
    if (sign != std::end(kSigns)) return put(sign->text, begin);
    if (std::find(std::begin(kLeftOut), std::end(kLeftOut), word.name) != std::end(kLeftOut)) group().left_out = true;
  }

  void pass_binary(const Word& word) {
    flush_bytes();
    if (word.has_value && word.value > 0) at_ = std::min(in_.size(), at_ + static_cast<size_t>(word.value));
  }

  bool obey_layout(const Word& word, size_t begin) {
    if (word.name == "par" || word.name == "line" || word.name == "sect" || word.name == "page" || word.name == "column") put_line();
    else if (word.name == "tab") put("\t", begin);
    else if (word.name == "cell" || word.name == "nestcell") end_cell();
    else if (word.name == "row" || word.name == "nestrow") end_row();
    else return false;
    return true;
  }

  void end_cell() {
    if (!is_shown()) return;
    put_cell();
    cell_ended_ = true;
  }
  // The tab behind the last cell is not put.
  void end_row() {
    if (!is_shown()) return;
    cell_ended_ = false;
    out_.make("\n");
  }

  bool obey_state(const Word& word) {
    if (word.name == "f") set_font(word.value);
    else if (word.name == "deff") default_font_ = word.value;
    else if (word.name == "fcharset" && group().in_font_table) fonts_.add(group().font, code_page_of_charset(word.value));
    else if (word.name == "cpg" && group().in_font_table) fonts_.add(group().font, word.value);
    else if (word.name == "fonttbl") group().in_font_table = true;
    else if (word.name == "uc") group().skip_after_unicode = std::max(0, word.value);
    else if (word.name == "v" || word.name == "deleted") group().hidden = !word.has_value || word.value != 0;
    else if (word.name == "plain") group().hidden = false;
    else return obey_code_page(word);
    return true;
  }

  bool obey_code_page(const Word& word) {
    if (word.name == "ansicpg") fonts_.set_default(word.value == 0 ? 1252 : word.value);
    else if (word.name == "mac") fonts_.set_default(10000);
    else if (word.name == "pc") fonts_.set_default(437);
    else if (word.name == "pca") fonts_.set_default(850);
    else return false;
    return true;
  }

  void set_font(int font) { group().font = font; }

  // A UTF-16 unit, below zero above 32767; the characters behind it are for readers that do not know \u.
  void read_unicode(const Word& word, size_t begin) {
    if (!word.has_value) return;
    flush_bytes();
    to_skip_ = group().skip_after_unicode;
    const auto unit = static_cast<uint32_t>(word.value) & 0xFFFF;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_surrogate_ = unit;
      surrogate_begin_ = begin;
      return;
    }
    uint32_t code = unit;
    if (unit >= 0xDC00 && unit < 0xE000 && high_surrogate_ != 0) {
      code = 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (unit - 0xDC00);
      begin = surrogate_begin_;
    }
    high_surrogate_ = 0;
    std::string text;
    append_utf8(text, code);
    put(text, begin);
  }

  const std::string_view in_;
  size_t at_ = 0;
  NoteText out_;
  std::vector<Group> groups_;
  RtfFonts fonts_;
  int default_font_ = -1;
  std::string bytes_;  // of a code page, not decoded yet
  size_t bytes_begin_ = 0;
  size_t bytes_end_ = 0;
  int to_skip_ = 0;
  bool cell_ended_ = false;
  uint32_t high_surrogate_ = 0;
  size_t surrogate_begin_ = 0;
  bool ended_ = false;
  std::optional<Problem> problem_;
};

}  // namespace

NoteTextOr read_rtf(std::string_view document) { return RtfReader(document).read(); }

}  // namespace chartgap
