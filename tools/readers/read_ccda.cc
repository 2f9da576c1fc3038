#include "tools/readers/read_ccda.h"

#include <pugixml.hpp>

#include <algorithm>

#include "tools/readers/attachment.h"
#include "tools/readers/base64.h"
#include "tools/readers/charset.h"
#include "tools/readers/markup_layout.h"
#include "tools/readers/note_labels.h"
#include "tools/readers/xml_limits.h"

namespace chartgap {
namespace {

// References and line ends are left as they stand, so that every word has its place in the document.
constexpr unsigned int kParsing = pugi::parse_cdata | pugi::parse_ws_pcdata;

constexpr std::string_view kBlocks[] = {"list", "item", "table", "thead", "tbody", "tfoot", "caption", "footnote", "title", "section", "text"};

bool is_block(std::string_view name) { return std::find(std::begin(kBlocks), std::end(kBlocks), name) != std::end(kBlocks); }

// The name without its namespace's prefix.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& each) { return local_name(each) == name; });
}

pugi::xml_node descend(pugi::xml_node node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) node = child(node, name);
  return node;
}

// Section after section, each with its title and its text.
class Narrative {
 public:
  void section(const pugi::xml_node& section) {
    if (const pugi::xml_node title = child(section, "title")) block(title, 2);
    if (const pugi::xml_node text = child(section, "text")) block(text, 1);
    for (const pugi::xml_node& each : section.children()) {
      if (local_name(each) == "component") sections_of(each);
    }
  }
  void sections_of(const pugi::xml_node& parent) {
    for (const pugi::xml_node& each : parent.children()) {
      if (local_name(each) == "section") section(each);
      else if (local_name(each) == "component" || local_name(each) == "structuredBody") sections_of(each);
    }
  }
  NoteText take() { return layout_.take(); }

 private:
  void block(const pugi::xml_node& node, int breaks) {
    layout_.block(breaks);
    children(node);
    layout_.block(local_name(node) == "paragraph" ? 2 : 1);
  }

  void children(const pugi::xml_node& node) {
    for (const pugi::xml_node& each : node.children()) {
      if (each.type() == pugi::node_pcdata) layout_.words(each.value(), static_cast<uint64_t>(each.offset_debug()));
      else if (each.type() == pugi::node_cdata) layout_.plain_words(each.value(), static_cast<uint64_t>(each.offset_debug()));
      else if (each.type() == pugi::node_element) element(each);
    }
  }

  void element(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (std::string_view(node.attribute("revised").value()) == "delete") return;
    if (name == "br") return layout_.line_break();
    if (name == "paragraph") return block(node, 2);
    if (name == "td" || name == "th") {
      layout_.cell();
      return children(node);
    }
    if (name == "tr") layout_.row();
    if (name == "table") return table(node);
    if (is_block(name)) return block(node, 1);
    children(node);
  }

  void table(const pugi::xml_node& node) {
    layout_.block(1);
    layout_.table_begins();
    children(node);
    layout_.table_ends();
    layout_.block(1);
  }

  MarkupLayout layout_;
};

// What an element holds, with its references resolved.
std::string content_of(const pugi::xml_node& node) {
  MarkupLayout layout;
  layout.keep_blanks(true);
  for (const pugi::xml_node& each : node.children()) {
    if (each.type() == pugi::node_pcdata) layout.words(each.value(), 0);
    else if (each.type() == pugi::node_cdata) layout.plain_words(each.value(), 0);
  }
  return layout.take().text;
}

NoteTextOr body_that_is_no_xml(const pugi::xml_node& text) {
  const std::string media_type = text.attribute("mediaType").value();
  const std::string content = content_of(text);
  if (child(text, "reference")) return Problem{"url-only", "its body stands elsewhere; expected the text in the document"};
  if (std::string_view(text.attribute("representation").value()) != "B64") {
    if (!media_type.empty() && attachment_type(media_type) != AttachmentType::plain) return read_attachment(content, media_type);
    NoteText out;
    out.text = content;
    return out;
  }
  std::optional<std::string> bytes = decode_base64(content);
  if (!bytes) return Problem{"bad-base64", "its body is no base64; expected base64, as representation=\"B64\" says"};
  return read_attachment(std::move(*bytes), media_type);
}

NoteTextOr text_of(const pugi::xml_node& root) {
  if (const pugi::xml_node text = descend(root, {"component", "nonXMLBody", "text"})) return body_that_is_no_xml(text);
  Narrative narrative;
  if (local_name(root) == "section") narrative.section(root);
  else narrative.sections_of(root);
  NoteText text = narrative.take();
  if (text.text.find_first_not_of(" \t\n") == std::string::npos) return Problem{"no-text", "has no narrative; expected sections with a text"};
  return text;
}

std::string first_day(const pugi::xml_node& time) {
  const std::string day = day_of(time.attribute("value").value());
  return day.empty() ? day_of(child(time, "low").attribute("value").value()) : day;
}

// The encounter's day, else the documented service's, else that of the document.
std::string date_of(const pugi::xml_node& root) {
  std::string day = first_day(descend(root, {"componentOf", "encompassingEncounter", "effectiveTime"}));
  if (day.empty()) day = first_day(descend(root, {"documentationOf", "serviceEvent", "effectiveTime"}));
  return day.empty() ? first_day(child(root, "effectiveTime")) : day;
}

std::string kind_of(const pugi::xml_node& code) {
  const std::string kind = kind_of_code(code.attribute("code").value());
  return kind.empty() ? kind_of_words(code.attribute("displayName").value()) : kind;
}

std::string utf8_of(std::string bytes, const std::string& encoding) {
  if (!encoding_of_mark(bytes).empty()) return decoded_by_looks(std::move(bytes));
  std::string named = encoding;
  if (named.empty() && bytes.starts_with("<?xml")) {
    const std::string_view declaration = std::string_view(bytes).substr(0, bytes.find("?>"));
    const size_t key = declaration.find("encoding=");
    if (key != std::string_view::npos && key + 10 < declaration.size()) named = declaration.substr(key + 10, declaration.find(declaration[key + 9], key + 10) - key - 10);
  }
  if (named.empty() || is_utf8_name(named) || !is_known_encoding(named)) return decoded_by_looks(std::move(bytes));
  return decoded(bytes, named);
}

CcdaDocument wrong(Problem problem) {
  CcdaDocument out;
  out.text = std::move(problem);
  return out;
}

}  // namespace

CcdaDocument read_ccda(std::string bytes, const std::string& encoding) {
  std::string xml = utf8_of(std::move(bytes), encoding);
  if (std::optional<Problem> excess = find_xml_excess(xml)) return wrong(std::move(*excess));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer_inplace(xml.data(), xml.size(), kParsing, pugi::encoding_utf8);
  if (!parsed) return wrong({"bad-xml", std::string("is no well-formed XML at byte ") + std::to_string(parsed.offset) + "; expected a C-CDA document"});
  const pugi::xml_node root = document.document_element();
  const std::string_view name = local_name(root);
  if (name != "ClinicalDocument" && name != "section") return wrong({"not-a-note", "is no clinical document; expected a ClinicalDocument of C-CDA"});
  CcdaDocument out;
  out.text = text_of(root);
  out.id = child(root, "id").attribute("extension").value();
  if (out.id.empty()) out.id = child(root, "id").attribute("root").value();
  out.patient_id = descend(root, {"recordTarget", "patientRole", "id"}).attribute("extension").value();
  out.date = date_of(root);
  out.kind = kind_of(child(root, "code"));
  return out;
}

}  // namespace chartgap
