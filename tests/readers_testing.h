// What the tests of the readers share: files in a folder of their own, and records in short.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tools/record_reader.h"

namespace chartgap {

inline std::vector<Record> read_all(const std::string& path, const ReadingOptions& options = {}) {
  RecordReader reader(path, options);
  std::vector<Record> records;
  while (std::optional<Record> record = reader.next()) records.push_back(std::move(*record));
  return records;
}

// A note by its text, a reject as "RECORD CODE".
inline std::vector<std::string> shown(const std::vector<Record>& records) {
  std::vector<std::string> out;
  for (const Record& record : records) {
    const Reject* reject = std::get_if<Reject>(&record);
    out.push_back(reject == nullptr ? std::get<NoteRecord>(record).text : std::to_string(reject->position.record) + " " + reject->code);
  }
  return out;
}

class ReadersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chartgap_readers_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::vector<Record> read(const std::string& name, const std::string& bytes, const ReadingOptions& options = {}) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return read_all(path(name), options);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace chartgap
