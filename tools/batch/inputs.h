// What `chartgap batch` was asked to read: files, folders and patterns to a list of files, and the fingerprint by which a later run knows them again.
// Out:    one input an argument, in the order given; a folder's or a pattern's files by name.
// Errors: everything that is wrong with any argument.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nlp/result.h"

namespace chartgap {

struct BatchInput {
  std::string argument;
  std::vector<std::string> files;
  uint64_t left_out = 0;  // files of a folder with an ending that no format has
  uint64_t bytes = 0;
  std::string sha256;  // of the file; of several, of the lines that `sha256sum` prints of them
};

// A folder gives the files with an ending that a format has, hidden ones left out; with `every_ending` all.
Result<std::vector<BatchInput>> find_inputs(const std::vector<std::string>& arguments, bool every_ending);
// Reads every file once.
Issues hash_inputs(std::vector<BatchInput>& inputs, unsigned threads);
// Names, sizes and times of change: differs when a file was changed.
std::string stamp_of(const std::vector<BatchInput>& inputs);

}  // namespace chartgap
