#include "nlp/document.h"

namespace chartgap {

void Document::lay_out(std::string_view name, std::string_view bytes, const Vocabulary& vocabulary, const HeadingTable& headings) {
  name_.assign(name);
  text_.assign(bytes);
  tokenize(text_, vocabulary, tokens_);
  find_lines(text_.folded(), tokens_, lines_);
  find_sections(tokens_, lines_, headings, sections_, topics_);
  find_fields(text_.folded(), tokens_, lines_, fields_, checkboxes_);
  find_sentences(text_, tokens_, lines_, sections_, topics_, sentences_);
  sentence_of_.resize(tokens_.size());
  for (uint32_t i = 0; i < sentences_.size(); ++i) {
    Sentence& sentence = sentences_[i];
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      sentence_of_[at] = i;
      sentence.numbers |= tokens_[at].kind == TokenKind::number;
      sentence.cells |= tokens_[at].has(Token::kWideGap) || tokens_[at].is('|');
    }
  }
}

Span Document::span_of(TokenRange range) const {
  if (range.empty()) return {};
  return text_.to_original(tokens_[range.begin].begin, tokens_[range.end - 1].end);
}

std::string_view Document::folded(TokenRange range) const {
  if (range.empty()) return {};
  const uint32_t begin = tokens_[range.begin].begin;
  return text_.folded().substr(begin, tokens_[range.end - 1].end - begin);
}

}  // namespace chartgap
