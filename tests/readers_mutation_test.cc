// Thousands of damaged documents for every reader that is written by hand: each gives notes or rejects, and every piece of a text lies in its source.
#include <gtest/gtest.h>

#include <random>

#include "readers_testing.h"
#include "tools/readers/base64.h"
#include "tools/readers/read_ccda.h"
#include "tools/readers/read_html.h"
#include "tools/readers/read_rtf.h"

namespace chartgap {
namespace {

constexpr size_t kRounds = 3000;

const char* const kRtf[] = {
    R"({\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 X;}}\uc1 Neck \'e9\u8805?\u-10179?\u-8704?\f1\'93\'fa\par\trowd a\cell b\cell\row{\*\x y}{\field{\*\fldinst z}{\fldrslt w}}\bin3 abc}})",
    R"({\rtf1{\pict 00}{\v h\v0}\line\~\-\_\{\}\\\emdash})"};
const char* const kHtml[] = {
    "<html><body><p title='a>b'>Neck &amp; arm &#8805;&#x2265;&eacute</p><table><tr><td>1</td><th>2</th></tr></table><pre> x\n</pre><!-- c "
    "--><script>s</script><br></body></html>"};
const char* const kCcda[] = {
    "<?xml "
    "version=\"1.0\"?><ClinicalDocument><component><structuredBody><component><section><title>T</title><text><table><tr><td>1</td></tr></table><![CDATA[x]]>&lt;</text></section>"
    "</component></structuredBody></component></ClinicalDocument>"};
const char* const kHl7[] = {
    "FHS|^~\\&\rMSH|^~\\&|A|B|C|D|1||ORU^R01|m|P|2.5\rPID|1||p\rOBR|1||o|c^n|||20250421\rOBX|1|FT|1^n||a\\.br\\b\\X41\\\\F\\~c\\.sp3\\\rOBX|2|ED|1||^^RTF^Base64^e1xydGYxIE59\rMSH|"
    "^~\\&|\r"};
const char* const kCsv[] = {"id,text,note\r\n1,\"a\"\"b\r\nc\",x\r\n2,d,\"e,f\"\n\n3,\"g\",h"};

class Mutations : public ReadersTest {
 protected:
  std::string mutated(std::string bytes) {
    for (size_t edits = 1 + random_() % 4; edits > 0 && !bytes.empty(); --edits) {
      const size_t at = random_() % bytes.size();
      switch (random_() % 5) {
        case 0: bytes[at] = static_cast<char>(random_()); break;
        case 1: bytes.erase(at, 1 + random_() % 8); break;
        case 2: bytes.insert(at, bytes.substr(random_() % bytes.size(), 1 + random_() % 12)); break;
        case 3: bytes.resize(at); break;
        default: bytes.insert(at, 1, "{}\\<>&;\"'|^~\r\n,-*/!\0"[random_() % 20]); break;
      }
    }
    return bytes;
  }

  template <size_t N, class Read>
  void run(const char* const (&seeds)[N], Read read) {
    for (const char* seed : seeds) {
      for (size_t round = 0; round < kRounds; ++round) read(mutated(seed));
    }
  }

  std::mt19937 random_{20250422};
};

void expect_pieces_in_source(const std::string& text, const std::vector<SourcePiece>& pieces, size_t source_size) {
  uint32_t end = 0;
  for (const SourcePiece& piece : pieces) {
    ASSERT_LE(end, piece.text_begin);
    ASSERT_LT(piece.text_begin, piece.text_end);
    ASSERT_LE(piece.text_end, text.size());
    ASSERT_LE(piece.source_begin, piece.source_end);
    ASSERT_LE(piece.source_end, source_size);
    end = piece.text_end;
  }
}

void expect_sound(const NoteTextOr& read, size_t source_size) {
  if (const NoteText* text = std::get_if<NoteText>(&read)) expect_pieces_in_source(text->text, text->pieces, source_size);
  else EXPECT_FALSE(std::get<Problem>(read).code.empty());
}

TEST_F(Mutations, rtf) {
  run(kRtf, [](const std::string& bytes) { expect_sound(read_rtf(bytes), bytes.size()); });
}

TEST_F(Mutations, html) {
  run(kHtml, [](const std::string& bytes) { expect_sound(read_html(bytes), bytes.size()); });
}

TEST_F(Mutations, ccda) {
  run(kCcda, [](const std::string& bytes) {
    const CcdaDocument document = read_ccda(bytes, "UTF-8");
    expect_sound(document.text, bytes.size());
  });
}

TEST_F(Mutations, hl7_and_csv) {
  const auto read_file = [this](const char* name) {
    return [this, name](const std::string& bytes) {
      for (const Record& record : read(name, bytes)) {
        if (const NoteRecord* note = std::get_if<NoteRecord>(&record)) expect_pieces_in_source(note->text, note->pieces, bytes.size() * 4);
        else EXPECT_FALSE(std::get<Reject>(record).reason.empty());
      }
    };
  };
  run(kHl7, read_file("messages.hl7"));
  run(kCsv, read_file("rows.csv"));
}

TEST_F(Mutations, base64) {
  for (size_t round = 0; round < kRounds; ++round) {
    const std::string text = mutated("TmVjayBwYWlu\r\nTmVjaw==");
    const std::optional<std::string> bytes = decode_base64(text);
    EXPECT_LE(bytes.value_or("").size(), text.size() * 3 / 4 + 1);
  }
}

}  // namespace
}  // namespace chartgap
