#include "bench/large_lexicon.h"

#include <nlohmann/json.hpp>
#include <string>

#include "tools/lexicon_folder.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

// "qa", "qb", ...: begins no word of a note.
std::string mark_of(int copy) { return {'q', static_cast<char>('a' + copy)}; }

std::string altered(std::string term, const std::string& mark) {
  if (term.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") != std::string::npos) return term + " " + mark;
  return term.insert(term.rfind(' ') + 1, mark);  // npos + 1 is 0
}

// Nothing of an entry that only a pattern finds.
Json copy_of(const Json& entry, int copy) {
  Json out = entry;
  for (const char* key : {"pattern", "trigger", "yes", "no"}) out.erase(key);
  out["id"] = entry["id"].get<std::string>() + "_" + mark_of(copy);
  for (Json& term : out["terms"]) term = altered(term.get<std::string>(), mark_of(copy));
  return out;
}

}  // namespace

std::vector<LexiconSource> large_lexicon(int times) {
  std::vector<LexiconSource> sources = lexicon_sources({}).value();
  for (LexiconSource& source : sources) {
    Json file = Json::parse(source.text);
    const Json entries = file["entries"];
    for (int copy = 0; copy + 1 < times; ++copy) {
      for (const Json& entry : entries) {
        if (entry.contains("terms")) file["entries"].push_back(copy_of(entry, copy));
      }
    }
    source.text = file.dump();
  }
  return sources;
}

}  // namespace chartgap
