#include "criteria/csv_field.h"

namespace chartgap {
namespace {

std::string quoted(std::string_view text, std::string_view before) {
  std::string out = "\"";
  out += before;
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string csv_field(std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  return quoted(text, formula ? "'" : "");
}

std::string csv_verbatim(std::string_view text) { return quoted(text, ""); }

}  // namespace chartgap
