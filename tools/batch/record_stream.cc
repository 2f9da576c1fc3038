#include "tools/batch/record_stream.h"

namespace chartgap {

bool RecordStream::open_next() {
  while (input_ < inputs_.size() && file_ == inputs_[input_].files.size()) {
    ++input_;
    file_ = 0;
  }
  if (input_ == inputs_.size()) return false;
  reader_.emplace(inputs_[input_].files[file_++], options_);
  return true;
}

std::optional<Record> RecordStream::next() {
  while (reader_ || open_next()) {
    if (std::optional<Record> record = reader_->next()) {
      ++number_;
      return record;
    }
    reader_.reset();
  }
  return std::nullopt;
}

}  // namespace chartgap
