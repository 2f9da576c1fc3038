// The head of an HTTP request as it came, read strictly: whatever two programs could read in two ways is refused.
// In:     the bytes up to and with the empty line.
// Errors: what is wrong in plain words, without the words of the request.
// Source: RFC 9112, sections 2.2, 3, 5 and 6; of what it lets a server choose, the refusal is chosen: obs-fold, bare LF, white space before the colon, absolute targets,
//         Content-Length twice or beside Transfer-Encoding, any coding but chunked.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chartgap {

struct RequestHead {
  std::string method;
  std::string target;
  bool is_http_1_0 = false;
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case

  // The field's value; nothing when it is not there. Fields that may stand only once do.
  std::optional<std::string_view> field(std::string_view name) const;
  // Whether a body follows.
  bool has_body() const;
  std::optional<std::string_view> content_length() const { return field("content-length"); }
};

// The length of the head that `bytes` begin with, with its empty line; nothing while it is not complete. A line that does not end in CRLF ends the head too: it is refused.
std::optional<size_t> head_length(std::string_view bytes);

// The head, or what is wrong with it.
struct HeadReading {
  RequestHead head;
  std::string wrong;  // empty: nothing
};
HeadReading read_head(std::string_view bytes);

}  // namespace chartgap
