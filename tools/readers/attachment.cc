#include "tools/readers/attachment.h"

#include <algorithm>

#include "nlp/ascii.h"
#include "tools/readers/charset.h"
#include "tools/readers/note_format.h"
#include "tools/readers/read_ccda.h"
#include "tools/readers/read_html.h"
#include "tools/readers/read_rtf.h"

namespace chartgap {
namespace {

struct Type {
  std::string_view name;
  AttachmentType type;
};
constexpr Type kTypes[] = {{"text/plain", AttachmentType::plain},
                           {"text/html", AttachmentType::html},
                           {"application/xhtml+xml", AttachmentType::xhtml},
                           {"application/xhtml", AttachmentType::xhtml},
                           {"text/xhtml", AttachmentType::xhtml},
                           {"text/rtf", AttachmentType::rtf},
                           {"application/rtf", AttachmentType::rtf},
                           {"application/xml", AttachmentType::ccda},
                           {"text/xml", AttachmentType::ccda},
                           {"application/hl7-sda+xml", AttachmentType::ccda}};

AttachmentType type_of_bytes(std::string_view bytes) {
  switch (find_note_format("", bytes)) {
    case NoteFormat::html: return AttachmentType::html;
    case NoteFormat::rtf: return AttachmentType::rtf;
    case NoteFormat::ccda: return AttachmentType::ccda;
    case NoteFormat::pdf: return AttachmentType::other;
    default: return AttachmentType::plain;
  }
}

std::string decoded_text(std::string bytes, const std::string& encoding) {
  if (!encoding_of_mark(bytes).empty() || !is_known_encoding(encoding)) return decoded_by_looks(std::move(bytes));
  if (is_utf8_name(encoding)) return is_valid_utf8(bytes) ? bytes : decoded_by_looks(std::move(bytes));
  return decoded(bytes, encoding);
}

}  // namespace

AttachmentType attachment_type(std::string_view media_type) {
  std::string name = ascii_lower(media_type.substr(0, media_type.find(';')));
  name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
  const auto found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const Type& each) { return each.name == name; });
  return found == std::end(kTypes) ? AttachmentType::other : found->type;
}

std::string charset_of(std::string_view media_type) {
  constexpr std::string_view kKey = "charset=";
  const size_t at = ascii_lower(media_type).find(kKey);
  if (at == std::string::npos) return "";
  std::string_view value = media_type.substr(at + kKey.size());
  value = value.substr(0, value.find(';'));
  value.remove_prefix(std::min(value.find_first_not_of(" \"'"), value.size()));
  return std::string(value.substr(0, value.find_last_not_of(" \"'") + 1));
}

NoteTextOr read_as(AttachmentType type, std::string bytes, const std::string& encoding) {
  switch (type) {
    case AttachmentType::plain: {
      NoteText out;
      out.text = decoded_text(std::move(bytes), encoding);
      return out;
    }
    case AttachmentType::html:
    case AttachmentType::xhtml: {
      const std::string named = encoding.empty() ? encoding_in_html(bytes) : encoding;
      return read_html(decoded_text(std::move(bytes), named));
    }
    case AttachmentType::rtf: return read_rtf(bytes);
    case AttachmentType::ccda: return read_ccda(std::move(bytes), encoding).text;
    default: return Problem{"unsupported-type", "is of a type that is not read; expected plain text, HTML, RTF or C-CDA"};
  }
}

NoteTextOr read_attachment(std::string bytes, std::string_view media_type) {
  const AttachmentType type = media_type.empty() ? type_of_bytes(bytes) : attachment_type(media_type);
  return read_as(type, std::move(bytes), charset_of(media_type));
}

}  // namespace chartgap
