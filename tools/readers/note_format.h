// The formats of notes, and how they are told from one another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

// `json` is a document of one JSON value; which of the others it is, is known when it is parsed.
enum class NoteFormat : uint8_t { text, ndjson, csv, tsv, fhir, omop, ccda, html, rtf, hl7, pdf };

// As --input-format spells them; pdf is only known by its content.
const std::vector<std::string>& note_format_names();
std::optional<NoteFormat> note_format_named(std::string_view name);
// What a file is by its beginning where that is unmistakable, else by the ending of its name (before .gz and .zst), else text.
NoteFormat find_note_format(const std::string& path, std::string_view beginning);

}  // namespace chartgap
