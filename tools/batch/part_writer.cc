#include "tools/batch/part_writer.h"

#include <utility>

#include "criteria/report_lines.h"
#include "tools/batch/output_folder.h"

namespace chartgap {
namespace {

// The header of csv_rows with the two fields that a batch puts in front.
std::string_view verdicts_csv_header() {
  static const std::string header = "patient_id,first_document," + csv_header();
  return header;
}

}  // namespace

PartWriter::PartWriter(std::string folder, const BatchTask& task, Compression compression, Journal& journal)
    : folder_(std::move(folder)), journal_(journal), channels_(channels_of(task, compression)) {}

std::array<PartWriter::ChannelFile, kChannels> PartWriter::channels_of(const BatchTask& task, Compression compression) {
  const FactFormat& format = *task.format;
  const bool csv = task.verdicts_as_csv();
  const std::string packed(ending_of(compression));
  const std::string_view verdicts = csv ? ".verdicts.csv" : ".verdicts.ndjson";
  return {{{std::string(format.ending) + packed, format.prologue, format.epilogue, compression, task.facts, std::nullopt},
           {std::string(verdicts) + packed, csv ? verdicts_csv_header() : "", "", compression, !task.policies.empty(), std::nullopt},
           {".rejects.ndjson", "", "", Compression::none, false, std::nullopt}}};
}

Failure PartWriter::open(ChannelFile& channel, uint64_t part) {
  channel.file.emplace(folder_, part_name(part) + channel.ending, channel.compression);
  if (Failure failure = channel.file->create()) return failure;
  return channel.file->append(channel.prologue);
}

Failure PartWriter::take(const WorkResult& result) {
  for (size_t i = 0; i < kChannels; ++i) {
    ChannelFile& channel = channels_[i];
    if (!channel.file && (channel.always || !result.bytes[i].empty())) {
      if (Failure failure = open(channel, result.part)) return failure;
    }
    if (!channel.file) continue;
    if (Failure failure = channel.file->append(result.bytes[i])) return failure;
  }
  tally_.add(result.tally);
  return result.ends_part ? close_part(result.part) : std::nullopt;
}

// All files are on the disk before the first of them gets its name, and all names before the journal says so.
Failure PartWriter::close_part(uint64_t part) {
  DonePart done{part, {}, std::exchange(tally_, {})};
  for (ChannelFile& channel : channels_) {
    if (!channel.file) continue;
    if (Failure failure = channel.file->append(channel.epilogue)) return failure;
    if (Failure failure = channel.file->finish()) return failure;
    done.files.push_back(channel.file->written());
  }
  for (ChannelFile& channel : channels_) {
    if (!channel.file) continue;
    if (Failure failure = channel.file->publish()) return failure;
    channel.file.reset();
  }
  if (Failure failure = flush_folder(folder_)) return failure;
  return journal_.add(std::move(done));
}

}  // namespace chartgap
