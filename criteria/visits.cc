#include "criteria/visits.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "criteria/visit_heads.h"
#include "criteria/words.h"
#include "nlp/tokens.h"

namespace chartgap {
namespace {

constexpr size_t kHeadLines = 5;          // of a visit's first paragraph: its date stands in one of them
constexpr size_t kLongestTitle = 100;     // bytes of a line above a date that is no prose
constexpr size_t kLongestOverTitle = 60;  // of a title by itself above a blank line
constexpr uint32_t kFewestWords = 6;      // behind a head
constexpr uint32_t kWordsOfNote = 40;     // before the first head: a note of its own

enum class LineShape : uint8_t { blank, rule, words };

// Bytes of the folded view, without the line's end.
struct NoteLine {
  uint32_t begin = 0;
  uint32_t end = 0;
  LineShape shape = LineShape::blank;
};

struct Head {
  size_t first_line = 0;  // of its paragraph
  size_t line = 0;        // of its date
  HeadKind kind = HeadKind::none;
  Date date;
  bool study = false;
};

bool is_day(const Quantity& quantity) { return quantity.kind == QuantityKind::date && quantity.date.year != 0 && quantity.date.day != 0 && quantity.end_date.empty(); }

class VisitFinder {
 public:
  explicit VisitFinder(const Text& text) : text_(text), folded_(text.folded()) {
    static const Vocabulary words;  // those of dates
    tokenize(text, words, tokens_);
    cut_lines();
  }

  std::vector<Visit> find() {
    find_heads();
    drop_bare_heads();
    drop_empty_heads();
    drop_repeated_heads();
    if (heads_.size() < 2) return {{{0, static_cast<uint32_t>(text_.bytes().size())}, {}}};
    return visits();
  }

 private:
  void cut_lines() {
    for (uint32_t begin = 0; begin < folded_.size();) {
      const auto end = static_cast<uint32_t>(std::min(folded_.find('\n', begin), folded_.size()));
      const uint32_t words_end = end > begin && folded_[end - 1] == '\r' ? end - 1 : end;
      lines_.push_back({begin, words_end, shape_of(begin, words_end)});
      begin = end + 1;
    }
  }

  // A form feed is a page's end, and a rule where nothing else stands on its line.
  LineShape shape_of(uint32_t begin, uint32_t end) const {
    const std::string_view line = folded_.substr(begin, end - begin);
    if (is_rule(line)) return LineShape::rule;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) return LineShape::words;
    const Span bytes = text_.to_original(begin, end);
    return std::string_view(text_.bytes()).substr(bytes.begin, bytes.size()).find('\f') == std::string_view::npos ? LineShape::blank : LineShape::rule;
  }

  std::string_view line(size_t index) const { return folded_.substr(lines_[index].begin, lines_[index].end - lines_[index].begin); }

  size_t line_at(uint32_t byte) const {
    const auto after = std::partition_point(lines_.begin(), lines_.end(), [&](const NoteLine& each) { return each.begin <= byte; });
    return static_cast<size_t>(after - lines_.begin()) - 1;
  }

  void find_heads() {
    std::vector<Quantity> quantities;
    find_quantities(text_, tokens_, quantities);
    size_t next_line = 0;  // only a line's first date can make it a head
    for (const Quantity& quantity : quantities) {
      if (quantity.kind != QuantityKind::date) continue;
      const size_t at = line_at(tokens_[quantity.tokens.begin].begin);
      if (at < next_line) continue;
      next_line = at + 1;
      if (is_day(quantity)) add_head(quantity, at);
    }
  }

  // A paragraph has one head: a labelled date of service before any other.
  void add_head(const Quantity& quantity, size_t at) {
    const std::optional<Head> head = head_at(quantity, at);
    if (!head) return;
    if (heads_.empty() || heads_.back().first_line != head->first_line) heads_.push_back(*head);
    else if (head->kind == HeadKind::service && heads_.back().kind != HeadKind::service) heads_.back() = *head;
  }

  std::optional<Head> head_at(const Quantity& quantity, size_t at) const {
    const uint32_t begin = tokens_[quantity.tokens.begin].begin;
    const uint32_t end = tokens_[quantity.tokens.end - 1].end;
    const std::string_view before = folded_.substr(lines_[at].begin, begin - lines_[at].begin);
    const HeadKind kind = head_kind(before, folded_.substr(end, lines_[at].end - end));
    const std::optional<size_t> paragraph = kind == HeadKind::none ? std::nullopt : top_of(at);
    if (!paragraph || (at != *paragraph && (kind == HeadKind::title || kind == HeadKind::bare))) return std::nullopt;
    const size_t first = is_over_title(*paragraph) ? *paragraph - 2 : *paragraph;
    const bool behind_rule = first > 0 && lines_[first - 1].shape == LineShape::rule;
    const bool borne_out = kind == HeadKind::report ? behind_rule || is_titled(first, at, before) : kind != HeadKind::bare || behind_rule;
    if (!borne_out) return std::nullopt;
    return Head{first, at, kind, quantity.date, kind == HeadKind::report && is_study(first, at)};
  }

  bool is_titled(size_t top, size_t at, std::string_view before) const {
    for (size_t i = top; i < at; ++i) {
      if (is_title(line(i))) return true;
    }
    return is_title(before);
  }

  bool is_study(size_t top, size_t at) const {
    for (size_t i = top; i <= at; ++i) {
      if (is_study_title(line(i))) return true;
    }
    return false;
  }

  // The first line of the head's paragraph; nothing where the line stands too deep in its paragraph, or among prose.
  std::optional<size_t> top_of(size_t at) const {
    size_t top = at;
    while (top > 0 && lines_[top - 1].shape == LineShape::words) {
      const std::string_view above = line(top - 1);
      if (at - --top >= kHeadLines || above.size() > kLongestTitle || above.ends_with('.')) return std::nullopt;
    }
    return top;
  }

  // Capitals by themselves between blank lines, a blank line above `top`.
  bool is_over_title(size_t top) const {
    if (top < 2 || lines_[top - 1].shape != LineShape::blank || lines_[top - 2].shape != LineShape::words) return false;
    if (top > 2 && lines_[top - 3].shape == LineShape::words) return false;
    const NoteLine& above = lines_[top - 2];
    const auto first = std::partition_point(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.begin < above.begin; });
    const auto last = std::partition_point(first, tokens_.end(), [&](const Token& token) { return token.begin < above.end; });
    return above.end - above.begin <= kLongestOverTitle && std::all_of(first, last, [](const Token& token) {
             return token.kind == TokenKind::punctuation ? !token.is(':') : token.kind == TokenKind::number || token.has(Token::kAllCapitals);
           });
  }

  // Rules also part the sections of one note. A date behind a rule begins a visit only where every rule has a head behind it, or closes a head's box.
  void drop_bare_heads() {
    size_t next = lines_.size();  // line of words behind
    for (size_t i = lines_.size(); i-- > 0;) {
      if (lines_[i].shape == LineShape::words) next = i;
      if (lines_[i].shape != LineShape::rule || i + 1 == lines_.size() || is_headed(i, next)) continue;
      std::erase_if(heads_, [](const Head& head) { return head.kind == HeadKind::bare; });
      return;
    }
  }

  bool is_headed(size_t rule, size_t next) const {
    return next == lines_.size() || std::ranges::binary_search(heads_, next, {}, &Head::first_line) ||
           std::ranges::binary_search(heads_, rule, {}, [](const Head& head) { return head.line + 1; });
  }

  // How many words stand before each token, and before the end.
  void count_words() {
    words_before_.assign(tokens_.size() + 1, 0);
    for (size_t i = 0; i < tokens_.size(); ++i) words_before_[i + 1] = words_before_[i] + (tokens_[i].kind == TokenKind::word ? 1 : 0);
  }

  uint32_t words_between(size_t first_line, size_t end_line) const {
    if (first_line >= end_line) return 0;
    const auto first = std::ranges::partition_point(tokens_, [&](const Token& token) { return token.begin < lines_[first_line].begin; });
    const auto last = std::partition_point(first, tokens_.end(), [&](const Token& token) { return token.end <= lines_[end_line - 1].end; });
    return words_before_[static_cast<size_t>(last - tokens_.begin())] - words_before_[static_cast<size_t>(first - tokens_.begin())];
  }

  // Drops those without text up to the next, and a report pasted into a note, which the rest of that note follows: no visit of its own.
  void drop_empty_heads() {
    if (heads_.empty()) return;
    count_words();
    std::vector<Head> kept;       // from the last
    size_t end = lines_.size();   // where the next begins
    size_t read = lines_.size();  // lines looked at for a section of a visit, and the first such
    size_t section = lines_.size();
    for (size_t i = heads_.size(); i-- > 0;) {
      const Head& head = heads_[i];
      while (head.study && read > head.line + 1) {
        if (begins_visit_section(line(--read))) section = read;
      }
      if (words_between(head.line + 1, end) < kFewestWords || (head.study && section < end)) continue;
      kept.push_back(head);
      end = head.first_line;
    }
    heads_.assign(kept.rbegin(), kept.rend());
  }

  void drop_repeated_heads() {
    const auto same = [](const Head& a, const Head& b) { return a.date == b.date && a.study == b.study; };
    heads_.erase(std::unique(heads_.begin(), heads_.end(), same), heads_.end());
  }

  size_t end_of(size_t head) const { return head + 1 < heads_.size() ? heads_[head + 1].first_line : lines_.size(); }

  std::vector<Visit> visits() const {
    std::vector<Visit> out;
    const bool own = words_between(0, heads_.front().first_line) >= kWordsOfNote;
    if (own) out.push_back({span_of(0, heads_.front().first_line), {}});
    for (size_t i = 0; i < heads_.size(); ++i) out.push_back({span_of(i == 0 && !own ? 0 : heads_[i].first_line, end_of(i)), heads_[i].date});
    return out;
  }

  // Without the rules and blank lines at its end.
  Span span_of(size_t first_line, size_t end_line) const {
    if (end_line < lines_.size()) {
      while (end_line > first_line + 1 && lines_[end_line - 1].shape != LineShape::words) --end_line;
    }
    const auto bytes = static_cast<uint32_t>(text_.bytes().size());
    return {first_line == 0 ? 0 : text_.to_original(lines_[first_line].begin), end_line < lines_.size() ? text_.to_original(lines_[end_line].begin) : bytes};
  }

  const Text& text_;
  const std::string_view folded_;
  std::vector<Token> tokens_;
  std::vector<NoteLine> lines_;
  std::vector<Head> heads_;
  std::vector<uint32_t> words_before_;
};

}  // namespace

std::vector<Visit> find_visits(const Text& text) { return VisitFinder(text).find(); }

}  // namespace chartgap
