#include "nlp/facts/exam_values.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chartgap {
namespace {

constexpr int kFull = 5;
constexpr int kBrisk = 3;
constexpr int kNormalJerk = 2;
constexpr int kFullPercent = 95;
constexpr uint32_t kBoxTokens = 3;  // "[", "x", "]"
constexpr uint32_t kSignReach = 5;  // tokens between an angle and its sign

constexpr std::array<std::string_view, 27> kNormalWords = {"normal", "nl",   "nml",          "norm",   "wnl",        "intact", "full", "ok",           "okay",
                                                           "good",   "wfl",  "unremarkable", "strong", "able",       "sym",    "symm", "symmetric",    "symmetrical",
                                                           "equal",  "free", "frm",          "from",   "functional", "int",    "nad",  "unrestricted", "strng"};
constexpr std::array<std::string_view, 12> kNoneWords = {"none", "nil", "neg", "negative", "no", "n", "absent", "abs", "nonelicited", "ve", "0", "unobtainable"};
constexpr std::array<std::string_view, 5> kDownWords = {"dn", "down", "downgoing", "flexor", "flex"};
constexpr std::array<std::string_view, 6> kYesWords = {"pos", "positive", "yes", "y", "present", "pres"};
constexpr std::array<std::string_view, 7> kUpWords = {"up", "upgoing", "extensor", "brisk", "hyper", "abn", "abnormal"};
constexpr std::array<std::string_view, 39> kLowWords = {"weak", "reduced",    "red",   "decr",     "dec",     "decreased", "dim",      "diminished", "limited", "ltd",
                                                        "lim",  "restricted", "stiff", "impaired", "unable",  "abn",       "abnormal", "loss",       "lost",    "gone",
                                                        "poor", "less",       "tr",    "trace",    "hypo",    "dull",      "sluggish", "depressed",  "patchy",  "min",
                                                        "mod",  "max",        "major", "moderate", "minimal", "mild",      "severe",   "dropped",    "altered"};
constexpr std::array<std::string_view, 6> kDoubtWords = {"equiv", "equivocal", "mute", "borderline", "questionable", "indeterminate"};
constexpr std::array<std::string_view, 5> kUntestedWords = {"nt", "na", "deferred", "untested", "refused"};
constexpr std::array<std::string_view, 31> kUnits = {"visits", "visit", "sets", "reps", "sessions", "times", "of",  "deg",   "degs", "degree", "degrees",
                                                     "mm",     "cm",    "kg",   "kgs",  "lb",       "lbs",   "x",   "beats", "bts",  "beat",   "wk",
                                                     "wks",    "weeks", "days", "mo",   "mos",      "yrs",   "min", "mg",    "th"};

class ValueReader {
 public:
  ValueReader(const Document& document, uint32_t end, Ask ask) : document_(document), tokens_(document.tokens()), end_(end), ask_(ask) {}

  std::optional<ExamValue> read(uint32_t at) const {
    if (at >= end_) return std::nullopt;
    if (const auto value = box(at)) return value;
    if ((is(at, '[') || is(at, '(')) && at + 1 < end_) return bracketed(at);
    return bare(at);
  }

 private:
  bool is(uint32_t at, char mark) const { return at < end_ && tokens_[at].is(mark); }
  bool touches(uint32_t at) const { return at < end_ && !tokens_[at].has(Token::kSpaceBefore) && !tokens_[at].has(Token::kNewLine); }
  bool is_number(uint32_t at) const { return at < end_ && tokens_[at].kind == TokenKind::number; }
  std::string_view word(uint32_t at) const { return at < end_ ? document_.word(at) : std::string_view{}; }

  // "[x]pos", "☒ full": the first words of the label of a ticked box.
  std::optional<ExamValue> box(uint32_t at) const {
    if (!is(at, '[') && !is(at, '(')) return std::nullopt;
    const auto& boxes = document_.checkboxes();
    const auto found = std::lower_bound(boxes.begin(), boxes.end(), at, [](const Checkbox& one, uint32_t token) { return one.label.begin <= token; });
    if (found == boxes.end() || found->label.begin > at + kBoxTokens || found->label.begin >= end_ || found->label.begin < at + 2) return std::nullopt;
    ExamValue out;
    if (found->checked) {
      const auto label = bare(found->label.begin);
      if (!label) return std::nullopt;
      out = *label;
    } else {
      out.tokens = {at, at};
    }
    out.boxed = true;
    out.end_of = {at, std::min(found->checked ? out.tokens.end : label_end(*found), end_)};
    return out;
  }
  uint32_t label_end(const Checkbox& box) const {
    const auto label = bare(box.label.begin);
    return label ? label->tokens.end : std::min(box.label.begin + 1, end_);
  }

  std::optional<ExamValue> bracketed(uint32_t at) const {
    auto inner = bare(at + 1);
    if (!inner || inner->tokens.end >= end_ || !(is(inner->tokens.end, ']') || is(inner->tokens.end, ')'))) return std::nullopt;
    inner->end_of = {at, inner->tokens.end + 1};
    return inner;
  }

  std::optional<ExamValue> bare(uint32_t at) const {
    auto out = graded(at);
    if (!out) out = signed_value(at);
    if (!out) out = worded(at);
    if (out) out->end_of = out->tokens;
    return out;
  }

  // One digit and the sign that touches it.
  bool read_mark(uint32_t at, GradeMark& mark, uint32_t& end) const {
    if (!is_number(at) || tokens_[at].end - tokens_[at].begin != 1) return false;
    mark.value = word(at)[0] - '0';
    mark.sign = 0;
    end = at + 1;
    if (mark.value > kFull) return false;
    if ((is(end, '+') || is(end, '-')) && touches(end) && !(is(end, '-') && touches(end + 1) && is_number(end + 1))) {
      mark.sign = tokens_[end].mark;
      ++end;
    }
    return true;
  }

  std::optional<ExamValue> graded(uint32_t at) const {
    ExamValue out;
    uint32_t end = 0;
    const bool leads = (is(at, '+') || is(at, '-')) && touches(at + 1) && is_number(at + 1) && ask_ != Ask::motion;
    if (!read_mark(at + (leads ? 1 : 0), out.first, end)) return std::nullopt;
    if (leads && out.first.sign == 0) out.first.sign = tokens_[at].mark;
    if (ask_ == Ask::motion || ask_ == Ask::angle || (ask_ == Ask::sign && out.first.value != 0)) return std::nullopt;
    out.graded = true;
    out.tokens = {at, end};
    out.second_tokens = {end, end};
    if (is(end, '/') && !read_under(out)) return std::nullopt;
    if (!out.pair && !out.of_five && ask_ == Ask::reflex) read_spaced(out);
    return closes(out.tokens.end) ? std::optional(out) : std::nullopt;
  }

  bool read_under(ExamValue& out) const {
    const uint32_t slash = out.tokens.end;
    uint32_t end = 0;
    if (!read_mark(slash + 1, out.second, end) || is(end, '/')) return false;
    out.second_tokens = {slash + 1, end};
    out.tokens.end = end;
    out.of_five = ask_ != Ask::reflex && out.second == GradeMark{kFull, 0};
    const bool of_four = ask_ == Ask::reflex && out.second == GradeMark{4, 0} && out.first.value != 4;
    out.pair = !out.of_five && !of_four;
    return true;
  }

  // "biceps 2 2"
  void read_spaced(ExamValue& out) const {
    uint32_t end = 0;
    GradeMark second;
    if (out.tokens.end >= end_ || tokens_[out.tokens.end].has(Token::kNewLine) || !read_mark(out.tokens.end, second, end) || is(end, '/') || !closes(end)) return;
    out.second = second;
    out.second_tokens = {out.tokens.end, end};
    out.tokens.end = end;
    out.pair = true;
  }

  // What stands behind makes it no grade: a unit, a percent, a date, a decimal.
  bool closes(uint32_t at) const {
    if (at >= end_ || tokens_[at].has(Token::kNewLine)) return true;
    if (is(at, '/') || is(at, '%') || (is(at, '.') && touches(at + 1) && is_number(at + 1)) || (is(at, ':') && touches(at + 1))) return false;
    if (tokens_[at].kind == TokenKind::punctuation) return static_cast<unsigned char>(word(at)[0]) < 0x80 && !(is(at, '-') && touches(at + 1) && is_number(at + 1));
    return !one_of(kUnits, word(at)) && !(tokens_[at].kind == TokenKind::number && touches(at));
  }

  std::optional<ExamValue> signed_value(uint32_t at) const {
    if (!is(at, '+') && !is(at, '-')) return std::nullopt;
    uint32_t end = at + 1;
    while (end < end_ && touches(end) && (is(end, tokens_[at].mark))) ++end;
    if (is(at, '+') && is(end, '/') && is(end + 1, '-')) end += 2;
    if (touches(end) && end < end_ && tokens_[end].kind != TokenKind::punctuation) {
      if (word(end) != "ve" && word(end) != "r" && word(end) != "l") return std::nullopt;
      if (word(end) == "ve") ++end;
    }
    ExamValue out;
    out.tokens = {at, end};
    return out;
  }

  std::optional<ExamValue> worded(uint32_t at) const {
    ExamValue out;
    out.tokens = {at, at + 1};
    if (word(at) == "n" && is(at + 1, '/') && word(at + 2) == "a") {
      out.tokens.end = at + 3;
      return out;
    }
    if (share(at, out) || angle(at, out) || judged_degrees(at, out)) return out;
    if (word(at) == "\xE2\x86\x93" || word(at) == "\xE2\x86\x91") return out;
    return finding_of(document_, out, ask_) ? std::optional(out) : std::nullopt;
  }

  // "45", "45 degrees", "80/80"; a sign right behind says it better ("45 (+)").
  bool angle(uint32_t at, ExamValue& out) const {
    if (ask_ != Ask::angle || !is_number(at) || word(at).size() != 2) return false;
    uint32_t end = at + 1;
    if (is(end, '/') && is_number(end + 1) && word(end + 1).size() == 2) end += 2;
    out.tokens.end = end;
    if (is(end, '%') || is(end, '/')) return false;
    while (end < end_ && end < at + kSignReach && (word(end).starts_with("deg") || is(end, '(') || word(end) == "\xC2\xB0" || word(end) == "and")) ++end;
    if (end >= end_ || end == at + 1) return true;
    const auto better = bare(end);
    if (better && tokens_[better->tokens.begin].kind != TokenKind::number) out = *better;
    return true;
  }

  // "45 (WNL)", "30 deg (limited)": of degrees only the word behind them judges.
  bool judged_degrees(uint32_t at, ExamValue& out) const {
    if (ask_ != Ask::motion || !is_number(at)) return false;
    uint32_t end = at + 1;
    while (end < end_ && end < at + kSignReach && (word(end).starts_with("deg") || word(end) == "\xC2\xB0" || is(end, '*'))) ++end;
    if (end + 1 >= end_ || !is(end, '(') || is_number(end + 1)) return false;
    const auto said = bare(end + 1);
    if (said) out = *said;
    return said.has_value();
  }

  // "50%", "35/50"
  bool share(uint32_t at, ExamValue& out) const {
    if (ask_ != Ask::motion || !is_number(at)) return false;
    if (is(at + 1, '%')) {
      out.tokens.end = at + 2;
      return true;
    }
    if (!is(at + 1, '/') || !is_number(at + 2) || !touches(at + 2) || is(at + 3, '/') || word(at + 2).size() < 2) return false;
    out.tokens.end = at + 3;
    return true;
  }

  const Document& document_;
  const std::vector<Token>& tokens_;
  const uint32_t end_;
  const Ask ask_;
};

int number_of(std::string_view digits) {
  int out = 0;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') break;
    out = out * 10 + (digit - '0');
  }
  return out;
}

Finding finding_of_angle(const Document& document, TokenRange tokens) {
  const int first = number_of(document.word(tokens.begin));
  const int last = tokens.size() == 3 ? number_of(document.word(tokens.end - 1)) : first;
  return std::min(first, last) >= kFreeLegRaise ? Finding::normal : Finding::low;
}

std::optional<Finding> finding_of_share(const Document& document, TokenRange tokens) {
  const int part = number_of(document.word(tokens.begin));
  if (tokens.size() == 2) return part >= kFullPercent ? Finding::normal : Finding::low;
  return part >= number_of(document.word(tokens.end - 1)) ? Finding::normal : Finding::low;
}

// "+" is a sign found, or in the UK's way of jerks one that is there ("+", "++") or brisk ("+++").
std::optional<Finding> finding_of_sign(const Document& document, TokenRange tokens, Ask ask) {
  const bool plus = document.tokens()[tokens.begin].is('+');
  if (plus && tokens.size() == 3 && document.tokens()[tokens.begin + 1].is('/')) return ask == Ask::reflex ? Finding::low : Finding::doubtful;
  if (ask == Ask::reflex) {
    if (!plus) return Finding::low;
    return tokens.size() > 2 ? Finding::brisk : Finding::normal;
  }
  if (ask == Ask::sign) return plus ? Finding::low : Finding::normal;
  return std::nullopt;
}

std::optional<Finding> finding_of_word(std::string_view word, Ask ask) {
  if (word == "\xE2\x86\x93") return ask == Ask::sign ? Finding::normal : Finding::low;
  if (word == "\xE2\x86\x91") return ask == Ask::reflex ? std::optional(Finding::brisk) : ask == Ask::sign ? std::optional(Finding::low) : std::nullopt;
  if (one_of(kUntestedWords, word)) return Finding::untested;
  if (one_of(kDoubtWords, word)) return Finding::doubtful;
  if (one_of(kNormalWords, word)) return Finding::normal;
  const bool sign = ask == Ask::sign;
  if (one_of(kNoneWords, word)) {
    if (ask == Ask::strength || ask == Ask::motion) return std::nullopt;
    return sign ? Finding::normal : Finding::low;
  }
  if (sign && one_of(kDownWords, word)) return Finding::normal;
  if (one_of(kYesWords, word)) {
    if (sign) return Finding::low;
    return ask == Ask::reflex || ask == Ask::feeling ? std::optional(Finding::normal) : std::nullopt;
  }
  if (sign && one_of(kUpWords, word)) return Finding::low;
  if (ask == Ask::reflex && one_of(kUpWords, word)) return Finding::brisk;
  if (!sign && one_of(kLowWords, word)) return Finding::low;
  return std::nullopt;
}

bool is_side_letter(const Token& token) { return token.end - token.begin > 1 || token.has(Token::kCapital); }

constexpr auto kSideWords =
    std::to_array<std::string_view>({"l", "left", "lt", "lft", "r", "right", "rt", "b", "both", "bl", "bil", "bilat", "bilateral", "bilaterally", "bilaterals"});
constexpr WordFilter kSideFilter = [] {
  WordFilter filter;
  for (std::string_view word : kSideWords) filter.add(word);
  return filter;
}();
// With what may stand in front of a side: "on the", "to the", "=".
constexpr WordFilter kSideLeadFilter = [] {
  WordFilter filter = kSideFilter;
  for (std::string_view word : {"on", "to", "="}) filter.add(word);
  return filter;
}();

Side side_of_word(const Document& document, uint32_t at) {
  const std::string_view word = document.word(at);
  if (word == "left" || (word == "lt" && !document.tokens()[at].has(Token::kAllCapitals)) || word == "lft" || (word == "l" && is_side_letter(document.tokens()[at])))
    return Side::left;
  if (word == "right" || word == "rt" || (word == "r" && is_side_letter(document.tokens()[at]))) return Side::right;
  if (word.starts_with("bilat") || word == "both" || word == "bl" || word == "bil") return Side::bilateral;
  return Side::none;
}

}  // namespace

std::optional<ExamValue> exam_value_at(const Document& document, uint32_t at, uint32_t end, Ask ask) { return ValueReader(document, end, ask).read(at); }

bool read_grade_list(const Document& document, TokenRange range, std::span<ExamValue> out) {
  const std::vector<Token>& tokens = document.tokens();
  uint32_t at = range.begin;
  for (size_t i = 0; i < out.size(); ++i) {
    if (i > 0 && (at >= range.end || !tokens[at++].is('/'))) return false;
    if (at >= range.end || tokens[at].kind != TokenKind::number || tokens[at].end - tokens[at].begin != 1) return false;
    ExamValue value;
    value.graded = true;
    value.first.value = number_of(document.word(at));
    uint32_t end = at + 1;
    if (end < range.end && (tokens[end].is('+') || tokens[end].is('-')) && !tokens[end].has(Token::kSpaceBefore)) value.first.sign = tokens[end++].mark;
    value.tokens = value.end_of = {at, end};
    value.second_tokens = {end, end};
    if (value.first.value > kFull) return false;
    out[i] = value;
    at = end;
  }
  return at >= range.end || (!tokens[at].is('/') && !tokens[at].is('%'));
}

Finding finding_of(GradeMark grade, Ask ask) {
  if (ask != Ask::reflex) {
    if (ask == Ask::sign) return grade.value == 0 ? Finding::normal : Finding::low;
    return grade.value >= kFull && grade.sign != '-' ? Finding::normal : Finding::low;
  }
  if (grade.value >= kBrisk) return Finding::brisk;
  return grade.value < kNormalJerk ? Finding::low : Finding::normal;
}

std::optional<Finding> finding_of(const Document& document, const ExamValue& value, Ask asked) {
  const Ask ask = asked == Ask::angle ? Ask::sign : asked;
  if (value.graded) {
    const Finding first = finding_of(value.first, ask);
    if (!value.pair || first != Finding::normal) return first;
    return finding_of(value.second, ask);
  }
  const Token& token = document.tokens()[value.tokens.begin];
  if (value.tokens.size() == 3 && token.kind == TokenKind::word) return Finding::untested;
  if (token.kind == TokenKind::number && asked == Ask::angle) return finding_of_angle(document, value.tokens);
  if (token.kind == TokenKind::number && value.tokens.size() > 1) return finding_of_share(document, value.tokens);
  if (token.is('+') || token.is('-')) return finding_of_sign(document, value.tokens, ask);
  return finding_of_word(document.word(value.tokens.begin), ask);
}

const WordFilter& side_filter() { return kSideFilter; }

std::optional<SideWord> side_word_at(const Document& document, uint32_t at, uint32_t end) {
  if (at >= end || !kSideLeadFilter.may_hold(document, at)) return std::nullopt;
  const auto word = [&](uint32_t token) { return token < end ? document.word(token) : std::string_view{}; };
  const uint32_t begin = at;
  if (word(at) == "on" || word(at) == "to") ++at;
  if (at > begin && word(at) == "the") ++at;
  if (at >= end) return std::nullopt;
  if (document.tokens()[at].is('=') && at == begin) return SideWord{Side::bilateral, at + 1};
  const bool slashed = word(at) == "b" && at + 2 < end && document.tokens()[at + 1].is('/') && word(at + 2) == "l";
  if (slashed) return SideWord{Side::bilateral, at + 3};
  const Side side = side_of_word(document, at);
  if (side == Side::none) return std::nullopt;
  if (at + 2 < end && document.tokens()[at + 1].is('=') && side_of_word(document, at + 2) != Side::none) return SideWord{Side::bilateral, at + 3};
  return SideWord{side, at + 1};
}

}  // namespace chartgap
