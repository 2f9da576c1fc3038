// Files of several visits, copied text, and what must hold of a case whatever files it comes in.
#include "criteria/case_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "criteria/advisories.h"
#include "criteria/file_place.h"
#include "tests/judge_testing.h"
#include "tools/command.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

using Files = std::vector<std::pair<std::string, std::string>>;

Case read(const Files& files) {
  Analyzer analyzer(lexicon());
  CaseReader reader(analyzer);
  for (const auto& [name, bytes] : files) reader.add({name, bytes});
  return reader.take();
}

using Statuses = std::map<std::string, std::string>;

Statuses statuses(const Files& files) {
  Statuses out;
  for (const Verdict& verdict : judge(read(files), own_policy()).verdicts) {
    std::string found(to_string(verdict.status));
    for (const std::string& missing : verdict.missing) found += " " + missing;
    out[own_policy().criteria[verdict.criterion].id] = found;
  }
  return out;
}

const std::string kHistory =
    "HPI: Neck pain radiating down the right arm to the thumb for 8 weeks, sharp and burning, 8/10.\n"
    "She had six weeks of physical therapy without relief and took naproxen. She avoids overhead work.\n";
const std::string kFirst = "OFFICE VISIT\nDate of service: 01/10/2025\n\n" + kHistory +
                           "Exam: Tenderness over the right paraspinals. Biceps 4/5 right. Biceps reflex 1+ right. Light touch decreased over the right thumb.\n"
                           "Assessment: Right C6 radiculopathy.\nPlan: MRI of the cervical spine.\n";
const std::string kSecond =
    "OFFICE VISIT\nDate of service: 03/14/2025\n\nHPI: The arm is no better. No fever, no bleeding disorder, no anticoagulant.\n"
    "MRI reviewed: C5-6 right foraminal stenosis, severe, with compression of the right C6 root.\n"
    "Plan: C7-T1 interlaminar epidural steroid injection under fluoroscopy. Risks, benefits and alternatives discussed. Home exercises and gabapentin go on.\n";
const std::string kUnrelated = "DENTAL CLINIC\nDate of service: 02/01/2025\n\nCleaning and fluoride. No caries. Next appointment in six months.\n";

TEST(CaseReader, a_file_of_two_visits_is_judged_as_the_two_visits_as_two_files) {
  for (const std::string between : {"\n", "\n----------\n", "\f\n"}) {
    EXPECT_EQ(statuses({{"chart.txt", kFirst + between + kSecond}}), statuses({{"a.txt", kFirst}, {"b.txt", kSecond}})) << between;
  }
}

TEST(CaseReader, neither_the_order_of_files_nor_of_visits_matters) {
  const Statuses expected = statuses({{"chart.txt", kFirst + "\n" + kSecond}});
  EXPECT_EQ(statuses({{"chart.txt", kSecond + "\n" + kFirst}}), expected);
  EXPECT_EQ(statuses({{"b.txt", kSecond}, {"a.txt", kFirst}}), expected);
}

TEST(CaseReader, an_unrelated_document_changes_no_verdict) {
  EXPECT_EQ(statuses({{"a.txt", kFirst}, {"b.txt", kSecond}, {"c.txt", kUnrelated}}), statuses({{"a.txt", kFirst}, {"b.txt", kSecond}}));
  EXPECT_EQ(statuses({{"chart.txt", kFirst + "\n" + kUnrelated + "\n" + kSecond}}), statuses({{"a.txt", kFirst}, {"b.txt", kSecond}}));
}

// Every line of prose broken at about 40 columns.
std::string rewrapped(const std::string& text) {
  std::string out;
  size_t column = 0;
  for (const char c : text) {
    if (c == '\n') column = 0;
    const bool breaks = c == ' ' && column > 40;
    out += breaks ? '\n' : c;
    column = breaks ? 0 : column + 1;
  }
  return out;
}

TEST(CaseReader, other_line_breaks_give_the_same_verdicts) {
  EXPECT_EQ(statuses({{"chart.txt", rewrapped(kFirst) + "\n" + rewrapped(kSecond)}}), statuses({{"chart.txt", kFirst + "\n" + kSecond}}));
}

TEST(CaseReader, visits_know_their_dates_and_their_place_in_the_file) {
  const std::string file = "Müller, chart\n\n" + kFirst + "\n" + kSecond;
  const Case patient = read({{"chart.txt", file}});
  ASSERT_EQ(patient.documents.size(), 2u);
  const CaseDocument& second = patient.documents[1];
  EXPECT_EQ(to_string(second.date), "2025-03-14");
  EXPECT_EQ(file.substr(second.excerpt->span.begin), kSecond);
  EXPECT_EQ(units_before(second, OffsetUnit::byte), units_before(second, OffsetUnit::codepoint) + 1);
  EXPECT_EQ(units_before(second, OffsetUnit::utf16), units_before(second, OffsetUnit::codepoint));
  EXPECT_EQ(line_in_file(second, 0), 1u + static_cast<uint32_t>(std::count(file.begin(), file.begin() + second.excerpt->span.begin, '\n')));
  EXPECT_EQ(document_count(patient), "1 document with 2 visits");
  EXPECT_EQ(visit_name(second), "visit of 2025-03-14");
}

TEST(CaseReader, what_was_copied_forward_counts_once_and_as_of_its_first_date) {
  const std::string copied = "OFFICE VISIT\nDate of service: 03/14/2025\n\n" + rewrapped(kHistory) + "Plan: injection.\n";
  const Case patient = read({{"chart.txt", kFirst + "\n" + copied}});
  ASSERT_EQ(patient.documents.size(), 2u);
  ASSERT_EQ(patient.documents[1].copies.size(), 1u);
  const Copy& copy = patient.documents[1].copies[0];
  EXPECT_EQ(copy.document, 0u);
  EXPECT_EQ(patient.documents[0].document.text().quote(copy.source).substr(0, 14), "HPI: Neck pain");
  for (const Fact& fact : patient.documents[1].facts) EXPECT_FALSE(copy.span.contains(fact.sentence));
  for (const Verdict& verdict : judge(patient, own_policy()).verdicts) {
    for (const Evidence& evidence : verdict.evidence) EXPECT_FALSE(evidence.document == 1 && copy.span.contains(evidence.span));
  }
  const Advisories advisories = advisories_of(patient, own_policy());
  ASSERT_EQ(advisories.size(), 1u);
  EXPECT_EQ(advisories[0].kind, AdvisoryKind::copied_forward);
  EXPECT_EQ(advisories[0].quotes.size(), 2u);
}

TEST(CaseReader, a_set_phrase_is_no_copy) {
  const std::string phrase = "No fever, chills or weight loss.\n";
  const Case patient = read({{"a.txt", "Visit 1/10/2025\n" + phrase}, {"b.txt", "Visit 3/14/2025\n" + phrase}});
  EXPECT_THAT(patient.documents[1].copies, IsEmpty());
  EXPECT_FALSE(patient.documents[1].facts.empty());
}

TEST(CaseReader, documents_without_a_date_or_of_one_day_do_not_copy) {
  EXPECT_THAT(read({{"a.txt", kHistory}, {"b.txt", kFirst}}).documents[1].copies, IsEmpty());
  EXPECT_THAT(read({{"a.txt", kFirst}, {"b.txt", kFirst}}).documents[1].copies, IsEmpty());
}

}  // namespace
}  // namespace chartgap
