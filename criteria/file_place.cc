#include "criteria/file_place.h"

#include <algorithm>

#include "nlp/sha256.h"

namespace chartgap {
namespace {

std::string counted(size_t count, const std::string& one) { return std::to_string(count) + " " + one + (count == 1 ? "" : "s"); }

}  // namespace

std::string file_sha256(const CaseDocument& document) { return document.excerpt ? document.excerpt->file_sha256 : sha256_hex(document.document.text().bytes()); }

uint32_t file_bytes(const CaseDocument& document) { return document.excerpt ? document.excerpt->file_bytes : static_cast<uint32_t>(document.document.text().bytes().size()); }

uint32_t file_code_points(const CaseDocument& document) {
  if (document.excerpt) return document.excerpt->file_code_points;
  const Text& text = document.document.text();
  return OffsetMap(text, OffsetUnit::codepoint)(static_cast<uint32_t>(text.bytes().size()));
}

uint32_t line_in_file(const CaseDocument& document, uint32_t byte) { return document.document.text().line_of(byte) + (document.excerpt ? document.excerpt->lines : 0); }

uint32_t units_before(const CaseDocument& document, OffsetUnit unit) {
  if (!document.excerpt) return 0;
  switch (unit) {
    case OffsetUnit::codepoint: return document.excerpt->code_points;
    case OffsetUnit::byte: return document.excerpt->span.begin;
    case OffsetUnit::utf16: return document.excerpt->utf16_units;
  }
  return 0;
}

// Only visits share a file: the same file named twice is read twice.
bool is_same_file(const CaseDocument& a, const CaseDocument& b) {
  return a.excerpt && b.excerpt && a.document.name() == b.document.name() && a.excerpt->file_sha256 == b.excerpt->file_sha256;
}

bool is_later_visit(const Case& patient, uint32_t document) {
  const auto begin = patient.documents.begin();
  return std::any_of(begin, begin + document, [&](const CaseDocument& other) { return is_same_file(other, patient.documents[document]); });
}

std::string visit_name(const CaseDocument& document) {
  if (!document.excerpt) return {};
  if (!document.date.empty()) return "visit of " + to_string(document.date);
  return "visit " + std::to_string(document.excerpt->number) + " of " + std::to_string(document.excerpt->of);
}

std::string document_count(const Case& patient) {
  size_t files = 0;
  size_t visits = 0;
  for (uint32_t i = 0; i < patient.documents.size(); ++i) {
    files += is_later_visit(patient, i) ? 0 : 1;
    visits += patient.documents[i].excerpt ? 1 : 0;
  }
  return counted(files, "document") + (visits == 0 ? "" : " with " + counted(visits, "visit"));
}

}  // namespace chartgap
