#include "tools/readers/read_html.h"

#include <algorithm>
#include <array>

#include "nlp/ascii.h"
#include "tools/readers/markup_layout.h"

namespace chartgap {
namespace {

constexpr std::string_view kBlocks[] = {"address", "article", "aside", "blockquote", "body",       "center",   "dd",     "details",   "dialog", "dir",
                                        "div",     "dl",      "dt",    "fieldset",   "figcaption", "figure",   "footer", "form",      "h1",     "h2",
                                        "h3",      "h4",      "h5",    "h6",         "header",     "hgroup",   "hr",     "html",      "legend", "li",
                                        "listing", "main",    "menu",  "nav",        "ol",         "optgroup", "option", "plaintext", "pre",    "search",
                                        "section", "summary", "ul",    "xmp",        "caption",    "table",    "tbody",  "tfoot",     "thead"};
// Their content is no markup and not shown.
constexpr std::string_view kUnshown[] = {"script", "style", "title", "iframe", "noembed", "noframes", "noscript", "template", "object", "video", "audio", "canvas"};

template <size_t N>
bool is_one_of(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool begins_with(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() && std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == ascii_lower(b); });
}

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view page) : page_(page) {}

  NoteText read() {
    while (at_ < page_.size()) {
      const size_t mark = std::min(page_.find('<', at_), page_.size());
      layout_.words(page_.substr(at_, mark - at_), at_);
      at_ = mark;
      if (at_ < page_.size()) read_markup();
    }
    return layout_.take();
  }

 private:
  char peek(size_t ahead) const { return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0'; }

  void read_markup() {
    const std::string_view rest = page_.substr(at_);
    if (rest.starts_with("<!--")) return pass_comment();
    if (is_ascii_letter(peek(1))) return read_tag(true);
    if (peek(1) == '/' && is_ascii_letter(peek(2))) return read_tag(false);
    if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') return pass_to(">", 1);
    layout_.plain_words("<", at_);
    ++at_;
  }

  void pass_to(std::string_view end, size_t from) {
    const size_t found = page_.find(end, at_ + from);
    at_ = found == std::string_view::npos ? page_.size() : found + end.size();
  }

  void pass_comment() {
    if (peek(4) == '>' || (peek(4) == '-' && peek(5) == '>')) return pass_to(">", 4);
    pass_to("-->", 4);
  }

  // The tag's name; behind its > from here on.
  void read_tag(bool begins) {
    at_ += begins ? 1 : 2;
    std::string name;
    while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '/' && page_[at_] != '>') {
      if (name.size() < kLongestName) name += ascii_lower(page_[at_]);
      ++at_;
    }
    pass_attributes();
    if (begins) begin(name);
    else end(name);
  }

  // A > in a quoted value ends no tag; a quote anywhere else quotes nothing.
  void pass_attributes() {
    while (at_ < page_.size() && page_[at_] != '>') {
      const bool value_begins = page_[at_] == '=';
      ++at_;
      if (!value_begins) continue;
      while (at_ < page_.size() && is_blank(page_[at_])) ++at_;
      if (peek(0) == '"' || peek(0) == '\'') pass_to(page_.substr(at_, 1), 1);
    }
    if (at_ < page_.size()) ++at_;
  }

  void begin(std::string_view name) {
    if (is_one_of(kUnshown, name)) return pass_unshown(name);
    if (name == "br") return layout_.line_break();
    if (name == "td" || name == "th") return layout_.cell();
    if (name == "tr") return layout_.row();
    around(name);
    if (name == "table") layout_.table_begins();
    if (name == "pre" || name == "textarea" || name == "listing") layout_.keep_blanks(true);
  }

  void end(std::string_view name) {
    if (name == "table") layout_.table_ends();
    if (name == "pre" || name == "textarea" || name == "listing") layout_.keep_blanks(false);
    if (name == "tr") return layout_.row();
    around(name);
  }

  void around(std::string_view name) {
    if (name == "p") layout_.block(2);
    else if (is_one_of(kBlocks, name)) layout_.block(1);
  }

  // Up to the end tag, which is looked for among all of them once: what has none is passed over to the page's end.
  void pass_unshown(std::string_view name) {
    for (size_t mark = page_.find("</", at_); mark != std::string_view::npos; mark = page_.find("</", mark + 2)) {
      if (!begins_with(page_.substr(mark + 2), name)) continue;
      at_ = mark;
      return pass_to(">", 2);
    }
    at_ = page_.size();
  }

  static constexpr size_t kLongestName = 16;
  const std::string_view page_;
  size_t at_ = 0;
  MarkupLayout layout_;
};

}  // namespace

NoteText read_html(std::string_view page) { return HtmlReader(page).read(); }

std::string encoding_in_html(std::string_view page) {
  constexpr size_t kLookAt = 4096;
  constexpr std::string_view kKey = "charset=";
  const std::string_view head = page.substr(0, kLookAt);
  const auto found = std::search(head.begin(), head.end(), kKey.begin(), kKey.end(), [](char a, char b) { return ascii_lower(a) == b; });
  if (found == head.end()) return "";
  size_t begin = static_cast<size_t>(found - head.begin()) + kKey.size();
  if (begin < head.size() && (head[begin] == '"' || head[begin] == '\'')) ++begin;
  return std::string(head.substr(begin, std::min(head.find_first_of("\"' \t\r\n;/>", begin), head.size()) - begin));
}

}  // namespace chartgap
