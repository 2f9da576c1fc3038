// Notes from FHIR R4 resources: DocumentReference and DiagnosticReport, alone or in a Bundle.
// Shape:  of several attachments, which are one document in several forms, the first of plain text, HTML, XHTML, RTF and C-CDA is read. Other resources give nothing.
// Errors: entered-in-error, url-only, no-text, bad-base64, unsupported-type, and those of the attachment's format.
#pragma once

#include <optional>

#include "tools/note_record.h"

namespace simdjson::dom {
class element;
}

namespace chartgap {

bool is_fhir(const simdjson::dom::element& value);
bool is_bundle(const simdjson::dom::element& value);
// Of one resource that is no bundle.
std::optional<Record> read_fhir(const simdjson::dom::element& resource, const RecordPosition& position);

}  // namespace chartgap
