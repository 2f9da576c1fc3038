// Lexicon files in layers to the entries that stand: by its id, an entry of a later layer replaces or removes one of an earlier.
// In:     parsed files, in the order of their layers.
// Out:    the entries in the order of the first layer, each replacement where the old one stood, new ones behind.
// Errors: {"id": ..., "remove": true} of an id that no earlier layer has. Ids repeated inside one layer are left to the reader of entries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nlp/json_source.h"
#include "nlp/result.h"

namespace chartgap {

struct LayeredFile {
  const JsonValue* root = nullptr;
  const std::string* name = nullptr;
  uint32_t layer = 0;
};

struct EntryPlace {
  const JsonValue* value = nullptr;
  uint32_t file = 0;  // index into the files
};

std::vector<EntryPlace> lay_over(const std::vector<LayeredFile>& files, Issues& issues);

}  // namespace chartgap
