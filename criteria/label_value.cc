#include "criteria/label_value.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr uint32_t kMostBytes = 160;  // of the value
constexpr size_t kLongestLabel = 32;  // bytes behind the evidence

bool is_gap(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Up to a semicolon, and to the last whole word of what is too long.
uint32_t clause_end(std::string_view bytes, Span value) {
  uint32_t end = static_cast<uint32_t>(std::min<size_t>(bytes.substr(0, value.end).find(';', value.begin), value.end));
  if (end - value.begin > kMostBytes) {
    end = value.begin + kMostBytes;
    while (end > value.begin && !is_gap(bytes[end])) --end;
  }
  while (end > value.begin && is_gap(bytes[end - 1])) --end;
  return end;
}

// Hardly any evidence does: told from the bytes behind it, before a sentence is looked for.
bool may_end_in_colon(std::string_view bytes, Span span) {
  const size_t end = std::min(bytes.size(), span.end + kLongestLabel);
  for (size_t at = span.end; at < end; ++at) {
    if (bytes[at] == ':') return true;
    if (bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '.' || bytes[at] == ';') return false;
  }
  return false;
}

}  // namespace

Span with_value(const Document& document, Span span) {
  if (!may_end_in_colon(document.text().bytes(), span)) return span;
  const std::vector<Sentence>& sentences = document.sentences();
  const auto label = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& each) { return document.span_of(each.tokens).end <= span.begin; });
  if (label == sentences.end() || label + 1 == sentences.end() || !document.tokens()[label->tokens.end - 1].is(':')) return span;
  const Sentence& value = *(label + 1);
  const Span named = document.span_of(label->tokens);
  if (!named.contains(span) || value.section != label->section || value.heading) return span;
  return {span.begin, std::max(span.end, clause_end(document.text().bytes(), document.span_of(value.tokens)))};
}

}  // namespace chartgap
