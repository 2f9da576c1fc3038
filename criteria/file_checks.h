// What the readers of files that a person writes check alike.
#pragma once

#include <string>
#include <vector>

#include "nlp/quantities.h"

namespace chartgap {

// Whether the text is a day of the calendar as YYYY-MM-DD.
bool is_calendar_day(const std::string& text);
// That day; an empty date when it is none.
Date calendar_day(const std::string& text);

// What would be right instead of `word`: the nearest known one in quotes, else all of them.
std::string one_of(const std::string& word, const std::vector<std::string>& known);

}  // namespace chartgap
