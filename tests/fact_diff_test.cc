#include "tools/fact_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"
#include "tools/lexicon_folder.h"

namespace chartgap {
namespace {

// The lexicon in the program with some entries over it.
Lexicon with(const std::string& entries) {
  std::vector<LexiconSource> sources = lexicon_sources({}).value();
  sources.push_back({"over.json", "{\"lexicon\": \"symptom\", \"about\": \"x\", \"entries\": [\n" + entries + "]}", 1});
  Result<Lexicon> loaded = Lexicon::load(sources);
  EXPECT_TRUE(loaded.ok()) << to_string(loaded.issues());
  return std::move(loaded.value());
}

constexpr const char* kMarks[] = {"+", "-", "~"};

std::vector<std::string> changes(const Lexicon& after, const std::string& note) {
  FactDiffer differ(embedded_lexicon(), after);
  std::vector<FactChange> found;
  differ.run(0, note, found);
  std::vector<std::string> out;
  for (const FactChange& change : found) {
    EXPECT_EQ(change.note, 0u);
    out.push_back(kMarks[static_cast<size_t>(change.kind)] + std::string(" ") + change.cause + ":" + std::to_string(change.line) + " " + change.what + " | " + change.context);
  }
  return out;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FactDiff, finds_nothing_between_alike_lexicons) {
  const Lexicon same = with("");
  EXPECT_THAT(changes(same, "Sharp neck pain radiating down the left arm for 6 weeks, denies weakness. MRI: C5-6 bulge. VAS 7/10."), IsEmpty());
}

TEST(FactDiff, gained_and_lost_facts_name_their_entry) {
  const Lexicon more = with("{\"id\": \"symptom.deadness\", \"senses\": {\"symptom\": \"numbness\"}, \"terms\": [\"gronky\"]}");
  EXPECT_THAT(changes(more, "Well.\nThe hand is gronky."), ElementsAre("+ symptom.deadness:2 symptom numbness, present | Well. The hand is [gronky]."));
  const Lexicon less = with("{\"id\": \"symptom.numbness\", \"remove\": true}");
  EXPECT_THAT(changes(less, "She reports numbness."), ElementsAre("- symptom.numbness:1 symptom numbness, present | She reports [numbness]."));
}

TEST(FactDiff, a_changed_assertion_names_its_cue) {
  const Lexicon deaf = with("{\"id\": \"cue.deny\", \"remove\": true}");
  EXPECT_THAT(changes(deaf, "She denies numbness."), ElementsAre("~ cue.deny:1 symptom numbness, absent -> symptom numbness, present | She denies [numbness]."));
}

TEST(FactDiff, a_changed_code_span_or_attribute_is_one_change) {
  const Lexicon other = with("{\"id\": \"symptom.numbness\", \"senses\": {\"symptom\": \"paresthesia\"}, \"terms\": [\"numbness\"]}");
  EXPECT_THAT(changes(other, "She has numbness."), ElementsAre("~ symptom.numbness:1 symptom numbness, present -> symptom paresthesia, present | She has [numbness]."));
  const Lexicon longer = with("{\"id\": \"symptom.long\", \"senses\": {\"symptom\": \"numbness\"}, \"terms\": [\"numbness all over\"]}");
  EXPECT_THAT(changes(longer, "She has numbness all over."), ElementsAre("~ symptom.long:1 symptom numbness, present; was \"numbness\" | She has [numbness all over]."));
  const Lexicon blind = with("{\"id\": \"side.left\", \"remove\": true}");
  EXPECT_THAT(changes(blind, "She has numbness of the left hand."),
              ElementsAre("~ side.left:1 symptom numbness, present; side \"left\" -> none | She has [numbness] of the left hand."));
}

}  // namespace
}  // namespace chartgap
