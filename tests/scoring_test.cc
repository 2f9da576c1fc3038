#include "tools/scoring.h"

#include <gtest/gtest.h>

#include "tools/score_run.h"

namespace chartgap {
namespace {

AnnotatedFact fact(const std::string& type, const std::string& code, const std::string& assertion, uint32_t start, uint32_t end, const std::string& attributes = "{}") {
  AnnotatedFact out;
  out.type = type;
  out.code = code;
  out.assertion = assertion;
  out.start = start;
  out.end = end;
  out.attributes = parse_json(attributes, "test").value();
  return out;
}

// Two documents. By hand, with overlapping spans:
//   first:  neck_pain found, right; numbness found, wrong assertion; bulge found, right; fever missed; weakness spurious
//   second: numbness found, right; a second numbness missed
// gold 6, predicted 5, found 4, fact 3; with exact spans the bulge falls out: found 3, fact 2.
ScoreRun small_run(Match match = Match::overlap) {
  ScoreRun run;
  run.match = match;
  run.corpus = {{"a", "a.txt", std::string(100, 'x'), {}}, {"b", "b.txt", std::string(100, 'x'), {}}};
  run.corpus[0].facts = {fact("symptom", "neck_pain", "present", 0, 9, R"({"side":"Left","severity":["mild","moderate"],"duration":{"iso":"P6W","min_days":42,"max_days":42}})"),
                         fact("symptom", "numbness", "present", 20, 28, R"({"roots":["C6"]})"), fact("imaging", "disc_bulge", "present", 40, 50, R"({"levels":["C5-C6"]})"),
                         fact("red_flag", "fever", "absent", 60, 65)};
  run.corpus[1].facts = {fact("symptom", "numbness", "present", 0, 8), fact("symptom", "numbness", "present", 10, 18)};
  run.predicted = {{fact("symptom", "neck_pain", "present", 0, 9, R"({"side":"left","severity":"mild","duration":{"iso":"PT1008H","max_days":42,"min_days":42},"max":10})"),
                    fact("symptom", "numbness", "absent", 20, 28, R"({"roots":["C7"]})"), fact("imaging", "disc_bulge", "present", 45, 50, R"({"levels":["C5-C6"]})"),
                    fact("symptom", "weakness", "present", 70, 78)},
                   {fact("symptom", "numbness", "present", 0, 8)}};
  count_run(run);
  return run;
}

TEST(Scoring, CountsAreThoseCountedByHand) {
  const ScoreRun run = small_run();
  const Counts& all = run.overlap.all;
  EXPECT_EQ(all.gold, 6u);
  EXPECT_EQ(all.predicted, 5u);
  EXPECT_EQ(all.found, 4u);
  EXPECT_EQ(all.fact, 3u);
  EXPECT_DOUBLE_EQ(all.fact_rates().precision, 3.0 / 5);
  EXPECT_DOUBLE_EQ(all.fact_rates().recall, 3.0 / 6);
  EXPECT_DOUBLE_EQ(all.fact_rates().f1, 6.0 / 11);
  EXPECT_DOUBLE_EQ(all.found_rates().f1, 8.0 / 11);
  EXPECT_EQ(run.exact.all.found, 3u);
  EXPECT_EQ(run.exact.all.fact, 2u);
}

TEST(Scoring, MacroIsTheMeanOverTypes) {
  // symptom: gold 4, predicted 4, fact 2; imaging 1 of 1 of 1; red_flag 0 of 1.
  EXPECT_DOUBLE_EQ(small_run().overlap.macro_f1(), (0.5 + 1 + 0) / 3);
}

TEST(Scoring, AttributesCountPairsOfMatchedFacts) {
  // Right: side, mild, the duration's days, the level. Missed: moderate, C6. Wrong: C7. `max` is not compared.
  const ScoreRun run = small_run();
  EXPECT_EQ(run.overlap.attributes.right, 4u);
  EXPECT_EQ(run.overlap.attributes.missed, 2u);
  EXPECT_EQ(run.overlap.attributes.wrong, 1u);
  EXPECT_DOUBLE_EQ(run.overlap.by_attribute.at("severity").rates().f1, 2.0 / 3);
  EXPECT_DOUBLE_EQ(run.overlap.by_attribute.at("roots").rates().f1, 0);
  EXPECT_EQ(run.overlap.by_attribute.count("max"), 0u);
}

TEST(Scoring, ErrorsAreNamedInTheOrderOfTheNote) {
  const ScoreRun run = small_run();
  std::vector<ErrorKind> kinds;
  for (const ScoreError& error : run.documents[0].errors) kinds.push_back(error.kind);
  EXPECT_EQ(kinds, (std::vector<ErrorKind>{ErrorKind::attributes, ErrorKind::assertion, ErrorKind::attributes, ErrorKind::missed, ErrorKind::spurious}));
}

// One predicted span over two annotated ones: the larger overlap takes it, whatever the order.
TEST(Scoring, TheLargerOverlapIsMatchedFirst) {
  const std::vector<AnnotatedFact> gold = {fact("symptom", "numbness", "present", 0, 8), fact("symptom", "numbness", "present", 8, 20)};
  const std::vector<FactPair> pairs = match_facts(gold, {fact("symptom", "numbness", "present", 4, 20)}, Match::overlap);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].gold, 1u);
  EXPECT_TRUE(match_facts(gold, {fact("symptom", "numbness", "present", 4, 20)}, Match::exact).empty());
  EXPECT_TRUE(match_facts(gold, {fact("symptom", "numbness", "present", 20, 28)}, Match::overlap).empty());
  EXPECT_TRUE(match_facts(gold, {fact("exam", "numbness", "present", 0, 8)}, Match::overlap).empty());
}

// As Python's random.Random(1).choice draws from ten: the intervals agree with those of other tools that use it.
TEST(Scoring, DrawsAreThoseOfPython) {
  const std::vector<Resample> draws = draw_resamples(10);
  ASSERT_EQ(draws.size(), kResamples);
  EXPECT_EQ(draws[0], (Resample{2, 9, 1, 4, 1, 7, 7, 7, 6, 3}));
}

TEST(Scoring, AnIntervalLeavesATwentiethOut) {
  std::vector<double> values;
  for (int i = 999; i >= 0; --i) values.push_back(i);
  const Interval interval = interval_of(values);
  EXPECT_EQ(interval.low, 25);
  EXPECT_EQ(interval.high, 974);
}

TEST(Gate, NamesEachFloorThatIsMissed) {
  const auto floors = parse_gate("{\"fact_f1\": 0.6,\n\"found_f1\": 0.7,\n\"by_type\": {\"imaging\": 1, \"exam\": 0.5},\n\"by_attribute\": {\"severity\": 0.9}}", "gate.json");
  ASSERT_TRUE(floors.ok());
  EXPECT_EQ(missed_floors(small_run(), floors.value(), "gate.json"),
            (std::vector<std::string>{"gate.json:1: fact_f1 is 0.5455, under the floor 0.6000 [gate.missed]",
                                      "gate.json:3: by_type exam has no fact here, under the floor 0.5000 [gate.missed]",
                                      "gate.json:4: by_attribute severity is 0.6667, under the floor 0.9000 [gate.missed]"}));
}

TEST(Gate, NamesAllThatIsWrongWithTheFile) {
  const auto floors = parse_gate("{\"fact_f2\": 0.6, \"found_f1\": 7, \"by_type\": 1}", "gate.json");
  ASSERT_FALSE(floors.ok());
  EXPECT_EQ(to_string(floors.issues()),
            "gate.json:1:13: there is no measure \"fact_f2\" [gate.key]; expected \"fact_f1\"\n"
            "gate.json:1:30: \"found_f1\" is no floor [gate.floor]; expected a number from 0 to 1\n"
            "gate.json:1:44: this is a number [json.type]; expected an object of floors\n");
  EXPECT_FALSE(parse_gate("{}", "gate.json").ok());
}

}  // namespace
}  // namespace chartgap
