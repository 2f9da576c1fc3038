#include "tools/readers/charset.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include "nlp/ascii.h"
#include "tools/utf16.h"

namespace chartgap {
namespace {

constexpr size_t kUnits = 8192;
constexpr std::string_view kUndefinedIn1252 = "\x81\x8D\x8F\x90\x9D";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// The names of table 0211 of HL7 that ICU does not know.
std::string icu_name(const std::string& name) {
  if (name.starts_with("8859/")) return "ISO-8859-" + name.substr(5);
  if (name == "UNICODE UTF-8") return "UTF-8";
  if (name == "UNICODE" || name == "UNICODE UTF-16") return "UTF-16";
  // What calls itself Latin-1 on the web and in records is windows-1252 (WHATWG Encoding, "Names and labels").
  const std::string_view known = name;
  if (known == "iso-8859-1" || known == "ISO-8859-1" || known == "latin1" || known == "us-ascii" || known == "US-ASCII") return "windows-1252";
  return name;
}

Converter open_converter(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(icu_name(name).c_str(), &error));
  return U_FAILURE(error) ? nullptr : std::move(converter);
}

// The length of a well-formed sequence of several bytes that begins here, or 0.
size_t utf8_sequence(std::string_view bytes) {
  const auto lead = static_cast<uint8_t>(bytes[0]);
  const size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
  return length != 0 && length <= bytes.size() && is_valid_utf8(bytes.substr(0, length)) ? length : 0;
}

bool is_control(char c) { return static_cast<uint8_t>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f'; }

}  // namespace

struct StreamDecoder::State {
  Converter from;
  Converter to;
};

bool is_known_encoding(const std::string& name) { return !name.empty() && open_converter(name) != nullptr; }

bool is_utf8_name(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return lower == "utf-8" || lower == "utf8" || lower == "unicode utf-8";
}

bool is_valid_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

StreamDecoder::StreamDecoder(const std::string& encoding) : state_(std::make_unique<State>()) {
  state_->from = open_converter(encoding);
  state_->to = open_converter("UTF-8");
}
StreamDecoder::~StreamDecoder() = default;

void StreamDecoder::decode(std::string_view bytes, bool last, std::string& out) {
  std::array<char16_t, kUnits> units;
  std::array<char, kUnits * 3> utf8;
  const char* at = bytes.data();
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    char16_t* end = units.data();
    ucnv_toUnicode(state_->from.get(), &end, units.data() + units.size(), &at, bytes.data() + bytes.size(), nullptr, last, &error);
    UErrorCode never = U_ZERO_ERROR;
    const char16_t* from = units.data();
    char* to = utf8.data();
    ucnv_fromUnicode(state_->to.get(), &to, utf8.data() + utf8.size(), &from, end, nullptr, last && error == U_ZERO_ERROR, &never);
    out.append(utf8.data(), to);
  }
}

std::string decoded(std::string_view bytes, const std::string& encoding) {
  if (is_utf8_name(encoding) || !is_known_encoding(encoding)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  StreamDecoder(encoding).decode(bytes, true, out);
  return out;
}

std::string encoding_of_mark(std::string_view bytes) { return is_utf16(bytes) ? "UTF-16" : ""; }

bool looks_like_windows_1252(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return false;
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (static_cast<uint8_t>(bytes[at]) < 0x80 ? is_control(bytes[at]) : kUndefinedIn1252.find(bytes[at]) != std::string_view::npos || utf8_sequence(bytes.substr(at)) != 0)
      return false;
  }
  return true;
}

std::string decoded_by_looks(std::string bytes) {
  if (is_utf16(bytes)) return utf8_from_utf16(bytes);
  return looks_like_windows_1252(bytes) ? decoded(bytes, "windows-1252") : bytes;
}

}  // namespace chartgap
