#include "tools/batch/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace chartgap {
namespace {

using Json = nlohmann::json;

std::optional<DonePart> part_of(const std::string& line) {
  try {
    const Json json = Json::parse(line);
    DonePart out;
    out.part = json.at("part").get<uint64_t>();
    for (const Json& file : json.at("files")) out.files.push_back({file.at("name"), file.at("bytes"), file.at("sha256")});
    std::optional<Tally> tally = read_tally(json.at("tally").dump());
    if (!tally) return std::nullopt;
    out.tally = std::move(*tally);
    return out;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::string line_of(const DonePart& done) {
  std::string line;
  JsonWriter json(line);
  json.begin_object().key("part").integer(static_cast<int64_t>(done.part)).key("files").begin_array();
  for (const WrittenFile& file : done.files)
    json.begin_object().key("name").string(file.name).key("bytes").integer(static_cast<int64_t>(file.bytes)).key("sha256").string(file.sha256).end_object();
  json.end_array().key("tally");
  write_tally(json, done.tally);
  json.end_object();
  return line + "\n";
}

}  // namespace

Failure Journal::open() {
  const std::string bytes = bytes_of_file(path()).value_or("");
  for (size_t end = 0; (end = bytes.find('\n', bytes_)) != std::string::npos; bytes_ = end + 1) {
    std::optional<DonePart> part = part_of(bytes.substr(bytes_, end - bytes_));
    if (!part) break;
    parts_.push_back(std::move(*part));
  }
  file_ = open_to_write(path(), O_APPEND);
  if (!file_.is_open()) return system_issue(path(), "cannot be opened");
  if (ftruncate(file_.descriptor(), static_cast<off_t>(bytes_)) != 0) return system_issue(path(), "cannot be cut");
  return flush_folder(folder_);
}

Failure Journal::add(DonePart done) {
  const std::string line = line_of(done);
  // Half a line that a full disk leaves is cut off when the journal is opened again.
  if (Failure failure = write_all(file_, line, path())) return failure;
  if (Failure failure = flush_to_disk(file_, path())) return failure;
  bytes_ += line.size();
  parts_.push_back(std::move(done));
  return std::nullopt;
}

Failure Journal::remove() {
  file_.reset();
  if (unlink(path().c_str()) != 0 && errno != ENOENT) return system_issue(path(), "cannot be removed");
  return flush_folder(folder_);
}

}  // namespace chartgap
