// What the reports share: the order of the verdicts, and the words for the standing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "criteria/quote.h"

namespace chartgap {

// The shelves of a report, in its order: what stands against the case first.
enum class Shelf : uint8_t { contradicted, conflicting, missing, met, advisory, not_applicable };
inline constexpr int kShelves = 6;
std::string_view title_of(Shelf shelf);

using Shelves = std::array<std::vector<const Verdict*>, kShelves>;
Shelves shelve(const Policy& policy, const Judgement& judgement);

const Criterion& criterion_of(const Policy& policy, const Verdict& verdict);
// What a note would have to say to close the gap, in the policy's words; empty unless something is missing or in conflict.
std::vector<std::string> asks_of(const Policy& policy, const Verdict& verdict);

// A mark for those who see no colour.
std::string_view symbol_of(Status status);
// The criterion's label; with what kind it is where that weighs ("No active infection (absolute contraindication)").
std::string heading_of(const Policy& policy, const Verdict& verdict);
// "INCOMPLETE", and what makes it so: "documentation is lacking for 2 required criteria".
std::string_view word_for(CaseStanding standing);
std::string reason_for(const Policy& policy, const Judgement& judgement);
// "9 met, 1 in conflict, 2 missing"; shelves that are empty are left out.
std::string summary_of(const Shelves& shelves);

// "1 note", "2 notes"
std::string count_of(size_t count, std::string_view one, std::string_view several);
// An identifier's words: "activity_modification" is "activity modification".
std::string spaced(std::string_view identifier);
// The identifiers' words, with commas.
std::string listed(const std::vector<std::string>& identifiers);
// How the document is called in the report: its file's name, or the whole path where two would be called the same.
std::string name_of(const Case& patient, uint32_t document);
// "clinic_note.txt line 12, PLAN"
std::string where(const Case& patient, const Quote& quote);
// What a reader should know about the text itself: damage, NUL bytes, nothing to read.
std::vector<std::string> notices_of(const Text& text);

inline constexpr std::string_view kDisclaimer = "States what the documents support under the named policy. It decides nothing about care or coverage.";

}  // namespace chartgap
