// What a source says of a note, in the words of this program: its day and its kind.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

// YYYY-MM-DD of "2025-04-22T10:00:00Z", "2025-04-22" or "20250422101500-0500"; empty where no whole day is given.
std::string day_of(std::string_view stamp);
// The kind of document, as `check` spells it, by a LOINC code or an OMOP concept; empty where it says nothing of the kind.
std::string kind_of_code(std::string_view code);
// By words of a title ("MRI cervical spine", "Progress note") or by the spelling of `check` itself.
std::string kind_of_words(std::string_view title);
// By HL7 tables 0074 (diagnostic service) and 0270 (document type).
std::string kind_of_hl7(std::string_view code);

}  // namespace chartgap
