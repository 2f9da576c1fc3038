#include "criteria/case_reader.h"

#include <utility>

#include "criteria/copies.h"
#include "nlp/sha256.h"

namespace chartgap {
namespace {

// What all visits of a file share.
Excerpt file_excerpt(const Text& file, size_t visits) {
  Excerpt excerpt;
  excerpt.of = static_cast<uint32_t>(visits);
  excerpt.file_sha256 = sha256_hex(file.bytes());
  excerpt.file_bytes = static_cast<uint32_t>(file.bytes().size());
  excerpt.file_code_points = OffsetMap(file, OffsetUnit::codepoint)(excerpt.file_bytes);
  return excerpt;
}

}  // namespace

void CaseReader::add(const std::string& name, std::string_view bytes) {
  const Text file(bytes);
  const std::vector<Visit> visits = find_visits(file);
  if (visits.size() > 1) add_visits(name, file, visits);
  else patient_.documents.push_back(read(name, bytes));
}

void CaseReader::add_visits(const std::string& name, const Text& file, const std::vector<Visit>& visits) {
  const OffsetMap code_points(file, OffsetUnit::codepoint);
  const OffsetMap utf16_units(file, OffsetUnit::utf16);
  Excerpt excerpt = file_excerpt(file, visits.size());
  for (const Visit& visit : visits) {
    excerpt.span = visit.span;
    excerpt.lines = file.line_of(visit.span.begin) - 1;
    excerpt.code_points = code_points(visit.span.begin);
    excerpt.utf16_units = utf16_units(visit.span.begin);
    CaseDocument document = read(name, std::string_view(file.bytes()).substr(visit.span.begin, visit.span.size()));
    if (!visit.date.empty()) document.date = visit.date;
    document.excerpt = excerpt;
    patient_.documents.push_back(std::move(document));
    ++excerpt.number;
  }
}

CaseDocument CaseReader::read(const std::string& name, std::string_view bytes) {
  Analysis analysis = analyzer_.analyze(name, bytes);
  CaseDocument out;
  out.kind = find_kind(analysis.document);
  out.date = find_date(analysis.document, analysis.quantities);
  out.document = std::move(analysis.document);
  out.facts = std::move(analysis.facts);
  out.statements = std::move(analysis.statements);
  out.quantities = std::move(analysis.quantities);
  return out;
}

Case CaseReader::take() {
  count_copies_once(patient_);
  return std::move(patient_);
}

}  // namespace chartgap
