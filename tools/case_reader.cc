#include "tools/case_reader.h"

namespace chartgap {
namespace {

CaseDocument read_case_document(Analyzer& analyzer, const InputDocument& input) {
  Analysis analysis = analyzer.analyze(input.name, input.bytes);
  CaseDocument out;
  out.kind = find_kind(analysis.document);
  out.date = find_date(analysis.document, analysis.quantities);
  out.document = std::move(analysis.document);
  out.facts = std::move(analysis.facts);
  out.statements = std::move(analysis.statements);
  return out;
}

}  // namespace

Case read_case(Analyzer& analyzer, const std::vector<InputDocument>& documents) {
  Case patient;
  for (const InputDocument& input : documents) patient.documents.push_back(read_case_document(analyzer, input));
  return patient;
}

}  // namespace chartgap
