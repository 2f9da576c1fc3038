// A user's folders of lexicon files, laid over the lexicon in the program.
// In:     DIR/*.json, in the order of their names; DIR/overlay.json says {"replace": true} when the folder is a lexicon of its own, and {"keep": ["context"]} which families of the program it takes along.
// Shape:  a folder that has a file for every family in the program is a lexicon of its own, too: a copy that somebody edits.
// Errors: folders that cannot be read or hold no lexicon file, and an overlay.json that is wrong.
#pragma once

#include <string>
#include <vector>

#include "nlp/lexicon.h"
#include "nlp/result.h"

namespace chartgap {

// The files of the lexicon in the program, with the folders over it in their order.
Result<std::vector<LexiconSource>> lexicon_sources(const std::vector<std::string>& folders);
// One folder, as a lexicon of its own or laid over the one in the program; "-" is that one alone.
std::string describe_lexicon(const std::string& folder, const std::vector<LexiconSource>& sources);
// The SHA-256 of the files' names and texts; of a user's files the layer and the last part of the name count, so that the folder may stand anywhere.
std::string lexicon_sha256(const std::vector<LexiconSource>& sources);

}  // namespace chartgap
