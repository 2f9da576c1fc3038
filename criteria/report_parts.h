// What the reports share: the words for a verdict, its rule and its reviewer, and for places and counts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "criteria/quote.h"

namespace chartgap {

const Criterion& criterion_of(const Policy& policy, const Verdict& verdict);
// What a note would have to say to close the gap, in the policy's words; empty unless something is missing or in conflict.
std::vector<std::string> asks_of(const Policy& policy, const Verdict& verdict);

// A mark for those who see no colour.
std::string_view symbol_of(Status status);
// The criterion's label; with what kind it is where that weighs ("No active infection (absolute contraindication)").
std::string heading_of(const Policy& policy, const Verdict& verdict);
// "documented", "not documented", ...: the status in words.
std::string_view words_for(Status status);
// The rule that decided: the citation, and the parameters with their values ("...; conservative_min_days 28 days").
std::string rule_of(const Policy& policy, const Verdict& verdict);
// A reviewer's decision in one line, and what has happened since in another; empty where there is none.
std::string decision_line(const Verdict& verdict);
std::string decision_state_line(const Verdict& verdict);

// "1 note", "2 notes"
std::string count_of(size_t count, std::string_view one, std::string_view several);
// An identifier's words: "activity_modification" is "activity modification".
std::string spaced(std::string_view identifier);
// The identifiers' words, with commas.
std::string listed(const std::vector<std::string>& identifiers);
// How the document is called in the report: its file's name, or the whole path where two would be called the same.
std::string name_of(const Case& patient, uint32_t document);
// The same with the visit, where the file holds several: "chart.txt, visit of 2025-03-14".
std::string document_title(const Case& patient, uint32_t document);
// "clinic_note.txt line 12, PLAN"; "chart.txt line 40, visit of 2025-03-14, PLAN"
std::string where(const Case& patient, const Quote& quote);
// What a reader should know about the text itself: damage, NUL bytes, nothing to read.
std::vector<std::string> notices_of(const Text& text);

inline constexpr std::string_view kDisclaimer = "States what the documents support under the named policy. It decides nothing about care or coverage.";

}  // namespace chartgap
