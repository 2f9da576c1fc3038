#include "tools/utf16.h"

#include <gtest/gtest.h>

namespace chartgap {
namespace {

std::string little(const std::u16string& text) {
  std::string out = "\xFF\xFE";
  for (const char16_t unit : text) out += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
  return out;
}
std::string big(const std::u16string& text) {
  std::string out = "\xFE\xFF";
  for (const char16_t unit : text) out += {static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)};
  return out;
}

TEST(Utf16, both_byte_orders_become_utf_8) {
  for (const std::string& bytes : {little(u"Neck é ≥ 😀\r\n"), big(u"Neck é ≥ 😀\r\n")}) {
    ASSERT_TRUE(is_utf16(bytes));
    EXPECT_EQ(utf8_from_utf16(bytes), "Neck é ≥ 😀\r\n");
  }
}

TEST(Utf16, damage_is_a_replacement_character) {
  const std::u16string lone = {u'a', 0xD800, u'b', 0xDC00};
  EXPECT_EQ(utf8_from_utf16(little(lone)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(utf8_from_utf16(little(u"a") + "x"), "a\xEF\xBF\xBD");
  EXPECT_EQ(utf8_from_utf16(little(std::u16string{0xD83D})), "\xEF\xBF\xBD");
  EXPECT_EQ(utf8_from_utf16("\xFF\xFE"), "");
}

TEST(Utf16, other_encodings_are_not_it) {
  EXPECT_FALSE(is_utf16("Neck pain"));
  EXPECT_FALSE(is_utf16("\xEF\xBB\xBFNeck pain"));
  EXPECT_FALSE(is_utf16(std::string_view("\xFF\xFE\0\0N\0\0\0", 8)));
  EXPECT_FALSE(is_utf16(""));
}

}  // namespace
}  // namespace chartgap
