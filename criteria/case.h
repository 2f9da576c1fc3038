// One patient's documents with what was read in them: what the judge works on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/document.h"
#include "nlp/fact.h"

namespace chartgap {

enum class DocumentKind : uint8_t { unknown, clinic_note, imaging_report, therapy_note, procedure_note, er_note, letter };
std::string_view to_string(DocumentKind kind);
// The kind of that name; unknown for any other word.
DocumentKind document_kind(std::string_view name);

// Which part of its file a document is, where the file holds several visits. Places in reports count from the file's beginning.
struct Excerpt {
  uint32_t number = 1;  // visit `number` of `of`
  uint32_t of = 1;
  Span span;           // of the visit, in bytes of the file
  uint32_t lines = 0;  // before the visit; so are the next two
  uint32_t code_points = 0;
  uint32_t utf16_units = 0;
  std::string file_sha256;
  uint32_t file_bytes = 0;
  uint32_t file_code_points = 0;
};

// Words that stand in an earlier document already: they were copied forward, and what they say is counted there only.
struct Copy {
  Span span;
  uint32_t document = 0;  // the earliest that has them
  Span source;
};

struct CaseDocument {
  Document document;
  std::vector<Fact> facts;       // of the fact model, in the order of the text
  std::vector<Fact> statements;  // FactType::statement: words that only the judge uses
  std::vector<Quantity> quantities;
  DocumentKind kind = DocumentKind::unknown;
  Date date;  // the encounter's or study's; empty when the text has none
  std::optional<Excerpt> excerpt = {};
  std::vector<Copy> copies = {};
};

struct Case {
  std::vector<CaseDocument> documents;
};

// The kind and the date that the text itself gives ("MRI CERVICAL SPINE ... FINDINGS:", "DOS: 05/20/2025").
DocumentKind find_kind(const Document& document);
Date find_date(const Document& document, const std::vector<Quantity>& quantities);

}  // namespace chartgap
