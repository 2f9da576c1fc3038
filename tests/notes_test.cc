#include "tools/notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace chartgap {
namespace {

using ::testing::HasSubstr;

class NotesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chartgap_notes_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_ / "more");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::filesystem::path folder_;
};

TEST_F(NotesTest, reads_files_folders_and_lines) {
  write("b.txt", "second");
  write("a.txt", "first");
  write("more/c.txt", "third");
  write("empty.txt", "");
  write("notes.md", "no note");
  write("rows.ndjson", "{\"id\": \"n1\", \"text\": \"fourth\"}\n\n{\"text\": \"fifth\"}\r\n");
  const Result<std::vector<InputDocument>> notes = read_notes({folder_.string()});
  ASSERT_TRUE(notes.ok()) << to_string(notes.issues());
  std::string all;
  for (const InputDocument& note : notes.value()) all += note.name.substr(note.name.rfind('/') + 1) + "=" + note.bytes + " ";
  EXPECT_EQ(all, "a.txt=first b.txt=second c.txt=third n1=fourth rows.ndjson#2=fifth ");
}

TEST_F(NotesTest, each_bad_line_and_file_is_named) {
  const std::string rows = write("rows.jsonl", "{\"text\": \"fine\"}\n{bad\n[1]\n{\"txt\": \"x\"}\n");
  const Result<std::vector<InputDocument>> notes = read_notes({rows, "/nowhere/x.txt", (folder_ / "more").string()});
  ASSERT_FALSE(notes.ok());
  const std::string issues = to_string(notes.issues());
  EXPECT_THAT(issues, HasSubstr("rows.jsonl:2:1: record 2: is no JSON [input.bad_json]; expected {\"id\": ..., \"text\": ...}"));
  EXPECT_THAT(issues, HasSubstr("rows.jsonl:3:1: record 3: is no object"));
  EXPECT_THAT(issues, HasSubstr("rows.jsonl:4:1: record 4: \"text\" is missing or no string"));
  EXPECT_THAT(issues, HasSubstr("/nowhere/x.txt: cannot be read"));
  EXPECT_THAT(issues, HasSubstr("more: holds no note"));
}

TEST_F(NotesTest, of_many_bad_lines_a_thousand_are_named) {
  std::string rows = "{\"text\": \"fine\"}\n";
  for (int i = 0; i < 1003; ++i) rows += "5\n";
  const Result<ReadNotes> read = read_note_files({write("rows.ndjson", rows)}, {});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().notes.size(), 1u);
  ASSERT_EQ(read.value().rejects.size(), 1001u);
  EXPECT_EQ(read.value().rejects.back().message, "3 more records give no note");
}

}  // namespace
}  // namespace chartgap
