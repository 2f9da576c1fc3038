#include "criteria/join_html.h"

#include <array>
#include <string_view>

namespace chartgap {
namespace {

// Each report fills a screen where there is room for its two columns.
constexpr std::string_view kStyle = R"(<style>
.policies { background: var(--paper); border-bottom: 1px solid var(--line); padding: .6rem 1.5rem; margin: 0; }
.policies li { text-indent: 0; }
.policies a { color: var(--link); text-decoration: underline; }
main { padding: 0; }
.main { padding: 0 1.5rem 2rem; }
@media screen and (min-width: 1100px) {
  body, main { display: block; height: auto; }
  .policy { display: grid; grid-template-rows: auto 1fr auto; height: 100vh; }
  .main { display: grid; grid-template-columns: minmax(26rem, 5fr) 7fr; gap: 1.5rem; min-height: 0; padding-bottom: 0; }
  .main > section { overflow: auto; min-height: 0; padding: 0 4px; }
}
@media print { .policy { break-before: page; } }
</style>
)";

std::string_view between(std::string_view page, std::string_view from, std::string_view to) {
  const size_t begin = page.find(from) + from.size();
  return page.substr(begin, page.find(to, begin) - begin);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

// A page's body with names of its own: two reports have the same anchors. A note's text holds no quotation mark that is not escaped.
std::string named_apart(std::string_view body, const std::string& name) {
  std::string out(body);
  for (const std::string_view attribute : std::array<std::string_view, 3>{" id=\"", " href=\"#", " aria-labelledby=\""})
    replace_all(out, attribute, std::string(attribute) + name + "-");
  replace_all(out, "<main>", "<div class=\"main\">");
  replace_all(out, "</main>", "</div>");
  return out;
}

}  // namespace

std::string joined_html(const std::vector<std::string>& pages) {
  const std::string_view first = pages.front();
  std::string out(first.substr(0, first.find("<title>")));
  out += "<title>" + std::to_string(pages.size()) + " policies</title>\n" + std::string(kStyle) + "</head>\n<body>\n<nav aria-label=\"Policies\">\n<ul class=\"policies\">\n";
  std::string bodies;
  for (size_t i = 0; i < pages.size(); ++i) {
    const std::string name = "p" + std::to_string(i + 1);
    const std::string title(between(pages[i], "<title>", "</title>"));
    out += "<li><a href=\"#" + name + "\">" + title + "</a></li>\n";
    bodies += "<article class=\"policy\" id=\"" + name + "\" aria-label=\"" + title + "\">\n" + named_apart(between(pages[i], "<body>\n", "</body>"), name) + "</article>\n";
  }
  return out + "</ul>\n</nav>\n<main>\n" + bodies + "</main>\n</body>\n</html>\n";
}

}  // namespace chartgap
