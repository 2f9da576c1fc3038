// The RE2 patterns of a lexicon, as they are written in its files.
#include <re2/re2.h>

#include <array>
#include <string>

#include "nlp/json_source.h"
#include "tools/lint.h"

namespace chartgap {
namespace {

constexpr int kLargeProgram = 4000;  // instructions; the shipped patterns take some hundreds

// Words of notes, on which a pattern that can match nothing at all does so.
constexpr std::array<const char*, 3> kProbes = {"", "neck pain for 6 weeks, rated 7/10.", " (c5-6) - x "};

bool matches_nothing(const RE2& expression) {
  for (const char* probe : kProbes) {
    const re2::StringPiece text(probe);
    for (size_t from = 0; from <= text.size(); ++from) {
      re2::StringPiece match;
      if (!expression.Match(text, from, text.size(), RE2::ANCHOR_START, &match, 1)) continue;
      if (match.empty()) return true;
    }
  }
  return false;
}

// The entry that stands at this line of this file, or kNoEntry when another layer has taken its place.
uint32_t entry_at(const Lexicon& lexicon, const std::string& file, uint32_t line) {
  for (uint32_t i = 0; i < lexicon.entries().size(); ++i) {
    if (lexicon.entry(i).line == line && lexicon.files()[lexicon.entry(i).file] == file) return i;
  }
  return kNoEntry;
}

void check(const std::string& file, const JsonValue& pattern, LintFindings& out) {
  const RE2 expression(pattern.string, RE2::Quiet);
  if (!expression.ok()) return;  // the loader has said so
  const auto add = [&](LintLevel level, std::string code, std::string message, std::string suggestion) {
    out.push_back({level, file, pattern.line, pattern.column, std::move(code), std::move(message), std::move(suggestion)});
  };
  if (matches_nothing(expression)) add(LintLevel::error, "pattern_empty", "the pattern can match no character at all", "one character that must stand, outside every ? and *");
  const int size = expression.ProgramSize();
  if (size > kLargeProgram)
    add(LintLevel::warning, "pattern_large", "the pattern compiles to " + std::to_string(size) + " instructions", "fewer or smaller counted repetitions {n,m}, or terms");
}

}  // namespace

void lint_patterns(const LintInput& in, LintFindings& out) {
  for (const LexiconSource& source : in.sources) {
    const Result<JsonValue> root = parse_json(source.text, source.file);
    const JsonValue* entries = root.ok() ? root.value().find("entries") : nullptr;
    if (entries == nullptr) continue;
    for (const JsonValue& entry : entries->items) {
      const JsonValue* pattern = entry.find("pattern");
      if (pattern != nullptr && entry_at(in.lexicon, source.file, entry.line) != kNoEntry) check(source.file, *pattern, out);
    }
  }
}

}  // namespace chartgap
