// What the commands share: the lexicon and policies in the program, reading documents, and errors of one line.
// Errors: messages go to stderr as `chartgap: ...`; the exit code is 2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nlp/lexicon.h"
#include "nlp/result.h"

namespace chartgap {

inline constexpr int kExitSupported = 0;
inline constexpr int kExitGaps = 1;
inline constexpr int kExitError = 2;
inline constexpr int kExitRejects = 3;  // done, but some notes could not be read

struct InputDocument {
  std::string name;  // as given on the command line; "-" is the standard input
  std::string bytes;
  // Where the source says so of a note, as in NoteRecord.
  std::string date = {};
  std::string kind = {};
};

std::string_view program_version();
// The lexicon that the build put into the program, with the user's folders laid over it.
Result<Lexicon> load_lexicon(const std::vector<std::string>& folders = {});
// The lexicon's fingerprint: the SHA-256 of its files' names and texts.
std::string lexicon_sha256(const std::vector<std::string>& folders = {});
// Reads the named files; "-" is the standard input. Everything that is wrong with any of them is an issue.
Result<std::vector<InputDocument>> read_documents(const std::vector<std::string>& names);
// Prints the issues, one line each, and gives kExitError.
int fail(const Issues& issues);
int fail(const std::string& message);

}  // namespace chartgap
