#include "criteria/case.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nlp/quantities.h"

namespace chartgap {
namespace {

Document laid_out(const std::string& text) {
  const Vocabulary vocabulary;
  const HeadingTable headings;
  return Document("note.txt", text, vocabulary, headings);
}

struct KindCase {
  std::string text;
  DocumentKind kind;
};

TEST(Case, KindFromTheTextItself) {
  const std::vector<KindCase> cases = {
      {"HARBOR IMAGING\nMRI CERVICAL SPINE\nFINDINGS: Normal.\nIMPRESSION: Normal.\n", DocumentKind::imaging_report},
      {"PROCEDURE: MR C-SPINE W/O\nIMPRESSION: No stenosis.\n", DocumentKind::imaging_report},
      {"Open MRI Center\nExam: CT neck\nDear Doctor: thank you for the referral.\nOpinion: normal.\n", DocumentKind::imaging_report},
      {"SPINE CLINIC\nHPI: Neck pain. MRI reviewed.\nASSESSMENT: neck pain\n", DocumentKind::clinic_note},
      {"TELEPHONE ENCOUNTER\nPatient calls about pain.\nPlan: keep visit.\n", DocumentKind::clinic_note},
      {"PHYSICAL THERAPY DISCHARGE\nVisits: 9\nPlan: home program\n", DocumentKind::therapy_note},
      {"Summit Physical Therapy\nProgress summary\nSubjective: unchanged\nPlan: home program\n", DocumentKind::therapy_note},
      {"VALLEY REHAB\nProgress note\nVisits: 4 of 8\n", DocumentKind::therapy_note},
      {"Hillside Physical Therapy\n\nDear Doctor,\n\nShe finished her course.\n\nSincerely,\n", DocumentKind::therapy_note},
      {"Brook Chiropractic   Closing note\nTx: adjustments\n", DocumentKind::therapy_note},
      {"PROCEDURE NOTE\nProcedure: epidural injection\nThe patient was placed prone.\n", DocumentKind::procedure_note},
      {"EMERGENCY DEPARTMENT NOTE\nCC: crash\nHPI: rear-ended\n", DocumentKind::er_note},
      {"May 4, 2025\n\nDear Dr. Vance,\n\nThank you for sending this patient.\n\nWith kind regards,\n", DocumentKind::letter},
      {"Dear Dr. Vance,\nRe: Mr. Hill\nDiagnosis: C6 radiculopathy\nMy impression is that he needs rest.\nYours,\n", DocumentKind::letter},
      {"Family practice\n4/2/2025\nRe: referral\n\nPlease see this patient.\n\nThanks,\n", DocumentKind::letter},
      {"", DocumentKind::unknown},
  };
  for (const KindCase& each : cases) EXPECT_EQ(to_string(find_kind(laid_out(each.text))), to_string(each.kind)) << each.text;
}

std::string date_in(const std::string& text) {
  const Document document = laid_out(text);
  std::vector<Quantity> quantities;
  find_quantities(document.text(), document.tokens(), quantities);
  const Date date = find_date(document, quantities);
  return date.empty() ? "" : to_string(date);
}

struct DateCase {
  std::string text;
  std::string date;
};

TEST(Case, DateFromItsLabelOrTheTitle) {
  const std::vector<DateCase> cases = {
      {"OFFICE VISIT\nDOB: 04/05/1960\nDOS: 05/20/2025\nHPI: since 2/3/2025\n", "2025-05-20"},
      {"CLINIC NOTE\nDate of service:  May 2, 2025\n", "2025-05-02"},
      {"MRI CERVICAL SPINE\nDATE OF EXAM: 05/12/2025\nCOMPARISON: 03/01/2021\n", "2025-05-12"},
      {"MRI NECK\nPERFORMED 12/16/2024\n", "2024-12-16"},
      {"CLINIC FOLLOW-UP 3/27/25\nPT from 10/14/24 to 12/6/24\n", "2025-03-27"},
      {"PT DISCHARGE SUMMARY\nStart of care: 2/10/25      Discharge: 4/4/25\n", "2025-04-04"},
      {"PT DISCHARGE\nDate of note: 05/02/2025\nEval date 04/07/2025\nLast visit 04/21/2025\n", "2025-05-02"},
      {"March 14, 2025\n\nDear Dr. Lowe,\n\nShe fell on 1/2/2025.\n", "2025-03-14"},
      {"Shoulder service\nApril 16, 2025\n\nRe: injured worker, DOI 03/24/2025\n", "2025-04-16"},
      {"REHAB SUMMARY\nCourse: 11/4/24 - 12/13/24, 12 visits\n", ""},
      {"CLINIC NOTE\nPain since the crash of 3/3/2025 when the truck hit him from behind at the light.\n", ""},
      {"no date at all\n", ""},
  };
  for (const DateCase& each : cases) EXPECT_EQ(date_in(each.text), each.date) << each.text;
}

}  // namespace
}  // namespace chartgap
