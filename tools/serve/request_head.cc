#include "tools/serve/request_head.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "nlp/ascii.h"

namespace chartgap {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::array<std::string_view, 9> kOnce = {"host",   "content-length",   "transfer-encoding", "content-type",  "content-encoding",
                                                   "origin", "x-chartgap-token", "authorization",     "sec-fetch-site"};

bool is_token_character(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos; }
bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character); }
// Visible ASCII, and space and tab within a value.
bool is_visible(char c) { return c > ' ' && c < '\x7f'; }
bool is_value_character(char c) { return is_visible(c) || c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string read_request_line(std::string_view line, RequestHead& out) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return "the request line is not METHOD TARGET HTTP/1.1";
  const std::string_view version = line.substr(last + 1);
  out.method = line.substr(0, first);
  out.target = line.substr(first + 1, last - first - 1);
  out.is_http_1_0 = version == "HTTP/1.0";
  if (!is_token(out.method)) return "the method has characters that no method has";
  if (!std::all_of(out.target.begin(), out.target.end(), is_visible)) return "the target has a space or a control character";
  if (out.target[0] != '/') return "the target is no path that begins with /";
  if (!out.is_http_1_0 && version != "HTTP/1.1") return "the version is neither HTTP/1.1 nor HTTP/1.0";
  return {};
}

std::string read_field(std::string_view line, RequestHead& out) {
  if (line[0] == ' ' || line[0] == '\t') return "a header line is folded over two lines";
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return "a header line has no colon";
  if (!is_token(line.substr(0, colon))) return "a header's name has characters that no name has";
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), is_value_character)) return "a header's value has characters that are not ASCII, or control characters";
  std::string name = ascii_lower(line.substr(0, colon));
  if (std::find(kOnce.begin(), kOnce.end(), name) != kOnce.end() && out.field(name)) return "the header " + name + " stands twice";
  out.fields.emplace_back(std::move(name), value);
  return {};
}

std::string wrong_framing(const RequestHead& head) {
  const auto length = head.content_length();
  const auto coding = head.field("transfer-encoding");
  if (length && coding) return "there are both a Content-Length and a Transfer-Encoding";
  if (length && (length->empty() || length->size() > 15 || length->find_first_not_of("0123456789") != std::string_view::npos)) return "the Content-Length is no number";
  if (coding && ascii_lower(*coding) != "chunked") return "the Transfer-Encoding is not chunked";
  if (coding && head.is_http_1_0) return "HTTP/1.0 knows no Transfer-Encoding";
  return {};
}

}  // namespace

std::optional<std::string_view> RequestHead::field(std::string_view name) const {
  for (const auto& [known, value] : fields) {
    if (known == name) return value;
  }
  return std::nullopt;
}

bool RequestHead::has_body() const { return field("transfer-encoding").has_value() || content_length().value_or("0").find_first_not_of('0') != std::string_view::npos; }

std::optional<size_t> head_length(std::string_view bytes) {
  size_t line = 0;
  for (size_t end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n', line)) {
    const bool is_bare = end == line || bytes[end - 1] != '\r';
    if (is_bare || end == line + 1) return end + 1;
    line = end + 1;
  }
  return std::nullopt;
}

HeadReading read_head(std::string_view bytes) {
  HeadReading out;
  bool is_first = true;
  while (out.wrong.empty()) {
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos || end == 0 || bytes[end - 1] != '\r') {
      out.wrong = "a line does not end in CRLF";
      return out;
    }
    const std::string_view line = bytes.substr(0, end + 1 - kLineEnd.size());
    bytes.remove_prefix(end + 1);
    if (line.empty() && !is_first) break;
    out.wrong = is_first ? read_request_line(line, out.head) : read_field(line, out.head);
    is_first = false;
  }
  if (out.wrong.empty()) out.wrong = wrong_framing(out.head);
  return out;
}

}  // namespace chartgap
