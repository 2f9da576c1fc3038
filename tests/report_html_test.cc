// What makes the HTML report readable for everybody: contrast, names for symbols, headings, one language, nothing from elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "criteria/report_style.h"
#include "tests/report_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

using Colours = std::map<std::string, std::string>;  // name to "#rrggbb"

// The colours of the scheme whose block begins at `from`.
Colours colours_from(std::string_view css, size_t from) {
  Colours out;
  const size_t end = css.find('}', from);
  for (size_t at = css.find("--", from); at < end; at = css.find("--", at + 2)) {
    const size_t colon = css.find(':', at);
    const size_t semicolon = css.find_first_of(";}", colon);
    std::string value(css.substr(colon + 1, semicolon - colon - 1));
    value.erase(0, value.find_first_not_of(' '));
    if (value.size() == 4) value = {'#', value[1], value[1], value[2], value[2], value[3], value[3]};
    out[std::string(css.substr(at + 2, colon - at - 2))] = value;
  }
  return out;
}

// Source: WCAG 2.2, relative luminance and contrast ratio.
double luminance(const std::string& colour) {
  constexpr double kWeights[] = {0.2126, 0.7152, 0.0722};
  double out = 0;
  for (size_t i = 0; i < 3; ++i) {
    const double channel = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    out += kWeights[i] * (channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4));
  }
  return out;
}

double contrast(const std::string& a, const std::string& b) {
  const double one = luminance(a);
  const double other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST(HtmlReport, text_stands_out_from_its_ground_in_both_schemes) {
  const std::string_view css = kHtmlHead;
  const size_t light = css.find(":root {");
  for (const size_t from : {light, css.find(":root {", light + 1)}) {
    ASSERT_NE(from, std::string_view::npos);
    const Colours colours = colours_from(css, from);
    for (const std::string text : {"ink", "soft", "link", "met", "not_met", "conflicting", "not_documented", "not_applicable"}) {
      for (const std::string ground : {"page", "paper"}) EXPECT_GE(contrast(colours.at(text), colours.at(ground)), 4.5) << text << " on " << ground;
    }
    for (const std::string ground : {"met-back", "not_met-back", "conflicting-back"}) EXPECT_GE(contrast(colours.at("ink"), colours.at(ground)), 4.5) << ground;
  }
}

TEST(HtmlReport, every_colour_has_a_symbol_or_a_word_beside_it) {
  const std::string html = one_of_each().html();
  EXPECT_THAT(html, HasSubstr("<span class=\"symbol\" aria-hidden=\"true\">✗</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"status\">contradicted</span>"));
  EXPECT_THAT(html, HasSubstr("role=\"img\" aria-label=\"against\">✗</span>"));
}

TEST(HtmlReport, can_be_read_by_keyboard_and_by_ear) {
  const std::string html = one_of_each().html();
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<a class=\"skip\" href=\"#notes\">"));
  EXPECT_THAT(html, HasSubstr(":focus-visible { outline"));
  EXPECT_THAT(html, HasSubstr("<section aria-labelledby=\"shelf-missing\">\n<h2 id=\"shelf-missing\">Not documented</h2>"));
  EXPECT_THAT(html, HasSubstr("@media print"));
  EXPECT_EQ(html.find("<h1"), html.rfind("<h1"));
}

// Every opened element is closed, in order; ids stand once; links within the page have their target.
TEST(HtmlReport, is_well_formed) {
  Fixture fixture = one_of_each();
  fixture.add("sixth", CriterionKind::required, Status::conflicting, "left arm").evidence.push_back({0, {0, 4}, EvidenceFor::not_met});
  const std::string html = fixture.html();
  std::vector<std::string> open;
  std::set<std::string> ids;
  std::vector<std::string> targets;
  for (size_t at = html.find('<', html.find("<html")); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::string tag = html.substr(at + 1, html.find('>', at) - at - 1);
    const std::string name = tag.substr(0, tag.find(' '));
    if (const size_t id = tag.find(" id=\""); id != std::string::npos) {
      EXPECT_TRUE(ids.insert(tag.substr(id + 5, tag.find('"', id + 5) - id - 5)).second) << tag;
    }
    if (const size_t link = tag.find("href=\"#"); link != std::string::npos) targets.push_back(tag.substr(link + 7, tag.find('"', link + 7) - link - 7));
    if (name == "meta" || name == "br") continue;
    if (name[0] != '/') {
      open.push_back(name);
    } else {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ("/" + open.back(), name);
      open.pop_back();
    }
  }
  EXPECT_TRUE(open.empty());
  for (const std::string& target : targets) EXPECT_TRUE(ids.contains(target)) << target;
}

TEST(HtmlReport, puts_the_two_sides_of_a_conflict_side_by_side) {
  Fixture fixture;
  fixture.add("first", CriterionKind::required, Status::conflicting, "left arm").evidence.push_back({0, {0, 4}, EvidenceFor::not_met});
  const std::string html = fixture.html();
  const size_t pair = html.find("<div class=\"pair\">");
  ASSERT_NE(pair, std::string::npos);
  const std::string inside = html.substr(pair, html.find("</div>", pair) - pair);
  EXPECT_THAT(inside, HasSubstr("<b>left arm</b>"));
  EXPECT_THAT(inside, HasSubstr("<b>Plan</b>"));
}

}  // namespace
}  // namespace chartgap
