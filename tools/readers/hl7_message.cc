#include "tools/readers/hl7_message.h"

#include <algorithm>
#include <utility>

#include "tools/readers/attachment.h"
#include "tools/readers/base64.h"
#include "tools/readers/note_labels.h"

namespace chartgap {
namespace {

constexpr size_t kMostSegments = 500000;
constexpr ptrdiff_t kMostEscapes = 1000000;  // a few bytes of one may say many lines
constexpr size_t kLongestId = 1000;

bool is_upper_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_text(std::string_view type) { return type == "TX" || type == "FT" || type == "ST" || type == "ED"; }

// OBX-11: deleted, posted as wrong, could not be had.
bool is_withdrawn(std::string_view status) { return status == "D" || status == "W" || status == "X"; }

std::string_view media_type(std::string_view subtype) {
  if (subtype == "RTF" || subtype == "rtf") return "text/rtf";
  if (subtype == "HTML" || subtype == "html") return "text/html";
  if (subtype == "PDF" || subtype == "pdf") return "application/pdf";
  return "";
}

}  // namespace

std::string_view hl7_part(std::string_view text, char mark, size_t n) {
  for (; n > 1; --n) {
    const size_t at = text.find(mark);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + 1);
  }
  return text.substr(0, text.find(mark));
}

Hl7Message::Hl7Message(std::string message, RecordPosition position) : message_(std::move(message)), position_(std::move(position)) { wrong_ = find_wrong(); }

std::optional<Problem> Hl7Message::find_wrong() {
  if (message_.size() < 8 || !message_.starts_with("MSH") || is_upper_or_digit(message_[3]))
    return Problem{"bad-hl7", "does not begin with MSH and its separators; expected an HL7 v2 message"};
  marks_ = {message_[3], message_[4], message_[5], message_[6], message_[7]};
  read_segments();
  if (segments_ > kMostSegments) return Problem{"too-many-segments", "has more than 500000 segments; expected one patient's documents"};
  const std::string_view type = component(header_, 8, 1);
  if (type != "ORU" && type != "MDM") return Problem{"not-a-note", "is a message of another type; expected ORU or MDM"};
  if (std::count(message_.begin(), message_.end(), marks_.escape) > 2 * kMostEscapes)
    return Problem{"too-many-escapes", "has more than a million escapes; expected one patient's documents"};
  // Each note of the message repeats them.
  if (field(header_, 9).size() > kLongestId || component(patient_, 3, 1).size() > kLongestId)
    return Problem{"bad-hl7", "has an id of more than 1000 bytes in MSH-10 or PID-3; expected an id"};
  return std::nullopt;
}

std::optional<Record> Hl7Message::next() {
  std::optional<Record> out;
  while (!wrong_ && !out && next_group_ < groups_.size()) out = read_group(groups_[next_group_++]);
  if (!wrong_ && !out && !has_given_) wrong_ = Problem{"no-text", "has no observation with a text (OBX of TX, FT, ST or ED); expected one"};
  if (wrong_ && !has_given_) out = rejected(position_, *wrong_);
  has_given_ = true;
  ++position_.record;
  return out;
}

// MSH-1 is the separator itself, so that MSH-n is field n - 1 here.
std::string_view Hl7Message::field(std::string_view segment, size_t n) const { return hl7_part(segment, marks_.field, n + 1); }

std::string_view Hl7Message::component(std::string_view segment, size_t n, size_t m) const {
  return hl7_part(hl7_part(field(segment, n), marks_.repetition, 1), marks_.component, m);
}

void Hl7Message::read_segments() {
  const std::string_view all = message_;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = segment_end(begin);
    const std::string_view segment = all.substr(begin, end - begin);
    read_segment(segment.substr(0, segment.find_last_not_of("\r\n\x1c") + 1));
    begin = end;
  }
}

bool Hl7Message::begins_segment(size_t at) const {
  return at + 3 < message_.size() && message_[at] >= 'A' && message_[at] <= 'Z' && is_upper_or_digit(message_[at + 1]) && is_upper_or_digit(message_[at + 2]) &&
         message_[at + 3] == marks_.field;
}

size_t Hl7Message::segment_end(size_t begin) const {
  size_t at = begin;
  do {
    at = message_.find_first_of("\r\n", at + 1);
    if (at == std::string::npos) return message_.size();
    if (message_.compare(at, 2, "\r\n") == 0) ++at;
  } while (at + 1 < message_.size() && !begins_segment(at + 1));
  return std::min(at + 1, message_.size());
}

void Hl7Message::read_segment(std::string_view segment) {
  if (++segments_ > kMostSegments) return;
  const std::string_view name = segment.substr(0, 3);
  if (name == "MSH") header_ = segment;
  else if (name == "PID") patient_ = segment;
  else if (name == "TXA") groups_.push_back({{}, segment, {}});
  else if (name == "OBR" && (groups_.empty() || groups_.back().document.empty())) groups_.push_back({segment, {}, {}});
  else if (name == "OBR") groups_.back().order = segment;
  if (name != "OBX") return;
  if (groups_.empty()) groups_.push_back({});
  groups_.back().observations.push_back(segment);
}

std::optional<Record> Hl7Message::read_group(const Group& group) const {
  std::vector<std::string_view> texts;
  size_t withdrawn = 0;
  for (const std::string_view observation : group.observations) {
    if (!is_text(field(observation, 2))) continue;
    if (is_withdrawn(field(observation, 11))) ++withdrawn;
    else texts.push_back(observation);
  }
  if (texts.empty() && withdrawn > 0) return rejected(position_, {"entered-in-error", "was withdrawn, its status says (OBX-11); expected a note that stands"});
  if (texts.empty()) return std::nullopt;
  NoteText text;
  std::optional<Problem> problem;
  append_observations(texts, text, problem);
  if (problem && text.text.empty()) return rejected(position_, *problem);
  return note(group, std::move(text));
}

void Hl7Message::append_observations(const std::vector<std::string_view>& texts, NoteText& out, std::optional<Problem>& problem) const {
  const std::string_view first_kind = field(texts[0], 3);
  const bool has_several_kinds = std::any_of(texts.begin(), texts.end(), [&](std::string_view each) { return field(each, 3) != first_kind; });
  std::string_view kind_before;
  for (const std::string_view observation : texts) {
    if (!out.text.empty() && out.text.back() != '\n') out.make("\n");
    const std::string_view kind = field(observation, 3);
    if (has_several_kinds && kind != kind_before) append_heading(kind, out);
    kind_before = kind;
    const std::string_view value = field(observation, 5);
    if (field(observation, 2) == "ED") problem = append_document(value, out);
    else append_hl7_field(value, static_cast<uint64_t>(value.data() - message_.data()), marks_, out);
  }
}

// The suffixes of radiology's identifiers (HL7 v2.5.1, 7.2.4) and else the name.
void Hl7Message::append_heading(std::string_view identifier, NoteText& out) const {
  const std::string_view code = hl7_part(identifier, marks_.component, 1);
  const std::string_view suffix = hl7_part(code, marks_.subcomponent, 2);
  std::string_view name = hl7_part(identifier, marks_.component, 2);
  if (suffix == "IMP") name = "IMPRESSION";
  else if (suffix == "GDT") name = "FINDINGS";
  else if (suffix == "REC") name = "RECOMMENDATION";
  else if (suffix == "ADT") name = "ADDENDUM";
  else if (name.empty()) name = code;
  if (name.empty()) return;
  append_hl7_field(name, static_cast<uint64_t>(name.data() - message_.data()), marks_, out);
  out.make(":\n");
}

// ED: source, type, subtype, encoding, data.
std::optional<Problem> Hl7Message::append_document(std::string_view field, NoteText& out) const {
  const std::string_view subtype = hl7_part(field, marks_.component, 3);
  const std::string_view data = hl7_part(field, marks_.component, 5);
  std::optional<std::string> bytes;
  if (hl7_part(field, marks_.component, 4) == "Base64") bytes = decode_base64(data);
  else bytes = std::string(data);
  if (!bytes) return Problem{"bad-base64", "its document is no base64; expected base64, as OBX-5.4 says"};
  NoteTextOr text = read_attachment(std::move(*bytes), media_type(subtype));
  if (Problem* problem = std::get_if<Problem>(&text)) return std::move(*problem);
  out.make(std::get<NoteText>(text).text);
  return std::nullopt;
}

std::string Hl7Message::date(const Group& group) const {
  for (const std::string_view stamp : {component(group.order, 7, 1), component(group.document, 4, 1), component(group.document, 6, 1)}) {
    const std::string day = day_of(stamp);
    if (!day.empty()) return day;
  }
  return "";
}

std::string Hl7Message::kind(const Group& group) const {
  for (const std::string_view code : {field(group.order, 24), component(group.document, 2, 1)}) {
    const std::string kind = kind_of_hl7(code);
    if (!kind.empty()) return kind;
  }
  const std::string by_code = kind_of_code(component(group.order, 4, 1));
  return by_code.empty() ? kind_of_words(component(group.order, 4, 2)) : by_code;
}

NoteRecord Hl7Message::note(const Group& group, NoteText text) const {
  NoteRecord out;
  out.id = field(header_, 9);
  if (out.id.empty()) out.id = position_.file + "#" + std::to_string(position_.record);
  else if (groups_.size() > 1) out.id += "-" + std::to_string(&group - groups_.data() + 1);
  out.text = std::move(text.text);
  out.pieces = std::move(text.pieces);
  out.patient_id = component(patient_, 3, 1);
  out.date = date(group);
  out.kind = kind(group);
  out.position = position_;
  return out;
}

}  // namespace chartgap
