// Time grows with the length of a note and not with its square, whatever stands in it.
#include "bench/growth_notes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "criteria/visits.h"
#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/fact_json.h"

namespace chartgap {
namespace {

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = load_lexicon();
  return loaded.value();
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_to_read(const std::string& note) {
  Analyzer analyzer(lexicon());
  Analysis analysis;
  std::string line;
  const double begun = thread_seconds();
  find_visits(Text(note));
  analyzer.analyze("note", note, analysis);
  write_facts(line, analysis, lexicon(), OffsetUnit::codepoint);
  return thread_seconds() - begun;
}

uint32_t longest_sentence(const std::string& note) {
  const Document document("note", note, lexicon().vocabulary(), lexicon().headings());
  uint32_t longest = 0;
  for (const Sentence& sentence : document.sentences()) longest = std::max(longest, sentence.tokens.size());
  return longest;
}

class HostileNote : public testing::TestWithParam<HostileShape> {};

// Eight times the text: 8 times the time when it is linear, 64 times when it is quadratic. The best of several, for the machine may be busy.
TEST_P(HostileNote, TakesTimeByItsLength) {
  constexpr size_t kShort = 50'000;
  constexpr double kTimes = 8;
  const std::string brief = GetParam().make(kShort);
  const std::string lengthy = GetParam().make(kShort * static_cast<size_t>(kTimes));
  double one = seconds_to_read(brief);
  double all = seconds_to_read(lengthy);
  for (int round = 1; round < 6 && all > one * kTimes * 1.5; ++round) {
    one = std::min(one, seconds_to_read(brief));
    all = std::min(all, seconds_to_read(lengthy));
  }
  EXPECT_LT(all, one * kTimes * 2 + 0.002) << all << " s for eight times what takes " << one << " s";
}

TEST_P(HostileNote, HasNoEndlessSentence) { EXPECT_LE(longest_sentence(GetParam().make(100'000)), 384u); }

INSTANTIATE_TEST_SUITE_P(Growth, HostileNote, testing::ValuesIn(hostile_shapes().begin(), hostile_shapes().end()),
                         [](const testing::TestParamInfo<HostileShape>& shape) { return std::string(shape.param.name); });

TEST(LongNote, IsTheOrdinaryNotesUpToItsLastLine) {
  const std::string note = long_note(400'000);
  EXPECT_LE(note.size(), 400'000u);
  EXPECT_EQ(note.back(), '\n');
  EXPECT_TRUE(note.starts_with(ordinary_notes().front()));
}

// What the cut must not do: lose a token, or leave one in two sentences.
TEST(LongSentence, IsCutIntoOnesThatFollowEachOther) {
  std::string note;
  for (int i = 0; i < 700; ++i) note += "no fever, ";
  const Document document("note", note, lexicon().vocabulary(), lexicon().headings());
  uint32_t next = 0;
  for (const Sentence& sentence : document.sentences()) {
    EXPECT_EQ(sentence.tokens.begin, next);
    next = sentence.tokens.end;
    EXPECT_TRUE(document.tokens()[next - 1].is(','));
  }
  EXPECT_EQ(next, document.tokens().size());
  EXPECT_GT(document.sentences().size(), 1u);
}

}  // namespace
}  // namespace chartgap
