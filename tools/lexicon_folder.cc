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

// What an overlay.json says of its folder.
struct Manifest {
  bool replace = false;           // a lexicon of its own
  std::vector<std::string> keep;  // families of the lexicon below that it takes along
};

std::string family_of(const std::string& file) { return fs::path(file).stem().string(); }

std::vector<std::string> built_in_families() {
  std::vector<std::string> out;
  for (const EmbeddedFile& file : embedded_lexicons()) out.push_back(family_of(std::string(file.file)));
  return out;
}

void check_kept(const Manifest& manifest, const JsonValue& list, ObjectReader& reader) {
  if (!manifest.replace) reader.report(list, "lexicons.keep", "\"keep\" says nothing without \"replace\"", "\"replace\": true");
  const std::vector<std::string> families = built_in_families();
  for (const JsonValue& item : list.items) {
    if (std::find(families.begin(), families.end(), item.string) != families.end()) continue;
    const std::string near = nearest(item.string, families);
    reader.report(item, "lexicons.keep", "there is no family \"" + item.string + "\" in the program",
                  near.empty() ? "the name of one of its files, without .json" : "\"" + near + "\"");
  }
}

Manifest read_manifest(const LexiconSource& source, Issues& issues) {
  const Result<JsonValue> root = parse_json(source.text, source.file);
  if (!root.ok()) {
    add_issues(issues, root.issues());
    return {};
  }
  ObjectReader reader(root.value(), source.file, issues);
  reader.string("about");
  Manifest out{reader.boolean("replace"), reader.strings("keep")};
  if (const JsonValue* list = root.value().find("keep"); list != nullptr && list->kind == JsonValue::Kind::array) check_kept(out, *list, reader);
  reader.finish();
  return out;
}

bool covers_every_family(const std::vector<LexiconSource>& files) {
  std::set<std::string> names;
  for (const LexiconSource& file : files) names.insert(base_name(file.file));
  return std::all_of(embedded_lexicons().begin(), embedded_lexicons().end(), [&](const EmbeddedFile& file) { return names.count(base_name(std::string(file.file))) != 0; });
}

struct Folder {
  bool whole = false;
  std::vector<std::string> keep;
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

void take(Manifest manifest, Folder& out) {
  out.whole |= manifest.replace;
  out.keep = std::move(manifest.keep);
}

Folder read_folder(const std::string& folder, uint32_t layer, Issues& issues) {
  Folder out;
  for (const fs::path& path : json_files(folder, issues)) {
    std::ifstream file(path, std::ios::binary);
    LexiconSource source{path.string(), std::string(std::istreambuf_iterator<char>(file), {}), layer};
    if (!file) issues.push_back(folder_issue(source.file, "cannot be read", "a lexicon file"));
    else if (path.filename() == kManifest) take(read_manifest(source, issues), out);
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
    const auto kept = [&](const LexiconSource& source) { return std::find(folder.keep.begin(), folder.keep.end(), family_of(source.file)) != folder.keep.end(); };
    if (folder.whole) std::erase_if(sources, [&](const LexiconSource& source) { return !kept(source); });
    std::move(folder.files.begin(), folder.files.end(), std::back_inserter(sources));
  }
  if (!issues.empty()) return issues;
  return sources;
}

std::string describe_lexicon(const std::string& folder, const std::vector<LexiconSource>& sources) {
  if (folder == "-") return "the lexicon in the program";
  std::string below;  // the families of the program that are there
  size_t count = 0;
  for (const LexiconSource& source : sources) {
    if (source.layer != 0) continue;
    ++count;
    below += (below.empty() ? "" : ", ") + family_of(source.file);
  }
  if (count == embedded_lexicons().size()) return folder + ", laid over the lexicon in the program";
  return folder + ", a lexicon of its own" + (below.empty() ? "" : " with " + below + " of the program");
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
