// One note, laid out: its text, tokens, lines, sections, topics, sentences and answered fields. Immutable once laid out.
// Owner: owns its bytes; everything later stores spans and token numbers, never a view into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/forms.h"
#include "nlp/lines.h"
#include "nlp/sections.h"
#include "nlp/sentences.h"
#include "nlp/span.h"
#include "nlp/text.h"
#include "nlp/tokens.h"

namespace chartgap {

class Document {
 public:
  Document() = default;
  Document(std::string_view name, std::string_view bytes, const Vocabulary& vocabulary, const HeadingTable& headings) { lay_out(name, bytes, vocabulary, headings); }
  // Another note, in the same memory.
  void lay_out(std::string_view name, std::string_view bytes, const Vocabulary& vocabulary, const HeadingTable& headings);

  const std::string& name() const { return name_; }
  const Text& text() const { return text_; }
  const std::vector<Token>& tokens() const { return tokens_; }
  const std::vector<Line>& lines() const { return lines_; }
  const std::vector<Section>& sections() const { return sections_; }
  const std::vector<Topic>& topics() const { return topics_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  const std::vector<Checkbox>& checkboxes() const { return checkboxes_; }
  const std::vector<FormField>& fields() const { return fields_; }
  // How the form answered what stands at the token.
  Reply reply_at(uint32_t token) const {
    const FormField* field = field_at(fields_, token);
    return field != nullptr ? field->reply : Reply::none;
  }
  // The sentence of each token.
  uint32_t sentence_of(uint32_t token) const { return sentence_of_[token]; }
  const Section& section_of(const Sentence& sentence) const { return sections_[sentence.section]; }
  // The bytes of the note that these tokens cover.
  Span span_of(TokenRange range) const;
  std::string_view folded(TokenRange range) const;
  // One token, folded.
  std::string_view word(uint32_t token) const { return text_.folded().substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin); }

 private:
  std::string name_;
  Text text_;
  std::vector<Token> tokens_;
  std::vector<Line> lines_;
  std::vector<Section> sections_;
  std::vector<Topic> topics_;
  std::vector<Sentence> sentences_;
  std::vector<FormField> fields_;
  std::vector<Checkbox> checkboxes_;
  std::vector<uint32_t> sentence_of_;
};

}  // namespace chartgap
