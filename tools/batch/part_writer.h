// Puts the results, which come in order, into the files of their parts, and each part that is whole into the journal.
// Errors: the first one ends it; nothing unfinished keeps a final name.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "tools/batch/batch_task.h"
#include "tools/batch/journal.h"
#include "tools/batch/part_file.h"
#include "tools/batch/worker.h"

namespace chartgap {

class PartWriter {
 public:
  PartWriter(std::string folder, const BatchTask& task, Compression compression, Journal& journal);
  Failure take(const WorkResult& result);

 private:
  struct ChannelFile {
    std::string ending;
    std::string_view prologue;
    std::string_view epilogue;
    Compression compression = Compression::none;
    bool always = false;  // the file is there even when it is empty
    std::optional<PartFile> file;
  };
  // In the order of Channel.
  static std::array<ChannelFile, kChannels> channels_of(const BatchTask& task, Compression compression);
  Failure open(ChannelFile& channel, uint64_t part);
  Failure close_part(uint64_t part);

  std::string folder_;
  Journal& journal_;
  std::array<ChannelFile, kChannels> channels_;
  Tally tally_;  // of the part that is open
};

}  // namespace chartgap
