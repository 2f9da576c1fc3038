#include "tools/readers/read_document.h"

#include <algorithm>

#include "tools/readers/attachment.h"
#include "tools/readers/pdf_text.h"
#include "tools/readers/read_ccda.h"

namespace chartgap {
namespace {

constexpr size_t kSniffBytes = 4096;
constexpr size_t kMostNulBytes = 100;  // one in so many

// A program, a picture, an archive, a UTF-16 text without its mark: known by its first bytes or by many NUL bytes. A stray NUL does not make a note binary.
bool looks_binary(std::string_view bytes) {
  for (const std::string_view magic : {std::string_view("%PDF-"), std::string_view("PK\x03\x04"), std::string_view("\x89PNG"),
                                       std::string_view("\x7f"
                                                        "ELF"),
                                       std::string_view("\x1f\x8b"), std::string_view("\xff\xd8\xff")}) {
    if (bytes.starts_with(magic)) return true;
  }
  const std::string_view beginning = bytes.substr(0, kSniffBytes);
  return static_cast<size_t>(std::count(beginning.begin(), beginning.end(), '\0')) * kMostNulBytes > beginning.size();
}

}  // namespace

DocumentNote::DocumentNote(std::string file, NoteFormat format, Input& input, const ReadingOptions& options)
    : file_(std::move(file)),
      format_(format),
      input_(input),
      longest_(options.max_record_bytes),
      reads_pdf_(options.reads_pdf),
      encoding_(options.encoding.empty() && !input.is_decoded() ? "" : "UTF-8") {}

Record DocumentNote::read(std::string bytes) const {
  const bool is_pdf = format_ == NoteFormat::pdf && reads_pdf_;
  if (!is_pdf && looks_binary(bytes))
    return rejected(
        {file_, 1, 0},
        {"binary",
         "is not a text file; expected a note as plain text (UTF-8, or UTF-16 with a byte order mark), HTML, RTF, C-CDA, FHIR, HL7 v2, CSV or NDJSON, or for check a PDF"});
  NoteRecord note;
  note.id = file_;
  note.position = {file_, 1, 1};
  if (format_ == NoteFormat::text || (format_ == NoteFormat::pdf && !is_pdf)) {
    note.text = encoding_.empty() ? decoded_by_looks(std::move(bytes)) : std::move(bytes);
    return note;
  }
  note.position.line = 0;
  NoteTextOr text;
  if (is_pdf) {
    text = read_pdf(bytes, longest_);
  } else if (format_ == NoteFormat::ccda) {
    CcdaDocument document = read_ccda(std::move(bytes), encoding_);
    text = std::move(document.text);
    note.patient_id = std::move(document.patient_id);
    note.date = std::move(document.date);
    note.kind = std::move(document.kind);
  } else {
    text = read_as(format_ == NoteFormat::html ? AttachmentType::html : AttachmentType::rtf, std::move(bytes), encoding_);
  }
  if (Problem* problem = std::get_if<Problem>(&text)) return rejected(std::move(note.position), std::move(*problem));
  note.text = std::move(std::get<NoteText>(text).text);
  note.pieces = std::move(std::get<NoteText>(text).pieces);
  return note;
}

std::optional<Record> DocumentNote::next() {
  if (done_) return std::nullopt;
  done_ = true;
  std::optional<std::string> bytes = input_.rest(longest_);
  if (!bytes) {
    input_.stop();
    return rejected({file_, 1, 0}, {"too-large", "is larger than " + std::to_string(longest_ >> 20) + " MB; expected one note"});
  }
  if (bytes->empty() || input_.problem()) return std::nullopt;
  return read(std::move(*bytes));
}

}  // namespace chartgap
