#include "criteria/highlight.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {
namespace {

Mark mark(uint32_t begin, uint32_t end, uint32_t verdict = 0, uint32_t evidence = 0, EvidenceFor points_to = EvidenceFor::met) {
  return {{begin, end}, verdict, evidence, points_to, "Label"};
}

size_t count(std::string_view text, std::string_view word) {
  size_t found = 0;
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

// The page's text alone: no tags, no references.
std::string without_tags(std::string_view html) {
  std::string out;
  for (size_t at = 0; at < html.size();) {
    if (html.substr(at).starts_with("<a class=\"ref")) at = html.find("</a>", at) + 4;
    else if (html[at] == '<') at = html.find('>', at) + 1;
    else out += html[at++];
  }
  return out;
}

TEST(Highlight, MarksAndRefersBothWays) {
  EXPECT_EQ(highlighted(Text("arm pain"), {mark(0, 3, 1, 2)}, "d1-"),
            "<div class=\"line\" id=\"d1-1\"><span class=\"quoted\" id=\"e2-3\"><mark class=\"for\">arm</mark></span>"
            "<a class=\"ref for\" href=\"#c2\" title=\"Label: for\">2✓</a> pain</div>\n");
}

TEST(Highlight, OverlapsAreCutIntoSegments) {
  const std::string html = highlighted(Text("abcdef"), {mark(0, 4), mark(2, 6, 1, 0, EvidenceFor::not_met)}, "l");
  EXPECT_EQ(count(html, "<mark class=\"for\">ab</mark>"), 1u);
  EXPECT_EQ(count(html, "<mark class=\"both\">cd</mark>"), 1u);
  EXPECT_EQ(count(html, "<mark class=\"against\">ef</mark>"), 1u);
}

TEST(Highlight, OneSpanServesSeveralCriteria) {
  const std::string html = highlighted(Text("abc"), {mark(0, 3, 0), mark(0, 3, 4)}, "l");
  EXPECT_EQ(count(html, "href=\"#c1\""), 1u);
  EXPECT_EQ(count(html, "href=\"#c5\""), 1u);
  EXPECT_EQ(count(html, "<mark"), 1u);
}

TEST(Highlight, SpansThatEndTogetherShareTheirReference) {
  const std::string html = highlighted(Text("abc"), {mark(0, 3, 0, 0), mark(1, 3, 0, 1)}, "l");
  EXPECT_EQ(count(html, "href=\"#c1\""), 1u);
  EXPECT_EQ(count(html, "id=\"e1-2\""), 1u);
}

TEST(Highlight, ASpanOverALineBreakIsMarkedOnBothLines) {
  const std::string html = highlighted(Text("ab\r\ncd"), {mark(1, 5)}, "l");
  EXPECT_EQ(count(html, "<mark class=\"for\">b</mark>"), 1u);
  EXPECT_EQ(count(html, "<mark class=\"for\">c</mark>"), 1u);
  EXPECT_EQ(count(html, "class=\"line\""), 2u);
  EXPECT_EQ(count(html, "class=\"ref"), 1u);
}

TEST(Highlight, LinesEndAtEachKindOfBreak) { EXPECT_EQ(count(highlighted(Text("a\nb\rc\r\nd\n"), {}, "l"), "class=\"line\""), 4u); }

TEST(Highlight, EverythingIsEscaped) {
  EXPECT_EQ(without_tags(highlighted(Text("<b>&\"'\x01"), {}, "l")), "&lt;b&gt;&amp;&quot;&#39;\xEF\xBF\xBD\n");
  EXPECT_EQ(html_escaped("caf\u00e9\u0085x"), "caf\u00e9\xEF\xBF\xBDx");
}

TEST(Highlight, LawTheTextStaysAndEachMarkHasOneAnchorAndOneReference) {
  std::mt19937 random(7);
  const std::string text = "The left arm\nhurts more\r\nthan the neck, and the thumb is numb.\n";
  for (int round = 0; round < 200; ++round) {
    std::vector<Mark> marks;
    for (uint32_t i = 0; i < 6; ++i) {
      auto begin = static_cast<uint32_t>(random() % text.size());
      while (text[begin] == '\r' || text[begin] == '\n') --begin;
      const auto end = begin + 1 + static_cast<uint32_t>(random() % (text.size() - begin));
      marks.push_back(mark(begin, end, i));
    }
    const std::string html = highlighted(Text(text), marks, "l");
    EXPECT_EQ(without_tags(html), "The left arm\nhurts more\nthan the neck, and the thumb is numb.\n");
    EXPECT_EQ(count(html, "class=\"ref"), 6u);
    EXPECT_EQ(count(html, "class=\"quoted\""), 6u);
    EXPECT_EQ(count(html, "<span"), count(html, "</span>"));
  }
}

}  // namespace
}  // namespace chartgap
