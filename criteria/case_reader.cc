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

CaseDocument case_document(Analysis&& analysis, const ReceivedFile& file) {
  CaseDocument out;
  out.kind = file.kind == DocumentKind::unknown ? find_kind(analysis.document) : file.kind;
  out.date = file.date.empty() ? find_date(analysis.document, analysis.quantities) : file.date;
  out.document = std::move(analysis.document);
  out.facts = std::move(analysis.facts);
  out.statements = std::move(analysis.statements);
  out.quantities = std::move(analysis.quantities);
  return out;
}

}  // namespace

// Visits are looked for first: a file of several is then never read as a whole.
void CaseReader::add(const ReceivedFile& file) {
  const Text text(file.bytes);
  const std::vector<Visit> visits = find_visits(text);
  if (visits.size() > 1) add_visits(file, text, visits);
  else patient_.documents.push_back(case_document(analyzer_.analyze(file.name, file.bytes), file));
}

void CaseReader::add(const ReceivedFile& file, Analysis&& analysis) {
  const std::vector<Visit> visits = find_visits(analysis.document.text());
  if (visits.size() > 1) add_visits(file, analysis.document.text(), visits);
  else patient_.documents.push_back(case_document(std::move(analysis), file));
}

void CaseReader::add_visits(const ReceivedFile& received, const Text& file, const std::vector<Visit>& visits) {
  const OffsetMap code_points(file, OffsetUnit::codepoint);
  const OffsetMap utf16_units(file, OffsetUnit::utf16);
  Excerpt excerpt = file_excerpt(file, visits.size());
  for (const Visit& visit : visits) {
    excerpt.span = visit.span;
    excerpt.lines = file.line_of(visit.span.begin) - 1;
    excerpt.code_points = code_points(visit.span.begin);
    excerpt.utf16_units = utf16_units(visit.span.begin);
    const std::string_view bytes = std::string_view(file.bytes()).substr(visit.span.begin, visit.span.size());
    CaseDocument document = case_document(analyzer_.analyze(received.name, bytes), received);
    if (!visit.date.empty()) document.date = visit.date;
    document.excerpt = excerpt;
    patient_.documents.push_back(std::move(document));
    ++excerpt.number;
  }
}

Case CaseReader::take() {
  count_copies_once(patient_);
  return std::move(patient_);
}

}  // namespace chartgap
