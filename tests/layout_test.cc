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

// "no: fever" for each field that the form answered.
std::vector<std::string> fields_of(std::string_view text) {
  const Document document = laid_out(text);
  std::vector<std::string> out;
  for (const FormField& field : document.fields()) out.push_back(std::string(to_string(field.reply)) + ": " + document.text().quote(document.span_of(field.label)));
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

TEST(Forms, labels_stand_behind_their_boxes) {
  EXPECT_EQ(fields_of("Pain: [x] neck  [ ] back  ☒ arm  ☐ leg"), (Lines{"yes: neck", "open: back", "yes: arm", "open: leg"}));
  EXPECT_EQ(fields_of("(x) auto ( ) fall"), (Lines{"yes: auto", "open: fall"}));
}

TEST(Forms, labels_stand_before_their_boxes) { EXPECT_EQ(fields_of("Quality:  dull [ ] burning [x] electric [ ]"), (Lines{"open: dull", "yes: burning", "open: electric"})); }

TEST(Forms, yes_and_no_answer_the_question) {
  EXPECT_EQ(fields_of("Diabetes   [ ] Y [x] N     Pacemaker [x] Y [ ] N"), (Lines{"no: Diabetes", "open: Y", "yes: Pacemaker", "open: N"}));
  EXPECT_EQ(fields_of("Fever:  Yes [ ]  No [x]"), (Lines{"no: Fever:", "open: Yes"}));
  EXPECT_EQ(fields_of("Pregnant?  ___ yes  _x_ no"), (Lines{"no: Pregnant?", "open: yes"}));
  EXPECT_EQ(fields_of("Q: Is she pregnant?   A: No"), (Lines{"no: Q: Is she pregnant?   A:"}));
}

TEST(Forms, a_ticked_none_answers_for_the_blank_ones) { EXPECT_EQ(fields_of("[x] none  [ ] headache  [ ] fever"), (Lines{"yes: none", "no: headache", "no: fever"})); }

TEST(Forms, columns_of_yes_and_no) {
  EXPECT_EQ(fields_of("Symptom          Y    N\n numb hand       x\n weakness             x\n fever                x\n\n x"),
            (Lines{"yes: numb hand", "no: weakness", "no: fever"}));
  EXPECT_EQ(fields_of("              Yes   No\nWeight loss   [ ]   [X]\nDiabetes      [X]   [ ]"), (Lines{"no: Weight loss", "yes: Diabetes"}));
  EXPECT_EQ(fields_of("| Item | Yes | No |\n| fever | | x |\n| rash | x | |"), (Lines{"no: | fever | |", "yes: | rash |"}));
}

TEST(Forms, letters_and_signs_behind_a_label) {
  EXPECT_EQ(fields_of("Hx of cancer           N\nTrauma: Y"), (Lines{"no: Hx of cancer", "yes: Trauma:"}));
  EXPECT_EQ(fields_of("Fever -   Chills -   Night pain +"), (Lines{"no: Fever", "no: Chills", "yes: Night pain"}));
  EXPECT_EQ(fields_of("(-) fever, (+) numbness"), (Lines{"no: fever,", "yes: numbness"}));
}

TEST(Forms, signs_measures_and_blanks_are_no_answers) {
  EXPECT_EQ(fields_of("Spurling (-), Hoffmann (+)"), Lines{});
  EXPECT_EQ(fields_of("R Deltoid    N     0     0"), Lines{});
  EXPECT_EQ(fields_of("Name ________  DOB ________"), Lines{});
}

TEST(Sentences, rows_of_cells_are_sentences) {
  EXPECT_EQ(sentences_of("arm weakness      x\ndropping things   x\nall of it since the spring of this year and"),
            (Lines{"arm weakness      x", "dropping things   x", "all of it since the spring of this year and"}));
}

TEST(Sections, an_answer_is_no_heading) { EXPECT_EQ(sections_of("Surgery            N\nMedications        x\n"), Lines{}); }

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
