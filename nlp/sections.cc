#include "nlp/sections.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 37> kNames = {"none",
                                                     "chief_complaint",
                                                     "hpi",
                                                     "interval_history",
                                                     "pmh",
                                                     "psh",
                                                     "family_history",
                                                     "social_history",
                                                     "medications",
                                                     "allergies",
                                                     "ros",
                                                     "exam",
                                                     "vitals",
                                                     "imaging",
                                                     "labs",
                                                     "emg",
                                                     "findings",
                                                     "impression",
                                                     "assessment",
                                                     "diagnosis",
                                                     "plan",
                                                     "assessment_plan",
                                                     "procedure",
                                                     "procedure_description",
                                                     "indication",
                                                     "technique",
                                                     "comparison",
                                                     "counseling",
                                                     "goals",
                                                     "anesthesia",
                                                     "complications",
                                                     "course",
                                                     "history",
                                                     "treatment_history",
                                                     "problem_list",
                                                     "followup",
                                                     "other"};

constexpr uint32_t kMaxHeadingTokens = 10;
constexpr uint32_t kMaxTopicTokens = 6;
constexpr uint32_t kMaxInlineTopicTokens = 3;
constexpr uint32_t kMaxCellTokens = 4;

uint64_t mix(uint64_t hash, WordId word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 31);
}

bool is_list_mark(const std::vector<Token>& tokens, uint32_t at) {
  const Token& token = tokens[at];
  return token.is('*') || token.is('-') || token.is('>') || token.is('#') || token.is('|');
}

// The first token of a line after its bullet or its "1." or "a)".
uint32_t after_list_mark(const std::vector<Token>& tokens, uint32_t at) {
  const uint32_t size = static_cast<uint32_t>(tokens.size());
  while (at + 1 < size && is_list_mark(tokens, at) && !tokens[at + 1].has(Token::kNewLine)) ++at;
  const bool numbered = at + 2 < size && tokens[at].kind == TokenKind::number && tokens[at].end - tokens[at].begin <= 2 && (tokens[at + 1].is('.') || tokens[at + 1].is(')'));
  return numbered && !tokens[at + 2].has(Token::kNewLine) ? at + 2 : at;
}

class SectionFinder {
 public:
  SectionFinder(const std::vector<Token>& tokens, const HeadingTable& headings, std::vector<Section>& sections, std::vector<Topic>& topics)
      : tokens_(tokens), size_(static_cast<uint32_t>(tokens.size())), headings_(headings), sections_(sections), topics_(topics) {}

  void run(const std::vector<Line>& lines) {
    sections_.clear();
    topics_.clear();
    sections_.push_back({SectionKind::none, {0, 0}, {0, size_}});
    for (const Line& one : lines) {
      const uint32_t behind = line(one.tokens.begin) + 1;
      if (!one.has(Line::kColon)) continue;
      for (uint32_t i = std::max(behind, one.tokens.begin + 1); i < one.tokens.end; ++i) {
        if (tokens_[i].is(':')) inline_heading(i, one.tokens.begin);
      }
    }
    close_topic(size_);
    sections_.back().body.end = size_;
  }

 private:
  uint32_t line_end(uint32_t from) const {
    uint32_t at = from + 1;
    while (at < size_ && !tokens_[at].has(Token::kNewLine)) ++at;
    return at;
  }

  // Looks at the start of a line; gives the last token that it has dealt with.
  uint32_t line(uint32_t start) {
    const uint32_t begin = after_list_mark(tokens_, start);
    if (begin >= size_) return start;
    if (const uint32_t end = level_heading_end(begin); end != 0) {
      spaced_levels_ = tokens_[start].has(Token::kBlankLine);
      open_topic({begin, end}, start, true);
      return end - 1;
    }
    if (topic_open_ && topics_.back().level && !spaced_levels_ && tokens_[start].has(Token::kBlankLine)) close_topic(start);  // the list of levels is over
    if (const uint32_t end = marked_heading(start, begin); end != 0) return end;
    const uint32_t end = heading_end(begin);
    if (end == 0) return whole_line(start, begin);
    if (!is_row(end) && try_section(begin, end, true)) return end;
    if (end - begin <= kMaxTopicTokens && (tokens_[begin].has(Token::kCapital) || end - begin <= 2)) open_topic({begin, end}, start, false);
    return std::max(start, end - 1);
  }

  // "[Plan]", "P- naproxen", "#Sciatica, left": what marks a heading without a colon. Gives the last token that it has dealt with, or 0.
  uint32_t marked_heading(uint32_t start, uint32_t begin) {
    if (tokens_[begin].is('[')) return bracketed_heading(begin);
    if (is_problem(start, begin)) open_problem(start);
    else if (problems_ && tokens_[start].is('>') && sections_.back().kind != SectionKind::plan) open_body(start, SectionKind::plan);  // what is done about it
    return dashed_heading(begin);
  }

  // "#Sciatica", "# Neck - ...", not the first column of a table ("#   Date   Procedure").
  bool is_problem(uint32_t start, uint32_t begin) const {
    return begin == start + 1 && tokens_[start].is('#') && tokens_[begin].kind == TokenKind::word && !tokens_[begin].has(Token::kDoubleSpace | Token::kWideGap);
  }

  uint32_t bracketed_heading(uint32_t begin) {
    uint32_t end = begin + 1;
    while (end < size_ && end - begin <= kMaxHeadingTokens && !tokens_[end].has(Token::kNewLine) && !tokens_[end].is(']')) ++end;
    if (end >= size_ || end == begin + 1 || !tokens_[end].is(']')) return 0;
    uint32_t length = 0;
    const SectionKind kind = headings_.find(tokens_, begin + 1, end, length);
    if (kind == SectionKind::none || kind == SectionKind::other || !tokens_[begin + 1].has(Token::kCapital)) return 0;
    if (length < end - begin - 1 && tokens_[begin + 1 + length].kind == TokenKind::word) return 0;  // "[Exam - picklist]" is one, "[plan reviewed with patient]" is none
    open_section(kind, begin + 1, end, false);
    sections_.back().body.begin = std::min(end + 1, size_);
    return end;
  }

  // "P- naproxen", "Plan - naproxen": a known heading, alone before a dash.
  uint32_t dashed_heading(uint32_t begin) {
    constexpr uint32_t kMaxWords = 3;
    if (!tokens_[begin].has(Token::kCapital)) return 0;
    uint32_t dash = begin + 1;
    while (dash < size_ && dash - begin <= kMaxWords && tokens_[dash].kind == TokenKind::word && !tokens_[dash].has(Token::kNewLine)) ++dash;
    if (dash >= size_ || tokens_[dash].has(Token::kNewLine)) return 0;
    uint32_t length = 0;
    if (!tokens_[dash].is('-') || !opens_body(dash + 1)) return spaced_heading(begin);
    const SectionKind kind = headings_.find(tokens_, begin, dash, length);
    if (length != dash - begin || !may_stand_before_dash(kind)) return 0;
    open_section(kind, begin, dash, false);
    sections_.back().body.begin = std::min(dash + 1, size_);
    return dash;
  }
  // "EXAM  WDWN, comfortable": a heading in capitals and two spaces.
  uint32_t spaced_heading(uint32_t begin) {
    uint32_t end = begin + 1;
    while (end < size_ && end - begin < kMaxCellTokens && tokens_[end].kind == TokenKind::word && !tokens_[end].has(Token::kDoubleSpace | Token::kNewLine)) ++end;
    if (end >= size_ || tokens_[end].has(Token::kNewLine | Token::kWideGap) || !tokens_[end].has(Token::kDoubleSpace) || tokens_[end].is(':') || !all_capitals(begin, end))
      return 0;
    uint32_t length = 0;
    const SectionKind kind = headings_.find(tokens_, begin, end, length);
    if (length != end - begin || (kind != SectionKind::exam && !may_stand_before_dash(kind)) || sections_.back().kind == SectionKind::exam) return 0;
    open_section(kind, begin, end, false);
    return end - 1;
  }
  bool opens_body(uint32_t at) const { return at >= size_ || (tokens_[at].has(Token::kSpaceBefore) && !tokens_[at].is('>')); }

  // Words that head a section and never name a finding of it ("Gait - slow").
  bool may_stand_before_dash(SectionKind kind) const {
    constexpr std::array<SectionKind, 11> kSections = {SectionKind::chief_complaint, SectionKind::hpi,        SectionKind::assessment,    SectionKind::plan,
                                                       SectionKind::assessment_plan, SectionKind::impression, SectionKind::pmh,           SectionKind::psh,
                                                       SectionKind::medications,     SectionKind::ros,        SectionKind::social_history};
    return std::find(kSections.begin(), kSections.end(), kind) != kSections.end();
  }

  // "#Sciatica, left - since October": a problem, with what is thought about it, unless the note's plan goes by problems.
  void open_problem(uint32_t start) {
    const SectionKind now = sections_.back().kind;
    if (!problems_ && (now == SectionKind::assessment_plan || now == SectionKind::assessment || now == SectionKind::plan)) return;
    problems_ = true;
    open_body(start, SectionKind::assessment);
  }

  void open_body(uint32_t start, SectionKind kind) {
    close_topic(start);
    sections_.back().body.end = start;
    sections_.push_back({kind, {start, start}, {start, size_}});
  }

  // The first cell of a table's row ("Physical therapy   Yes   8 weeks") opens nothing: two more cells follow it, or nothing but an answer ("Surgery   x").
  bool is_row(uint32_t end) const {
    if (tokens_[end].is(':') || !tokens_[end].has(Token::kWideGap)) return false;
    if (is_answer(end)) return true;
    for (uint32_t at = end + 1; at < size_ && !tokens_[at].has(Token::kNewLine); ++at) {
      if (tokens_[at].has(Token::kWideGap)) return true;
    }
    return false;
  }

  // The last word of the line: an x, a sign, a letter or two for yes and no.
  bool is_answer(uint32_t at) const {
    const bool last = at + 1 >= size_ || tokens_[at + 1].has(Token::kNewLine);
    return tokens_[at].is('[') || (last && tokens_[at].end - tokens_[at].begin <= 2);
  }

  // Where the words before a colon or a wide gap end, or 0.
  uint32_t heading_end(uint32_t begin) const {
    for (uint32_t at = begin; at < size_ && at - begin <= kMaxHeadingTokens; ++at) {
      const Token& token = tokens_[at];
      if (at > begin && token.has(Token::kNewLine)) return 0;
      if (at > begin && token.has(Token::kWideGap) && at - begin <= kMaxCellTokens && !token.is(':')) return tokens_[begin].kind == TokenKind::word ? at : 0;
      if (token.is(':')) return at > begin && !is_clock(at) ? at : 0;
      if (token.is('.') || token.is(';') || token.is('[') || token.is('?')) return 0;
    }
    return 0;
  }

  bool is_clock(uint32_t colon) const {
    return colon + 1 < size_ && tokens_[colon - 1].kind == TokenKind::number && tokens_[colon + 1].kind == TokenKind::number && !tokens_[colon + 1].has(Token::kSpaceBefore);
  }

  // A heading that stands alone on its line, without a colon.
  uint32_t whole_line(uint32_t start, uint32_t begin) {
    const uint32_t end = line_end(start);
    if (end - begin > kMaxHeadingTokens || end <= begin) return start;
    if (try_section(begin, end, false)) return end - 1;
    const bool alone = end < size_ && all_capitals(begin, end) && end - begin <= kMaxTopicTokens && tokens_[start].has(Token::kBlankLine) && !tokens_[end - 1].is('.');
    if (alone) {
      open_topic({begin, end}, start, false);
      return end - 1;
    }
    return start;
  }

  bool all_capitals(uint32_t begin, uint32_t end) const {
    bool any = false;
    for (uint32_t at = begin; at < end; ++at) {
      if (tokens_[at].kind != TokenKind::word) continue;
      if (!tokens_[at].has(Token::kAllCapitals)) return false;
      any = true;
    }
    return any;
  }

  // Opens a section when the words are a known heading: the whole of them, their beginning, or (before a colon) their end.
  bool try_section(uint32_t begin, uint32_t end, bool colon) {
    uint32_t length = 0;
    SectionKind kind = headings_.find(tokens_, begin, end, length);
    const bool whole = length == end - begin;
    if (!whole && !colon) return false;
    if (!whole && kind == SectionKind::other) kind = SectionKind::none;
    for (uint32_t at = begin + 1; kind == SectionKind::none && colon && at < end && tokens_[begin].has(Token::kCapital); ++at) {
      const SectionKind later = headings_.find(tokens_, at, end, length);
      if (at + length == end) kind = later;
    }
    if (kind == SectionKind::none || !opens(kind, begin, end, whole)) return false;
    open_section(kind, begin, end, colon);
    return true;
  }

  // Names of body systems are headings of their own only outside an examination or a review of systems.
  bool opens(SectionKind kind, uint32_t begin, uint32_t end, bool whole) const {
    const SectionKind now = sections_.back().kind;
    const bool listing = now == SectionKind::exam || now == SectionKind::ros;
    if (listing && (kind == SectionKind::other || kind == SectionKind::vitals)) return false;
    if (now == SectionKind::ros && kind == SectionKind::exam && end - begin == 1 && !tokens_[begin].has(Token::kBlankLine)) return false;
    if (!whole && !tokens_[begin].has(Token::kCapital)) return false;
    return true;
  }

  void open_section(SectionKind kind, uint32_t begin, uint32_t end, bool colon) {
    close_topic(begin);
    if (kind == SectionKind::vitals) kind = SectionKind::exam;
    sections_.back().body.end = begin;
    const uint32_t body = colon && end < size_ && tokens_[end].is(':') ? end + 1 : end;
    sections_.push_back({kind, {begin, end}, {body, size_}});
  }

  void open_topic(TokenRange heading, uint32_t from, bool level) {
    close_topic(from);
    topics_.push_back({heading, {heading.end, size_}, level});
    topic_open_ = true;
  }

  void close_topic(uint32_t at) {
    if (topic_open_) topics_.back().body.end = at;
    topic_open_ = false;
  }

  // A heading in the middle of a line: "LUNGS:  Clear.  HEART:  Regular." or the next cell of a form.
  void inline_heading(uint32_t colon, uint32_t line_start) {
    if (is_clock(colon)) return;
    uint32_t begin = colon;
    while (begin > line_start && colon - begin < kMaxHeadingTokens && !ends_phrase(tokens_[begin - 1])) {
      --begin;
      if (tokens_[begin].has(Token::kWideGap)) break;
    }
    if (begin == colon || begin <= line_start) return;
    const bool cell = tokens_[begin].has(Token::kWideGap);
    if (!cell && !ends_phrase(tokens_[begin - 1])) return;
    const bool capitals = all_capitals(begin, colon);
    const bool named = tokens_[begin].has(Token::kCapital) && colon - begin <= kMaxInlineTopicTokens;
    if (!capitals && !named && !cell) return;
    if ((capitals || named) && try_section(begin, colon, true)) return;
    open_topic({begin, colon}, begin, false);
  }

  static bool ends_phrase(const Token& token) { return token.is('.') || token.is(':') || token.is(';') || token.is(']') || token.is('?'); }

  // Where a run of levels that heads a line ends ("C5-6:", "L4/5, L5/S1", "C2-C3 and C3-C4:", "C2-3  NO STENOSIS"), or 0.
  uint32_t level_heading_end(uint32_t begin) const {
    uint32_t at = begin;
    bool any = false;
    while (at < size_ && (at == begin || !tokens_[at].has(Token::kNewLine))) {
      if (is_segment(at)) {
        any = true;
        at += 2;
        continue;
      }
      if (!any) return 0;
      if (!joins_levels(at)) break;
      if (tokens_[at].has(Token::kDoubleSpace) && tokens_[at].is('-')) return at;
      ++at;
    }
    return any && at < size_ && closes_levels(begin, at) ? at : 0;
  }

  bool joins_levels(uint32_t at) const {
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::number) return token.end - token.begin <= 2;
    return token.is('-') || token.is('/') || token.is(',') || token.is('&') || is_joining_word(at);
  }

  // Whether the run of levels from `begin` to `at` is one that heads its line.
  bool closes_levels(uint32_t begin, uint32_t at) const {
    const Token& next = tokens_[at];
    if (next.is(':') || next.is('.') || next.is('|') || next.has(Token::kNewLine | Token::kDoubleSpace | Token::kWideGap)) return true;
    return next.kind == TokenKind::word &&
           ((topic_open_ && topics_.back().level) || (at - begin > 2 && next_line_is_level(at)));  // one line that lacks the mark in a run of levels
  }

  bool next_line_is_level(uint32_t from) const {
    const uint32_t next = line_end(from);
    return next < size_ && !tokens_[next].has(Token::kBlankLine) && is_segment(next) && next + 2 < size_ && (tokens_[next + 2].is('-') || tokens_[next + 2].is('/'));
  }

  bool is_segment(uint32_t at) const {
    return at + 1 < size_ && tokens_[at].kind == TokenKind::word && tokens_[at].end - tokens_[at].begin == 1 && tokens_[at].word != kUnknownWord &&
           headings_.is_spine_letter(tokens_[at].word) && tokens_[at + 1].kind == TokenKind::number && tokens_[at + 1].begin == tokens_[at].end &&
           tokens_[at + 1].end - tokens_[at + 1].begin <= 2;
  }

  bool is_joining_word(uint32_t at) const { return tokens_[at].kind == TokenKind::word && tokens_[at].word != kUnknownWord && headings_.is_level_word(tokens_[at].word); }

  const std::vector<Token>& tokens_;
  const uint32_t size_;
  const HeadingTable& headings_;
  std::vector<Section>& sections_;
  std::vector<Topic>& topics_;
  bool topic_open_ = false;
  bool problems_ = false;       // the note goes on by problems
  bool spaced_levels_ = false;  // empty lines stand between the levels of a report
};

}  // namespace

std::string_view to_string(SectionKind kind) { return kNames[static_cast<size_t>(kind)]; }

SectionKind section_kind(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<SectionKind>(i);
  }
  return SectionKind::none;
}

void HeadingTable::add(const std::vector<WordId>& words, SectionKind kind) {
  if (words.empty()) return;
  uint64_t hash = 0;
  for (WordId word : words) hash = mix(hash, word);
  kinds_.emplace(hash, kind);
  first_.resize(std::max<size_t>(first_.size(), words.front() / 64 + 1));
  first_[words.front() / 64] |= uint64_t{1} << (words.front() % 64);
  longest_ = std::max(longest_, static_cast<uint32_t>(words.size()));
}

SectionKind HeadingTable::find(const std::vector<Token>& tokens, uint32_t at, uint32_t end, uint32_t& length) const {
  SectionKind found = SectionKind::none;
  length = 0;
  if (at >= end || !begins(tokens[at].word)) return found;
  uint64_t hash = 0;
  for (uint32_t i = at; i < end && i - at < longest_; ++i) {
    if (tokens[i].word == kUnknownWord) break;
    hash = mix(hash, tokens[i].word);
    const auto kind = kinds_.find(hash);
    if (kind != kinds_.end()) {
      found = kind->second;
      length = i - at + 1;
    }
  }
  return found;
}

void HeadingTable::set_level_words(std::vector<WordId> letters, std::vector<WordId> words) {
  spine_letters_ = std::move(letters);
  level_words_ = std::move(words);
}

bool HeadingTable::is_spine_letter(WordId word) const { return std::find(spine_letters_.begin(), spine_letters_.end(), word) != spine_letters_.end(); }
bool HeadingTable::is_level_word(WordId word) const { return std::find(level_words_.begin(), level_words_.end(), word) != level_words_.end(); }

void find_sections(const std::vector<Token>& tokens, const std::vector<Line>& lines, const HeadingTable& headings, std::vector<Section>& sections, std::vector<Topic>& topics) {
  SectionFinder(tokens, headings, sections, topics).run(lines);
}

}  // namespace chartgap
