#include "tools/readers/read_hl7.h"

#include <algorithm>

#include "tools/readers/attachment.h"
#include "tools/readers/base64.h"
#include "tools/readers/charset.h"
#include "tools/readers/hl7_escapes.h"
#include "tools/readers/note_labels.h"

namespace chartgap {
namespace {

constexpr std::string_view kFrameMarks = "\x0b\x1c\r\n\t ";

bool is_upper_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// The n-th part from 1 of what `mark` separates; empty where there are less.
std::string_view part(std::string_view text, char mark, size_t n) {
  for (; n > 1; --n) {
    const size_t at = text.find(mark);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + 1);
  }
  return text.substr(0, text.find(mark));
}

struct Group {                // the observations of one document
  std::string_view order;     // OBR
  std::string_view document;  // TXA
  std::vector<std::string_view> observations;
};

class MessageReader {
 public:
  MessageReader(std::string_view message, const RecordPosition& position, std::vector<Record>& out) : in_(message), position_(position), out_(out) {}

  void read() {
    if (in_.size() < 8 || !in_.starts_with("MSH") || is_upper_or_digit(in_[3])) return wrong("bad-hl7", "does not begin with MSH and its separators; expected an HL7 v2 message");
    marks_ = {in_[3], in_[4], in_[5], in_[6], in_[7]};
    read_segments();
    const std::string_view type = component(header_, 8, 1);
    if (segments_ > kMostSegments) return wrong("too-many-segments", "has more than 500000 segments; expected one patient's documents");
    if (type != "ORU" && type != "MDM") return wrong("not-a-note", "is a message of another type; expected ORU or MDM");
    const size_t before = out_.size();
    for (const Group& group : groups_) read_group(group);
    if (out_.size() == before) wrong("no-text", "has no observation with a text (OBX of TX, FT, ST or ED); expected one");
  }

 private:
  void wrong(const char* code, const char* reason) { add(rejected(position_, {code, reason})); }
  void add(Record record) {
    out_.push_back(std::move(record));
    ++position_.record;
  }

  // MSH-1 is the separator itself, so that MSH-n is field n - 1 here.
  std::string_view field(std::string_view segment, size_t n) const { return part(segment, marks_.field, n + 1); }
  std::string_view component(std::string_view segment, size_t n, size_t m) const { return part(part(field(segment, n), marks_.repetition, 1), marks_.component, m); }

  void read_segments() {
    for (size_t begin = 0; begin < in_.size();) {
      const size_t end = segment_end(begin);
      std::string_view segment = in_.substr(begin, end - begin);
      segment = segment.substr(0, segment.find_last_not_of("\r\n\x1c") + 1);
      read_segment(segment);
      begin = end;
    }
  }

  bool begins_segment(size_t at) const {
    return at + 3 < in_.size() && in_[at] >= 'A' && in_[at] <= 'Z' && is_upper_or_digit(in_[at + 1]) && is_upper_or_digit(in_[at + 2]) && in_[at + 3] == marks_.field;
  }
  size_t segment_end(size_t begin) const {
    size_t at = begin;
    do {
      at = in_.find_first_of("\r\n", at + 1);
      if (at == std::string_view::npos) return in_.size();
      if (in_.substr(at).starts_with("\r\n")) ++at;
    } while (at + 1 < in_.size() && !begins_segment(at + 1));
    return std::min(at + 1, in_.size());
  }

  void read_segment(std::string_view segment) {
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

  static bool is_text(std::string_view type) { return type == "TX" || type == "FT" || type == "ST" || type == "ED"; }
  // OBX-11: deleted, posted as wrong, could not be had.
  bool is_withdrawn(std::string_view observation) const {
    const std::string_view status = field(observation, 11);
    return status == "D" || status == "W" || status == "X";
  }

  void read_group(const Group& group) {
    std::vector<std::string_view> texts;
    size_t withdrawn = 0;
    for (const std::string_view observation : group.observations) {
      if (!is_text(field(observation, 2))) continue;
      if (is_withdrawn(observation)) ++withdrawn;
      else texts.push_back(observation);
    }
    if (texts.empty() && withdrawn > 0) return wrong("entered-in-error", "was withdrawn, its status says (OBX-11); expected a note that stands");
    if (texts.empty()) return;
    NoteText text;
    std::optional<Problem> problem;
    append_observations(texts, text, problem);
    if (problem && text.text.empty()) return add(rejected(position_, *problem));
    add(note(group, std::move(text)));
  }

  void append_observations(const std::vector<std::string_view>& texts, NoteText& out, std::optional<Problem>& problem) const {
    const bool has_several_kinds = std::any_of(texts.begin(), texts.end(), [&](std::string_view each) { return field(each, 3) != field(texts[0], 3); });
    std::string_view kind_before;
    for (const std::string_view observation : texts) {
      if (!out.text.empty() && out.text.back() != '\n') out.make("\n");
      if (has_several_kinds && field(observation, 3) != kind_before) append_heading(field(observation, 3), out);
      kind_before = field(observation, 3);
      if (field(observation, 2) == "ED") problem = append_document(field(observation, 5), out);
      else append_hl7_field(field(observation, 5), static_cast<uint64_t>(field(observation, 5).data() - in_.data()), marks_, out);
    }
  }

  // The suffixes of radiology's identifiers (HL7 v2.5.1, 7.2.4) and else the name.
  void append_heading(std::string_view identifier, NoteText& out) const {
    const std::string_view code = part(identifier, marks_.component, 1);
    const std::string_view suffix = part(code, marks_.subcomponent, 2);
    std::string_view name = part(identifier, marks_.component, 2);
    if (suffix == "IMP") name = "IMPRESSION";
    else if (suffix == "GDT") name = "FINDINGS";
    else if (suffix == "REC") name = "RECOMMENDATION";
    else if (suffix == "ADT") name = "ADDENDUM";
    else if (name.empty()) name = code;
    if (name.empty()) return;
    append_hl7_field(name, static_cast<uint64_t>(name.data() - in_.data()), marks_, out);
    out.make(":\n");
  }

  // ED: source, type, subtype, encoding, data.
  std::optional<Problem> append_document(std::string_view field, NoteText& out) const {
    const std::string_view subtype = part(field, marks_.component, 3);
    const std::string_view data = part(field, marks_.component, 5);
    std::optional<std::string> bytes;
    if (part(field, marks_.component, 4) == "Base64") bytes = decode_base64(data);
    else bytes = std::string(data);
    if (!bytes) return Problem{"bad-base64", "its document is no base64; expected base64, as OBX-5.4 says"};
    NoteTextOr text = read_attachment(std::move(*bytes), media_type(subtype));
    if (Problem* problem = std::get_if<Problem>(&text)) return std::move(*problem);
    out.make(std::get<NoteText>(text).text);
    return std::nullopt;
  }

  static std::string_view media_type(std::string_view subtype) {
    if (subtype == "RTF" || subtype == "rtf") return "text/rtf";
    if (subtype == "HTML" || subtype == "html") return "text/html";
    if (subtype == "PDF" || subtype == "pdf") return "application/pdf";
    return "";
  }

  std::string date(const Group& group) const {
    for (const std::string_view stamp : {component(group.order, 7, 1), component(group.document, 4, 1), component(group.document, 6, 1)}) {
      const std::string day = day_of(stamp);
      if (!day.empty()) return day;
    }
    return "";
  }
  std::string kind(const Group& group) const {
    for (const std::string_view code : {field(group.order, 24), component(group.document, 2, 1)}) {
      const std::string kind = kind_of_hl7(code);
      if (!kind.empty()) return kind;
    }
    const std::string by_code = kind_of_code(component(group.order, 4, 1));
    return by_code.empty() ? kind_of_words(component(group.order, 4, 2)) : by_code;
  }

  NoteRecord note(const Group& group, NoteText text) const {
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

  static constexpr size_t kMostSegments = 500000;
  const std::string_view in_;
  size_t segments_ = 0;
  RecordPosition position_;
  std::vector<Record>& out_;
  Hl7Marks marks_;
  std::string_view header_;
  std::string_view patient_;
  std::vector<Group> groups_;
};

bool is_message(std::string_view segment) { return segment.starts_with("MSH"); }
bool is_batch(std::string_view segment) { return segment.starts_with("FHS") || segment.starts_with("BHS") || segment.starts_with("BTS") || segment.starts_with("FTS"); }

// The encoding that MSH-18 names.
std::string charset_of_message(std::string_view message) {
  if (message.size() < 8) return "";
  const std::string_view header = message.substr(0, message.find_first_of("\r\n"));
  return std::string(part(part(header, message[3], 18), message[5], 1));
}

std::string utf8_of(std::string message) {
  if (is_valid_utf8(message)) return message;
  const std::string charset = charset_of_message(message);
  return is_known_encoding(charset) && !is_utf8_name(charset) ? decoded(message, charset) : decoded_by_looks(std::move(message));
}

}  // namespace

void read_hl7_message(std::string_view message, const RecordPosition& position, std::vector<Record>& out) { MessageReader(message, position, out).read(); }

Hl7Notes::Hl7Notes(std::string file, Input& input, const ReadingOptions& options)
    : file_(std::move(file)), input_(input), longest_(options.max_record_bytes), is_decoded_(input.is_decoded() || !options.encoding.empty()) {}

// Up to the next line end, which is looked for in what can be one record.
Hl7Notes::Segment Hl7Notes::next_segment() {
  size_t from = 0;
  while (true) {
    const std::string_view unread = input_.unread();
    const auto found = std::find_if(unread.begin() + static_cast<ptrdiff_t>(from), unread.end(), [](char c) { return c == '\r' || c == '\n'; });
    const auto end = static_cast<size_t>(found - unread.begin());
    if (end + 1 < unread.size()) return {unread.substr(0, end + (unread.substr(end).starts_with("\r\n") ? 2 : 1))};
    from = end;
    if (unread.size() > longest_) return {unread, false};
    if (!input_.more()) return {input_.unread()};
  }
}

void Hl7Notes::take(const Segment& segment) {
  line_ += segment.is_whole && !segment.text.empty() ? 1 : 0;
  input_.take(segment.text.size());
}

// The segments up to the next message; false at the end.
bool Hl7Notes::read_message() {
  message_.clear();
  is_too_large_ = false;
  uint64_t passed = 0;
  for (Segment segment = next_segment(); !segment.text.empty(); segment = next_segment()) {
    std::string_view text = segment.text;
    if (const size_t begin = text.find_first_not_of(kFrameMarks); begin != 0 && begin != std::string_view::npos && is_message(text.substr(begin))) text.remove_prefix(begin);
    const bool begins = is_message(text) || is_batch(text);
    const bool is_blank = text.find_first_not_of(kFrameMarks) == std::string_view::npos;
    if (begins && (!message_.empty() || is_too_large_)) return true;
    if (message_.empty()) message_line_ = line_;
    if (message_.size() + text.size() > longest_) is_too_large_ = true;
    else if (!is_batch(text) && !(is_blank && message_.empty())) message_ += text;
    take(segment);
    passed += text.size();
    if (is_too_large_ && input_.is_bomb(passed)) input_.stop();
  }
  // The beginning of a message in a file that was cut short is none.
  return !input_.problem() && (!message_.empty() || is_too_large_);
}

void Hl7Notes::give_message() {
  const RecordPosition position{file_, records_ + 1, message_line_};
  if (is_too_large_) waiting_.push_back(rejected(position, {"too-large", "is a message of more than " + std::to_string(longest_ >> 20) + " MB; expected one note"}));
  else read_hl7_message(is_decoded_ ? message_ : utf8_of(std::move(message_)), position, waiting_);
  records_ += waiting_.size();
}

std::optional<Record> Hl7Notes::next() {
  while (given_ == waiting_.size()) {
    waiting_.clear();
    given_ = 0;
    if (!read_message()) return std::nullopt;
    give_message();
  }
  return std::move(waiting_[given_++]);
}

}  // namespace chartgap
