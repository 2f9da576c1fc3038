#include "tools/readers/read_hl7.h"

#include <algorithm>

#include "tools/readers/charset.h"

namespace chartgap {
namespace {

constexpr std::string_view kFrameMarks = "\x0b\x1c\r\n\t ";

bool is_message(std::string_view segment) { return segment.starts_with("MSH"); }
bool is_batch(std::string_view segment) { return segment.starts_with("FHS") || segment.starts_with("BHS") || segment.starts_with("BTS") || segment.starts_with("FTS"); }

// The encoding that MSH-18 names.
std::string charset_of_message(std::string_view message) {
  if (message.size() < 8) return "";
  const std::string_view header = message.substr(0, message.find_first_of("\r\n"));
  return std::string(hl7_part(hl7_part(header, message[3], 18), message[5], 1));
}

std::string utf8_of(std::string message) {
  if (is_valid_utf8(message)) return message;
  const std::string charset = charset_of_message(message);
  return is_known_encoding(charset) && !is_utf8_name(charset) ? decoded(message, charset) : decoded_by_looks(std::move(message));
}

}  // namespace

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

void Hl7Notes::open_message() {
  std::string text = is_decoded_ ? std::move(message_) : utf8_of(std::move(message_));
  open_ = std::make_unique<Hl7Message>(std::move(text), RecordPosition{file_, records_ + 1, message_line_});
}

std::optional<Record> Hl7Notes::next() {
  while (true) {
    std::optional<Record> record = open_ == nullptr ? std::nullopt : open_->next();
    if (!record) {
      open_ = nullptr;
      if (!read_message()) return std::nullopt;
      if (!is_too_large_) {
        open_message();
        continue;
      }
      record = rejected({file_, records_ + 1, message_line_}, {"too-large", "is a message of more than " + std::to_string(longest_ >> 20) + " MB; expected one note"});
    }
    ++records_;
    return record;
  }
}

}  // namespace chartgap
