#include "criteria/label_value.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace chartgap {
namespace {

// What is quoted for these words of a note with the heading "Cord".
std::string quoted(std::string_view text, std::string_view words) {
  Vocabulary vocabulary;
  HeadingTable headings;
  headings.add({vocabulary.add("cord")}, SectionKind::findings);
  const Document document("note.txt", text, vocabulary, headings);
  const auto begin = static_cast<uint32_t>(text.find(words));
  return document.text().quote(with_value(document, {begin, begin + static_cast<uint32_t>(words.size())}));
}

TEST(LabelValue, a_label_is_quoted_with_its_value) {
  EXPECT_EQ(quoted("Cord: normal signal.\n", "Cord"), "Cord: normal signal.");
  EXPECT_EQ(quoted("Cord:\nNormal in caliber; no mass.\n", "Cord"), "Cord:\nNormal in caliber");
}

TEST(LabelValue, words_of_a_sentence_stay_as_they_are) {
  EXPECT_EQ(quoted("Cord: normal signal.\n", "signal"), "signal");
  EXPECT_EQ(quoted("The cord is normal.\n", "cord"), "cord");
  EXPECT_EQ(quoted("Cord:\n", "Cord"), "Cord");
}

TEST(LabelValue, a_long_value_is_cut_between_words) {
  std::string text = "Cord: normal";
  for (int i = 0; i < 60; ++i) text += " and normal";
  const std::string value = quoted(text + ".\n", "Cord");
  EXPECT_LT(value.size(), 180u);
  EXPECT_TRUE(value.ends_with(" normal") || value.ends_with(" and")) << value;
}

}  // namespace
}  // namespace chartgap
