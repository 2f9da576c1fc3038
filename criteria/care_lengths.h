// How long conservative care lasted: the courses that therapy notes record by their dates, and the lengths that are told with a treatment.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "criteria/chart.h"
#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

using CareLengths = std::vector<CareLength>;

// What a therapy note's own course is called.
inline constexpr std::string_view kPhysicalTherapy = "physical_therapy";
inline constexpr std::string_view kChiropractic = "chiropractic";

// The course of each therapy note of the region that dates one.
CareLengths recorded_courses(const Chart& chart);
// The length of a treatment that was had; nothing where its words give none.
std::optional<CareLength> told_length(const Chart& chart, const Test& test, const Item& item);
// Null where there is none.
const CareLength* longest(const CareLengths& lengths);

}  // namespace chartgap
