// The page that the build put into the program, made ready for one start of the server.
// Shape: the token stands where the page has {{chartgap-token}}; the policy of its content allows exactly the scripts and styles that stand in it.
// Source: W3C Content Security Policy Level 3; Trusted Types keep text from becoming markup.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

std::string_view embedded_page();

struct ServedPage {
  std::string html;
  std::string content_policy;  // the value of Content-Security-Policy
};
ServedPage page_with(std::string_view html, const std::string& token);

// For answers that are no page.
inline constexpr std::string_view kNoContentPolicy = "default-src 'none'; frame-ancestors 'none'";

}  // namespace chartgap
