#include "tools/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"
#include "tools/trace_attributes.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

Span span_of(const std::string& text, const std::string& words) {
  const size_t at = text.find(words);
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

// The nearest reason, as one line.
std::string why(const std::string& text, const std::string& words, std::optional<FactType> type = std::nullopt) {
  const Analysis analysis = Analyzer(embedded_lexicon(), Reading::facts).analyze("t", text);
  const TraceReason reason = trace(analysis, embedded_lexicon(), span_of(text, words), type).front();
  const std::string entry = name_of_entry(embedded_lexicon(), reason.entry);
  const std::string by = name_of_entry(embedded_lexicon(), reason.by);
  std::string out = std::string(to_string(reason.stage)) + ": " + reason.message;
  if (!entry.empty() || !by.empty()) out += " [" + entry + (entry.empty() || by.empty() ? "" : "; ") + (by.empty() ? "" : "by " + by) + "]";
  return out;
}

TEST(Trace, a_fact_names_its_entry_and_its_cue) {
  const std::string line = why("She denies numbness.", "numbness");
  EXPECT_THAT(line, HasSubstr("fact: \"numbness\" is symptom numbness, absent by \"denies\" [symptom.numbness lexicons/symptom.json:"));
  EXPECT_THAT(line, HasSubstr("; by cue.deny lexicons/context.json:"));
}

TEST(Trace, says_that_no_entry_has_the_words_and_which_are_in_no_lexicon) {
  EXPECT_EQ(why("She has gronkiness.", "gronkiness"), "no_entry: no entry has these words as a fact; in no lexicon at all: \"gronkiness\"");
  EXPECT_THAT(why("HPI: Numbness of the left hand.", "left"), HasSubstr("which makes no fact of its own [side.left lexicons/modifiers.json:"));
}

TEST(Trace, words_of_which_some_are_known_as_other_things_have_no_entry) {
  EXPECT_EQ(why("HPI: Zorpy misery down the arm.", "Zorpy misery down the arm", FactType::symptom),
            "no_entry: no entry has these words as symptom; in no lexicon at all: \"zorpy\", \"misery\"");
}

TEST(Trace, says_which_words_hide_others) {
  const std::string line = why("Seen by a physical therapy aide today.", "physical therapy");
  EXPECT_THAT(line, HasSubstr("overlapped: \"physical therapy aide\" overrides \"physical therapy\" [therapy."));
  EXPECT_THAT(line, HasSubstr("; by "));
}

TEST(Trace, says_that_the_place_chose_another_type) {
  EXPECT_THAT(why("HPI: He has neck pain.", "neck pain", FactType::diagnosis),
              HasSubstr("type: \"neck pain\" is symptom neck_pain, present; of its senses (symptom neck_pain or diagnosis cervicalgia)"));
  EXPECT_THAT(why("HPI: He has neck pain.", "neck pain", FactType::therapy), HasSubstr("its entry knows no therapy"));
}

TEST(Trace, says_that_a_box_is_not_ticked) {
  EXPECT_THAT(why("[ ] tingling [x] numbness", "tingling"), HasSubstr("box: it is the label of a box that is not ticked [symptom.paresthesia "));
}

TEST(Trace, says_that_a_section_takes_no_such_fact) {
  EXPECT_THAT(why("ALLERGIES: naproxen\n", "naproxen"), HasSubstr("section: a drug under allergies is no therapy [drug.naproxen "));
}

TEST(Trace, says_that_nothing_tells_normal_from_abnormal) { EXPECT_THAT(why("EXAM:\nSensation was tested.\n", "Sensation"), HasSubstr("polarity: the words only name the thing")); }

TEST(Trace, says_that_a_muscle_has_no_grade) {
  EXPECT_THAT(why("EXAM: The deltoid was looked at.", "deltoid", FactType::exam),
              HasSubstr("polarity: \"deltoid\" is a muscle, and nothing near grades it or says normal or abnormal [muscle.deltoid "));
}

TEST(Trace, says_that_a_quantity_or_a_score_was_not_bound) {
  EXPECT_THAT(why("Seen for 6 weeks.", "6"), HasSubstr("quantity: \"6 weeks\" is a quantity, which makes no fact of its own"));
  EXPECT_THAT(why("The VAS was shown to him.", "VAS", FactType::score), HasSubstr("quantity: the score \"VAS\" is named, and no number of it was found"));
}

TEST(Trace, says_that_modifiers_are_not_looked_for) { EXPECT_THAT(why("The weather was severe.", "severe"), HasSubstr("quiet: \"severe\" (severity) is not looked for here")); }

TEST(Trace, always_gives_a_reason) {
  const std::string text = "HPI: Sharp neck pain for 6 weeks, denies fever. [ ] gait.\nEXAM: Spurling's negative; triceps 4/5. MRI: C5-6 bulge.\nDx: M54.2, cervicalgia.";
  const Analysis analysis = Analyzer(embedded_lexicon(), Reading::facts).analyze("t", text);
  for (uint32_t at = 0; at < text.size(); ++at) {
    for (int type = -1; type < kFactTypes; ++type) {
      const auto asked = type < 0 ? std::nullopt : std::optional(static_cast<FactType>(type));
      EXPECT_FALSE(trace(analysis, embedded_lexicon(), {at, at + 1}, asked).empty());
    }
  }
}

TEST(TraceAttributes, names_the_words_that_give_each) {
  const std::string text = "She has had severe numbness of the left hand for 6 weeks.";
  const Analysis analysis = Analyzer(embedded_lexicon(), Reading::facts).analyze("t", text);
  ASSERT_EQ(analysis.facts.size(), 1u);
  std::string lines;
  for (const AttributeSource& source : trace_attributes(analysis, embedded_lexicon(), analysis.facts[0]))
    lines += source.name + "=" + source.value + " <- " + text.substr(source.span.begin, source.span.size()) + (source.quantity ? " (quantity)" : "") + "\n";
  EXPECT_EQ(lines, "side=left <- left\nregion=upper_limb <- hand\nseverity=severe <- severe\nduration=P6W <- 6 weeks (quantity)\n");
}

}  // namespace
}  // namespace chartgap
