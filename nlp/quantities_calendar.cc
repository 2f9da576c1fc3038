#include <array>
#include <charconv>

#include "nlp/quantities.h"

namespace chartgap {
namespace {

std::string padded(int value) { return value < 10 ? "0" + std::to_string(value) : std::to_string(value); }

// "6", "1.5".
std::string shown(float value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<double>(value), std::chars_format::fixed, 2).ptr;
  std::string out(buffer.data(), end);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string iso_part(float value, char unit) {
  switch (unit) {
    case 'H': return "PT" + shown(value) + "H";
    case 'm': return "PT" + shown(value) + "M";
    case 's': return "PT" + shown(value) + "S";
    default: return "P" + shown(value) + unit;
  }
}

}  // namespace

// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
int64_t day_number(const Date& date) {
  const int month = date.month == 0 ? 1 : date.month;
  const int day = date.day == 0 ? 1 : date.day;
  const int64_t year = date.year - (month <= 2 ? 1 : 0);
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::string to_string(const Date& date) {
  std::string out = date.year == 0 ? "-" : std::to_string(date.year);
  if (date.month != 0) out += "-" + padded(date.month);
  if (date.month != 0 && date.day != 0) out += "-" + padded(date.day);
  return out;
}

std::string Duration::iso() const {
  if (empty()) return "";
  if (low == high) return iso_part(low, unit);
  return iso_part(low, unit) + "/" + iso_part(high, unit);
}

}  // namespace chartgap
