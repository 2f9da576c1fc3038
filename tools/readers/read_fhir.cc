#include "tools/readers/read_fhir.h"

#include <simdjson.h>

#include <string>
#include <vector>

#include "tools/readers/attachment.h"
#include "tools/readers/base64.h"
#include "tools/readers/note_labels.h"

namespace chartgap {
namespace {

namespace dom = simdjson::dom;

std::string_view text_at(const dom::element& from, std::string_view path) {
  std::string_view text;
  return from.at_pointer(path).get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// "Patient/123", "https://server/fhir/Patient/123/_history/2", "urn:uuid:..."
std::string id_of_reference(std::string_view reference) {
  reference = reference.substr(0, reference.find("/_history/"));
  return std::string(reference.substr(reference.rfind('/') + 1));
}

std::string patient_of(const dom::element& resource) {
  const std::string_view reference = text_at(resource, "/subject/reference");
  return reference.empty() ? std::string(text_at(resource, "/subject/identifier/value")) : id_of_reference(reference);
}

// The first of the places that gives a day: of the encounter or study, then of the document.
std::string date_of(const dom::element& resource) {
  for (const char* path : {"/context/period/start", "/effectiveDateTime", "/effectivePeriod/start", "/date", "/issued", "/content/0/attachment/creation"}) {
    const std::string day = day_of(text_at(resource, path));
    if (!day.empty()) return day;
  }
  return "";
}

std::string kind_of_concept(const dom::element& concept_of) {
  std::string by_words = kind_of_words(text_at(concept_of, "/text"));
  dom::array codings;
  if (concept_of.at_pointer("/coding").get(codings) != simdjson::SUCCESS) return by_words;
  for (const dom::element coding : codings) {
    const std::string kind = kind_of_code(text_at(coding, "/code"));
    if (!kind.empty()) return kind;
    if (by_words.empty()) by_words = kind_of_words(text_at(coding, "/display"));
  }
  return by_words;
}

std::string kind_of(const dom::element& resource) {
  for (const char* path : {"/type", "/code", "/category/0", "/category/1"}) {
    dom::element concept_of;
    if (resource.at_pointer(path).get(concept_of) != simdjson::SUCCESS) continue;
    const std::string kind = kind_of_concept(concept_of);
    if (!kind.empty()) return kind;
  }
  return "";
}

struct Attachment {
  std::string_view media_type;
  std::string_view data;
  std::string_view url;

  AttachmentType type() const { return media_type.empty() ? AttachmentType::plain : attachment_type(media_type); }
};

Attachment attachment_at(const dom::element& from, const std::string& path) {
  return {text_at(from, path + "/contentType"), text_at(from, path + "/data"), text_at(from, path + "/url")};
}

std::vector<Attachment> attachments_of(const dom::element& resource, bool is_report) {
  std::vector<Attachment> out;
  dom::array forms;
  if (resource.at_pointer(is_report ? "/presentedForm" : "/content").get(forms) != simdjson::SUCCESS) return out;
  for (const dom::element form : forms) out.push_back(attachment_at(form, is_report ? "" : "/attachment"));
  return out;
}

NoteTextOr text_of(const std::vector<Attachment>& attachments) {
  const Attachment* best = nullptr;
  bool elsewhere = false;
  for (const Attachment& each : attachments) {
    elsewhere = elsewhere || !each.url.empty();
    if (!each.data.empty() && (best == nullptr || each.type() < best->type())) best = &each;
  }
  if (best == nullptr && elsewhere) return Problem{"url-only", "its text stands behind a url only; expected the text in the attachment's \"data\""};
  if (best == nullptr) return Problem{"no-text", "has no attachment with \"data\"; expected the text of a note"};
  std::optional<std::string> bytes = decode_base64(best->data);
  if (!bytes) return Problem{"bad-base64", "the attachment's \"data\" is no base64; expected base64"};
  return read_attachment(std::move(*bytes), best->media_type);
}

bool is_entered_in_error(const dom::element& resource) { return text_at(resource, "/status") == "entered-in-error" || text_at(resource, "/docStatus") == "entered-in-error"; }

Record read_resource(const dom::element& resource, const RecordPosition& position, bool is_report) {
  if (is_entered_in_error(resource)) return rejected(position, {"entered-in-error", "was entered in error, its status says; expected a note that stands"});
  NoteTextOr read = text_of(attachments_of(resource, is_report));
  if (Problem* problem = std::get_if<Problem>(&read)) return rejected(position, std::move(*problem));
  NoteText& text = std::get<NoteText>(read);
  NoteRecord note;
  note.id = text_at(resource, "/id");
  if (note.id.empty()) note.id = position.file + "#" + std::to_string(position.record);
  note.text = std::move(text.text);
  note.pieces = std::move(text.pieces);
  note.patient_id = patient_of(resource);
  note.date = date_of(resource);
  note.kind = kind_of(resource);
  note.position = position;
  return note;
}

}  // namespace

bool is_fhir(const dom::element& value) { return !text_at(value, "/resourceType").empty(); }

bool is_bundle(const dom::element& value) { return text_at(value, "/resourceType") == "Bundle"; }

std::optional<Record> read_fhir(const dom::element& resource, const RecordPosition& position) {
  const std::string_view type = text_at(resource, "/resourceType");
  if (type != "DocumentReference" && type != "DiagnosticReport") return std::nullopt;
  return read_resource(resource, position, type == "DiagnosticReport");
}

}  // namespace chartgap
