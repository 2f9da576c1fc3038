#include "criteria/file_checks.h"

#include "nlp/result.h"

namespace chartgap {

Date calendar_day(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto digits = [&](size_t at, size_t count) {
    int value = 0;
    for (size_t i = at; i < at + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int day = digits(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return {};
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (day > kDays[month - 1] + (month == 2 && leap ? 1 : 0)) return {};
  return {static_cast<int16_t>(year), static_cast<int8_t>(month), static_cast<int8_t>(day)};
}

bool is_calendar_day(const std::string& text) { return !calendar_day(text).empty(); }

std::string one_of(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  if (!near.empty()) return "\"" + near + "\"";
  std::string out = "one of";
  for (const std::string& name : known) out += " " + name;
  return out;
}

}  // namespace chartgap
