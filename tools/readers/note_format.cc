#include "tools/readers/note_format.h"

#include <algorithm>
#include <array>

#include "nlp/ascii.h"

namespace chartgap {
namespace {

struct Named {
  std::string_view name;
  NoteFormat format;
};
constexpr Named kFormats[] = {{"text", NoteFormat::text}, {"ndjson", NoteFormat::ndjson}, {"csv", NoteFormat::csv},   {"tsv", NoteFormat::tsv}, {"fhir", NoteFormat::fhir},
                              {"omop", NoteFormat::omop}, {"ccda", NoteFormat::ccda},     {"html", NoteFormat::html}, {"rtf", NoteFormat::rtf}, {"hl7", NoteFormat::hl7}};

// Beginnings that no note in plain text has; letters in lower case.
constexpr Named kBeginnings[] = {
    {"{\\rtf", NoteFormat::rtf}, {"<!doctype html", NoteFormat::html}, {"<html", NoteFormat::html}, {"<?xml", NoteFormat::ccda}, {"<clinicaldocument", NoteFormat::ccda},
    {"msh|", NoteFormat::hl7},   {"\x0bmsh|", NoteFormat::hl7},        {"fhs|", NoteFormat::hl7},   {"bhs|", NoteFormat::hl7},   {"%pdf-", NoteFormat::pdf}};

constexpr Named kEndings[] = {{".ndjson", NoteFormat::ndjson}, {".jsonl", NoteFormat::ndjson}, {".json", NoteFormat::ndjson}, {".csv", NoteFormat::csv},
                              {".tsv", NoteFormat::tsv},       {".xml", NoteFormat::ccda},     {".cda", NoteFormat::ccda},    {".ccda", NoteFormat::ccda},
                              {".html", NoteFormat::html},     {".htm", NoteFormat::html},     {".xhtml", NoteFormat::html},  {".rtf", NoteFormat::rtf},
                              {".hl7", NoteFormat::hl7},       {".pdf", NoteFormat::pdf}};

std::string without_packing(std::string name) {
  for (const std::string_view ending : {".gz", ".zst", ".zstd"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

// No note in plain text begins so.
bool begins_object(std::string_view beginning) {
  if (!beginning.starts_with('{')) return false;
  const size_t key = beginning.find_first_not_of(" \t\r\n", 1);
  return key != std::string_view::npos && (beginning[key] == '"' || beginning[key] == '}');
}

// An XHTML page has an XML declaration too.
bool is_xhtml(std::string_view beginning) { return beginning.find("<html") != std::string_view::npos && beginning.find("<clinicaldocument") == std::string_view::npos; }

}  // namespace

const std::vector<std::string>& note_format_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Named& format : kFormats) names.emplace_back(format.name);
    return names;
  }();
  return kNames;
}

std::optional<NoteFormat> note_format_named(std::string_view name) {
  const auto found = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Named& each) { return each.name == name; });
  if (found == std::end(kFormats)) return std::nullopt;
  return found->format;
}

NoteFormat find_note_format(const std::string& path, std::string_view beginning) {
  constexpr size_t kLookAt = 4096;
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  beginning.remove_prefix(std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size()));
  const std::string begins = ascii_lower(beginning.substr(0, kLookAt));
  for (const Named& known : kBeginnings) {
    if (begins.starts_with(known.name)) return known.format == NoteFormat::ccda && is_xhtml(begins) ? NoteFormat::html : known.format;
  }
  const std::string name = without_packing(ascii_lower(path));
  for (const Named& known : kEndings) {
    if (name.ends_with(known.name)) return known.format;
  }
  return path == "-" && begins_object(begins) ? NoteFormat::ndjson : NoteFormat::text;
}

}  // namespace chartgap
