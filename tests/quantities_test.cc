#include "nlp/quantities.h"

#include <gtest/gtest.h>

#include <sstream>

#include "nlp/vocabulary.h"

namespace chartgap {
namespace {

std::vector<Quantity> find(const Text& text) {
  std::vector<Token> tokens;
  tokenize(text, Vocabulary(), tokens);
  std::vector<Quantity> out;
  find_quantities(text, tokens, out);
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ",") + name;
  return out;
}

std::string days(int32_t bound) { return bound == kNoBound ? "" : std::to_string(bound); }

std::string show_duration(const Quantity& quantity) {
  constexpr const char* kRoles[] = {"length", "age", "ago", "since", "repeat", "ahead"};
  std::ostringstream out;
  out << kRoles[static_cast<size_t>(quantity.role)];
  if (quantity.role == DurationRole::repeat && quantity.value != 0) out << ' ' << quantity.value << 'x';
  if (!quantity.duration.empty()) out << ' ' << quantity.duration.iso() << ' ' << days(quantity.duration.min_days) << ".." << days(quantity.duration.max_days);
  if (!quantity.date.empty()) out << ' ' << to_string(quantity.date);
  if (!quantity.end_date.empty()) out << '>' << to_string(quantity.end_date);
  return out.str();
}

std::string show_number(const Quantity& quantity) {
  constexpr const char* kKinds[] = {"", "", "percent", "score", "count", "grade", ""};
  std::ostringstream out;
  out << kKinds[static_cast<size_t>(quantity.kind)] << ' ';
  if (quantity.low) out << *quantity.low << '-';
  out << quantity.value;
  if (quantity.sign != 0) out << quantity.sign;
  if (quantity.max != 0) out << " of " << quantity.max;
  if (quantity.right_value) out << " | " << *quantity.right_value;
  if (quantity.right_sign != 0) out << quantity.right_sign;
  return out.str();
}

std::string show(const Quantity& quantity) {
  switch (quantity.kind) {
    case QuantityKind::duration: return show_duration(quantity);
    case QuantityKind::date: return "date " + to_string(quantity.date);
    case QuantityKind::level: return "level " + joined(quantity.levels.names()) + " roots " + joined(quantity.roots.names());
    default: return show_number(quantity);
  }
}

// All quantities of a text, "; " between them.
std::string found(const std::string& note) {
  std::string out;
  for (const Quantity& quantity : find(Text(note))) out += (out.empty() ? "" : "; ") + show(quantity);
  return out;
}

struct Case {
  const char* note;
  const char* expected;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& example : cases) EXPECT_EQ(found(example.note), example.expected) << example.note;
}

TEST(Durations, ReadsNumbersInDigitsAndWords) {
  check({{"for 6 weeks", "length P6W 42..42"},
         {"for six weeks", "length P6W 42..42"},
         {"x6wks", "length P6W 42..42"},
         {"x 3 mos", "length P3M 90..90"},
         {"a 6-week course", "length P6W 42..42"},
         {"naproxen x 10 d", "length P10D 10..10"},
         {"for twenty-one days", "length P21D 21..21"},
         {"a fortnight ago", "ago P2W 14..14"},
         {"for two decades", "length P20Y 7300..7300"}});
}

TEST(Durations, ReadsRanges) {
  check({{"4 to 6 weeks", "length P4W/P6W 28..42"},
         {"4-6 wks", "length P4W/P6W 28..42"},
         {"a four-to-six-week wait", "length P4W/P6W 28..42"},
         {"4- to 6-week course", "length P4W/P6W 28..42"},
         {"three or four days", "length P3D/P4D 3..4"},
         {"6 months to a year", "length P6M/P12M 180..365"},
         {"several weeks", "length P3W/P7W 21..49"},
         {"a few months", "length P2M/P4M 60..120"},
         {"a couple of weeks", "length P2W 14..14"}});
}

TEST(Durations, ReadsFractions) {
  check({{"2 1/2 years", "length P2.5Y 912..912"},
         {"2\xC2\xBD years", "length P2.5Y 912..912"},
         {"two and a half weeks", "length P2.5W 17..17"},
         {"for a month and a half", "length P1.5M 45..45"},
         {"1.5 yrs", "length P1.5Y 547..547"},
         {"half a year", "length P0.5Y 182..182"},
         {"half an hour", "length PT0.5H 0..0"},
         {"an hour and a half", "length PT1.5H 0..0"}});
}

// The spellings of facebook/duckling's English examples, in sentences of our own. Left out: 1" and 2' (inches and feet in a note), "2m" (metres), "3 quarters" (a share).
TEST(Durations, AddsUpSeveralUnits) {
  check({{"2 years and 3 months", "length P27M 820..820"},
         {"2 years, 3 months", "length P27M 820..820"},
         {"2 weeks and 3 days", "length P17D 17..17"},
         {"an hour and 45 minutes", "length PT105M 0..0"},
         {"two and a quarter hours", "length PT2.25H 0..0"},
         {"one and three quarters of hours", "length PT1.75H 0..0"},
         {"1 hour thirty", "length PT90M 0..0"},
         {"1 year, 2 days, 3 hours and 4 seconds", "length PT31719604S 367..367"},
         {"two additional minutes", "length PT2M 0..0"},
         {"1/2 h", "length PT0.5H 0..0"},
         {"90 sec", "length PT90S 0..0"}});
}

TEST(Durations, LeavesABoundOpen) {
  check({{">6 weeks", "length P6W 42.."},
         {">= 6 weeks", "length P6W 42.."},
         {"over 6 weeks", "length P6W 42.."},
         {"for more than 6 weeks", "length P6W 42.."},
         {"at least 4 to 6 weeks", "length P4W 28.."},
         {"6+ weeks", "length P6W 42.."},
         {"6 weeks or longer", "length P6W 42.."},
         {"<3 months", "length P3M ..90"},
         {"under 3 months", "length P3M ..90"},
         {"up to 2 wks", "length P2W ..14"},
         {"within the last 2 years", "length P2Y ..730"},
         {"a little less than a year ago", "ago P1Y ..365"},
         {"over the past 6 weeks", "length P6W 42..42"},
         {"over several weeks", "length P3W/P7W 21..49"},
         {"nearly 6 weeks", "length P6W 42..42"},
         {"for about 6 weeks", "length P6W 42..42"}});
}

TEST(Durations, TellsAgesRepeatsAndTimesAheadFromLengths) {
  check({{"a 63-year-old woman", "age P63Y 22995..22995"},
         {"63 y/o", "age P63Y 22995..22995"},
         {"63yo", "age P63Y 22995..22995"},
         {"aged 63", "age P63Y 22995..22995"},
         {"at age 5", "age P5Y 1825..1825"},
         {"41 years of age", "age P41Y 14965..14965"},
         {"every 4-6 hours", "repeat PT4H/PT6H 0..0"},
         {"q 6 weeks", "repeat P6W 42..42"},
         {"2x/week", "repeat 2x P1W 7..7"},
         {"twice a week", "repeat 2x P1W 7..7"},
         {"three times a week", "repeat 3x P1W 7..7"},
         {"2-3x/wk x 6 wks", "repeat 3x P1W 7..7; length P6W 42..42"},
         {"five days a week", "repeat 5x P1W 7..7"},
         {"once daily", "repeat 1x P1D 1..1"},
         {"3 weeks ago", "ago P3W 21..21"},
         {"came in 3 days ago", "ago P3D 3..3"},
         {"two months prior to surgery", "ago P2M 60..60"},
         {"3 wks out", "ago P3W 21..21"},
         {"see her in 4 weeks", "ahead P4W 28..28"},
         {"RTC 2 wks", "ahead P2W 14..14"},
         {"follow up in 2-3 weeks", "ahead P2W/P3W 14..21"},
         {"the next 3 months", "ahead P3M 90..90"},
         {"two weeks later", "ahead P2W 14..14"}});
}

TEST(Durations, ReadsTheBritishShorthandOnlyWithACue) {
  check({{"pain x 6/52", "length P6W 42..42"},
         {"rest for 3/7", "length P3D 3..3"},
         {"6/12 ago", "ago P6M 180..180"},
         {"a 2/52 history", "length P2W 14..14"},
         {"review in 6/52", "ahead P6W 42..42"},
         {"6/12 in each eye", ""}});
}

TEST(Durations, FindsNoneInOrdinaryWords) {
  check({{"for months", ""}, {"in days", ""}, {"I second that", ""}, {"a second MRI", ""}, {"a minute bulge", ""}, {"secretary", ""}, {"two packs a day", "repeat 2x P1D 1..1"}});
}

TEST(Durations, CountsFromADateAfterSince) {
  check({{"since March", "since --03"},
         {"since 2/10", "since --02-10"},
         {"since mid January", "since --01-15"},
         {"since last September", "since --09"},
         {"since around September \xE2\x80\x99"
          "24",
          "since 2024-09"},
         {"since the middle of April", "since --04-15"},
         {"since 2019", "since 2019"},
         {"off work from Oct 7", "since --10-07"},
         {"starting in May", "since --05"},
         {"began in June of 2024", "since 2024-06"},
         {"3/2/25 to present", "since 2025-03-02"},
         {"labs from August 25, 2010", "date 2010-08-25"}});
}

TEST(Durations, MeasuresADatedCourse) {
  check({{"3/2/25-4/20/25", "length P49D 49..49 2025-03-02>2025-04-20"},
         {"4/28/25 - 5/16/25", "length P18D 18..18 2025-04-28>2025-05-16"},
         {"from February 10 to April 4", "length P53D 53..53 --02-10>--04-04"},
         {"(October 7 through December 5)", "length P59D 59..59 --10-07>--12-05"},
         {"Apr-May 2025", "length P30D 30..30 2025-04>2025-05"},
         {"mid Oct thru 12/6/24", "length P52D 52..52 2024-10-15>2024-12-06"},
         {"Nov 5, 2024 to Jan 10", "length P66D 66..66 2024-11-05>2025-01-10"},
         {"December 20 through January 3", "length P14D 14..14 --12-20>--01-03"},
         {"March 3-17, 2025", "length P14D 14..14 2025-03-03>2025-03-17"},
         {"from early May until the middle of July", "length P71D 71..71 --05-05>--07-15"},
         {"2011-2013", "length P731D 731..731 2011>2013"}});
}

TEST(Dates, ReadsEveryOrder) {
  check({{"3/2/25", "date 2025-03-02"},
         {"03/02/2025", "date 2025-03-02"},
         {"3-2-25", "date 2025-03-02"},
         {"2025-03-02", "date 2025-03-02"},
         {"27/09/2024", "date 2024-09-27"},
         {"12/2021", "date 2021-12"},
         {"March 3, 2025", "date 2025-03-03"},
         {"Mar. 3rd", "date --03-03"},
         {"3 March 2025", "date 2025-03-03"},
         {"27 Sep 2024", "date 2024-09-27"},
         {"12-Mar-2025", "date 2025-03-12"},
         {"May of 2005", "date 2005-05"},
         {"born 1/2/60", "date 1960-01-02"},
         {"September '24", "date 2024-09"}});
}

TEST(Dates, ReadsPartsSeasonsAndYears) {
  check({{"mid January", "date --01-15"},
         {"late July 2024", "date 2024-07-25"},
         {"summer of 2021", "date 2021-07"},
         {"fall 2023", "date 2023-10"},
         {"last fall", "date --10"},
         {"this June", "date --06"},
         {"fused in 2011", "date 2011"},
         {"surgery in 08/07", "date 2007-08"},
         {"total of 2000 mg", ""},
         {"Month DD, YYYY", ""},
         {"this may help", ""},
         {"a fall in the bath", ""}});
}

TEST(Dates, TakesAMonthAndDayOnlyWithACue) {
  check({{"seen on 2/18", "date --02-18"},
         {"stopped 5/9", "date --05-09"},
         {"taken 1/31", "date --01-31"},
         {"next visit 5/20", "date --05-20"},
         {"visit 6/12", "count 6 of 12"},
         {"strength 4/5", "grade 4 of 5"},
         {"pain is on 7/10", "score 7 of 10"}});
}

TEST(Percents, ReadsSignsWordsAndShares) {
  check({{"50%", "percent 50"},
         {"50 %", "percent 50"},
         {"fifty percent", "percent 50"},
         {"20-30%", "percent 20-30"},
         {"20% to 30%", "percent 20-30"},
         {">80%", "percent 80"},
         {"four fifths", "percent 80"},
         {"80/20 arm to neck", "percent 80 | 20"},
         {"insulin 80/20", ""}});
}

TEST(Scores, ReadsRatings) {
  check({{"7/10", "score 7 of 10"},
         {"4-5/10", "score 4-5 of 10"},
         {"7 out of 10", "score 7 of 10"},
         {"7 to 8 out of 10", "score 7-8 of 10"},
         {"7 of 10", "score 7 of 10"},
         {"between a 6 and a 10", "score 6-10"},
         {"VAS 65/100", "score 65 of 100"},
         {"ODI 23/50", "score 23 of 50"},
         {"from 7 to 2 out of 10", "score 2 of 10"},
         {"acuity 20/50", ""}});
}

TEST(Counts, CoversTheNoun) {
  const Text text("She had 12 physical therapy visits.");
  const std::vector<Quantity> quantities = find(text);
  ASSERT_EQ(quantities.size(), 1u);
  EXPECT_EQ(quantities[0].tokens, (TokenRange{2, 6}));
  check({{"eight or nine visits", "count 8-9"},
         {"x4 visits", "count 4"},
         {"14 of 16 visits", "count 14 of 16"},
         {"visit 6 of 12", "count 6 of 12"},
         {"ten times", "count 10"},
         {"NRS 8", "count 8"},
         {"M54.12", ""},
         {"at 10:30", ""},
         {"300 mg", ""},
         {"ESI #2", ""}});
}

TEST(Grades, ReadsStrengthWithSigns) {
  check({{"5/5", "grade 5 of 5"},
         {"4+/5", "grade 4+ of 5"},
         {"-5/5", "grade 5- of 5"},
         {"+2/5", "grade 2+ of 5"},
         {"4- / 5", "grade 4- of 5"},
         {"4+ to 5-/5", "grade 4-5- of 5"},
         {"5 out of 5", "grade 5 of 5"},
         {"EHL is -3 on the left", "grade 3-"},
         {"+5 on the right", "grade 5+"}});
}

TEST(Grades, ReadsPairsAndReflexes) {
  check({{"4/4-", "grade 4 | 4-"},
         {"4-/4-", "grade 4- | 4-"},
         {"5-/5-", "grade 5- | 5-"},
         {"2+ and symmetric", "grade 2+"},
         {"2+/4", "grade 2+ of 4"},
         {"+2/2", "grade 2+ of 2 | 2"},
         {"1/trace", "grade 1 | 0.5"},
         {"1/2+", "grade 1 | 2+"},
         {"nil out of four", "grade 0 of 4"},
         {"ankle jerk trace", "grade 0.5"},
         {"trace effusion", ""},
         {"3/4 inch", ""}});
}

TEST(Levels, ReadsDiscs) {
  for (const char* note : {"C5-6", "C5/6", "C5-C6", "C5/C6", "C5 - 6", "C5 - C6", "C5C6", "C5 C6", "C5 on C6", "C6-5", "C-5-6", "C 5-6", "between C5 and C6"}) {
    EXPECT_EQ(found(note), "level C5-C6 roots C5,C6") << note;
  }
  check({{"C7-T1", "level C7-T1 roots C7,T1"},
         {"T1-2", "level T1-T2 roots T1,T2"},
         {"D12-L1", "level T12-L1 roots T12,L1"},
         {"L5-1", "level L5-S1 roots L5,S1"},
         {"S1-L5", "level L5-S1 roots L5,S1"},
         {"L5 over S1", "level L5-S1 roots L5,S1"}});
}

TEST(Levels, FillsRangesAndLists) {
  check({{"C5-C7", "level C5-C6,C6-C7 roots C5,C6,C7"},
         {"C4 to C7", "level C4-C5,C5-C6,C6-C7 roots C4,C5,C6,C7"},
         {"L3 through S1", "level L3-L4,L4-L5,L5-S1 roots L3,L4,L5,S1"},
         {"L4/L5/S1", "level L4-L5,L5-S1 roots L4,L5,S1"},
         {"C5, 6 and 7", "level C5,C6,C7 roots C5,C6,C7"},
         {"C5, C6, and C7", "level C5,C6,C7 roots C5,C6,C7"},
         {"C3-4, 4-5 and 5-6", "level C3-C4,C4-C5,C5-C6 roots C3,C4,C5,C6"},
         {"L4, L5 and S1 roots", "level L4,L5,S1 roots L4,L5,S1"},
         {"C6", "level C6 roots C6"},
         {"C8", "level  roots C8"},
         {"C6-7 through T1-2", "level C6-C7,C7-T1,T1-T2 roots C6,C7,T1,T2"}});
}

TEST(Levels, LeavesWhatStandsBesideThem) {
  check({{"C5-5/5, C6-4/5", "level C5 roots C5; grade 5 of 5; level C6 roots C6; grade 4 of 5"},
         {"L 4/5 strength", "grade 4 of 5"},
         {"L4-5 5 mm", "level L4-L5 roots L4,L5"},
         {"L5 and 3 injections", "level L5 roots L5; count 3"},
         {"L3-4\nL4-5", "level L3-L4 roots L3,L4; level L4-L5 roots L4,L5"}});
}

TEST(Levels, IsNoHeartSoundSequenceOrStage) {
  for (const char* note : {"S1, S2 normal",
                           "S1 and S2",
                           "S1/S2",
                           "normal S1",
                           "no S3 or S4 gallop",
                           "T1 and T2 weighted",
                           "T2 signal",
                           "T1, T2 and STIR",
                           "on T2",
                           "sagittal T1",
                           "T2-weighted images",
                           "T1/T2 sequences",
                           "decreased T1 and increased T2 signal",
                           "T3 N1b",
                           "clinical stage T2",
                           "T4 0.9, TSH 2.1",
                           "C9",
                           "L7",
                           "T14",
                           "lot L2",
                           "vitamin D3"}) {
    for (const Quantity& quantity : find(Text(note))) EXPECT_NE(quantity.kind, QuantityKind::level) << note;
  }
  check({{"T1-T2: normal", "level T1-T2 roots T1,T2"}, {"S1-S2 disc", "level S1-S2 roots S1,S2"}, {"left S1 nerve root", "level S1 roots S1"}});
}

TEST(Quantities, StandInOrderAndNeverOverlap) {
  const Text text(
      "12 visits 6 of 12, 3/2/25-4/20/25 PT 2x/wk x 6 wks, 12 visits at C5-6, 7/10 to 2-3/10, 4+/5, 50% for >3 months since March 2024; aged 63; L4-5, L5-S1 and 1/52.");
  const std::vector<Quantity> quantities = find(text);
  ASSERT_GT(quantities.size(), 8u);
  for (size_t i = 1; i < quantities.size(); ++i) EXPECT_LE(quantities[i - 1].tokens.end, quantities[i].tokens.begin);
}

TEST(Quantities, TakesAnyEndOfText) {
  const std::string note = "since mid-Oct 2/3/25 - 4 1/2 C5-6, 7 and a half to +5/5 - between a 6 and a 10 q. 4 h q 80/20 T12-L1/ 3-";
  for (size_t size = 0; size <= note.size(); ++size) {
    const Text text(note.substr(0, size));
    std::vector<Token> tokens;
    tokenize(text, Vocabulary(), tokens);
    std::vector<Quantity> out;
    find_quantities(text, tokens, out);
    for (const Quantity& quantity : out) EXPECT_LE(quantity.tokens.end, tokens.size());
  }
}

TEST(Calendar, CountsDays) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2000, 3, 1}) - day_number({2000, 2, 28}), 2);
  EXPECT_EQ(day_number({2025, 3, 0}), day_number({2025, 3, 1}));
  EXPECT_EQ(day_number({2025, 0, 0}), day_number({2025, 1, 1}));
  EXPECT_EQ(to_string(Date{2025, 3, 2}), "2025-03-02");
  EXPECT_EQ(to_string(Date{2025, 3, 0}), "2025-03");
  EXPECT_EQ(to_string(Date{2025, 0, 0}), "2025");
}

}  // namespace
}  // namespace chartgap
