#include "tools/record_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "readers_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using RecordReaderTest = ReadersTest;

TEST_F(RecordReaderTest, a_text_file_is_one_note_as_it_is) {
  const std::vector<Record> records = read("note.txt", "Neck pain\r\n\xC3\xA9 \xE2\x89\xA5 4\n");
  ASSERT_EQ(records.size(), 1u);
  const NoteRecord& note = std::get<NoteRecord>(records[0]);
  EXPECT_EQ(note.text, "Neck pain\r\n\xC3\xA9 \xE2\x89\xA5 4\n");
  EXPECT_EQ(note.id, path("note.txt"));
  EXPECT_TRUE(note.pieces.empty());
}

TEST_F(RecordReaderTest, rows_of_json_with_what_they_say) {
  const std::vector<Record> records = read("rows.ndjson", R"({"id": "n1", "text": "Neck\npain \u00e9", "patient_id": 17, "date": "2025-04-22", "kind": "clinic_note", "more": [1]}

{"text": "second"})");
  ASSERT_EQ(records.size(), 2u);
  const NoteRecord& note = std::get<NoteRecord>(records[0]);
  EXPECT_EQ(note.id, "n1");
  EXPECT_EQ(note.text, "Neck\npain é");
  EXPECT_EQ(note.patient_id, "17");
  EXPECT_EQ(note.date, "2025-04-22");
  EXPECT_EQ(note.kind, "clinic_note");
  EXPECT_EQ(std::get<NoteRecord>(records[1]).id, path("rows.ndjson") + "#2");
  EXPECT_EQ(std::get<NoteRecord>(records[1]).position.line, 3u);
}

TEST_F(RecordReaderTest, a_bad_line_costs_itself_alone) {
  std::string rows;
  for (const char* line : {R"({"text": "a"})", R"({"text": "b")", "nonsense", R"({"text": "c"})", "[1]", R"({"txt": "d"})", R"({"text": 5})", R"({"text": "e"} {})",
                           "{\"text\": \"\xff\"}", "\"", R"({"text": "f"})"}) {
    rows += std::string(line) + "\n";
  }
  EXPECT_THAT(shown(read("rows.jsonl", rows)),
              ElementsAre("a", "2 bad-json", "3 bad-json", "c", "5 bad-json", "6 no-text", "7 no-text", "8 bad-json", "9 bad-utf-8", "10 bad-json", "f"));
}

TEST_F(RecordReaderTest, key_names_are_options) {
  ReadingOptions options;
  options.id_key = "note_id";
  options.text_key = "body";
  const std::vector<Record> records = read("rows.ndjson", R"({"note_id": "x", "body": "Neck", "text": "other"})", options);
  EXPECT_EQ(std::get<NoteRecord>(records.at(0)).id, "x");
  EXPECT_EQ(std::get<NoteRecord>(records.at(0)).text, "Neck");
}

TEST_F(RecordReaderTest, a_line_that_is_too_long_is_passed_over) {
  ReadingOptions options;
  options.max_record_bytes = 3u << 20;
  const std::string long_line = R"({"text": ")" + std::string(9u << 20, 'x') + "\"}\n";
  EXPECT_THAT(shown(read("rows.ndjson",
                         R"({"text": "a"})"
                         "\n" +
                             long_line + R"({"text": "b"})",
                         options)),
              ElementsAre("a", "2 too-large", "b"));
  EXPECT_THAT(shown(read("note.txt", std::string(4u << 20, 'x'), options)), ElementsAre("1 too-large"));
}

TEST_F(RecordReaderTest, what_gives_no_note_says_why) {
  EXPECT_THAT(shown(read("empty.txt", "")), ElementsAre("1 empty"));
  EXPECT_THAT(shown(read("binary.txt", std::string("a\0b", 3))), ElementsAre("1 binary"));
  EXPECT_THAT(shown(read_all(path("nowhere.txt"))), ElementsAre("1 unreadable"));
  EXPECT_THAT(shown(read_all(path(""))), ElementsAre("1 directory"));
}

TEST_F(RecordReaderTest, utf_16_and_windows_1252_are_decoded) {
  EXPECT_THAT(shown(read("le.txt", std::string("\xFF\xFEN\0\xe9\0", 6))), ElementsAre("Né"));
  EXPECT_THAT(shown(read("be.ndjson", std::string("\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0\xe9\0\"\0}", 26))), ElementsAre("é"));
  EXPECT_THAT(shown(read("cp1252.txt", "patient\x92s caf\xe9")), ElementsAre("patient’s café"));
  ReadingOptions options;
  options.encoding = "windows-1250";
  EXPECT_THAT(shown(read("cp1250.txt", "\x9c", options)), ElementsAre("ś"));
  options.encoding = "utf-8";
  EXPECT_THAT(shown(read("kept.txt", "caf\xe9", options)), ElementsAre("caf\xe9"));
}

TEST_F(RecordReaderTest, damaged_utf_8_stays_as_received) {
  EXPECT_THAT(shown(read("damaged.txt", "caf\xC3\xA9 \xE2\x89")), ElementsAre("caf\xC3\xA9 \xE2\x89"));
  EXPECT_THAT(shown(read("undefined.txt", "a\x81")), ElementsAre("a\x81"));
}

}  // namespace
}  // namespace chartgap
