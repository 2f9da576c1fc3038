#include "nlp/facts/table.h"

#include <algorithm>
#include <optional>

namespace chartgap {
namespace {

struct NamedColumn {
  std::string_view word;
  std::string_view code;
};
constexpr std::array<NamedColumn, 16> kColumns = {{{"disc", "disc_herniation"},
                                                   {"disk", "disc_herniation"},
                                                   {"canal", "canal_stenosis"},
                                                   {"central", "canal_stenosis"},
                                                   {"foramen", "foraminal_stenosis"},
                                                   {"foramina", "foraminal_stenosis"},
                                                   {"foraminal", "foraminal_stenosis"},
                                                   {"nf", "foraminal_stenosis"},
                                                   {"facet", "facet_arthropathy"},
                                                   {"facets", "facet_arthropathy"},
                                                   {"cord", "cord_compression"},
                                                   {"recess", "canal_stenosis"},
                                                   {"nff", "foraminal_stenosis"},
                                                   {"nfs", "foraminal_stenosis"},
                                                   {"foram", "foraminal_stenosis"},
                                                   {"stenosis", "canal_stenosis"}}};

std::string_view code_of_column(const Scene& scene, TokenRange cell) {
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    const std::string_view word = scene.word(at);
    const auto column = std::find_if(kColumns.begin(), kColumns.end(), [&](const NamedColumn& named) { return named.word == word; });
    if (column != kColumns.end()) return column->code;
  }
  return {};
}

// At least three cells stand side by side.
bool has_cells(const Scene& scene, TokenRange range) {
  int gaps = 0;
  for (uint32_t at = range.begin; at < range.end && gaps < 2; ++at) gaps += scene.token(at).has(Token::kWideGap) || scene.token(at).is('|') ? 1 : 0;
  return gaps >= 2;
}

struct CellWord {
  std::string_view word;
  uint8_t severities;  // 0: normal
};
constexpr std::array<CellWord, 30> kCellWords = {{{"normal", 0},
                                                  {"sev", kSevere},
                                                  {"nl", 0},
                                                  {"neg", 0},
                                                  {"ok", 0},
                                                  {"no", 0},
                                                  {"nil", 0},
                                                  {"preserved", 0},
                                                  {"widely", 0},
                                                  {"ample", 0},
                                                  {"mildly", kMild},
                                                  {"trace", kMild},
                                                  {"moderately", kModerate},
                                                  {"severely", kSevere},
                                                  {"patent", 0},
                                                  {"open", 0},
                                                  {"clear", 0},
                                                  {"adequate", 0},
                                                  {"none", 0},
                                                  {"negative", 0},
                                                  {"unremarkable", 0},
                                                  {"wnl", 0},
                                                  {"mild", kMild},
                                                  {"minimal", kMild},
                                                  {"slight", kMild},
                                                  {"moderate", kModerate},
                                                  {"mod", kModerate},
                                                  {"severe", kSevere},
                                                  {"marked", kSevere},
                                                  {"advanced", kSevere}}};

// What a cell says of its column: the severities, 0 for normal; nothing where a finding stands in it or no such word does.
std::optional<uint8_t> verdict_in(const Scene& scene, const Frame& frame, TokenRange cell) {
  const auto inside = [&](const Head& head) { return cell.contains(scene.hit(head.hit).tokens); };
  if (std::any_of(frame.heads.begin(), frame.heads.end(), inside)) return std::nullopt;
  std::optional<uint8_t> out;
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    const std::string_view word = scene.word(at);
    const auto known = std::find_if(kCellWords.begin(), kCellWords.end(), [&](const CellWord& one) { return one.word == word; });
    if (known != kCellWords.end()) out = static_cast<uint8_t>(out.value_or(0) | known->severities);
  }
  return out;
}

Side side_of_column(const Scene& scene, TokenRange cell) {
  for (uint32_t at = cell.begin; at < cell.end; ++at) {
    const std::string_view word = scene.word(at);
    if (word == "r" || word == "right" || word == "rt") return Side::right;
    if (word == "l" || word == "left" || word == "lt") return Side::left;
    if (word == "both" || word == "bilateral") return Side::bilateral;
  }
  return Side::none;
}

}  // namespace

void LevelTable::read(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  const uint32_t topic = frame.sentence->topic;
  if (topic != kNoTopic && scene.document.topics()[topic].level && scene.document.topics()[topic].heading.begin == frame.sentence->tokens.begin) {
    if (count_ != 0) row(scene, frame, scene.document.topics()[topic].heading, out);
    return;
  }
  if (!head(scene, frame) && frame.sentence->paragraph) count_ = 0;
}

bool LevelTable::head(const Scene& scene, const Frame& frame) {
  if (!frame.sentence->cells || !has_cells(scene, frame.sentence->tokens)) return false;
  std::array<Column, kMaxColumns> columns;
  size_t count = 0;
  size_t known = 0;
  each_cell(scene, frame.sentence->tokens.begin, frame.sentence->tokens.end, [&](TokenRange cell) {
    const std::string_view first = scene.word(cell.begin);
    if (count == 0 && (first == "level" || first == "levels")) return;
    if (count == kMaxColumns) return;
    columns[count] = {code_of_column(scene, cell), side_of_column(scene, cell)};
    if (columns[count].code.empty() && columns[count].side != Side::none && cell.size() == 1) columns[count].code = "foraminal_stenosis";  // "Level  Canal  Right  Left"
    known += !columns[count].code.empty();
    ++count;
  });
  if (known < 2) return false;
  columns_ = columns;
  count_ = count;
  return true;
}

void LevelTable::row(const Scene& scene, const Frame& frame, TokenRange level, std::vector<Fact>& out) const {
  if (level.end >= frame.sentence->tokens.end) return;
  size_t index = 0;
  each_cell(scene, level.end, frame.sentence->tokens.end, [&](TokenRange cell) {
    const Column column = index < count_ ? columns_[index] : Column{};
    ++index;
    const std::optional<uint8_t> verdict = column.code.empty() ? std::nullopt : verdict_in(scene, frame, cell);
    if (!verdict || (*verdict != 0 && column.code == "disc_herniation")) return;  // "mild" what?
    Fact fact;
    fact.type = FactType::imaging;
    fact.code = column.code;
    fact.assertion = *verdict == 0 ? Assertion::absent : Assertion::present;
    fact.span = scene.document.span_of(cell);
    fact.attributes.side = column.side;
    fact.attributes.severities = *verdict;
    fact.attributes.levels = levels_in(frame, level);
    fact.attributes.modality = frame.study;
    out.push_back(fact);
  });
}

}  // namespace chartgap
