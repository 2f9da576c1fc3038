// HTML, C-CDA and RTF: the text that the standard says, the map back, and hostile documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "readers_testing.h"
#include "tools/readers/character_references.h"
#include "tools/readers/read_ccda.h"
#include "tools/readers/read_html.h"
#include "tools/readers/read_rtf.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;

std::string html(std::string_view page) { return read_html(page).text; }

std::string shown(const NoteTextOr& read) {
  const Problem* problem = std::get_if<Problem>(&read);
  return problem == nullptr ? std::get<NoteText>(read).text : "! " + problem->code;
}
std::string rtf(std::string_view document) { return shown(read_rtf(document)); }
std::string ccda(const std::string& document) { return shown(read_ccda(document, "").text); }

std::string repeated(std::string_view what, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += what;
  return out;
}

// What is read, and the text that comes of it or "! code".
struct Reading {
  std::string_view source;
  std::string_view text;
};

TEST(ReadHtml, a_page_is_read_as_it_is_shown) {
  constexpr Reading kReadings[] = {
      {"<html><head><title>T</title><style>p{}</style></head><body><h1>Neck</h1><div>a  b\n c</div><div>d</div></body></html>", "Neck\na b c\nd"},
      {"<p>one</p><p>two</p>three<br>four<br/><br/>five", "one\n\ntwo\n\nthree\nfour\n\nfive"},
      {"<ul><li>a<li>b</ul><pre>x  y\n z</pre>", "a\nb\nx  y\n z"},
      {"a<b>b</b> <i> c</i>", "ab c"},
      {"<table><tr><th>Level</th><th>Finding</th></tr><tr><td><p>C5-6</p></td><td></td><td>mild</td></tr></table>after", "Level\tFinding\nC5-6\t\tmild\nafter"},
      {"<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", "a\nb\tc\td"},
      {"&lt;5 &amp; &ge;3 &eacute;&#233;&#xE9; &nbsp;&#150; &unknown; &ampx AT&T", "<5 & ≥3 ééé \u00A0– &unknown; &x AT&T"},
      {"a<!-- <p>no</p> -->b<script>if (a < b) '</p>'</script>c<!DOCTYPE x><?pi?>d", "abcd"},
      {"<a title='x > y' href=\"</p>\">link</a> 3 < 4", "link 3 < 4"},
      {"x<script>never closed", "x"},
      {"x<p title=\"never closed>y", "x"},
  };
  for (const Reading& each : kReadings) EXPECT_EQ(html(each.source), each.text) << each.source;
}

TEST(ReadHtml, every_piece_has_its_place_in_the_page) {
  const std::string page = "<p>Neck &amp; arm</p><td>pain &#8805;4</td>";
  const NoteText read = read_html(page);
  ASSERT_FALSE(read.pieces.empty());
  std::string of_source;
  for (const SourcePiece& piece : read.pieces) of_source += page.substr(piece.source_begin, piece.source_end - piece.source_begin) + "|";
  EXPECT_EQ(of_source, "Neck |&amp;| arm|pain |&#8805;|4|");
}

TEST(ReadHtml, two_million_open_elements_are_read) {
  EXPECT_EQ(html(repeated("<div>", 2000000) + "x"), "x");
  EXPECT_EQ(html(repeated("<table><tr><td>", 100000) + "x").back(), 'x');
}

TEST(ReadCcda, titles_and_narrative) {
  EXPECT_EQ(ccda(R"(<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody><component><section><title>Plan</title><text>
  <paragraph>Neck &lt;5&#233;</paragraph><list><item>a</item><item>b<br/>c</item></list><content revised="delete">gone</content>
  <table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td><![CDATA[<2>]]></td></tr></tbody></table></text></section></component></structuredBody></component></ClinicalDocument>)"),
            "Plan\n\nNeck <5é\n\na\nb\nc\nx\ty\n1\t<2>");
}

TEST(ReadCcda, bodies_that_are_no_xml) {
  constexpr Reading kReadings[] = {
      {"<text mediaType=\"text/plain\">a\n  b &amp; c</text>", "a\n  b & c"},
      {"<text mediaType=\"text/html\" representation=\"B64\">PHA+TmVjazwvcD4=</text>", "Neck"},
      {"<text mediaType=\"text/plain\" representation=\"B64\">***</text>", "! bad-base64"},
      {"<text mediaType=\"application/pdf\" representation=\"B64\">JVBERi0=</text>", "! unsupported-type"},
      {"<text mediaType=\"application/pdf\"><reference value=\"x.pdf\"/></text>", "! url-only"},
  };
  for (const Reading& each : kReadings)
    EXPECT_EQ(ccda("<ClinicalDocument><component><nonXMLBody>" + std::string(each.source) + "</nonXMLBody></component></ClinicalDocument>"), each.text) << each.source;
}

TEST(ReadCcda, what_is_no_document_says_why) {
  const std::pair<std::string, std::string_view> readings[] = {
      {"<ClinicalDocument><component>", "! bad-xml"},
      {"<other/>", "! not-a-note"},
      {"<ClinicalDocument/>", "! no-text"},
      {"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><ClinicalDocument><component><section><text>&a;</text></section></component></ClinicalDocument>", "&a;"},
      {repeated("<a>", 2000000), "! too-deep"},
      {"<ClinicalDocument>" + repeated("<a/>", 1500000) + "</ClinicalDocument>", "! too-many-elements"},
  };
  for (const auto& [source, text] : readings) EXPECT_EQ(ccda(source), text) << source.substr(0, 80);
}

TEST(ReadCcda, patient_day_kind_and_encoding) {
  const CcdaDocument read = read_ccda(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><ClinicalDocument><code code=\"11506-3\"/><effectiveTime value=\"20250501\"/><recordTarget><patientRole><id root=\"1\" "
      "extension=\"p7\"/>"
      "</patientRole></recordTarget><componentOf><encompassingEncounter><effectiveTime><low "
      "value=\"202504221015\"/></effectiveTime></encompassingEncounter></componentOf><component><section>"
      "<text>caf\xe9</text></section></component></ClinicalDocument>",
      "");
  EXPECT_EQ(shown(read.text), "café");
  EXPECT_EQ(read.patient_id, "p7");
  EXPECT_EQ(read.date, "2025-04-22");
  EXPECT_EQ(read.kind, "clinic_note");
}

TEST(ReadRtf, words_and_layout) {
  EXPECT_EQ(rtf(R"({\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator x;}{\info{\title no}}\pard Neck\par pain\line\tab \b bold\b0 \{x\}\\\par})"),
            "Neck\npain\n\tbold{x}\\\n");
  EXPECT_EQ(rtf(R"({\rtf1 a\~b\emdash c\rquote s{\v hidden}{\deleted gone}{\pict 89504e}{\field{\*\fldinst HYPERLINK "u"}{\fldrslt link}}})"), "a\u00A0b—c’slink");
  EXPECT_EQ(rtf("{\\rtf1 \\trowd a\\cell b\\cell\\row\\trowd c\\cell\\cell\\row}"), "a\tb\nc\t\n");
  EXPECT_EQ(rtf("{\\rtf1 x\\bin3 }}}y\\\nz}"), "xy\nz");
}

TEST(ReadRtf, code_pages_and_unicode) {
  EXPECT_EQ(rtf(R"({\rtf1\ansi\ansicpg1252 caf\'e9 \'93x\'94})"), "café “x”");
  EXPECT_EQ(rtf(R"({\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f1\'cf\f0\'cf\f2\'93\'fa})"), "ПÏ日");
  EXPECT_EQ(rtf(R"({\rtf1\uc1\u233?\u8805 ?{\uc2\u233\'3f\'3fz}\uc0\u233 x\u-10179?\u-8704?})"), "é≥ézéx?😀?");
  EXPECT_EQ(rtf("{\\rtf1\\ansi\\ansicpg1251 \xcf}"), "П");
}

TEST(ReadRtf, what_is_no_document_says_why) {
  EXPECT_EQ(rtf("Neck pain"), "! bad-rtf");
  EXPECT_EQ(rtf(""), "! bad-rtf");
  EXPECT_EQ(rtf("{\\rtf1 Neck {\\b pain"), "! truncated");
  EXPECT_EQ(rtf("{\\rtf1" + repeated("{", 2000000)), "! too-deep");
  EXPECT_EQ(rtf("{\\rtf1 a}}}} behind"), "a");
}

TEST(ReadRtf, every_piece_has_its_place) {
  const std::string document = R"({\rtf1 Neck \'e9 \u8805?4})";
  const NoteTextOr read = read_rtf(document);
  const NoteText& text = std::get<NoteText>(read);
  EXPECT_EQ(text.text, "Neck é ≥4");
  std::string of_source;
  for (const SourcePiece& piece : text.pieces) of_source += document.substr(piece.source_begin, piece.source_end - piece.source_begin) + "|";
  EXPECT_EQ(of_source, R"(Neck |\'e9 |\u8805|4|)");
}

}  // namespace
}  // namespace chartgap
