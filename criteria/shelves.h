// The order of a report: which shelf each verdict stands on, and the verdicts of a shelf by what reviews find lacking most often.
// Source: the findings of a Medicare contractor's review of 64483 (Noridian JE, second quarter of 2023) and what reviewed charts most often lack: the indication with
//         concordant imaging, a baseline scale, conservative care with dates, the response to earlier injections on the same scale, their number, limitations.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

// Safety stands apart from coverage: what it holds never makes an indication, and a gap of coverage never hides it.
enum class Shelf : uint8_t { contradicted, conflicting, missing, decided, met, advisory, safety, not_applicable };
inline constexpr int kShelves = 8;
std::string_view to_string(Shelf shelf);
std::string_view title_of(Shelf shelf);

bool is_safety(const Criterion& criterion);
Shelf shelf_of(const Policy& policy, const Verdict& verdict);

using Shelves = std::array<std::vector<const Verdict*>, kShelves>;
Shelves shelve(const Policy& policy, const Judgement& judgement);
// The shelves that hold something, as the report shows them: safety stands first when something on it needs a look.
std::vector<Shelf> order_of(const Policy& policy, const Shelves& shelves);
// Every verdict in the order in which the report shows them.
std::vector<const Verdict*> in_report_order(const Policy& policy, const Judgement& judgement);

// Whether the verdict asks for something: contradicted, in conflict, or with something missing that matters. Advisory silence does not, nor does what a reviewer has decided.
bool needs_look(const Policy& policy, const Verdict& verdict);

// "INCOMPLETE", and what makes it so: "documentation is lacking for 2 required criteria".
std::string_view word_for(CaseStanding standing);
std::string reason_for(const Policy& policy, const Judgement& judgement);
// "9 documented, 1 in conflict, 2 missing"; shelves that are empty are left out.
std::string summary_of(const Shelves& shelves);
// "With 2 decisions of a reviewer: SUPPORTED"; empty without decisions.
std::string decided_line(const Judgement& judgement);

}  // namespace chartgap
