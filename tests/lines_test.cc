#include "nlp/lines.h"

#include <gtest/gtest.h>

#include "nlp/document.h"
#include "tests/facts_testing.h"

namespace chartgap {
namespace {

std::string marks_of(const Line& line) {
  std::string out;
  const std::pair<uint8_t, std::string_view> names[] = {{Line::kBox, "box"},       {Line::kReply, "reply"},   {Line::kSign, "sign"},   {Line::kCells, "cells"},
                                                        {Line::kNumber, "number"}, {Line::kLetter, "letter"}, {Line::kGrade, "grade"}, {Line::kColon, "colon"}};
  for (const auto& [mark, name] : names) {
    if (line.has(mark)) out += (out.empty() ? "" : " ") + std::string(name);
  }
  return out;
}

std::vector<std::string> marks_in(std::string_view text) {
  const Document document("note", text, embedded_lexicon().vocabulary(), embedded_lexicon().headings());
  std::vector<std::string> out;
  for (const Line& line : document.lines()) out.push_back(marks_of(line));
  return out;
}

using Marks = std::vector<std::string>;

TEST(Lines, divide_the_tokens_of_a_note) {
  const Document document("note", "Neck pain.\n\nLeft arm\r\n  numb\n", embedded_lexicon().vocabulary(), embedded_lexicon().headings());
  uint32_t next = 0;
  for (const Line& line : document.lines()) {
    EXPECT_EQ(line.tokens.begin, next);
    EXPECT_LT(line.tokens.begin, line.tokens.end);
    next = line.tokens.end;
  }
  EXPECT_EQ(next, document.tokens().size());
  EXPECT_EQ(document.lines().size(), 3u);
}

TEST(Lines, mark_boxes_replies_and_signs_of_a_form) {
  EXPECT_EQ(marks_in("[x] numbness"), (Marks{"box grade"}));
  EXPECT_EQ(marks_in("(x) numbness\n( ) weakness\nName ____"), (Marks{"box", "box", "box"}));
  EXPECT_EQ(marks_in("(worse at night by far)"), (Marks{""}));
  EXPECT_EQ(marks_in("Numbness:  yes\nWeakness: n"), (Marks{"reply colon", "reply colon"}));
  EXPECT_EQ(marks_in("she says yes to it\nNo fever, no chills"), (Marks{"", ""}));
  EXPECT_EQ(marks_in("Fever?  No."), (Marks{"reply"}));
  EXPECT_EQ(marks_in("Spurling +\nHoffmann -"), (Marks{"sign grade", "sign"}));
  EXPECT_EQ(marks_in("follow-up"), (Marks{""}));
}

TEST(Lines, mark_cells_numbers_letters_and_grades_of_a_table) {
  EXPECT_EQ(marks_in("Deltoid    full    full"), (Marks{"cells"}));
  EXPECT_EQ(marks_in("Deltoid:    full"), (Marks{"colon"}));
  EXPECT_EQ(marks_in("Deltoid 5/5"), (Marks{"number grade"}));
  EXPECT_EQ(marks_in("on the R and the l"), (Marks{"letter"}));
}

TEST(Lines, are_none_in_an_empty_note) { EXPECT_TRUE(marks_in("").empty()); }

}  // namespace
}  // namespace chartgap
