#include "tools/command.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tools/embedded_files.h"
#include "tools/lexicon_folder.h"
#include "tools/utf16.h"

namespace chartgap {
namespace {

constexpr size_t kSniffBytes = 4096;
constexpr size_t kMostNulBytes = 100;  // one in so many
constexpr uint64_t kMaxDocumentBytes = uint64_t{1} << 31;

Issue issue(const std::string& name, std::string code, std::string message, std::string expected) { return {name, 0, 0, std::move(code), std::move(message), std::move(expected)}; }

// A program, a picture, an archive, a UTF-16 text without its mark: known by its first bytes or by many NUL bytes. A stray NUL does not make a note binary.
bool looks_binary(std::string_view bytes) {
  for (std::string_view magic : {std::string_view("%PDF-"), std::string_view("PK\x03\x04"), std::string_view("\x89PNG"),
                                 std::string_view("\x7f"
                                                  "ELF"),
                                 std::string_view("\x1f\x8b"), std::string_view("\xff\xd8\xff")}) {
    if (bytes.substr(0, magic.size()) == magic) return true;
  }
  const std::string_view beginning = bytes.substr(0, kSniffBytes);
  return static_cast<size_t>(std::count(beginning.begin(), beginning.end(), '\0')) * kMostNulBytes > beginning.size();
}

std::optional<Issue> read_file(const std::string& name, std::string& bytes) {
  struct stat status {};
  if (stat(name.c_str(), &status) != 0) return issue(name, "input.unreadable", std::string("cannot be read: ") + strerror(errno), "a text file");
  if (S_ISDIR(status.st_mode)) return issue(name, "input.directory", "is a directory", "a text file in it");
  if (static_cast<uint64_t>(status.st_size) > kMaxDocumentBytes) return issue(name, "input.too_large", "is larger than 2 GiB", "one note");
  std::ifstream file(name, std::ios::binary);
  if (!file) return issue(name, "input.unreadable", std::string("cannot be read: ") + strerror(errno), "a text file");
  if (!S_ISREG(status.st_mode)) {
    bytes.assign(std::istreambuf_iterator<char>(file), {});
    return std::nullopt;
  }
  bytes.resize(static_cast<size_t>(status.st_size));
  file.read(bytes.data(), status.st_size);
  bytes.resize(static_cast<size_t>(file.gcount()));
  return std::nullopt;
}

}  // namespace

std::string_view program_version() { return CHARTGAP_VERSION; }

Result<Lexicon> load_lexicon(const std::vector<std::string>& folders) {
  if (folders.empty()) {
    if (std::optional<Lexicon> compiled = Lexicon::from_image(embedded_lexicon_image())) return std::move(*compiled);
  }
  const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders);
  if (!sources.ok()) return sources.issues();
  return Lexicon::load(sources.value());
}

std::string lexicon_sha256(const std::vector<std::string>& folders) {
  const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders);
  return sources.ok() ? lexicon_sha256(sources.value()) : "";
}

Result<std::vector<InputDocument>> read_documents(const std::vector<std::string>& names) {
  std::vector<InputDocument> documents;
  Issues issues;
  for (const std::string& name : names) {
    InputDocument document{name, {}};
    std::optional<Issue> wrong;
    if (name == "-") {
      document.bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
      wrong = read_file(name, document.bytes);
    }
    if (!wrong && document.bytes.empty()) wrong = issue(name, "input.empty", "is empty", "the text of a note");
    if (!wrong && is_utf16(document.bytes)) document.bytes = utf8_from_utf16(document.bytes);
    if (!wrong && looks_binary(document.bytes)) wrong = issue(name, "input.binary", "is not a text file", "plain text in UTF-8, or in UTF-16 with a byte order mark");
    if (wrong) issues.push_back(*wrong);
    else documents.push_back(std::move(document));
  }
  if (!issues.empty()) return issues;
  return documents;
}

int fail(const Issues& issues) {
  for (const Issue& one : issues) std::cerr << "chartgap: " << to_string(one) << "\n";
  return kExitError;
}

int fail(const std::string& message) {
  std::cerr << "chartgap: " << message << "\n";
  return kExitError;
}

}  // namespace chartgap
