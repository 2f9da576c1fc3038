#include "criteria/icd.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr std::array<CodeHeader, 38> kHeaders = {{
    {"M47.0", "M47.01", "M47.02"},    {"M47.01", "M47.011", "M47.019"}, {"M47.02", "M47.021", "M47.029"}, {"M47.1", "M47.10", "M47.16"},    {"M47.2", "M47.20", "M47.28"},
    {"M47.8", "M47.81", "M47.89"},    {"M47.81", "M47.811", "M47.819"}, {"M47.89", "M47.891", "M47.899"}, {"M48.0", "M48.00", "M48.08"},    {"M48.06", "M48.061", "M48.062"},
    {"M48.1", "M48.10", "M48.19"},    {"M50.0", "M50.00", "M50.03"},    {"M50.02", "M50.020", "M50.023"}, {"M50.1", "M50.10", "M50.13"},    {"M50.12", "M50.120", "M50.123"},
    {"M50.2", "M50.20", "M50.23"},    {"M50.22", "M50.220", "M50.223"}, {"M50.3", "M50.30", "M50.33"},    {"M50.32", "M50.320", "M50.323"}, {"M50.8", "M50.80", "M50.83"},
    {"M50.82", "M50.820", "M50.823"}, {"M50.9", "M50.90", "M50.93"},    {"M50.92", "M50.920", "M50.923"}, {"M51.0", "M51.04", "M51.06"},    {"M51.1", "M51.14", "M51.17"},
    {"M51.2", "M51.24", "M51.27"},    {"M51.3", "M51.34", "M51.37"},    {"M51.36", "M51.360", "M51.369"}, {"M51.37", "M51.370", "M51.379"}, {"M51.4", "M51.44", "M51.47"},
    {"M51.8", "M51.84", "M51.87"},    {"M51.A", "M51.A0", "M51.A5"},    {"M54.0", "M54.00", "M54.09"},    {"M54.1", "M54.10", "M54.18"},    {"M54.3", "M54.30", "M54.32"},
    {"M54.4", "M54.40", "M54.42"},    {"M54.5", "M54.50", "M54.59"},    {"M54.8", "M54.81", "M54.89"},
}};

constexpr size_t kCategory = 3;  // "M50"
constexpr size_t kLongest = 7;   // "M50.121"

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

bool is_spine_category(std::string_view category) {
  constexpr std::array<std::string_view, 5> kCategories = {"m47", "m48", "m50", "m51", "m54"};
  return std::find(kCategories.begin(), kCategories.end(), category) != kCategories.end();
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

PrintedCode printed(const Text& text, size_t begin, size_t end) {
  PrintedCode out{text.to_original(static_cast<uint32_t>(begin), static_cast<uint32_t>(end)), std::string(text.folded().substr(begin, end - begin))};
  std::transform(out.code.begin(), out.code.end(), out.code.begin(), upper);
  return out;
}

// The character that names the part of the spine, by category: "M54.12", "M47.22", "M47.812", "M48.02", "M51.16".
char site_of(std::string_view code) {
  if (code.size() < 6) return 0;
  return code.starts_with("M47.8") ? (code.size() == kLongest ? code[6] : '\0') : code[5];
}

LevelSet discs(std::initializer_list<int> upper_vertebrae) {
  LevelSet out;
  for (const int vertebra : upper_vertebrae) out.discs.add(spine_segment('c', vertebra));
  return out;
}

}  // namespace

std::vector<PrintedCode> spine_codes_in(const Text& text) {
  std::vector<PrintedCode> out;
  const std::string_view folded = text.folded();
  for (size_t at = folded.find('m'); at != std::string_view::npos; at = folded.find('m', at + 1)) {
    if ((at > 0 && is_alphanumeric(folded[at - 1])) || !is_spine_category(folded.substr(at, kCategory))) continue;
    size_t end = at + kCategory;
    if (end + 1 >= folded.size() || folded[end] != '.' || !is_digit(folded[end + 1])) continue;
    ++end;
    while (end < folded.size() && is_alphanumeric(folded[end]) && end - at <= kLongest) ++end;
    const bool whole =
        end - at <= kLongest && std::all_of(folded.begin() + static_cast<std::ptrdiff_t>(at + kCategory + 1), folded.begin() + static_cast<std::ptrdiff_t>(end), is_digit);
    if (whole) out.push_back(printed(text, at, end));
  }
  return out;
}

std::vector<PrintedCode> epidural_codes_in(const Text& text) {
  std::vector<PrintedCode> out;
  const std::string_view folded = text.folded();
  constexpr size_t kDigits = 5;
  for (size_t at = folded.find('6'); at != std::string_view::npos; at = folded.find('6', at + 1)) {
    const size_t end = at + kDigits;
    if ((at > 0 && is_alphanumeric(folded[at - 1])) || end > folded.size() || (end < folded.size() && is_alphanumeric(folded[end]))) continue;
    if (region_of_epidural(folded.substr(at, kDigits))) out.push_back(printed(text, at, end));
  }
  return out;
}

LevelSet levels_of_code(std::string_view code) {
  if (!code.starts_with("M50.") || code.size() < 6) return {};
  if (code[5] == '1') return discs({2, 3});
  if (code[5] == '3') return discs({7});
  if (code[5] != '2' || code.size() < kLongest) return {};
  return code[6] >= '1' && code[6] <= '3' ? discs({code[6] - '0' + 3}) : LevelSet{};
}

std::optional<Region> region_of_code(std::string_view code) {
  if (code.starts_with("M50") || code.starts_with("M54.2")) return Region::neck;
  if (code.starts_with("M54.3") || code.starts_with("M54.4") || code.starts_with("M54.5")) return Region::low_back;
  const char site = site_of(code);
  if (code.starts_with("M54") && !code.starts_with("M54.1")) return std::nullopt;
  if (site >= '1' && site <= '3') return Region::neck;
  return site == '6' || site == '7' ? std::optional(Region::low_back) : std::nullopt;
}

std::optional<Region> region_of_epidural(std::string_view code) {
  if (code == "62320" || code == "62321" || code == "64479" || code == "64480") return Region::neck;
  if (code == "62322" || code == "62323" || code == "64483" || code == "64484") return Region::low_back;
  return std::nullopt;
}

const CodeHeader* header_of(std::string_view code) {
  const auto found = std::find_if(kHeaders.begin(), kHeaders.end(), [&](const CodeHeader& each) { return each.code == code; });
  return found == kHeaders.end() ? nullptr : &*found;
}

}  // namespace chartgap
