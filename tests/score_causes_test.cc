// The stage behind each error of a score: one case for every stage that can be named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"
#include "tools/score_run.h"
#include "tools/trace.h"

namespace chartgap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Gold {
  std::string type;
  std::string code;
  std::string words;
  std::string assertion = "present";
  std::string attributes = "{}";
};

AnnotatedFact annotated(const std::string& note, const Gold& gold) {
  AnnotatedFact fact;
  fact.type = gold.type;
  fact.code = gold.code;
  fact.assertion = gold.assertion;
  fact.start = static_cast<uint32_t>(note.find(gold.words));
  fact.end = fact.start + static_cast<uint32_t>(gold.words.size());
  fact.text = gold.words;
  fact.attributes = parse_json(gold.attributes, "gold").value();
  return fact;
}

// "missed section: a drug ..." for every cause of every error, with the entries behind it.
std::vector<std::string> causes(const std::string& note, const std::vector<Gold>& gold) {
  ScoreRun run;
  run.corpus.push_back({"n", "n.txt", note, {}});
  for (const Gold& one : gold) run.corpus[0].facts.push_back(annotated(note, one));
  run.predicted.push_back(own_facts(Analyzer(embedded_lexicon(), Reading::facts).analyze("n.txt", note), embedded_lexicon()));
  count_run(run);
  explain_errors(embedded_lexicon(), {}, 100, run);
  std::vector<std::string> out;
  for (const auto& [error, found] : run.causes) {
    EXPECT_FALSE(found.empty());
    for (const ErrorCause& cause : found) {
      const std::string kind(to_string(run.documents[error.first].errors[error.second].kind));
      out.push_back(kind + " " + cause.stage + ": " + cause.message + " [" + cause.entry.id + " " + cause.entry.place + "; by " + cause.by.id + " " + cause.by.place + "]");
    }
  }
  return out;
}

TEST(ScoreCauses, no_entry) {
  EXPECT_THAT(causes("She has gronkiness.", {{"symptom", "numbness", "gronkiness"}}),
              ElementsAre("missed no_entry: no entry has these words as symptom; in no lexicon at all: \"gronkiness\" [ ; by  ]"));
}

TEST(ScoreCauses, no_entry_names_the_nearest_term_of_the_code) {
  EXPECT_THAT(
      causes("She has paresthesiass.", {{"symptom", "paresthesia", "paresthesiass"}}),
      ElementsAre(AllOf(
          StartsWith("missed no_entry: no entry has these words as symptom; in no lexicon at all: \"paresthesiass\"; nearest of the code: \"paresthesias\" symptom.paresthesia "),
          HasSubstr(" lexicons/symptom.json:"))));
}

TEST(ScoreCauses, entry) {
  EXPECT_THAT(causes("HPI: Seen for the left hand.", {{"symptom", "numbness", "hand"}}),
              ElementsAre(AllOf(StartsWith("missed entry: \"hand\" is known as body (hand), which makes no fact of its own [body.hand lexicons/body.json:"))));
  EXPECT_THAT(causes("She has numbness.", {}),
              ElementsAre(StartsWith("spurious entry: \"numbness\" is symptom numbness, present; nothing is annotated there [symptom.numbness lexicons/")));
}

TEST(ScoreCauses, overlapped) {
  EXPECT_THAT(causes("Seen by a physical therapy aide today.", {{"therapy", "physical_therapy", "physical therapy"}}),
              ElementsAre(AllOf(StartsWith("missed overlapped: \"physical therapy aide\" overrides \"physical therapy\" [therapy."), HasSubstr("; by none."))));
}

TEST(ScoreCauses, quiet) { EXPECT_THAT(causes("The weather was severe.", {{"symptom", "neck_pain", "severe"}}), ElementsAre(StartsWith("missed quiet: \"severe\" (severity)"))); }

TEST(ScoreCauses, box) {
  EXPECT_THAT(causes("[ ] tingling [x] numbness", {{"symptom", "paresthesia", "tingling"}, {"symptom", "numbness", "numbness"}}),
              ElementsAre(StartsWith("missed box: it is the label of a box that is not ticked [symptom.paresthesia ")));
}

TEST(ScoreCauses, heading) {
  EXPECT_THAT(causes("HPI:\nSeen.\n\nRISKS:\nSeen today.\n", {{"counseling", "risks", "RISKS"}}), ElementsAre(StartsWith("missed heading: the words are a heading's")));
}

TEST(ScoreCauses, section) {
  EXPECT_THAT(causes("ALLERGIES: naproxen\n", {{"therapy", "nsaid", "naproxen"}}), ElementsAre(StartsWith("missed section: a drug under allergies is no therapy [drug.naproxen ")));
}

TEST(ScoreCauses, type) {
  EXPECT_THAT(causes("HPI: He has neck pain.", {{"diagnosis", "cervicalgia", "neck pain"}}),
              ElementsAre(AllOf(StartsWith("missed type: "), HasSubstr("the place chose this one, under hpi [symptom.neck_pain lexicons/symptom.json:")),
                          AllOf(StartsWith("spurious type: "), HasSubstr("; what is annotated there is diagnosis cervicalgia"))));
}

TEST(ScoreCauses, code) {
  EXPECT_THAT(causes("She has numbness.", {{"symptom", "paresthesia", "numbness"}}),
              ElementsAre(StartsWith("missed code: \"numbness\" is symptom numbness, present; its entry does not give paresthesia [symptom.numbness "),
                          StartsWith("spurious code: \"numbness\" is symptom numbness, present; what is annotated there is symptom paresthesia")));
}

TEST(ScoreCauses, polarity) {
  EXPECT_THAT(causes("EXAM:\nSensation was tested.\n", {{"exam", "sensory_deficit", "Sensation"}}), ElementsAre(StartsWith("missed polarity: the words only name the thing")));
}

TEST(ScoreCauses, region) {
  EXPECT_THAT(
      causes("ASSESSMENT:\n1. Cervical radiculopathy.\n", {{"diagnosis", "lumbar_radiculopathy", "radiculopathy"}}),
      Contains(AllOf(StartsWith("missed region: "), HasSubstr("is diagnosis cervical_radiculopathy, present; the words around chose this region [diagnosis.radiculopathy "))));
}

TEST(ScoreCauses, merged) {
  EXPECT_THAT(causes("HPI: He has neck pain.", {{"symptom", "neck_pain", "neck pain", "present", R"({"region": "neck"})"}, {"symptom", "neck_pain", "pain"}}),
              ElementsAre(StartsWith("missed merged: the one fact at \"neck pain\" stands for more than one that is annotated [symptom.neck_pain ")));
}

TEST(ScoreCauses, quantity) {
  EXPECT_THAT(causes("The VAS was shown to him.", {{"score", "pain", "VAS"}}),
              ElementsAre(StartsWith("missed quantity: the score \"VAS\" is named, and no number of it was found")));
  EXPECT_THAT(causes("HPI: He has neck pain.", {{"symptom", "neck_pain", "neck pain", "present", R"({"duration": {"iso": "P6W", "min_days": 42, "max_days": 42}})"}}),
              Contains(StartsWith("attributes quantity: duration 42..42: no number that was read near it says so [symptom.neck_pain ")));
}

TEST(ScoreCauses, cue) {
  EXPECT_THAT(
      causes("She denies numbness.", {{"symptom", "numbness", "numbness"}}),
      ElementsAre(AllOf(StartsWith("assertion cue: \"denies\" makes it absent [symptom.numbness lexicons/symptom.json:"), HasSubstr("; by cue.deny lexicons/context.json:"))));
  EXPECT_THAT(causes("She has numbness; denies weakness.", {{"symptom", "numbness", "numbness", "absent"}, {"symptom", "weakness", "weakness", "absent"}}),
              ElementsAre(AllOf(StartsWith("assertion cue: \"denies\" says absent and reaches only \"denies weakness.\" ["), HasSubstr("; by cue.deny lexicons/context.json:"))));
  EXPECT_THAT(causes("HPI: She has numbness.", {{"symptom", "numbness", "numbness", "absent"}}),
              ElementsAre(StartsWith("assertion cue: no cue of the sentence says absent: present by its section (hpi) and its kind [symptom.numbness ")));
}

TEST(ScoreCauses, binding) {
  EXPECT_THAT(causes("HPI: She has numbness of the left hand.", {{"symptom", "numbness", "numbness", "present", R"({"side": "right", "region": "upper_limb"})"}}),
              ElementsAre(StartsWith("attributes no_entry: side right: no entry that was read near it says so [symptom.numbness "),
                          AllOf(StartsWith("attributes binding: side left: bound from \"left\" [symptom.numbness "), HasSubstr("; by side.left lexicons/modifiers.json:"))));
  EXPECT_THAT(causes("HPI: Weakness of the left hand. She has numbness.", {{"symptom", "numbness", "numbness", "present", R"({"side": "left"})"}}),
              Contains(AllOf(StartsWith("attributes binding: side left: \"left\" says so and was not bound to it [symptom.numbness "),
                             HasSubstr("; by side.left lexicons/modifiers.json:"))));
}

TEST(ScoreCauses, span) {
  EXPECT_THAT(causes("She has numbness where it gronks.", {{"symptom", "numbness", "gronks"}}),
              ElementsAre(AllOf(StartsWith("spurious span: \"numbness\" is symptom numbness, present"), HasSubstr("; it is annotated at \"gronks\" [symptom.numbness ")),
                          AllOf(StartsWith("missed span: \"numbness\" is symptom numbness, present"), HasSubstr(": beside the annotated words [symptom.numbness "))));
}

TEST(ScoreCauses, only_the_first_errors_are_traced) {
  ScoreRun run;
  const std::string note = "She has gronkiness and frabbling.";
  run.corpus.push_back({"n", "n.txt", note, {annotated(note, {"symptom", "numbness", "gronkiness"}), annotated(note, {"symptom", "numbness", "frabbling"})}});
  run.predicted.resize(1);
  count_run(run);
  explain_errors(embedded_lexicon(), {}, 1, run);
  EXPECT_EQ(run.causes.size(), 1u);
}

}  // namespace
}  // namespace chartgap
