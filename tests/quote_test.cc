#include "criteria/quote.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chartgap {
namespace {

Case case_of(const std::vector<std::string>& texts) {
  Vocabulary vocabulary;
  HeadingTable headings;
  headings.add({vocabulary.add("plan")}, SectionKind::plan);
  Case patient;
  for (const std::string& text : texts) {
    patient.documents.emplace_back();
    patient.documents.back().document = Document("note.txt", text, vocabulary, headings);
  }
  return patient;
}

Evidence evidence(const Case& patient, uint32_t document, std::string_view words, EvidenceFor points_to = EvidenceFor::met) {
  const size_t begin = patient.documents[document].document.text().bytes().find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {document, {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())}, points_to};
}

std::string shown(const Quote& quote) {
  std::string out;
  for (const QuotePart& part : quote.parts) out += part.marked ? "[" + part.text + "]" : part.text;
  return out;
}

TEST(Quote, ShowsTheSentenceAndMarksTheSpan) {
  const Case patient = case_of({"First line.\nThe arm hurts at night. It is worse now.\n"});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "arm hurts")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(shown(quotes[0]), "The [arm hurts] at night.");
  EXPECT_EQ(quotes[0].place.line, 2u);
}

TEST(Quote, NamesTheSectionAsPrinted) {
  const Case patient = case_of({"Plan:\nStart home exercises.\n"});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "home exercises")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(quotes[0].place.section, SectionKind::plan);
  EXPECT_EQ(quotes[0].place.heading, "Plan");
}

TEST(Quote, SpansOfOneSentenceShareAQuote) {
  const Case patient = case_of({"Numbness and tingling of the thumb."});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "tingling"), evidence(patient, 0, "Numbness")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(shown(quotes[0]), "[Numbness] and [tingling] of the thumb.");
}

TEST(Quote, OverlappingSpansAreMarkedOnce) {
  const Case patient = case_of({"Severe left foraminal stenosis."});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "left foraminal"), evidence(patient, 0, "foraminal stenosis")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(shown(quotes[0]), "Severe [left foraminal][ stenosis].");
}

TEST(Quote, WhatPointsTheOtherWayStandsApart) {
  const Case patient = case_of({"Right arm pain but no numbness."});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "arm pain"), evidence(patient, 0, "numbness", EvidenceFor::not_met)});
  ASSERT_EQ(quotes.size(), 2u);
  EXPECT_EQ(quotes[1].points_to, EvidenceFor::not_met);
  EXPECT_EQ(quotes[1].first, 1u);
}

TEST(Quote, LongSentencesAreCutBetweenWords) {
  const std::string words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
  const Case patient = case_of({words + " target " + words + " " + words + " second " + words});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "target"), evidence(patient, 0, "second")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(shown(quotes[0]),
            "…eight nine ten eleven twelve thirteen fourteen [target] one two three four five six seven eight nine … eight nine ten eleven twelve thirteen fourteen [second] "
            "one two three four five six seven eight nine…");
}

TEST(Quote, AWordWithoutGapsIsLeftOutWhole) {
  const std::string run(200, 'x');
  const Case patient = case_of({run + "-arm-" + run});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "arm")});
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(shown(quotes[0]), "…[arm]…");
}

TEST(Quote, DocumentsKeepTheirOwnQuotes) {
  const Case patient = case_of({"Arm pain.", "Arm pain."});
  const auto quotes = quotes_of(patient, {evidence(patient, 0, "Arm pain"), evidence(patient, 1, "Arm pain")});
  ASSERT_EQ(quotes.size(), 2u);
  EXPECT_EQ(quotes[1].document, 1u);
}

TEST(OneLine, HasNoControlsAndNoReorderingMarks) {
  EXPECT_EQ(one_line("a\r\n\tb"), "a b");
  EXPECT_EQ(one_line("a\033[31mb\a"), "a [31mb ");
  EXPECT_EQ(one_line("a\u202Eb\u2066c\u0085d\u2028e"), "a b c d e");
  EXPECT_EQ(one_line("café “quoted” – 5′"), "café “quoted” – 5′");
}

TEST(Place, OfAnEmptyDocumentIsItsStart) {
  const Case patient = case_of({""});
  const Place place = place_of(patient.documents[0], {0, 0});
  EXPECT_EQ(place.line, 1u);
  EXPECT_EQ(place.section, SectionKind::none);
}

}  // namespace
}  // namespace chartgap
