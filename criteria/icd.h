// Diagnosis codes of the spine as a note writes them: the level and the part of the spine that a code names, and whether it only heads more exact ones.
// Source: ICD-10-CM tabular list of diseases and injuries, release of April 1, 2026 (National Center for Health Statistics; public domain), read as packaged by
//         simple_icd_10_cm 1.5.0: codes with further characters below M47, M48, M50, M51 and M54. Earlier releases had fewer characters for some of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/region.h"
#include "nlp/spine.h"
#include "nlp/text.h"

namespace chartgap {

struct PrintedCode {
  Span span;
  std::string code;  // in capitals
};
// Codes of M47, M48, M50, M51 and M54 in the order of the text.
std::vector<PrintedCode> spine_codes_in(const Text& text);
// Procedure codes of epidural injections.
std::vector<PrintedCode> epidural_codes_in(const Text& text);

// The discs that the code names; empty where it names a part of the spine only.
LevelSet levels_of_code(std::string_view code);
// Nothing for the chest's and the unspecified.
std::optional<Region> region_of_code(std::string_view code);
// Of a procedure code: 62320, 62321, 64479 and 64480 are the neck's and the chest's, 62322, 62323, 64483 and 64484 the low back's. Source: Medicare's article A58993.
std::optional<Region> region_of_epidural(std::string_view code);

struct CodeHeader {
  std::string_view code;
  std::string_view first;  // of the codes right below it
  std::string_view last;
};
const CodeHeader* header_of(std::string_view code);

}  // namespace chartgap
