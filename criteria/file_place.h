// Where a document's words stand in its file, whether the document is the whole file or one of its visits.
#pragma once

#include <cstdint>
#include <string>

#include "criteria/case.h"
#include "nlp/text.h"

namespace chartgap {

// Of the whole file.
std::string file_sha256(const CaseDocument& document);
uint32_t file_bytes(const CaseDocument& document);
uint32_t file_code_points(const CaseDocument& document);

// Lines count from 1.
uint32_t line_in_file(const CaseDocument& document, uint32_t byte);
// What stands in the file before the document, in that unit.
uint32_t units_before(const CaseDocument& document, OffsetUnit unit);

bool is_same_file(const CaseDocument& a, const CaseDocument& b);
// Whether an earlier document of the case is of the same file.
bool is_later_visit(const Case& patient, uint32_t document);
// "visit of 2025-03-14", "visit 2 of 3"; empty for a whole file.
std::string visit_name(const CaseDocument& document);
// "3 documents", "1 document with 4 visits"
std::string document_count(const Case& patient);

}  // namespace chartgap
