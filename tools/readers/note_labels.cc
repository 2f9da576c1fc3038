#include "tools/readers/note_labels.h"

#include <algorithm>

#include "criteria/case.h"
#include "nlp/ascii.h"

namespace chartgap {
namespace {

struct Label {
  std::string_view from;
  std::string_view kind;
};

// LOINC's document codes and US Core's note types; Athena's concepts of the OMOP domain "Type Concept".
constexpr Label kCodes[] = {{"11506-3", "clinic_note"},      {"34117-2", "clinic_note"},    {"11488-4", "clinic_note"},     {"18748-4", "imaging_report"},
                            {"LP29684-5", "imaging_report"}, {"28570-0", "procedure_note"}, {"11504-8", "procedure_note"},  {"34111-5", "er_note"},
                            {"34878-9", "er_note"},          {"11507-1", "therapy_note"},   {"11508-5", "therapy_note"},    {"57133-1", "letter"},
                            {"51852-2", "letter"},           {"44814640", "clinic_note"},   {"44814641", "imaging_report"}, {"44814646", "er_note"}};

// The first that is found counts.
constexpr Label kWords[] = {{"emergency", "er_note"},
                            {"physical therapy", "therapy_note"},
                            {"occupational therapy", "therapy_note"},
                            {"physiotherapy", "therapy_note"},
                            {"radiolog", "imaging_report"},
                            {"imaging", "imaging_report"},
                            {"mri", "imaging_report"},
                            {"magnetic resonance", "imaging_report"},
                            {"x-ray", "imaging_report"},
                            {"xr ", "imaging_report"},
                            {"ct ", "imaging_report"},
                            {"operative", "procedure_note"},
                            {"procedure note", "procedure_note"},
                            {"surgical operation", "procedure_note"},
                            {"letter", "letter"},
                            {"referral note", "letter"},
                            {"progress", "clinic_note"},
                            {"consult", "clinic_note"},
                            {"history and physical", "clinic_note"},
                            {"office visit", "clinic_note"},
                            {"outpatient", "clinic_note"}};

constexpr Label kHl7[] = {{"RAD", "imaging_report"}, {"IMG", "imaging_report"}, {"NMR", "imaging_report"}, {"MR", "imaging_report"}, {"CT", "imaging_report"},
                          {"RX", "imaging_report"},  {"XRC", "imaging_report"}, {"CUS", "imaging_report"}, {"DI", "imaging_report"}, {"PHY", "therapy_note"},
                          {"CN", "clinic_note"},     {"HP", "clinic_note"},     {"PR", "clinic_note"},     {"DS", "clinic_note"},    {"TS", "clinic_note"},
                          {"ED", "er_note"},         {"OP", "procedure_note"},  {"PN", "procedure_note"}};

template <size_t N>
std::string found_in(const Label (&labels)[N], std::string_view wanted) {
  const auto found = std::find_if(std::begin(labels), std::end(labels), [&](const Label& each) { return each.from == wanted; });
  return found == std::end(labels) ? "" : std::string(found->kind);
}

bool is_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_digit); }

bool is_day(std::string_view year, std::string_view month, std::string_view day) {
  return is_digits(year) && is_digits(month) && is_digits(day) && month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

}  // namespace

std::string day_of(std::string_view stamp) {
  const bool dashed = stamp.size() >= 10 && stamp[4] == '-' && stamp[7] == '-';
  if (!dashed && stamp.size() < 8) return "";
  const std::string_view year = stamp.substr(0, 4);
  const std::string_view month = stamp.substr(dashed ? 5 : 4, 2);
  const std::string_view day = stamp.substr(dashed ? 8 : 6, 2);
  return is_day(year, month, day) ? std::string(year) + "-" + std::string(month) + "-" + std::string(day) : "";
}

std::string kind_of_code(std::string_view code) { return found_in(kCodes, code); }

std::string kind_of_words(std::string_view title) {
  if (document_kind(title) != DocumentKind::unknown) return std::string(title);
  const std::string lower = ' ' + ascii_lower(title) + ' ';
  const auto found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Label& each) { return lower.find(' ' + std::string(each.from)) != std::string::npos; });
  return found == std::end(kWords) ? "" : std::string(found->kind);
}

std::string kind_of_hl7(std::string_view code) { return found_in(kHl7, code); }

}  // namespace chartgap
