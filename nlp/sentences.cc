#include "nlp/sentences.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace chartgap {
namespace {

// Lines longer than this are paragraphs, not wrapped lines.
constexpr uint32_t kWidestWrappedLine = 140;

// Abbreviations that never end a sentence with their period.
constexpr std::array<std::string_view, 13> kTitles = {"dr", "drs", "mr", "mrs", "ms", "st", "vs", "approx", "fig", "prof", "poss", "prob", "susp"};
// Abbreviations whose period ends a sentence only before a capital.
constexpr auto kLooseAbbreviations = std::to_array<std::string_view>(
    {"etc",  "inc",  "incl", "assoc", "poss", "mg",     "ml",   "cm",    "mm",  "hrs", "hr",  "wks",  "wk",    "mos",   "mo",    "yrs",  "al",   "ext",  "lat",
     "resp", "temp", "wt",   "ht",    "hx",   "avg",    "min",  "occas", "n",   "nn",  "mod", "sev",  "bilat", "foram", "degen", "cerv", "lumb", "thor", "lig",
     "flex", "prob", "susp", "decr",  "incr", "approx", "sens", "surg",  "abd", "rot", "sig", "diff", "equiv", "prox",  "dist",  "musc", "vert", "sup"});
constexpr size_t kLongestAbbreviation = 6;

// By length, a bit for each first letter of an abbreviation: most words before a period are none.
constexpr std::array<uint32_t, kLongestAbbreviation + 1> kFirstLetters = [] {
  std::array<uint32_t, kLongestAbbreviation + 1> out{};
  const auto add = [&](std::string_view word) { out[word.size()] |= 1u << (word.front() - 'a'); };
  for (const std::string_view word : kTitles) add(word);
  for (const std::string_view word : kLooseAbbreviations) add(word);
  add("pt");
  return out;
}();

bool may_abbreviate(std::string_view word) {
  if (word.size() <= 1) return true;
  return word.size() <= kLongestAbbreviation && word.front() >= 'a' && word.front() <= 'z' && (kFirstLetters[word.size()] >> (word.front() - 'a') & 1) != 0;
}

// A line that ends in one of these goes on.
constexpr std::array<std::string_view, 20> kOpenEnds = {"and", "or",  "of", "the",  "with", "to",  "at", "in",  "a",   "an",
                                                        "by",  "for", "on", "from", "is",   "was", "no", "her", "his", "dr"};
constexpr uint32_t kMinFullLines = 3;
// The longest sentence of 2,300 real notes has 217 tokens; what would have more than this is a list or a form, and is cut, so that what reads a sentence may cost its square.
constexpr uint32_t kLongestSentence = 384;

template <size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class SentenceFinder {
 public:
  SentenceFinder(const Text& text, const std::vector<Token>& tokens, const std::vector<Line>& lines, const std::vector<Section>& sections, const std::vector<Topic>& topics,
                 std::vector<Sentence>& out)
      : folded_(text.folded()), tokens_(tokens), size_(static_cast<uint32_t>(tokens.size())), lines_(lines), sections_(sections), topics_(topics), out_(out) {}

  void run() {
    out_.clear();
    if (size_ == 0) return;
    measure_lines();
    open(0);
    find_next_boundary(1);
    for (; line_ < lines_.size(); ++line_) {
      const TokenRange line = lines_[line_].tokens;
      if (line_ > 0) look_at(line.begin);
      for (uint32_t at = line.begin + 1; at < line.end; ++at) {
        if (at >= boundary_ || kClosing[static_cast<uint8_t>(tokens_[at - 1].mark)]) look_at(at);
      }
    }
    close(size_);
  }

 private:
  // The marks that may end a sentence.
  static constexpr std::array<bool, 256> kClosing = [] {
    std::array<bool, 256> out{};
    for (char mark : {'.', '!', '?', '"', ')', '\''}) out[static_cast<uint8_t>(mark)] = true;
    return out;
  }();

  // A place where a sentence may begin.
  void look_at(uint32_t at) {
    if (at >= boundary_) {
      find_next_boundary(at + 1);
      open(at);
    } else if (begins(at)) {
      open(at);
    }
  }

  std::string_view word(uint32_t at) const { return folded_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin); }

  // The widest line, and whether the text is wrapped at all: several lines run up to near that width.
  void measure_lines() {
    for (const Line& line : lines_) widest_ = std::max(widest_, width(line));
    const auto full = static_cast<uint32_t>(std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) { return width(line) * 5 >= widest_ * 4; }));
    wrapped_ = full >= kMinFullLines && full * 4 >= lines_.size();
  }

  uint32_t width(const Line& line) const { return tokens_[line.tokens.end - 1].end - tokens_[line.tokens.begin].begin; }

  void open(uint32_t at) {
    if (!out_.empty()) close(at);
    while (section_ + 1 < sections_.size() && start_of(sections_[section_ + 1]) <= at) ++section_;
    while (topic_ < topics_.size() && topics_[topic_].body.end <= at) ++topic_;
    Sentence sentence;
    sentence.tokens = {at, at + 1};
    sentence.section = section_;
    sentence.heading = sections_[section_].heading.contains(at);
    if (topic_ < topics_.size() && topics_[topic_].heading.begin <= at) sentence.topic = topic_;
    sentence.item = tokens_[at].has(Token::kNewLine) && (is_bullet(at) || is_number_mark(at));
    sentence.paragraph = at == 0 || tokens_[at].has(Token::kBlankLine) || sections_[section_].body.begin == at;
    out_.push_back(sentence);
  }

  // Ends the sentence at hand, in several where it is too long for one.
  void close(uint32_t end) {
    out_.back().tokens.end = end;
    while (out_.back().tokens.size() > kLongestSentence) {
      Sentence rest = out_.back();
      rest.tokens.begin = cut_of(rest.tokens.begin);
      rest.item = rest.paragraph = false;
      out_.back().tokens.end = rest.tokens.begin;
      out_.push_back(rest);
    }
  }

  // After the last comma or semicolon, or before the last line or gap, in the second half of the longest sentence that may begin there.
  uint32_t cut_of(uint32_t begin) const {
    for (uint32_t at = begin + kLongestSentence; at > begin + kLongestSentence / 2; --at) {
      if (tokens_[at - 1].is(',') || tokens_[at - 1].is(';') || tokens_[at].has(Token::kNewLine | Token::kWideGap)) return at;
    }
    return begin + kLongestSentence;
  }

  static uint32_t start_of(const Section& section) { return section.heading.empty() ? section.body.begin : section.heading.begin; }

  bool begins(uint32_t at) const {
    const Token& token = tokens_[at];
    if (token.has(Token::kBlankLine)) return true;
    if (token.has(Token::kNewLine) && !continues(at)) return true;
    return ends_sentence(at - 1, at);
  }

  // The first token from `from` on at which a section's heading or body or a topic begins, or a topic ends.
  void find_next_boundary(uint32_t from) {
    boundary_ = size_;
    const auto note = [&](uint32_t at) {
      if (at >= from) boundary_ = std::min(boundary_, at);
    };
    while (next_section_ < sections_.size() && sections_[next_section_].body.begin < from) ++next_section_;
    if (next_section_ < sections_.size()) {
      note(start_of(sections_[next_section_]));
      note(sections_[next_section_].body.begin);
    }
    while (next_topic_ < topics_.size() && topics_[next_topic_].body.end < from) ++next_topic_;
    for (uint32_t topic = next_topic_; topic < topics_.size() && topics_[topic].heading.begin <= boundary_; ++topic) {
      note(topics_[topic].heading.begin);
      note(topics_[topic].body.end);
    }
  }

  bool is_bullet(uint32_t at) const { return (tokens_[at].is('*') || tokens_[at].is('-') || tokens_[at].is('>')) && at + 1 < size_ && tokens_[at + 1].has(Token::kSpaceBefore); }
  bool is_number_mark(uint32_t at) const {
    return at + 1 < size_ && tokens_[at].kind == TokenKind::number && tokens_[at].end - tokens_[at].begin <= 2 && (tokens_[at + 1].is('.') || tokens_[at + 1].is(')')) &&
           !tokens_[at + 1].has(Token::kSpaceBefore);
  }

  // Whether the line that begins at `at` goes on with the sentence of the line before.
  bool continues(uint32_t at) const {
    const Token& before = tokens_[at - 1];
    if (is_bullet(at) || is_number_mark(at) || before.is(':') || before.is('!')) return false;
    if (before.is('.') && !is_abbreviation(at - 1, at)) return false;
    const Line& line_before = lines_[line_ - 1];
    if (line_before.has(Line::kCells) || lines_[line_].has(Line::kCells)) return false;
    const bool lower = tokens_[at].kind == TokenKind::word && !tokens_[at].has(Token::kCapital);
    if (widest_ > kWidestWrappedLine) return lower && width(line_before) >= kWidestWrappedLine / 4;
    if (before.is(',') || lower) return width(line_before) * 5 >= widest_ * 2;
    const bool shouted = tokens_[at].has(Token::kAllCapitals) && before.has(Token::kAllCapitals);  // capitals say nothing there
    if (!wrapped_ && !shouted) return before.kind == TokenKind::word && contains(kOpenEnds, word(at - 1));
    return width(line_before) * 4 >= widest_ * 3;
  }

  bool ends_sentence(uint32_t at, uint32_t next) const {
    const Token& mark = tokens_[at];
    if (mark.is('!') || mark.is('?')) return !tokens_[first_of_run(at)].has(Token::kSpaceBefore) && tokens_[next].has(Token::kSpaceBefore) && tokens_[next].has(Token::kCapital);
    if (!mark.is('.')) return closes_after_period(at, next);
    if (!tokens_[next].has(Token::kSpaceBefore)) return false;
    if (tokens_[next].is(',') || tokens_[next].is(';') || tokens_[next].is(')')) return false;
    return !is_abbreviation(at, next);
  }

  // "Impression: ?? C7 radiculopathy": the first of marks that touch.
  uint32_t first_of_run(uint32_t at) const {
    while (at > 0 && tokens_[at - 1].mark == tokens_[at].mark && !tokens_[at].has(Token::kSpaceBefore)) --at;
    return at;
  }

  // `."` and `.)` end a sentence too.
  bool closes_after_period(uint32_t at, uint32_t next) const {
    const bool closer = tokens_[at].is('"') || tokens_[at].is(')') || tokens_[at].is('\'');
    return closer && at > 0 && tokens_[at - 1].is('.') && !tokens_[at].has(Token::kSpaceBefore) && tokens_[next].has(Token::kSpaceBefore) && tokens_[next].has(Token::kCapital);
  }

  // Whether the period at `at` belongs to an abbreviation or a list number and the sentence goes on at `next`.
  bool is_abbreviation(uint32_t at, uint32_t next) const {
    if (at == 0) return false;
    const Token& before = tokens_[at - 1];
    if (tokens_[at].has(Token::kSpaceBefore)) return false;
    if (before.kind == TokenKind::number) return before.end - before.begin <= 2 && (before.has(Token::kNewLine) || !tokens_[next].has(Token::kSpaceBefore));
    if (before.kind != TokenKind::word) return false;
    const std::string_view abbreviation = word(at - 1);
    if (!may_abbreviate(abbreviation)) return false;
    if (abbreviation == "pt" && before.has(Token::kNewLine | Token::kBlankLine) && !before.has(Token::kAllCapitals)) return true;  // "Pt. compliant"
    if (contains(kTitles, abbreviation)) return !tokens_[next].has(Token::kNewLine) || abbreviation.size() <= 3;
    const bool capital = tokens_[next].has(Token::kCapital) || tokens_[next].kind != TokenKind::word;
    if (!capital && contains(kLooseAbbreviations, abbreviation)) return true;
    if (abbreviation.size() != 1) return false;
    const bool dotted = at >= 2 && tokens_[at - 2].is('.') && !before.has(Token::kSpaceBefore);  // b.i.d. p.r.n. U.S.
    return dotted ? !capital : before.has(Token::kCapital) && !is_level_letter(abbreviation);    // an initial
  }

  static bool is_level_letter(std::string_view letter) { return letter == "l" || letter == "r"; }

  std::string_view folded_;
  const std::vector<Token>& tokens_;
  const uint32_t size_;
  const std::vector<Line>& lines_;
  const std::vector<Section>& sections_;
  const std::vector<Topic>& topics_;
  std::vector<Sentence>& out_;
  uint32_t widest_ = 0;
  bool wrapped_ = false;
  size_t line_ = 0;  // of the token at hand
  uint32_t section_ = 0;
  uint32_t topic_ = 0;
  uint32_t boundary_ = 0;
  uint32_t next_section_ = 0;
  uint32_t next_topic_ = 0;
};

}  // namespace

void find_sentences(const Text& text, const std::vector<Token>& tokens, const std::vector<Line>& lines, const std::vector<Section>& sections, const std::vector<Topic>& topics,
                    std::vector<Sentence>& out) {
  SentenceFinder(text, tokens, lines, sections, topics, out).run();
}

}  // namespace chartgap
