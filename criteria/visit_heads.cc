#include "criteria/visit_heads.h"

#include <algorithm>
#include <array>

#include "criteria/words.h"

namespace chartgap {
namespace {

constexpr std::string_view kOrnaments = "-=*_#~>|+[]<";
constexpr size_t kLongestHead = 120;
constexpr size_t kTitleReach = 50;  // behind a date that begins its line

constexpr std::array<std::string_view, 14> kServiceLabels = {
    "date of service",   "dos",       "d.o.s.",       "service date", "visit date", "date of visit", "encounter date",
    "date of encounter", "note date", "date of note", "date seen",    "appt date",  "contact date",  "date/time of service"};
constexpr std::array<std::string_view, 16> kReportLabels = {"date",           "exam date",      "date of exam",      "date of examination", "examination date", "study date",
                                                            "date of study",  "procedure date", "date of procedure", "date of operation",   "date of surgery",  "report date",
                                                            "date of report", "performed",      "date performed",    "date of evaluation"};
constexpr std::array<std::string_view, 26> kVisitTitles = {"visit",
                                                           "office note",
                                                           "clinic note",
                                                           "progress note",
                                                           "progress notes",
                                                           "encounter",
                                                           "consult",
                                                           "consultation",
                                                           "follow-up note",
                                                           "follow up note",
                                                           "procedure note",
                                                           "op note",
                                                           "operative note",
                                                           "telephone encounter",
                                                           "telehealth",
                                                           "history and physical",
                                                           "h&p",
                                                           "evaluation",
                                                           "eval",
                                                           "re-evaluation",
                                                           "reevaluation",
                                                           "re-eval",
                                                           "daily note",
                                                           "discharge summary",
                                                           "recheck",
                                                           "re-check"};
// Only where a date or more words of a title stand beside them: "Follow up 6/17" may be an appointment.
constexpr std::array<std::string_view, 8> kFollowUps = {"f/u", "follow-up", "follow up", "followup", "fu", "new complaint", "new patient", "new pt"};
constexpr std::array<std::string_view, 11> kStudyTitles = {"mri",         "mr",  "magnetic resonance", "ct", "computed tomography", "x-ray", "xr", "radiograph",
                                                           "radiographs", "emg", "myelogram"};
// A date of another visit, or of another event, told in this one.
constexpr std::array<std::string_view, 33> kOtherDates = {"last",     "next",      "prior",    "previous", "since",    "before",      "after", "from",     "until",
                                                          "return",   "scheduled", "schedule", "see",      "seen",     "per",         "dob",   "birth",    "injury",
                                                          "accident", "onset",     "signed",   "printed",  "dictated", "transcribed", "faxed", "received", "referral",
                                                          "due",      "addendum",  "sent",     "at",       "in",       "started"};
constexpr std::array<std::string_view, 9> kVisitSections = {"assessment", "plan",           "a/p", "hpi", "history of present illness", "chief complaint", "subjective",
                                                            "cc:",        "recommendations"};

std::string_view stripped(std::string_view text, std::string_view of) {
  const size_t begin = text.find_first_not_of(of);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(of) - begin + 1);
}

template <size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& labels) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](std::string_view label) { return text.ends_with(label) && (text.size() == label.size() || !is_lower_letter(text[text.size() - label.size() - 1])); });
}

size_t ornaments_before(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return kOrnaments.find(c) != std::string_view::npos; }));
}

bool is_prose(std::string_view text) { return text.find(". ") != std::string_view::npos || text.find("; ") != std::string_view::npos; }

// "follow-up" right before the date is an appointment; with another word it is a title ("CLINIC FOLLOW-UP").
bool has_visit_title(std::string_view text) {
  if (has_any_word(text, kVisitTitles)) return true;
  return has_any_word(text, kFollowUps) && std::find(kFollowUps.begin(), kFollowUps.end(), text) == kFollowUps.end();
}

HeadKind date_first_kind(std::string_view before, std::string_view after) {
  const std::string_view near = after.substr(0, kTitleReach);
  if (has_any_word(near, kOtherDates)) return HeadKind::none;
  const bool told = has_any_word(near, kVisitTitles) || has_any_word(near, kFollowUps);
  if (ornaments_before(before) == 1) return HeadKind::none;  // an item of a list
  return told ? HeadKind::title : HeadKind::bare;
}

}  // namespace

HeadKind head_kind(std::string_view before, std::string_view after) {
  if (before.size() + after.size() > kLongestHead) return HeadKind::none;
  const std::string_view label = stripped(before, " \t\r:.,-=*_#~>|+[]<(@");
  if (label.empty()) return date_first_kind(before, after);
  if (has_any_word(label, kOtherDates)) return HeadKind::none;
  if (ends_with_any(label, kServiceLabels)) return HeadKind::service;
  if (ends_with_any(label, kReportLabels)) return HeadKind::report;
  return !is_prose(label) && has_visit_title(label) ? HeadKind::title : HeadKind::none;
}

bool is_study_title(std::string_view line) { return has_any_word(line, kStudyTitles); }

bool is_title(std::string_view line) { return is_study_title(line) || has_visit_title(stripped(line, " \t\r:-=*_#")); }

bool begins_visit_section(std::string_view line) {
  const std::string_view words = stripped(line, " \t\r*_#");
  return std::any_of(kVisitSections.begin(), kVisitSections.end(), [&](std::string_view section) { return words.starts_with(section); });
}

bool is_rule(std::string_view line) {
  const std::string_view marks = stripped(line, " \t\r");
  return marks.size() >= 3 && marks.find_first_not_of("-=*_#~ ") == std::string_view::npos;
}

}  // namespace chartgap
