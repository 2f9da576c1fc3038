// A report's table: a line a level, a column a thing ("Level   Disc   Canal   R foramen   L foramen").
// In:  the frames of a note in their order; cells stand apart by tabs or wide gaps.
// Out: facts of the cells that say only how it is ("patent", "moderate"); cells that name a finding are read as any text.
#pragma once

#include <array>
#include <vector>

#include "nlp/facts/scene.h"

namespace chartgap {

// The cells of the line that begins at `from`, up to its end or the sentence's; bars cut it where it has some, else gaps.
template <class Take>
void each_cell(const Scene& scene, uint32_t from, uint32_t end, Take take) {
  bool bars = false;
  for (uint32_t at = from; at < end && (at == from || !scene.token(at).has(Token::kNewLine)); ++at) bars |= scene.token(at).is('|');
  uint32_t begin = from < end && scene.token(from).is('|') ? from + 1 : from;
  for (uint32_t at = begin + 1; at <= end; ++at) {
    const bool over = at == end || scene.token(at).has(Token::kNewLine);
    if (!over && !(bars ? scene.token(at).is('|') : scene.token(at).has(Token::kWideGap))) continue;
    if (begin < at) take(TokenRange{begin, at});
    if (over) return;
    begin = bars ? at + 1 : at;
  }
}

// The lines of a sentence, one by one.
template <class Take>
void each_line(const Scene& scene, TokenRange sentence, Take take) {
  uint32_t begin = sentence.begin;
  for (uint32_t at = begin + 1; at <= sentence.end; ++at) {
    if (at != sentence.end && !scene.token(at).has(Token::kNewLine)) continue;
    take(TokenRange{begin, at});
    begin = at;
  }
}

class LevelTable {
 public:
  // Keeps the columns of a line that heads a table; of a line under it, adds the facts to `out`.
  void read(const Scene& scene, const Frame& frame, std::vector<Fact>& out);

 private:
  struct Column {
    std::string_view code;  // empty for what is not read
    Side side = Side::none;
  };
  static constexpr size_t kMaxColumns = 8;
  bool head(const Scene& scene, const Frame& frame);
  void row(const Scene& scene, const Frame& frame, TokenRange level, std::vector<Fact>& out) const;

  std::array<Column, kMaxColumns> columns_;
  size_t count_ = 0;
};

}  // namespace chartgap
