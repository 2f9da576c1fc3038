#include "criteria/highlight.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

bool is_control(std::string_view text, size_t at) {
  const auto byte = static_cast<uint8_t>(text[at]);
  if (byte == 0xC2) return at + 1 < text.size() && static_cast<uint8_t>(text[at + 1]) < 0xA0;
  return (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F;
}

class Highlighter {
 public:
  Highlighter(const Text& text, std::vector<Mark> marks, std::string_view line_anchor) : text_(text), bytes_(text.bytes()), marks_(std::move(marks)), line_anchor_(line_anchor) {
    std::erase_if(marks_, [](const Mark& mark) { return mark.span.empty(); });
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
    for (const Mark& mark : marks_) {
      cuts_.push_back(mark.span.begin);
      cuts_.push_back(mark.span.end);
    }
    std::sort(cuts_.begin(), cuts_.end());
  }

  std::string write() {
    const auto size = static_cast<uint32_t>(bytes_.size());
    uint32_t number = 1;
    for (uint32_t at = 0; at < size; ++number) {
      const auto end = static_cast<uint32_t>(std::min<size_t>(bytes_.find_first_of("\r\n", at), size));
      line({at, end}, number);
      at = end + 1;
      if (at < size && bytes_[end] == '\r' && bytes_[at] == '\n') ++at;
    }
    close_marks(size);
    return std::move(out_);
  }

 private:
  void line(Span line, uint32_t number) {
    out_ += "<div class=\"line\" id=\"" + std::string(line_anchor_) + std::to_string(number) + "\">";
    close_marks(line.begin);
    for (uint32_t at = line.begin; at < line.end;) {
      const auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), at);
      const uint32_t end = cut == cuts_.end() ? line.end : std::min(*cut, line.end);
      segment({at, end});
      close_marks(end);
      at = end;
    }
    out_ += "</div>\n";
  }

  void segment(Span segment) {
    const size_t opened = open_marks(segment.begin);
    const std::string text = html_escaped(text_.quote(segment));
    out_ += active_.empty() ? text : "<mark class=\"" + std::string(direction()) + "\">" + text + "</mark>";
    for (size_t i = 0; i < opened; ++i) out_ += "</span>";
  }

  size_t open_marks(uint32_t at) {
    size_t opened = 0;
    for (; next_ < marks_.size() && marks_[next_].span.begin <= at; ++next_, ++opened) {
      active_.push_back(next_);
      out_ += "<span class=\"quoted\" id=\"" + evidence_anchor(marks_[next_].verdict, marks_[next_].evidence) + "\">";
    }
    return opened;
  }

  // Two spans that end together and serve one criterion the same way need one reference.
  void close_marks(uint32_t at) {
    const auto ended = [&](size_t mark) { return marks_[mark].span.end <= at; };
    const auto same = [&](size_t a, size_t b) { return marks_[a].verdict == marks_[b].verdict && marks_[a].points_to == marks_[b].points_to; };
    for (size_t i = 0; i < active_.size(); ++i) {
      const bool given = std::any_of(active_.begin(), active_.begin() + static_cast<ptrdiff_t>(i), [&](size_t other) { return ended(other) && same(other, active_[i]); });
      if (ended(active_[i]) && !given) reference(marks_[active_[i]]);
    }
    std::erase_if(active_, ended);
  }

  void reference(const Mark& mark) {
    const bool supports = mark.points_to == EvidenceFor::met;
    out_ += "<a class=\"ref " + std::string(supports ? "for" : "against") + "\" href=\"#" + criterion_anchor(mark.verdict) + "\" title=\"" + html_escaped(mark.label) +
            (supports ? ": for" : ": against") + "\">" + std::to_string(mark.verdict + 1) + (supports ? "✓" : "✗") + "</a>";
  }

  std::string_view direction() const {
    const auto supports = [&](size_t mark) { return marks_[mark].points_to == EvidenceFor::met; };
    if (std::all_of(active_.begin(), active_.end(), supports)) return "for";
    return std::none_of(active_.begin(), active_.end(), supports) ? "against" : "both";
  }

  const Text& text_;
  std::string_view bytes_;
  std::vector<Mark> marks_;  // by where they begin
  std::string_view line_anchor_;
  std::vector<uint32_t> cuts_;  // every begin and end
  std::vector<size_t> active_;
  size_t next_ = 0;
  std::string out_;
};

}  // namespace

std::string criterion_anchor(uint32_t verdict) { return "c" + std::to_string(verdict + 1); }

std::string evidence_anchor(uint32_t verdict, uint32_t evidence) { return "e" + std::to_string(verdict + 1) + "-" + std::to_string(evidence + 1); }

std::string highlighted(const Text& text, std::vector<Mark> marks, std::string_view line_anchor) { return Highlighter(text, std::move(marks), line_anchor).write(); }

std::string html_escaped(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size(); ++at) {
    const std::string_view entity = entity_of(utf8[at]);
    if (!entity.empty()) {
      out += entity;
    } else if (is_control(utf8, at)) {
      out += kReplacement;
      if (static_cast<uint8_t>(utf8[at]) == 0xC2) ++at;
    } else {
      out += utf8[at];
    }
  }
  return out;
}

}  // namespace chartgap
