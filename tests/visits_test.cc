#include "criteria/visits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace chartgap {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> dates(const std::string& text) {
  std::vector<std::string> out;
  for (const Visit& visit : find_visits(Text(text))) out.push_back(visit.date.empty() ? "" : to_string(visit.date));
  return out;
}

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> out;
  for (const Visit& visit : find_visits(Text(text))) out.push_back(text.substr(visit.span.begin, visit.span.size()));
  return out;
}

const std::string kBody = "HPI: neck pain into the right arm since last winter.\nPlan: therapy, and see again in a month.\n";

TEST(Visits, a_note_of_one_visit_is_whole) {
  const std::string text = "OFFICE VISIT\nDate of service: 3/14/2025\n\n" + kBody;
  EXPECT_THAT(parts(text), ElementsAre(text));
  EXPECT_THAT(parts(""), ElementsAre(""));
}

TEST(Visits, labelled_dates_of_service_begin_visits_with_the_titles_above_them) {
  const std::string first = "OFFICE VISIT\nDate of Service: 01/10/2025   Provider: A\n\n" + kBody;
  const std::string second = "OFFICE VISIT\nPatient: B\nDOS: 3/14/25\n\n" + kBody;
  EXPECT_THAT(parts(first + "\n" + second), ElementsAre(first, second));
  EXPECT_THAT(dates(first + "\n" + second), ElementsAre("2025-01-10", "2025-03-14"));
}

TEST(Visits, titles_and_ornamented_dates_begin_visits) {
  EXPECT_THAT(dates("Visit 1/10/2025\n" + kBody + "\nVisit 3/14/2025\n" + kBody), ElementsAre("2025-01-10", "2025-03-14"));
  EXPECT_THAT(dates("LOG\n\n---- 09/05/2024 PROCEDURE VISIT\n" + kBody + "\n---- 10/03/2024 VISIT (4 wk)\n" + kBody), ElementsAre("2024-09-05", "2024-10-03"));
  EXPECT_THAT(dates("05/19/2025  f/u low back\n" + kBody + "\n09/30/2025  new complaint\n" + kBody), ElementsAre("2025-05-19", "2025-09-30"));
  EXPECT_THAT(dates("=== Progress Note - March 3, 2025 ===\n" + kBody + "\n=== Progress Note - April 7, 2025 ===\n" + kBody), ElementsAre("2025-03-03", "2025-04-07"));
}

TEST(Visits, a_date_behind_a_rule_begins_a_visit_where_every_rule_has_one) {
  const std::string rule = "------------------\n";
  EXPECT_THAT(dates(rule + "1/10/2025\n" + kBody + rule + "3/14/2025\n" + kBody), ElementsAre("2025-01-10", "2025-03-14"));
  EXPECT_THAT(dates(rule + "1/10/2025\n" + kBody + rule + "3/14/2025\n" + kBody + rule + "Plan\nGo on.\n"), ElementsAre(""));
}

TEST(Visits, rules_and_form_feeds_between_visits_belong_to_none) {
  const std::string first = "Date of service: 1/10/2025\n" + kBody;
  const std::string second = "Date of service: 3/14/2025\n" + kBody;
  EXPECT_THAT(parts(first + "\n=====\n\n" + second), ElementsAre(first, second));
  EXPECT_THAT(parts(first + "\f\n" + second), ElementsAre(first, second));
}

TEST(Visits, reports_and_procedures_in_an_export_are_documents_of_their_own) {
  const std::string text = "CLINIC NOTE\nDate of service: 1/10/2025\n" + kBody +
                           "\nMRI CERVICAL SPINE\nDATE OF EXAM: 1/20/2025\nFINDINGS: C5-6 right herniation, root compressed.\n" +
                           "\nPROCEDURE NOTE\nDate of procedure: 2/4/2025\nC7-T1 epidural under fluoroscopy without complication.\n";
  EXPECT_THAT(dates(text), ElementsAre("2025-01-10", "2025-01-20", "2025-02-04"));
}

TEST(Visits, a_report_pasted_into_a_note_is_no_visit) {
  EXPECT_THAT(dates("CLINIC NOTE\nDate of service: 2/10/2025\n" + kBody +
                    "\nMRI CERVICAL SPINE\nDATE OF EXAM: 1/20/2025\nFINDINGS: C5-6 right herniation.\n\nASSESSMENT\nRadiculopathy.\n"),
              ElementsAre(""));
}

TEST(Visits, dates_that_a_note_only_mentions_begin_none) {
  const std::string head = "OFFICE VISIT\nDate of service: 3/14/2025\n\n";
  EXPECT_THAT(dates(head + kBody + "\nLast visit 1/10/2025: better after therapy, worse since, and no fever at all.\n"), ElementsAre(""));
  EXPECT_THAT(dates(head + kBody + "\nFollow-up: 4/14/2025 at the same place, with the films, and please bring the list of medicines.\n"), ElementsAre(""));
  EXPECT_THAT(dates(head + "IMAGING\n\n1/20/2025 MRI cervical spine with a herniation at C5-6 on the right.\n\n2/2/2025 EMG of both arms with C6 changes on the right.\n"),
              ElementsAre(""));
  EXPECT_THAT(dates("DATE OF INJURY: 4/20/2023\nDATE OF EXAMINATION: 8/26/2023\n\n" + kBody), ElementsAre(""));
}

TEST(Visits, a_head_printed_again_on_the_next_page_is_the_same_visit) {
  const std::string head = "Patient: B   DOS: 3/14/2025\n\n";
  EXPECT_THAT(dates(head + kBody + "\n\f\n" + head + kBody), ElementsAre(""));
}

TEST(Visits, a_head_with_hardly_a_word_behind_it_is_none) {
  EXPECT_THAT(dates("Date of service: 3/14/2025\n" + kBody + "\nDate of service: 3/20/2025\nSigned A. Reed\n"), ElementsAre(""));
}

TEST(Visits, a_note_before_the_first_head_stands_by_itself) {
  std::string note = "Thank you for sending this patient.\n";
  for (int i = 0; i < 8; ++i) note += "She has pain in the neck and in the arm.\n";
  EXPECT_THAT(dates(note + "\nVisit 1/10/2025\n" + kBody + "\nVisit 3/14/2025\n" + kBody), ElementsAre("", "2025-01-10", "2025-03-14"));
}

TEST(Visits, offsets_are_of_the_bytes_received) {
  const std::string first = "Visit 1/10/2025\r\nL’épaule, the arm, the neck and the hand are all painful today.\r\n";
  const std::string second = "Visit 3/14/2025\r\nStill painful in the arm, the neck, and the hand, and no better.\r\n";
  EXPECT_THAT(parts(first + "\r\n" + second), ElementsAre(first, second));
}

}  // namespace
}  // namespace chartgap
