// Text of any encoding as UTF-8. ICU's converters are used here and nowhere else among the readers.
// Shape:  what an encoding has no character for becomes U+FFFD.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace chartgap {

// Also the names that FHIR, XML, HTML, HL7 and MIME use.
bool is_known_encoding(const std::string& name);
bool is_utf8_name(std::string_view name);
bool is_valid_utf8(std::string_view bytes);

// Decodes a text whose bytes come in pieces.
class StreamDecoder {
 public:
  // Only for a known encoding.
  explicit StreamDecoder(const std::string& encoding);
  ~StreamDecoder();
  void decode(std::string_view bytes, bool last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole text; as it is where the encoding is UTF-8 or unknown.
std::string decoded(std::string_view bytes, const std::string& encoding);
// The encoding that a byte order mark names, or empty; UTF-8's own is none to decode.
std::string encoding_of_mark(std::string_view bytes);
// Neither valid UTF-8 nor UTF-8 with some damage: bytes above 127 that are never well-formed UTF-8 and all mean something in windows-1252, and no control characters.
bool looks_like_windows_1252(std::string_view bytes);
// By its mark, as UTF-8, or as windows-1252 where it looks like that; otherwise as received.
std::string decoded_by_looks(std::string bytes);

}  // namespace chartgap
