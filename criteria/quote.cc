#include "criteria/quote.h"

#include <algorithm>
#include <iterator>

#include "criteria/file_place.h"

namespace chartgap {
namespace {

constexpr uint32_t kContextBytes = 48;
constexpr size_t kLongestHeading = 48;

bool is_gap(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

struct Range {
  uint32_t first;
  uint32_t last;
};
// White space, C0 and C1 controls, directional marks and line separators.
constexpr Range kBlanks[] = {{0x00, 0x20}, {0x7F, 0xA0}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

// How many bytes at `at` are better shown as a space.
size_t blank_size(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : uint32_t{0}; };
  uint32_t code = byte(0);
  size_t size = 1;
  if (code == 0xC2) {
    code = byte(1);
    size = 2;
  } else if (code == 0xE2) {
    code = 0x2000 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    size = 3;
  } else if (code >= 0x80) {
    return 0;
  }
  const bool blank = std::any_of(std::begin(kBlanks), std::end(kBlanks), [&](const Range& range) { return range.first <= code && code <= range.last; });
  return blank ? size : 0;
}

// The first token that ends after that byte; the last one when there is none.
uint32_t token_at(const Document& document, uint32_t byte) {
  const auto& tokens = document.tokens();
  const auto found = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) { return document.text().to_original(token.begin, token.end).end <= byte; });
  return static_cast<uint32_t>(std::min<size_t>(static_cast<size_t>(found - tokens.begin()), tokens.size() - 1));
}

std::string heading_of(const Document& document, const Section& section) {
  if (section.heading.empty()) return {};
  std::string heading = one_line(document.text().quote(document.span_of(section.heading)));
  return heading.size() <= kLongestHeading ? heading : std::string{};
}

// Where the context before `to` begins: whole words, `kContextBytes` at most, and all of it when that suffices.
uint32_t context_begin(std::string_view bytes, uint32_t from, uint32_t to) {
  if (to - from <= kContextBytes) return from;
  uint32_t at = to - kContextBytes;
  while (at < to && !is_gap(bytes[at])) ++at;
  while (at < to && is_gap(bytes[at])) ++at;
  return at;
}

uint32_t context_end(std::string_view bytes, uint32_t from, uint32_t to) {
  if (to - from <= kContextBytes) return to;
  uint32_t at = from + kContextBytes;
  while (at > from && !is_gap(bytes[at])) --at;
  return at;
}

class QuoteBuilder {
 public:
  explicit QuoteBuilder(const Text& text) : text_(text), bytes_(text.bytes()) {}

  std::vector<QuotePart> build(Span sentence, const std::vector<Span>& marks) {
    lead_in(sentence.begin, marks.front().begin);
    uint32_t at = marks.front().begin;
    for (const Span& mark : marks) {
      between(at, mark.begin);
      if (mark.end > at) add({std::max(at, mark.begin), mark.end}, true);
      at = std::max(at, mark.end);
    }
    lead_out(at, sentence.end);
    return std::move(parts_);
  }

 private:
  void lead_in(uint32_t from, uint32_t to) {
    const uint32_t begin = context_begin(bytes_, from, to);
    if (begin > from) parts_.push_back({"…", false});
    add({begin, to}, false);
  }

  void lead_out(uint32_t from, uint32_t to) {
    if (from >= to) return;
    const uint32_t end = context_end(bytes_, from, to);
    add({from, end}, false);
    if (end < to) parts_.push_back({"…", false});
  }

  void between(uint32_t from, uint32_t to) {
    if (from >= to) return;
    if (to - from <= 2 * kContextBytes) return add({from, to}, false);
    add({from, context_end(bytes_, from, to)}, false);
    parts_.push_back({" … ", false});
    add({context_begin(bytes_, from, to), to}, false);
  }

  void add(Span span, bool marked) {
    if (span.empty()) return;
    parts_.push_back({one_line(text_.quote(span)), marked});
  }

  const Text& text_;
  std::string_view bytes_;
  std::vector<QuotePart> parts_;
};

bool same_quote(const Quote& quote, const Evidence& evidence) {
  return quote.document == evidence.document && quote.points_to == evidence.points_to && quote.place.sentence.contains(evidence.span);
}

}  // namespace

std::string one_line(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    const size_t blank = blank_size(utf8, at);
    if (blank == 0) {
      out += utf8[at++];
    } else {
      if (out.empty() || out.back() != ' ') out += ' ';
      at += blank;
    }
  }
  return out;
}

Place place_of(const CaseDocument& source, Span span) {
  const Document& document = source.document;
  Place place;
  place.line = line_in_file(source, span.begin);
  place.sentence = span;
  if (document.tokens().empty()) return place;
  const Sentence& sentence = document.sentences()[document.sentence_of(token_at(document, span.begin))];
  const Section& section = document.section_of(sentence);
  const Span bytes = document.span_of(sentence.tokens);
  place.sentence = {std::min(bytes.begin, span.begin), std::max(bytes.end, span.end)};
  place.section = section.kind;
  place.heading = heading_of(document, section);
  return place;
}

std::vector<QuotePart> parts_of(const CaseDocument& document, Span words, Span marked) { return QuoteBuilder(document.document.text()).build(words, {marked}); }

std::vector<Quote> quotes_of(const Case& patient, const std::vector<Evidence>& evidence) {
  std::vector<Quote> quotes;
  std::vector<std::vector<Span>> marks;
  for (uint32_t i = 0; i < evidence.size(); ++i) {
    const Evidence& item = evidence[i];
    const auto found = std::find_if(quotes.begin(), quotes.end(), [&](const Quote& quote) { return same_quote(quote, item); });
    const auto index = static_cast<size_t>(found - quotes.begin());
    if (found == quotes.end()) {
      quotes.push_back({item.document, i, place_of(patient.documents[item.document], item.span), item.points_to, {}});
      marks.emplace_back();
    }
    marks[index].push_back(item.span);
  }
  for (size_t i = 0; i < quotes.size(); ++i) {
    std::sort(marks[i].begin(), marks[i].end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    quotes[i].parts = QuoteBuilder(patient.documents[quotes[i].document].document.text()).build(quotes[i].place.sentence, marks[i]);
  }
  return quotes;
}

}  // namespace chartgap
