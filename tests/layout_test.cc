#include <gtest/gtest.h>

#include "nlp/document.h"
#include "tests/facts_testing.h"

namespace chartgap {
namespace {

Document laid_out(std::string_view text) { return Document("note", text, embedded_lexicon().vocabulary(), embedded_lexicon().headings()); }

std::vector<std::string> sentences_of(std::string_view text) {
  const Document document = laid_out(text);
  std::vector<std::string> out;
  for (const Sentence& sentence : document.sentences()) out.push_back(document.text().quote(document.span_of(sentence.tokens)));
  return out;
}

std::vector<std::string> sections_of(std::string_view text) {
  const Document document = laid_out(text);
  std::vector<std::string> out;
  for (const Section& section : document.sections()) {
    if (!section.heading.empty()) out.push_back(std::string(to_string(section.kind)) + ": " + document.text().quote(document.span_of(section.heading)));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Sentences, end_at_periods_but_not_at_abbreviations_and_decimals) {
  EXPECT_EQ(sentences_of("Seen by Dr. Smith. She takes 7.5 mg b.i.d. for pain. No relief."), (Lines{"Seen by Dr. Smith.", "She takes 7.5 mg b.i.d. for pain.", "No relief."}));
}

TEST(Sentences, go_on_over_hard_wrapped_lines) {
  EXPECT_EQ(sentences_of("The patient has pain in the neck that radiates down\nthe left arm to the thumb and it has been getting\nworse. No weakness."),
            (Lines{"The patient has pain in the neck that radiates down\nthe left arm to the thumb and it has been getting\nworse.", "No weakness."}));
}

TEST(Sentences, never_cross_list_items_or_blank_lines) {
  EXPECT_EQ(sentences_of("- neck pain\n- left arm pain\n\nNo fever"), (Lines{"- neck pain", "- left arm pain", "No fever"}));
}

TEST(Sections, open_at_known_headings_in_every_dress) {
  EXPECT_EQ(sections_of("HISTORY OF PRESENT ILLNESS: Neck pain.\nPMH:\tHTN\n\nPhysical Examination\nNeck: supple\n"),
            (Lines{"hpi: HISTORY OF PRESENT ILLNESS", "pmh: PMH", "exam: Physical Examination"}));
}

TEST(Sections, open_in_the_middle_of_a_line) {
  EXPECT_EQ(sections_of("ALLERGIES:  None.  MEDICATIONS:  Gabapentin."), (Lines{"allergies: ALLERGIES", "medications: MEDICATIONS"}));
}

TEST(Sections, a_level_heads_its_line_in_a_report) {
  const Document document = laid_out("FINDINGS:\nC5-6: Bulge.\nC6/C7  NO STENOSIS.\nL4-L5, L5-S1: Normal.\n");
  ASSERT_EQ(document.topics().size(), 3u);
  for (const Topic& topic : document.topics()) EXPECT_TRUE(topic.level);
}

TEST(Checkboxes, know_what_is_ticked) {
  const Document document = laid_out("Location: [x] neck   [ ] low back   [X] R arm   [ ] other");
  ASSERT_EQ(document.checkboxes().size(), 4u);
  EXPECT_TRUE(document.checkboxes()[0].checked);
  EXPECT_FALSE(document.checkboxes()[1].checked);
  EXPECT_TRUE(document.checkboxes()[2].checked);
}

TEST(Layout, every_token_belongs_to_one_sentence) {
  const Document document = laid_out("CC: neck pain\n\n1. Left arm pain. 2. Weakness!\nNone? \"Yes.\" ok");
  uint32_t at = 0;
  for (const Sentence& sentence : document.sentences()) {
    EXPECT_EQ(sentence.tokens.begin, at);
    at = sentence.tokens.end;
  }
  EXPECT_EQ(at, document.tokens().size());
}

}  // namespace
}  // namespace chartgap
