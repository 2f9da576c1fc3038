// One field of a CSV file. Source: RFC 4180.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

// In quotes. A spreadsheet takes what begins with one of =+-@ for a formula, so such words get an apostrophe in front (OWASP, CSV injection).
std::string csv_field(std::string_view text);
// In quotes, as it is: for a database.
std::string csv_verbatim(std::string_view text);

}  // namespace chartgap
