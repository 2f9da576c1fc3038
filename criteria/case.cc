#include "criteria/case.h"

#include <algorithm>
#include <array>

#include "criteria/words.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 7> kKindNames = {"unknown", "clinic_note", "imaging_report", "therapy_note", "procedure_note", "er_note", "letter"};

constexpr size_t kTitleLines = 7;     // lines with words at the top that may name the document
constexpr size_t kTitleLength = 110;  // a longer line is prose

// Words of the title lines that name a kind of document, strongest first; the first that fits decides.
struct TitleWord {
  std::string_view word;
  DocumentKind kind;
};
constexpr std::array<TitleWord, 48> kTitles = {{
    {"emergency department", DocumentKind::er_note},
    {"emergency room", DocumentKind::er_note},
    {"emergency physician", DocumentKind::er_note},
    {"ed provider note", DocumentKind::er_note},
    {"ed physician note", DocumentKind::er_note},
    {"ed note", DocumentKind::er_note},
    {"er note", DocumentKind::er_note},
    {"er visit", DocumentKind::er_note},
    {"urgent care", DocumentKind::er_note},
    {"operative report", DocumentKind::procedure_note},
    {"operative note", DocumentKind::procedure_note},
    {"op note", DocumentKind::procedure_note},
    {"procedure note", DocumentKind::procedure_note},
    {"procedure report", DocumentKind::procedure_note},
    {"operative / procedure", DocumentKind::procedure_note},
    {"operative/procedure", DocumentKind::procedure_note},
    {"injection note", DocumentKind::procedure_note},
    {"date of procedure", DocumentKind::procedure_note},
    {"procedure performed", DocumentKind::procedure_note},
    {"preop dx", DocumentKind::procedure_note},
    {"pre-op dx", DocumentKind::procedure_note},
    {"preoperative diagnosis", DocumentKind::procedure_note},
    {"physical therapy", DocumentKind::therapy_note},
    {"physiotherapy", DocumentKind::therapy_note},
    {"occupational therapy", DocumentKind::therapy_note},
    {"chiropractic", DocumentKind::therapy_note},
    {"chiropractor", DocumentKind::therapy_note},
    {"pt discharge", DocumentKind::therapy_note},
    {"pt evaluation", DocumentKind::therapy_note},
    {"pt initial", DocumentKind::therapy_note},
    {"pt eval", DocumentKind::therapy_note},
    {"pt progress", DocumentKind::therapy_note},
    {"pt daily", DocumentKind::therapy_note},
    {"pt summary", DocumentKind::therapy_note},
    {"pt note", DocumentKind::therapy_note},
    {"pt re-eval", DocumentKind::therapy_note},
    {"rehab", DocumentKind::therapy_note},
    {"rehabilitation", DocumentKind::therapy_note},
    {"episode summary", DocumentKind::therapy_note},
    {"acupuncture note", DocumentKind::therapy_note},
    {"home exercise program", DocumentKind::therapy_note},
    {"therapy discharge", DocumentKind::therapy_note},
    {"pt & sports", DocumentKind::therapy_note},
    {"pt and sports", DocumentKind::therapy_note},
    {"sports therapy", DocumentKind::therapy_note},
    {"spine therapy", DocumentKind::therapy_note},
    {"therapy center", DocumentKind::therapy_note},
    {"outpatient therapy", DocumentKind::therapy_note},
}};
constexpr std::array<std::string_view, 15> kStudyWords = {"mri",  "mr", "mra",        "magnetic resonance", "ct",        "computed tomography", "myelogram", "x-ray",
                                                          "xray", "xr", "radiograph", "radiographs",        "radiology", "imaging report",      "emg"};
constexpr std::array<std::string_view, 12> kReportWords = {"findings",       "impression", "technique", "conclusion", "opinion",        "sequences",
                                                           "level-by-level", "comparison", "t2",        "imp:",       "interpretation", "t1"};
constexpr std::array<std::string_view, 5> kVisitWords = {"hpi", "history of present illness", "chief complaint", "cc:", "review of systems"};
constexpr std::array<std::string_view, 10> kClinicTitles = {"clinic",    "consult",       "consultation", "office visit", "follow up",
                                                            "follow-up", "progress note", "evaluation",   "visit",        "encounter"};
constexpr std::array<std::string_view, 7> kSalutations = {"dear", "to whom it may concern", "re:", "letter to", "hello,", "to: ", "thank you for"};
constexpr std::array<std::string_view, 12> kClosings = {"sincerely",    "kind regards", "regards",       "yours truly", "yours sincerely", "yours faithfully",
                                                        "respectfully", "thanks,",      "thank you for", "opinion:",    "pharmacist",      "cordially"};
constexpr std::array<std::string_view, 12> kClinicWords = {"assessment",      "plan",    "impression",  "hpi",       "exam",    "examination",
                                                           "chief complaint", "history", "medications", "follow up", "patient", "pt"};

// Calls with each line of the text until it gives false.
template <class Use>
void each_line(std::string_view text, Use use) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (!use(text.substr(0, end))) return;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string_view title_of(std::string_view text) {
  size_t lines = 0;
  size_t size = 0;
  each_line(text, [&](std::string_view line) {
    if (!is_blank_line(line) && (++lines > kTitleLines || line.size() > kTitleLength)) return false;
    size += line.size() + 1;
    return true;
  });
  return text.substr(0, std::min(size, text.size()));
}

std::string_view first_lines(std::string_view text, size_t wanted) {
  size_t lines = 0;
  size_t size = 0;
  each_line(text, [&](std::string_view line) {
    if (!is_blank_line(line) && ++lines > wanted) return false;
    size += line.size() + 1;
    return true;
  });
  return text.substr(0, std::min(size, text.size()));
}

// "Dear Dr. Hill, Re: Mr. Fox": a person, and no MR study.
bool names_a_mister(std::string_view title) { return has_whole_word(title, "dear") && (has_whole_word(title, "mr.") || has_whole_word(title, "re: mr")); }

bool is_imaging_report(std::string_view text, std::string_view title) {
  return has_any_word(title, kStudyWords) && has_any_word(text, kReportWords) && !has_any_word(text, kVisitWords) && !names_a_mister(title);
}

bool is_letter_text(std::string_view text, std::string_view head) { return has_any_word(head, kSalutations) || (has_whole_word(head, "re:") && has_any_word(text, kClosings)); }

DocumentKind titled_kind(std::string_view title) {
  for (const TitleWord& each : kTitles) {
    if (has_whole_word(title, each.word)) return each.kind;
  }
  return DocumentKind::unknown;
}

// What the words before a date make of it.
struct DateLabel {
  std::string_view word;
  int rank;  // higher is surer; negative: a date of something else
};
constexpr int kNever = -1;
constexpr int kSurest = 9;
constexpr std::array<DateLabel, 74> kDateLabels = {{
    {"dos", kSurest},
    {"date of service", kSurest},
    {"service date", kSurest},
    {"visit date", kSurest},
    {"date of visit", kSurest},
    {"encounter date", kSurest},
    {"date of encounter", kSurest},
    {"exam date", kSurest},
    {"date of exam", kSurest},
    {"date of examination", kSurest},
    {"examination date", kSurest},
    {"study date", kSurest},
    {"date of study", kSurest},
    {"date of procedure", kSurest},
    {"procedure date", kSurest},
    {"date of operation", kSurest},
    {"date of surgery", kSurest},
    {"date of note", kSurest},
    {"note date", kSurest},
    {"date of evaluation", kSurest},
    {"evaluation date", kSurest},
    {"date of report", 7},
    {"report date", 7},
    {"performed", 8},
    {"completed", 6},
    {"date seen", kSurest},
    {"seen on", 7},
    {"seen", 5},
    {"arrival", 8},
    {"arrived", 7},
    {"date of consultation", kSurest},
    {"date of consult", kSurest},
    {"consult date", kSurest},
    {"discharge date", 6},
    {"date of discharge", 6},
    {"discharge", 5},
    {"d/c date", 6},
    {"dictated", 2},
    {"date", 8},
    {"today", 6},
    {"dob", kNever},
    {"birth", kNever},
    {"born", kNever},
    {"doi", kNever},
    {"injury", kNever},
    {"accident", kNever},
    {"mva", kNever},
    {"mvc", kNever},
    {"onset", kNever},
    {"referral", kNever},
    {"referred", kNever},
    {"comparison", kNever},
    {"compared", kNever},
    {"prior", kNever},
    {"previous", kNever},
    {"since", kNever},
    {"start of care", kNever},
    {"soc", kNever},
    {"started", kNever},
    {"eval date", kNever},
    {"last visit", kNever},
    {"tx dates", kNever},
    {"signed", kNever},
    {"transcribed", kNever},
    {"printed", kNever},
    {"next", kNever},
    {"due", kNever},
    {"from", kNever},
    {"to", kNever},
    {"lmp", kNever},
    {"admitted", kNever},
    {"effective", kNever},
    {"last", kNever},
    {"first", kNever},
}};

constexpr int kTitleRank = 4;  // a date in the title lines without a label
constexpr int kOwnLineRank = 5;

struct Label {
  int rank = 0;
  bool found = false;
};

// A bit for each letter that stands in the words.
constexpr uint32_t letters_of(std::string_view words) {
  uint32_t out = 0;
  for (const char c : words) out |= is_lower_letter(c) ? uint32_t{1} << (c - 'a') : 0;
  return out;
}

constexpr std::array<uint32_t, kDateLabels.size()> kLabelLetters = [] {
  std::array<uint32_t, kDateLabels.size()> out{};
  for (size_t i = 0; i < out.size(); ++i) out[i] = letters_of(kDateLabels[i].word);
  return out;
}();

// The label that ends nearest to the date; of two that end together the longer.
Label label_of(std::string_view before) {
  const uint32_t letters = letters_of(before);
  Label label;
  size_t best_end = 0;
  size_t best_size = 0;
  for (size_t i = 0; i < kDateLabels.size(); ++i) {
    if ((kLabelLetters[i] & ~letters) != 0) continue;
    const DateLabel& each = kDateLabels[i];
    const size_t at = before.rfind(each.word);
    if (at == std::string_view::npos) continue;
    const size_t end = at + each.word.size();
    const bool whole = (at == 0 || !is_lower_letter(before[at - 1])) && (end == before.size() || !is_lower_letter(before[end]));
    if (!whole || end < best_end || (end == best_end && each.word.size() < best_size)) continue;
    best_end = end;
    best_size = each.word.size();
    label = {each.rank, true};
  }
  return label;
}

constexpr size_t kTopLines = 5;

struct Place {
  std::string_view before;  // in the date's own line
  std::string_view after;
  std::string_view above;  // the lines above
};

Place place_of(const Document& document, const Quantity& quantity) {
  const std::string_view text = document.text().folded();
  const uint32_t begin = document.tokens()[quantity.tokens.begin].begin;
  const uint32_t end = document.tokens()[quantity.tokens.end - 1].end;
  const size_t line_begin = text.rfind('\n', begin) == std::string_view::npos || begin == 0 ? 0 : text.rfind('\n', begin) + 1;
  const size_t line_end = std::min(text.find('\n', end), text.size());
  return {text.substr(line_begin, begin - line_begin), text.substr(end, line_end - end), text.substr(0, line_begin)};
}

bool is_at_top(const Place& place) {
  size_t lines = 0;
  each_line(place.above, [&](std::string_view line) {
    lines += is_blank_line(line) ? 0 : 1;
    return lines <= kTopLines;
  });
  return lines <= kTopLines;
}

int rank_of(const Place& place) {
  constexpr size_t kLabelReach = 34;
  const std::string_view near = place.before.size() > kLabelReach ? place.before.substr(place.before.size() - kLabelReach) : place.before;
  const Label label = label_of(near);
  if (label.found) return label.rank;
  if (!is_at_top(place)) return kNever;
  if (is_blank_line(place.before) && place.after.size() < 40) return kOwnLineRank;
  return place.before.size() + place.after.size() <= kTitleLength ? kTitleRank : kNever;
}

}  // namespace

std::string_view to_string(DocumentKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

DocumentKind document_kind(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  return found == kKindNames.end() ? DocumentKind::unknown : static_cast<DocumentKind>(found - kKindNames.begin());
}

DocumentKind find_kind(const Document& document) {
  const std::string_view text = document.text().folded();
  const std::string_view title = title_of(text);
  const std::string_view top = first_lines(text, 3);
  if (is_imaging_report(text, title)) return DocumentKind::imaging_report;
  const bool clinic_title = has_any_word(first_lines(text, 1), kClinicTitles);
  const DocumentKind top_kind = titled_kind(title.substr(0, std::min(title.size(), top.size())));
  if (top_kind == DocumentKind::er_note || top_kind == DocumentKind::procedure_note) return top_kind;
  if (top_kind == DocumentKind::therapy_note && !has_any_word(text, kVisitWords)) return top_kind;
  if (is_letter_text(text, first_lines(text, 9))) return DocumentKind::letter;
  const DocumentKind titled = clinic_title ? DocumentKind::unknown : titled_kind(title);
  if (titled == DocumentKind::procedure_note) return titled;
  if (titled == DocumentKind::therapy_note && !has_any_word(text, kVisitWords)) return titled;
  return has_any_word(text, kClinicWords) ? DocumentKind::clinic_note : DocumentKind::unknown;
}

Date find_date(const Document& document, const std::vector<Quantity>& quantities) {
  constexpr size_t kMaxDates = 24;  // a later date without a sure label never wins
  Date best;
  int best_rank = 0;
  size_t seen = 0;
  for (const Quantity& quantity : quantities) {
    if (quantity.kind != QuantityKind::date || quantity.date.year == 0 || quantity.date.month == 0 || !quantity.end_date.empty()) continue;
    if (best_rank == kSurest || ++seen > kMaxDates) break;
    const int rank = rank_of(place_of(document, quantity));
    if (rank > best_rank) {
      best = quantity.date;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace chartgap
