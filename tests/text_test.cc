#include "nlp/text.h"

#include <gtest/gtest.h>

#include "nlp/tokens.h"

namespace chartgap {
namespace {

TEST(Text, keeps_ascii_bytes_and_needs_no_map) {
  const Text text("Neck PAIN\r\n5/5");
  EXPECT_EQ(text.bytes(), "Neck PAIN\r\n5/5");
  EXPECT_EQ(text.folded(), "neck pain\r\n5/5");
  EXPECT_TRUE(text.is_ascii());
}

TEST(Text, folds_typographic_characters_to_plain_ones) {
  EXPECT_EQ(Text("Spurling’s “test”").folded(), "spurling's \"test\"");
  EXPECT_EQ(Text("C5–C6—left").folded(), "c5-c6-left");
  EXPECT_EQ(Text("no\u00A0pain").folded(), "no pain");
  EXPECT_EQ(Text("ﬁbromyalgia ＭＲＩ naïve").folded(), "fibromyalgia mri naive");
  EXPECT_EQ(Text("\uFEFFpain\u00ADful").folded(), "painful");
}

TEST(Text, maps_folded_offsets_back_to_whole_characters) {
  const std::string bytes = "a “ﬁ” b";
  const Text text(bytes);
  const size_t at = text.folded().find("fi");
  const Span span = text.to_original(static_cast<uint32_t>(at), static_cast<uint32_t>(at + 2));
  EXPECT_EQ(text.quote(span), "ﬁ");
  const Span half = text.to_original(static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1));
  EXPECT_EQ(text.quote(half), "ﬁ");
  const size_t b = text.folded().find('b');
  EXPECT_EQ(text.quote(text.to_original(static_cast<uint32_t>(b), static_cast<uint32_t>(b + 1))), "b");
}

TEST(Text, survives_damage_and_shows_it_as_replacement_characters) {
  const std::string bytes = std::string("pain \xff\xe2\x80 left \xc3") + '\0' + "x";
  const Text text(bytes);
  EXPECT_EQ(text.damaged(), 3u);
  EXPECT_EQ(text.nul_bytes(), 1u);
  EXPECT_EQ(text.quote({0, static_cast<uint32_t>(bytes.size())}), std::string("pain \xEF\xBF\xBD\xEF\xBF\xBD left \xEF\xBF\xBD") + '\0' + "x");
}

TEST(Text, counts_lines_by_any_line_end) {
  const Text text("a\nb\r\nc\rd");
  EXPECT_EQ(text.line_of(0), 1u);
  EXPECT_EQ(text.line_of(2), 2u);
  EXPECT_EQ(text.line_of(5), 3u);
  EXPECT_EQ(text.line_of(7), 4u);
}

TEST(OffsetMap, converts_into_code_points_and_utf16) {
  const Text text("é😀x");
  EXPECT_EQ(OffsetMap(text, OffsetUnit::byte)(6), 6u);
  EXPECT_EQ(OffsetMap(text, OffsetUnit::codepoint)(6), 2u);
  EXPECT_EQ(OffsetMap(text, OffsetUnit::utf16)(6), 3u);
}

TEST(OffsetMap, agrees_with_counting_from_the_start_on_long_mixed_text) {
  std::string bytes;
  for (int i = 0; i < 400; ++i) bytes += i % 7 == 0 ? "😀" : i % 3 == 0 ? "–" : i % 11 == 0 ? "\xff" : "ab";
  const Text text(bytes);
  const OffsetMap codepoints(text, OffsetUnit::codepoint);
  uint32_t expected = 0;
  for (uint32_t byte = 0; byte < bytes.size(); ++byte) {
    const bool continuation = (static_cast<uint8_t>(bytes[byte]) & 0xC0) == 0x80;
    if (continuation) continue;
    ASSERT_EQ(codepoints(byte), expected) << byte;
    ASSERT_EQ(codepoints.to_byte(expected), byte);
    ++expected;
  }
}

std::vector<std::string> words_of(std::string_view bytes) {
  const Text text(bytes);
  std::vector<Token> tokens;
  tokenize(text, Vocabulary(), tokens);
  std::vector<std::string> out;
  for (const Token& token : tokens) out.emplace_back(text.folded().substr(token.begin, token.end - token.begin));
  return out;
}

using Words = std::vector<std::string>;

TEST(Tokens, cut_letters_from_digits_and_keep_decimals) {
  EXPECT_EQ(words_of("C5-6 x6wks 1.5 T2DM"), (Words{"c", "5", "-", "6", "x", "6", "wks", "1.5", "t", "2", "dm"}));
  EXPECT_EQ(words_of("5/5, 4+/5."), (Words{"5", "/", "5", ",", "4", "+", "/", "5", "."}));
}

TEST(Tokens, a_hyphen_between_words_is_a_flag) {
  const Text text("x-ray follow-up");
  std::vector<Token> tokens;
  tokenize(text, Vocabulary(), tokens);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_TRUE(tokens[1].has(Token::kHyphenBefore));
  EXPECT_FALSE(tokens[2].has(Token::kHyphenBefore));
}

TEST(Tokens, a_possessive_belongs_to_its_word_but_not_to_its_key) {
  Vocabulary vocabulary;
  const WordId spurling = vocabulary.add("spurling");
  const Text text("Spurling's Spurling’s don't");
  std::vector<Token> tokens;
  tokenize(text, vocabulary, tokens);
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[0].word, spurling);
  EXPECT_EQ(tokens[1].word, spurling);
  EXPECT_TRUE(tokens[0].has(Token::kPossessive));
}

TEST(Tokens, know_capitals_lines_and_gaps) {
  const Text text("MRI Neck\n\nlow\tback");
  std::vector<Token> tokens;
  tokenize(text, Vocabulary(), tokens);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_TRUE(tokens[0].has(Token::kAllCapitals));
  EXPECT_TRUE(tokens[1].has(Token::kCapital));
  EXPECT_FALSE(tokens[1].has(Token::kAllCapitals));
  EXPECT_TRUE(tokens[2].has(Token::kBlankLine));
  EXPECT_TRUE(tokens[3].has(Token::kWideGap));
}

TEST(Vocabulary, tells_words_apart_of_every_length) {
  Vocabulary vocabulary;
  const uint32_t before = vocabulary.size();
  std::vector<std::string> words;
  for (size_t length = 1; length <= 40; ++length) {
    words.push_back(std::string(length, 'z'));
    words.push_back(std::string(length - 1, 'z') + "!");
  }
  std::vector<WordId> ids;
  for (const std::string& word : words) ids.push_back(vocabulary.add(word));
  for (size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(vocabulary.find(words[i]), ids[i]);
    EXPECT_EQ(vocabulary.find(words[i] + "x"), kUnknownWord);
  }
  EXPECT_EQ(vocabulary.size() - before, words.size());
}

}  // namespace
}  // namespace chartgap
