// One patient's documents with what was read in them: what the judge works on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlp/document.h"
#include "nlp/fact.h"

namespace chartgap {

enum class DocumentKind : uint8_t { unknown, clinic_note, imaging_report, therapy_note, procedure_note, er_note, letter };
std::string_view to_string(DocumentKind kind);

struct CaseDocument {
  Document document;
  std::vector<Fact> facts;       // of the fact model, in the order of the text
  std::vector<Fact> statements;  // FactType::statement: words that only the judge uses
  DocumentKind kind = DocumentKind::unknown;
  Date date;  // the encounter's or study's; empty when the text has none
};

struct Case {
  std::vector<CaseDocument> documents;
};

// The kind and the date that the text itself gives ("MRI CERVICAL SPINE ... FINDINGS:", "DOS: 05/20/2025").
DocumentKind find_kind(const Document& document);
Date find_date(const Document& document, const std::vector<Quantity>& quantities);

}  // namespace chartgap
