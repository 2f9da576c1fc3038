#include "tools/readers/rtf_fonts.h"

#include <algorithm>
#include <iterator>

namespace chartgap {
namespace {

struct Charset {
  int charset;
  int code_page;
};
constexpr Charset kCharsets[] = {{0, 1252},   {77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936}, {136, 950},  {161, 1253}, {162, 1254},
                                 {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437},  {255, 850}};
constexpr int kMacintosh = 10000;
constexpr int kMacintoshCyrillic = 10007;
constexpr int kUtf8 = 65001;

}  // namespace

int code_page_of_charset(int charset) {
  const auto found = std::find_if(std::begin(kCharsets), std::end(kCharsets), [&](const Charset& each) { return each.charset == charset; });
  return found == std::end(kCharsets) ? 0 : found->code_page;
}

std::string RtfFonts::encoding_of(int font) const {
  const auto found = pages_.find(font);
  const int page = found == pages_.end() || found->second == 0 ? default_ : found->second;
  if (page == kMacintosh) return "macintosh";
  if (page == kMacintoshCyrillic) return "x-mac-cyrillic";
  if (page == kUtf8) return "UTF-8";
  if ((page >= 1250 && page <= 1258) || page == 874) return "windows-" + std::to_string(page);
  return "cp" + std::to_string(page);
}

}  // namespace chartgap
