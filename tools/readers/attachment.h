// A document inside a record: the bytes of a note with what is said of their type.
#pragma once

#include <string>
#include <string_view>

#include "tools/readers/note_text.h"

namespace chartgap {

enum class AttachmentType : uint8_t { plain, html, xhtml, rtf, ccda, other };

// By its media type ("text/plain; charset=utf-8"); in the order in which they are preferred.
AttachmentType attachment_type(std::string_view media_type);
// The charset parameter of a media type, or empty.
std::string charset_of(std::string_view media_type);

// The text of the document; without a type, by how the bytes begin.
NoteTextOr read_attachment(std::string bytes, std::string_view media_type);

// The text of bytes whose format is known.
NoteTextOr read_as(AttachmentType type, std::string bytes, const std::string& encoding);

}  // namespace chartgap
