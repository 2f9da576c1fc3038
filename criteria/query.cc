#include "criteria/query.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "criteria/conflict.h"
#include "criteria/page.h"
#include "criteria/report_parts.h"
#include "criteria/shelves.h"
#include "nlp/json_writer.h"

namespace chartgap {
namespace {

constexpr size_t kMostIndicators = 6;  // of a question; the two sides of a conflict are always the first
constexpr int kSchemaVersion = 1;
constexpr unsigned kIndent = 2;
constexpr unsigned kWidth = 100;
constexpr std::string_view kBlank = "______________________________";
constexpr std::string_view kTitle = "Documentation query";
constexpr std::string_view kOpening =
    "Please answer from your own knowledge of the patient. Any answer is welcome, also that something was not done or is not known. Please write it into the record as a dated "
    "addendum; earlier entries stay as they are.";
constexpr std::string_view kConflictAsk = "These statements differ. Please clarify which describes the patient at the time of the visit.";
constexpr std::string_view kOther = "Other";
constexpr std::string_view kUnable = "Unable to determine";

bool is_asked(const Policy& policy, const Verdict& verdict) {
  return needs_look(policy, verdict) && (verdict.status == Status::not_documented || verdict.status == Status::conflicting);
}

std::string words_of(const Quote& quote) {
  std::string out = "“";
  for (const QuotePart& part : quote.parts) out += part.text;
  return out + "”";
}

// Where the clause of one mark ends and that of the next begins.
uint32_t clause_border(std::string_view bytes, uint32_t from, uint32_t to) {
  constexpr std::array<std::string_view, 7> kBreaks = {",", ";", ".", " but ", " and ", " yet ", " though "};
  size_t border = to;
  for (const std::string_view each : kBreaks) border = std::min<size_t>(border, bytes.substr(0, to).find(each, from));
  return static_cast<uint32_t>(border);
}

Span without_lead(std::string_view bytes, Span words) {
  while (words.begin < words.end && std::string_view(",;. ").find(bytes[words.begin]) != std::string_view::npos) ++words.begin;
  return words;
}

// Two statements of one sentence: each is shown by its own clause, or by its marked words alone where they overlap.
void part_sides(const Case& patient, const Verdict& verdict, std::vector<Quote>& quotes) {
  const std::optional<ConflictPair> pair = conflict_of(patient, verdict);
  if (!pair || quotes.size() < 2 || quotes[0].document != quotes[1].document || !(quotes[0].place.sentence == quotes[1].place.sentence)) return;
  const CaseDocument& document = patient.documents[quotes[0].document];
  const std::string_view bytes = document.document.text().bytes();
  const Span one = verdict.evidence[pair->one].span;
  const Span other = verdict.evidence[pair->other].span;
  const bool apart = one.end <= other.begin || other.end <= one.begin;
  const uint32_t border = apart ? clause_border(bytes, std::min(one.end, other.end), std::max(one.begin, other.begin)) : 0;
  const auto clause = [&](Span mark) {
    if (!apart) return mark;
    const Span sentence = quotes[0].place.sentence;
    return without_lead(bytes, mark.end <= border ? Span{sentence.begin, border} : Span{border, sentence.end});
  };
  quotes[0].parts = parts_of(document, clause(one), one);
  quotes[1].parts = parts_of(document, clause(other), other);
}

bool are_distinct(const std::vector<Quote>& quotes) { return quotes.size() > 1 && words_of(quotes[0]) != words_of(quotes[1]); }

// "clinic_note.txt (2025-05-20), line 12, PLAN"
std::string place_with_date(const Case& patient, const Quote& quote) {
  const Date& date = patient.documents[quote.document].date;
  std::string out = name_of(patient, quote.document) + " (" + (date.empty() ? "no date" : to_string(date)) + "), line " + std::to_string(quote.place.line);
  return quote.place.heading.empty() ? out : out + ", " + quote.place.heading;
}

std::string documents_read(const Case& patient) {
  std::string out;
  for (uint32_t i = 0; i < patient.documents.size(); ++i) {
    const Date& date = patient.documents[i].date;
    out += (out.empty() ? "" : "; ") + name_of(patient, i) + " (" + (date.empty() ? "no date" : to_string(date)) + ")";
  }
  return out;
}

std::vector<std::string> options_of(const Question& question) {
  std::vector<std::string> out;
  if (question.conflict) out = {"As in (a)", "As in (b)", "Both, at different times (when?)"};
  out.emplace_back(kOther);
  out.emplace_back(kUnable);
  return out;
}

void write_question(const Case& patient, const Question& question, size_t number, Page& page) {
  page.blank();
  page.write("Question " + std::to_string(number), 0, 0);
  page.write(question.indicators.empty() ? "The notes hold no statement on this." : "The notes say:", 2, 2);
  char letter = 'a';
  for (const Quote& quote : question.indicators) {
    page.write(std::string("(") + letter++ + ") " + words_of(quote), 2, 6);
    page.write(place_with_date(patient, quote), 6, 6);
  }
  for (const std::string& ask : question.asks) page.write(ask, 2, 2);
  page.write("Answer: " + std::string(kBlank), 2, 2);
  for (const std::string& option : options_of(question)) page.write("[ ] " + option + (option == kOther ? ": " + std::string(kBlank) : ""), 2, 6);
}

void write_indicator(JsonWriter& json, const Case& patient, const Quote& quote) {
  const CaseDocument& document = patient.documents[quote.document];
  json.begin_object().key("document").string(valid_utf8(document.document.name())).key("date");
  document.date.empty() ? json.null() : json.string(to_string(document.date));
  json.key("line").integer(quote.place.line).key("section").string(quote.place.heading).key("text").string(words_of(quote)).end_object();
}

std::string json_of(const Case& patient, const Policy& policy, const Judgement& judgement, unsigned indent) {
  std::string out;
  JsonWriter json(out, indent);
  json.begin_object().key("schema_version").integer(kSchemaVersion).key("title").string(kTitle).key("opening").string(kOpening).key("questions").begin_array();
  for (const Question& question : questions_of(patient, policy, judgement)) {
    json.begin_object().key("criterion").string(criterion_of(policy, judgement.verdicts[question.verdict]).id).key("conflict").boolean(question.conflict);
    json.key("indicators").begin_array();
    for (const Quote& quote : question.indicators) write_indicator(json, patient, quote);
    json.end_array().key("asks").strings(question.asks).key("options").strings(options_of(question)).end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace

std::vector<Question> questions_of(const Case& patient, const Policy& policy, const Judgement& judgement) {
  std::vector<Question> out;
  for (const Verdict* verdict : in_report_order(policy, judgement)) {
    if (!is_asked(policy, *verdict)) continue;
    Question question{static_cast<uint32_t>(verdict - judgement.verdicts.data()), conflict_of(patient, *verdict).has_value(), ordered_quotes(patient, *verdict), {}};
    if (question.conflict) part_sides(patient, *verdict, question.indicators);
    question.conflict = question.conflict && are_distinct(question.indicators);
    if (question.indicators.size() > kMostIndicators) question.indicators.resize(kMostIndicators);
    if (question.conflict) question.asks.emplace_back(kConflictAsk);
    for (std::string& ask : asks_of(policy, *verdict)) question.asks.push_back(std::move(ask));
    out.push_back(std::move(question));
  }
  return out;
}

std::string query_text(const Case& patient, const Policy& policy, const Judgement& judgement) {
  const std::vector<Question> questions = questions_of(patient, policy, judgement);
  Page page(kWidth);
  page.write(kTitle, 0, 0);
  page.write("Notes read: " + documents_read(patient), 0, 2);
  if (questions.empty()) page.write("There is no question.", 0, 0);
  else page.write(kOpening, 0, 0);
  for (size_t i = 0; i < questions.size(); ++i) write_question(patient, questions[i], i + 1, page);
  return page.take();
}

std::string query_json(const Case& patient, const Policy& policy, const Judgement& judgement) { return json_of(patient, policy, judgement, kIndent) + "\n"; }

std::string query_line(const Case& patient, const Policy& policy, const Judgement& judgement) { return json_of(patient, policy, judgement, 0); }

}  // namespace chartgap
