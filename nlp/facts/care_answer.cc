#include "nlp/facts/care_answer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr uint32_t kMaxRowsUp = 30;      // between a row and the head of its table
constexpr uint32_t kMaxHeadTokens = 24;  // of the line that heads a table
constexpr uint32_t kMaxRowTokens = 80;   // longer lines are prose
constexpr size_t kMaxColumns = 10;

struct AnswerWord {
  std::string_view word;
  Outcome outcome;
};
constexpr std::array<AnswerWord, 101> kAnswerWords = {{{"no", Outcome::failed},
                                                       {"n", Outcome::failed},
                                                       {"not", Outcome::failed},
                                                       {"none", Outcome::failed},
                                                       {"nil", Outcome::failed},
                                                       {"nope", Outcome::failed},
                                                       {"nothing", Outcome::failed},
                                                       {"never", Outcome::failed},
                                                       {"zip", Outcome::failed},
                                                       {"zero", Outcome::failed},
                                                       {"nada", Outcome::failed},
                                                       {"minimal", Outcome::failed},
                                                       {"minimally", Outcome::failed},
                                                       {"min", Outcome::failed},
                                                       {"little", Outcome::failed},
                                                       {"negligible", Outcome::failed},
                                                       {"poor", Outcome::failed},
                                                       {"same", Outcome::failed},
                                                       {"unchanged", Outcome::failed},
                                                       {"worse", Outcome::failed},
                                                       {"worsened", Outcome::failed},
                                                       {"aggravated", Outcome::failed},
                                                       {"failed", Outcome::failed},
                                                       {"useless", Outcome::failed},
                                                       {"ineffective", Outcome::failed},
                                                       {"unhelpful", Outcome::failed},
                                                       {"some", Outcome::partial},
                                                       {"somewhat", Outcome::partial},
                                                       {"partial", Outcome::partial},
                                                       {"partially", Outcome::partial},
                                                       {"partly", Outcome::partial},
                                                       {"temp", Outcome::partial},
                                                       {"temporary", Outcome::partial},
                                                       {"temporarily", Outcome::partial},
                                                       {"transient", Outcome::partial},
                                                       {"short", Outcome::partial},
                                                       {"brief", Outcome::partial},
                                                       {"briefly", Outcome::partial},
                                                       {"slight", Outcome::partial},
                                                       {"slightly", Outcome::partial},
                                                       {"mild", Outcome::partial},
                                                       {"mildly", Outcome::partial},
                                                       {"moderate", Outcome::partial},
                                                       {"fair", Outcome::partial},
                                                       {"bit", Outcome::partial},
                                                       {"mixed", Outcome::partial},
                                                       {"variable", Outcome::partial},
                                                       {"sometimes", Outcome::partial},
                                                       {"initially", Outcome::partial},
                                                       {"edge", Outcome::partial},
                                                       {"wore", Outcome::partial},
                                                       {"wears", Outcome::partial},
                                                       {"plateau", Outcome::partial},
                                                       {"plateaued", Outcome::partial},
                                                       {"limited", Outcome::partial},
                                                       {"day", Outcome::partial},
                                                       {"days", Outcome::partial},
                                                       {"hours", Outcome::partial},
                                                       {"hrs", Outcome::partial},
                                                       {"yes", Outcome::helped},
                                                       {"y", Outcome::helped},
                                                       {"good", Outcome::helped},
                                                       {"great", Outcome::helped},
                                                       {"nice", Outcome::helped},
                                                       {"excellent", Outcome::helped},
                                                       {"better", Outcome::helped},
                                                       {"best", Outcome::helped},
                                                       {"improved", Outcome::helped},
                                                       {"improvement", Outcome::helped},
                                                       {"helped", Outcome::helped},
                                                       {"helps", Outcome::helped},
                                                       {"helping", Outcome::helped},
                                                       {"helpful", Outcome::helped},
                                                       {"effective", Outcome::helped},
                                                       {"works", Outcome::helped},
                                                       {"worked", Outcome::helped},
                                                       {"lot", Outcome::helped},
                                                       {"drowsy", Outcome::not_tolerated},
                                                       {"drowsiness", Outcome::not_tolerated},
                                                       {"sedating", Outcome::not_tolerated},
                                                       {"sedated", Outcome::not_tolerated},
                                                       {"sedation", Outcome::not_tolerated},
                                                       {"sleepy", Outcome::not_tolerated},
                                                       {"groggy", Outcome::not_tolerated},
                                                       {"foggy", Outcome::not_tolerated},
                                                       {"nausea", Outcome::not_tolerated},
                                                       {"nauseated", Outcome::not_tolerated},
                                                       {"sick", Outcome::not_tolerated},
                                                       {"vomiting", Outcome::not_tolerated},
                                                       {"dizzy", Outcome::not_tolerated},
                                                       {"dizziness", Outcome::not_tolerated},
                                                       {"rash", Outcome::not_tolerated},
                                                       {"itching", Outcome::not_tolerated},
                                                       {"upset", Outcome::not_tolerated},
                                                       {"egfr", Outcome::not_tolerated},
                                                       {"side", Outcome::not_tolerated},
                                                       {"constipation", Outcome::not_tolerated},
                                                       {"constipated", Outcome::not_tolerated},
                                                       {"swelling", Outcome::not_tolerated},
                                                       {"intolerant", Outcome::not_tolerated},
                                                       {"tolerate", Outcome::not_tolerated}}};

// Columns whose cells say in words how it went, and columns that are ticked.
constexpr std::array<std::string_view, 22> kWordColumns = {"helped",   "help",     "helpful",  "benefit", "benefits",  "relief",        "result",   "results",
                                                           "response", "outcome",  "outcomes", "effect",  "effective", "effectiveness", "efficacy", "improvement",
                                                           "comment",  "comments", "detail",   "notes",   "reaction",  "tolerance"};
constexpr std::array<AnswerWord, 15> kTickColumns = {{{"better", Outcome::helped},
                                                      {"improved", Outcome::helped},
                                                      {"good", Outcome::helped},
                                                      {"helped", Outcome::helped},
                                                      {"lot", Outcome::helped},
                                                      {"some", Outcome::partial},
                                                      {"somewhat", Outcome::partial},
                                                      {"partial", Outcome::partial},
                                                      {"temporary", Outcome::partial},
                                                      {"little", Outcome::partial},
                                                      {"same", Outcome::failed},
                                                      {"unchanged", Outcome::failed},
                                                      {"none", Outcome::failed},
                                                      {"worse", Outcome::failed},
                                                      {"not", Outcome::failed}}};

template <size_t N>
Outcome outcome_in(const std::array<AnswerWord, N>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const AnswerWord& one) { return one.word == word; });
  return found == words.end() ? Outcome::none : found->outcome;
}

bool is_word_column(std::string_view word) { return one_of(kWordColumns, word); }

// The line around a token, as far as a row may reach.
TokenRange line_of(const Scene& scene, uint32_t token) {
  TokenRange line{token, token + 1};
  const uint32_t end = std::min(static_cast<uint32_t>(scene.document.tokens().size()), token + kMaxRowTokens);
  const uint32_t begin = token > kMaxRowTokens ? token - kMaxRowTokens : 0;
  while (line.begin > begin && !scene.token(line.begin).has(Token::kNewLine)) --line.begin;
  while (line.end < end && !scene.token(line.end).has(Token::kNewLine)) ++line.end;
  return line;
}

bool has_cells(const Scene& scene, TokenRange line) {
  for (uint32_t at = line.begin + 1; at < line.end; ++at) {
    if (scene.token(at).has(Token::kWideGap) || scene.token(at).is('|')) return true;
  }
  return false;
}

bool begins_cell(const Scene& scene, uint32_t at, TokenRange line) {
  if (scene.token(at).is('|')) return false;
  return at == line.begin || scene.token(at).has(Token::kWideGap | Token::kDoubleSpace) || scene.token(at - 1).is('|');
}

// Where a token stands on its line: in characters, or in cells where bars or tabs part them.
uint32_t place_of(const Scene& scene, uint32_t at) {
  constexpr uint32_t kCellWidth = 100;
  const std::string_view folded = scene.document.text().folded();
  const uint32_t end = scene.token(at).begin;
  uint32_t begin = end;
  uint32_t bars = 0;
  uint32_t tabs = 0;
  while (begin > 0 && folded[begin - 1] != '\n') {
    --begin;
    bars += folded[begin] == '|' ? 1 : 0;
    tabs += folded[begin] == '\t' ? 1 : 0;
  }
  if (bars != 0) return bars * kCellWidth;
  return tabs > 1 ? tabs * kCellWidth : end - begin;
}

struct Column {
  uint32_t place = 0;
  bool words = false;
  bool length = false;  // of the relief
  Outcome ticked = Outcome::none;
};
struct Columns {
  std::array<Column, kMaxColumns> columns;
  size_t count = 0;

  const Column& nearest(uint32_t place) const {
    const auto far = [&](const Column& column) { return column.place > place ? column.place - place : place - column.place; };
    return *std::min_element(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(count), [&](const Column& a, const Column& b) { return far(a) < far(b); });
  }
};

// The columns that a line heads; none when it heads no treatment table.
Columns head_of_table(const Scene& scene, TokenRange line) {
  Columns out;
  size_t ticks = 0;
  size_t words = 0;
  if (line.size() > kMaxHeadTokens) return out;
  for (uint32_t at = line.begin; at < line.end && out.count < kMaxColumns; ++at) {
    if (!begins_cell(scene, at, line)) continue;
    constexpr std::array<std::string_view, 5> kLengths = {"duration", "lasted", "lasting", "length", "dur"};
    Column column{place_of(scene, at), is_word_column(scene.word(at)) && at != line.begin, false, Outcome::none};
    column.length = one_of(kLengths, scene.word(at));
    if (!column.words) column.ticked = outcome_in(kTickColumns, scene.word(at));
    words += column.words;
    ticks += column.ticked != Outcome::none;
    out.columns[out.count++] = column;
  }
  const bool heads = out.count >= 2 && (words > 0 || ticks >= 2);
  if (!heads) out.count = 0;
  return out;
}

// The head of the table that the row stands in, some lines above it.
Columns columns_of(const Scene& scene, TokenRange row) {
  uint32_t begin = row.begin;
  for (uint32_t up = 0; up < kMaxRowsUp && begin > 0 && !scene.token(begin).has(Token::kBlankLine); ++up) {
    const TokenRange line = line_of(scene, begin - 1);
    if (const Columns columns = head_of_table(scene, line); columns.count != 0) return columns;
    begin = line.begin;
  }
  return {};
}

struct Answer {
  Outcome outcome = Outcome::none;
  TokenRange tokens;
  TokenRange length;  // of the relief
};

// "No improvement", "not much help", "w/o benefit": praise that is denied.
bool is_denied_praise(const Scene& scene, TokenRange range, uint32_t at) {
  constexpr std::array<std::string_view, 12> kNot = {"no", "not", "none", "nil", "zero", "without", "o", "little", "minimal", "min", "never", "poor"};
  constexpr uint32_t kReach = 3;
  for (uint32_t back = at; back > range.begin && at - back < kReach; --back) {
    if (scene.token(back - 1).is(',') || scene.token(back - 1).is(';')) return false;
    if (is_one_of(scene, back - 1, kNot)) return true;
  }
  return false;
}

Outcome read_words(const Scene& scene, TokenRange range) {
  Outcome out = Outcome::none;
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (outcome_in(kAnswerWords, scene.word(at)) == Outcome::helped && is_denied_praise(scene, range, at)) continue;
    const bool a_little = scene.word(at) == "little" && at > range.begin && scene.word(at - 1) == "a";
    out = joined(out, a_little ? Outcome::partial : outcome_in(kAnswerWords, scene.word(at)));
  }
  return out;
}

TokenRange cell_at(const Scene& scene, uint32_t begin, TokenRange line) {
  uint32_t end = begin + 1;
  while (end < line.end && !scene.token(end).has(Token::kWideGap) && !scene.token(end).is('|')) ++end;
  return {begin, end};
}

bool is_tick(const Scene& scene, uint32_t at, TokenRange line) {
  const std::string_view word = scene.word(at);
  if (word != "x" && word != "*") return false;
  const bool after = at + 1 >= line.end || scene.token(at + 1).has(Token::kDoubleSpace | Token::kWideGap) || scene.token(at + 1).kind == TokenKind::punctuation;
  return after && (scene.token(at).has(Token::kSpaceBefore) || scene.token(at - 1).kind == TokenKind::punctuation);
}

// What the cells behind the row's first therapy say under the columns of the outcome.
Answer answer_of_row(const Scene& scene, TokenRange line, uint32_t from) {
  Answer out;
  if (!has_cells(scene, line)) return out;
  const Columns columns = columns_of(scene, line);
  if (columns.count == 0) return out;
  for (uint32_t at = from; at < line.end; ++at) {
    const bool cell = begins_cell(scene, at, line) && at > line.begin;
    if (!cell && !is_tick(scene, at, line)) continue;
    const Column& column = columns.nearest(place_of(scene, at));
    if (column.ticked != Outcome::none && is_tick(scene, at, line)) out.outcome = column.ticked;
    if (cell && column.length) out.length = cell_at(scene, at, line);
    if (!cell || !column.words) continue;
    out.tokens = cell_at(scene, at, line);
    out.outcome = read_words(scene, out.tokens);
  }
  return out;
}

// ---- "helped: [ ] yes [x] no", "Relief? some"

bool is_question(const Scene& scene, uint32_t at, TokenRange line) {
  constexpr std::array<std::string_view, 10> kQuestions = {"helped", "help", "helpful", "benefit", "relief", "result", "response", "effective", "improvement", "outcome"};
  if (at + 1 >= line.end || !(scene.token(at + 1).is(':') || scene.token(at + 1).is('?'))) return false;
  return one_of(kQuestions, scene.word(at));
}

Outcome outcome_of_reply(Reply reply) {
  if (reply == Reply::yes) return Outcome::helped;
  return reply == Reply::no ? Outcome::failed : Outcome::none;
}

Answer answer_to(const Scene& scene, uint32_t question, TokenRange line) {
  uint32_t begin = question + 1;
  while (begin < line.end && (scene.token(begin).is(':') || scene.token(begin).is('?'))) ++begin;
  Answer out{outcome_of_reply(scene.document.reply_at(question)), {question, begin}, {}};
  if (begin >= line.end) return out;
  out.tokens.end = cell_at(scene, begin, line).end;
  if (out.outcome != Outcome::none) return out;
  bool boxes = false;
  for (uint32_t at = begin; at < out.tokens.end; ++at) {
    boxes |= scene.token(at).is('[') || scene.token(at).is('(');
    if (scene.document.reply_at(at) == Reply::yes) out.outcome = joined(out.outcome, outcome_in(kAnswerWords, scene.word(at)));
  }
  if (!boxes) out.outcome = read_words(scene, {begin, out.tokens.end});
  return out;
}

// "Discectomy 2006 - good", "PT - helped": the word behind a dash.
Answer answer_behind_dash(const Scene& scene, TokenRange line, uint32_t from) {
  constexpr uint32_t kReach = 6;
  constexpr std::array<std::string_view, 4> kToWhether = {"no", "none", "nil", "yes"};  // it was given, not how it went
  for (uint32_t at = from; at + 1 < line.end && at - from < kReach; ++at) {
    if (scene.token(at).is(',') || scene.token(at).is(';') || scene.token(at).is('.')) return {};
    if (!scene.token(at).is('-') || !scene.token(at).has(Token::kSpaceBefore) || !scene.token(at + 1).has(Token::kSpaceBefore)) continue;
    if (one_of(kToWhether, scene.word(at + 1))) return {};
    return {outcome_in(kAnswerWords, scene.word(at + 1)), {at, at + 2}, {}};
  }
  return {};
}

Answer answer_in_line(const Scene& scene, TokenRange line, uint32_t from) {
  if (const Answer answer = answer_behind_dash(scene, line, from); answer.outcome != Outcome::none) return answer;
  for (uint32_t at = from; at < line.end; ++at) {
    if (is_question(scene, at, line)) return answer_to(scene, at, line);
  }
  return answer_of_row(scene, line, from);
}

void take(const Scene& scene, const Answer& answer, const Head& head, Fact& fact) {
  const Reply reply = scene.document.reply_at(scene.hit(head.hit).tokens.begin);
  if (reply == Reply::no || reply == Reply::open || reply == Reply::unanswered) return;
  const Span said = answer.tokens.empty() ? Span{} : scene.document.span_of(answer.tokens);
  const bool denied_by_answer = fact.assertion == Assertion::absent && fact.cue.entry != kNoEntry && said.overlaps(fact.cue.span);
  if (denied_by_answer) fact.assertion = Assertion::present;
  if (fact.assertion == Assertion::present && answer.outcome != Outcome::none) fact.attributes.outcome = answer.outcome;
}

// "1 day", "40%" in the columns of the relief.
void take_relief(const Frame& frame, const Answer& answer, Fact& fact) {
  if (!fact.code.ends_with("_injection") || fact.assertion != Assertion::present) return;
  Attributes& attributes = fact.attributes;
  for (const Quantity& quantity : frame.quantities) {
    const bool length = quantity.kind == QuantityKind::duration && quantity.role == DurationRole::length;
    const bool told = answer.tokens.contains(quantity.tokens) || answer.length.contains(quantity.tokens);
    if (length && told && attributes.relief_duration.empty()) attributes.relief_duration = quantity.duration;
    if (quantity.kind == QuantityKind::percent && answer.tokens.contains(quantity.tokens) && attributes.relief_percent < 0)
      attributes.relief_percent = static_cast<float>(quantity.value);
  }
}

// "number of visits: 10", "visits: 3"
void take_visits(const Scene& scene, TokenRange rest, Fact& fact) {
  constexpr uint32_t kReach = 12;
  if (fact.assertion != Assertion::present || fact.attributes.sessions >= 0) return;
  const uint32_t end = std::min(rest.end, rest.begin + kReach);
  for (uint32_t at = rest.begin; at + 2 < end; ++at) {
    const std::string_view word = scene.word(at);
    if (word == "[") return;  // the next box
    if (!(word == "visits" || word == "sessions" || word == "treatments") || !scene.token(at + 1).is(':') || scene.token(at + 2).kind != TokenKind::number) continue;
    fact.attributes.sessions = static_cast<float>(number_at(scene, at + 2));
    return;
  }
}

}  // namespace

Outcome joined(Outcome a, Outcome b) {
  if (a == Outcome::none || a == b) return b;
  if (b == Outcome::none) return a;
  if (a == Outcome::not_tolerated || b == Outcome::not_tolerated) return Outcome::not_tolerated;
  return Outcome::partial;
}

bool in_other_row(const Scene& scene, uint32_t a, uint32_t b) {
  const TokenRange line = line_of(scene, a);
  return (b < line.begin || b >= line.end) && has_cells(scene, line);
}

void bind_care_answers(const Scene& scene, const Frame& frame, const std::vector<MadeFact>& made, std::vector<Fact>& facts) {
  TokenRange line;
  Answer answer;
  for (const MadeFact& one : made) {
    Fact& fact = facts[one.fact];
    if (fact.type != FactType::therapy) continue;
    const TokenRange head = scene.hit(one.head->hit).tokens;
    if (line.empty() || !line.contains(head)) {
      line = line_of(scene, head.begin);
      answer = answer_in_line(scene, line, head.end);
    }
    take(scene, answer, *one.head, fact);
    take_relief(frame, answer, fact);
    take_visits(scene, {head.end - 1, line.end}, fact);
  }
}

}  // namespace chartgap
