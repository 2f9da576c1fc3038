#include "tools/lexicon_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "nlp/json_source.h"
#include "nlp/sha256.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuiltInFolder = "lexicons/";
constexpr std::string_view kManifest = "overlay.json";

std::string base_name(const std::string& file) { return fs::path(file).filename().string(); }

std::vector<LexiconSource> built_in() {
  std::vector<LexiconSource> sources;
  for (const EmbeddedFile& file : embedded_lexicons()) sources.push_back({std::string(file.file), std::string(file.text), 0});
  return sources;
}

Issue folder_issue(const std::string& folder, std::string message, std::string expected) { return {folder, 0, 0, "lexicons.folder", std::move(message), std::move(expected)}; }

// Whether the overlay.json says that the folder is a lexicon of its own.
bool says_replace(const LexiconSource& manifest, Issues& issues) {
  const Result<JsonValue> root = parse_json(manifest.text, manifest.file);
  if (!root.ok()) {
    issues.insert(issues.end(), root.issues().begin(), root.issues().end());
    return false;
  }
  ObjectReader reader(root.value(), manifest.file, issues);
  reader.string("about");
  const bool replace = reader.boolean("replace");
  reader.finish();
  return replace;
}

bool covers_every_family(const std::vector<LexiconSource>& files) {
  std::set<std::string> names;
  for (const LexiconSource& file : files) names.insert(base_name(file.file));
  return std::all_of(embedded_lexicons().begin(), embedded_lexicons().end(), [&](const EmbeddedFile& file) { return names.count(base_name(std::string(file.file))) != 0; });
}

struct Folder {
  bool whole = false;
  std::vector<LexiconSource> files;
};

std::vector<fs::path> json_files(const std::string& folder, Issues& issues) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".json") paths.push_back(at->path());
  }
  if (error) issues.push_back(folder_issue(folder, "cannot be read: " + error.message(), "a folder of lexicon files"));
  else if (paths.empty()) issues.push_back(folder_issue(folder, "holds no lexicon file", "files *.json as lexicons/README.md describes them"));
  std::sort(paths.begin(), paths.end());
  return paths;
}

Folder read_folder(const std::string& folder, uint32_t layer, Issues& issues) {
  Folder out;
  for (const fs::path& path : json_files(folder, issues)) {
    std::ifstream file(path, std::ios::binary);
    LexiconSource source{path.string(), std::string(std::istreambuf_iterator<char>(file), {}), layer};
    if (!file) issues.push_back(folder_issue(source.file, "cannot be read", "a lexicon file"));
    else if (path.filename() == kManifest) out.whole |= says_replace(source, issues);
    else out.files.push_back(std::move(source));
  }
  out.whole |= covers_every_family(out.files);
  return out;
}

}  // namespace

Result<std::vector<LexiconSource>> lexicon_sources(const std::vector<std::string>& folders) {
  std::vector<LexiconSource> sources = built_in();
  Issues issues;
  uint32_t layer = 0;
  for (const std::string& name : folders) {
    Folder folder = read_folder(name, ++layer, issues);
    if (folder.whole) sources.clear();
    std::move(folder.files.begin(), folder.files.end(), std::back_inserter(sources));
  }
  if (!issues.empty()) return issues;
  return sources;
}

std::string describe_lexicon(const std::string& folder, const std::vector<LexiconSource>& sources) {
  if (folder == "-") return "the lexicon in the program";
  const bool over = std::any_of(sources.begin(), sources.end(), [](const LexiconSource& source) { return source.layer == 0; });
  return folder + (over ? ", laid over the lexicon in the program" : ", a lexicon of its own");
}

std::string lexicon_sha256(const std::vector<LexiconSource>& sources) {
  std::string all;
  const bool over = std::any_of(sources.begin(), sources.end(), [](const LexiconSource& source) { return source.layer == 0; });
  for (const LexiconSource& source : sources) {
    const uint32_t layer = source.layer - (over ? 0 : sources.front().layer);
    all.append(layer == 0 ? std::string(kBuiltInFolder) : std::to_string(layer) + "/").append(base_name(source.file)).push_back('\n');
    all.append(source.text).push_back('\n');
  }
  return sha256_hex(all);
}

}  // namespace chartgap
