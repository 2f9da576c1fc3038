#include "tools/serve/page.h"

#include "tools/serve/secret.h"

// The page as it is.
asm(".section .rodata\n"
    "chartgap_page_begin:\n"
    ".incbin \"" CHARTGAP_PAGE
    "\"\n"
    "chartgap_page_end:\n"
    ".byte 0\n"
    ".previous\n");

extern const char chartgap_page_begin[];
extern const char chartgap_page_end[];

namespace chartgap {
namespace {

constexpr std::string_view kTokenPlace = "{{chartgap-token}}";

// " 'sha256-...'" for what stands in each element of that name.
std::string hashes_of(std::string_view html, const std::string& element) {
  std::string out;
  const std::string opening = "<" + element + ">";
  const std::string closing = "</" + element + ">";
  for (size_t at = html.find(opening); at != std::string_view::npos; at = html.find(opening, at)) {
    at += opening.size();
    out += " 'sha256-" + sha256_base64(html.substr(at, html.find(closing, at) - at)) + "'";
  }
  return out;
}

std::string or_none(const std::string& sources) { return sources.empty() ? " 'none'" : sources; }

}  // namespace

std::string_view embedded_page() { return {chartgap_page_begin, static_cast<size_t>(chartgap_page_end - chartgap_page_begin)}; }

ServedPage page_with(std::string_view html, const std::string& token) {
  ServedPage out{std::string(html), ""};
  const size_t place = out.html.find(kTokenPlace);
  if (place != std::string::npos) out.html.replace(place, kTokenPlace.size(), token);
  out.content_policy = "default-src 'none'; script-src" + or_none(hashes_of(out.html, "script")) + "; style-src" + or_none(hashes_of(out.html, "style")) +
                       "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  return out;
}

}  // namespace chartgap
