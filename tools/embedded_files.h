// The lexicon, policy and schema files that the build put into the program.
#pragma once

#include <string_view>
#include <vector>

namespace chartgap {

struct EmbeddedFile {
  std::string_view file;  // path below the project's root
  std::string_view text;
};
const std::vector<EmbeddedFile>& embedded_lexicons();
// The same lexicons, compiled by the build.
std::string_view embedded_lexicon_image();
const std::vector<EmbeddedFile>& embedded_policies();
// The JSON Schemas, and the description of the local server.
const std::vector<EmbeddedFile>& embedded_schemas();

}  // namespace chartgap
