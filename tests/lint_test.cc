#include "tools/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/lexicon_folder.h"

namespace chartgap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Linted {
  std::vector<std::string> lines;
  bool errors = false;
};

Linted lint(const std::string& entries, const std::vector<std::string>& texts = {}, const std::string& words = "") {
  const std::vector<LexiconSource> sources = {{"t.json", "{\"lexicon\": \"t\", \"about\": \"t\"," + words + " \"entries\": [\n" + entries + "\n]}"}};
  SpelledTerms terms;
  const Result<Lexicon> lexicon = Lexicon::load(sources, &terms);
  EXPECT_TRUE(lexicon.ok()) << to_string(lexicon.issues());
  Linted out;
  if (!lexicon.ok()) return out;
  const LintInput in{lexicon.value(), terms, sources};
  LintFindings findings;
  lint_terms(in, findings);
  lint_examples(in, findings);
  lint_patterns(in, findings);
  std::vector<InputDocument> notes;
  for (size_t i = 0; i < texts.size(); ++i) notes.push_back({"n" + std::to_string(i) + ".txt", texts[i]});
  lint_spelling(in, notes, findings);
  if (!notes.empty()) lint_corpus(in, notes, findings);
  for (const LintFinding& finding : findings) {
    out.lines.push_back(to_string(finding));
    out.errors |= finding.level == LintLevel::error;
  }
  return out;
}

std::string fact(const std::string& id, const std::string& sense, const std::string& term, const std::string& more = "") {
  return "{\"id\": \"" + id + "\", \"senses\": {\"symptom\": \"" + sense + "\"}, \"terms\": [\"" + term + "\"], \"yes\": [\"x [" + term + "]\"]" + more + "}";
}

TEST(Lint, is_silent_about_a_sound_lexicon) { EXPECT_THAT(lint(fact("t.a", "a", "ache") + ",\n" + fact("t.b", "b", "bruise")).lines, IsEmpty()); }

TEST(Lint, words_of_two_entries_are_duplicates_or_contradict) {
  EXPECT_THAT(lint(fact("t.a", "a", "ache") + ",\n" + fact("t.b", "a", "ache")).lines,
              ::testing::ElementsAre("t.json:3:53: note: all of \"ache\" stands in t.a t.json:2 too, which says the same [duplicate]; remove it"));
  EXPECT_THAT(lint(fact("t.a", "a", "ache") + ",\n{\"id\": \"t.b\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"ache(s)\"], \"yes\": [\"[ache]\"]}").lines, IsEmpty());
  const Linted two = lint(fact("t.a", "a", "ache") + ",\n" + fact("t.b", "b", "ache"));
  EXPECT_TRUE(two.errors);
  EXPECT_THAT(two.lines, Contains(HasSubstr("t.json:3:53: error: \"ache\" stands in t.a t.json:2 too, as symptom a, here b [contradiction]")));
}

TEST(Lint, a_place_and_a_finding_may_share_words) {
  EXPECT_THAT(lint(fact("t.a", "a", "back") + ",\n{\"id\": \"t.b\", \"class\": \"body\", \"terms\": [\"back\"], \"yes\": [\"[back]\"]}").lines, IsEmpty());
}

TEST(Lint, cues_of_two_axes_contradict_and_a_pseudo_cue_does_not_hide_its_equal) {
  const auto cue = [](const std::string& id, const std::string& axis, const std::string& direction) {
    return "{\"id\": \"" + id + "\", \"class\": \"cue\", \"cue\": {\"axis\": \"" + axis + "\", \"direction\": \"" + direction + "\"}, \"terms\": [\"may\"], \"yes\": [\"[may]\"]}";
  };
  EXPECT_THAT(lint(cue("t.a", "possible", "forward") + ",\n" + cue("t.b", "negated", "forward")).lines,
              Contains(HasSubstr("\"may\" stands in t.a t.json:2 too, as possible, here negated [contradiction]")));
  EXPECT_THAT(lint(cue("t.a", "possible", "forward") + ",\n" + cue("t.b", "possible", "pseudo")).lines, Contains(HasSubstr("[pseudo_equal]")));
  EXPECT_THAT(lint(cue("t.a", "possible", "forward") + ",\n" + cue("t.b", "negated", "end")).lines, IsEmpty());
}

TEST(Lint, an_entry_that_another_hides_is_dead) {
  const std::string above = "{\"id\": \"t.none\", \"class\": \"none\", \"overrides\": true, \"terms\": [\"no ache at all\"], \"yes\": [\"[no ache at all]\"]}";
  const Linted dead = lint(above + ",\n{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"no [ache] at all\"]}");
  EXPECT_THAT(dead.lines, Not(Contains(HasSubstr("[dead]"))));  // as long as the other
  const std::string fact_above = fact("t.b", "b", "sore ache", ", \"overrides\": true");
  EXPECT_THAT(lint(fact_above + ",\n{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"sore ache\"]}").lines,
              Contains(AllOf(HasSubstr("t.json:3: error: \"t.a\" is never hit: t.b t.json:2 takes its words [dead]"))));
  EXPECT_THAT(lint(fact_above + ",\n{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"sore ache\", \"ache\"], \"yes\": [\"[ache]\"]}").lines,
              Contains(HasSubstr("warning: \"sore ache\" is never hit: t.b t.json:2 takes its words [shadowed]")));
}

TEST(Lint, terms_that_cannot_match_are_errors) {
  EXPECT_THAT(lint("{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"~2 ache\"]}").lines,
              Contains(HasSubstr("begins with a gap and is never tried [never_tried]")));
  const std::string body = "{\"id\": \"t.b\", \"class\": \"body\", \"code\": \"shoulder\", \"terms\": [\"shoulder\"], \"yes\": [\"[shoulder]\"]},\n";
  EXPECT_THAT(lint(body + "{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"ache of <body:sholder>\"]}").lines,
              Contains(HasSubstr("no entry is a <body:sholder>, which \"ache of <body:sholder>\" asks for [empty_class]; did you mean <body:shoulder>?")));
}

TEST(Lint, examples_are_run) {
  const auto entry = [](const std::string& examples) { return "{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"ache\"]" + examples + "}"; };
  EXPECT_THAT(lint(entry(", \"yes\": [\"a [sore]\"]")).lines, Contains(HasSubstr("t.json:2: error: it does not hit \"a [sore]\" [example]")));
  EXPECT_THAT(lint(entry(", \"yes\": [\"[an ache]\"]")).lines, Contains(HasSubstr("it hits \"ache\" in \"[an ache]\" [example]")));
  EXPECT_THAT(lint(entry(", \"yes\": [\"ache\"]")).lines, Contains(HasSubstr("marks no words [example]")));
  EXPECT_THAT(lint(entry(", \"no\": [\"an ache\"]")).lines, Contains(HasSubstr("it hits \"an ache\", which stands under \"no\" [example]")));
  EXPECT_THAT(lint(entry("")).lines, Contains(HasSubstr("note: \"t.a\" has no example [no_example]")));
}

TEST(Lint, patterns_that_match_nothing_or_are_large_are_named) {
  const auto pattern = [](const std::string& expression) { return "{\"id\": \"t.a\", \"class\": \"none\", \"pattern\": \"" + expression + "\", \"trigger\": [\"x\"]}"; };
  EXPECT_THAT(lint(pattern("\\\\b|x")).lines, Contains(HasSubstr("t.json:2:43: error: the pattern can match no character at all [pattern_empty]")));
  EXPECT_THAT(lint(pattern("x(?:neck|arm|[0-9a-z ]){1,400}")).lines, Contains(HasSubstr("[pattern_large]")));
  EXPECT_THAT(lint(pattern("x[0-9]{1,3}")).lines, IsEmpty());
}

TEST(Lint, asks_for_forms_that_the_lexicon_has_elsewhere_where_notes_have_them) {
  const std::string counted = fact("t.a", "a", "ache") +
                              ",\n{\"id\": \"t.b\", \"senses\": {\"symptom\": \"b\"}, \"terms\": [\"(old|new|bad) bruise(s)\"], \"yes\": [\"[old bruise]\"]},\n" +
                              fact("t.c", "c", "blue bruise");
  EXPECT_THAT(
      lint(counted, {"An ache.\nTwo blue bruises and blue bruises."}).lines,
      Contains("t.json:4:53: note: \"blue bruises\" stands unread in the notes, 2 times (first n0.txt:2): only the singular of the last word is in a term [plural]; an ending in "
               "brackets, \"(s)\""));
  EXPECT_THAT(lint(counted).lines, IsEmpty());
  EXPECT_THAT(lint(counted, {"A blue bruise."}).lines, Not(Contains(HasSubstr("[plural]"))));
  EXPECT_THAT(lint(fact("t.a", "a", "disc tear"), {"A disk tear."}).lines, Contains(HasSubstr("only the British or American spelling is in a term [spelling]")));
  const std::string joined = "{\"id\": \"t.b\", \"senses\": {\"symptom\": \"b\"}, \"terms\": [\"back ache\", \"backache\"], \"yes\": [\"[backache]\"]},\n";
  EXPECT_THAT(lint(joined + fact("t.c", "c", "low backache"), {"A low back ache."}).lines, Contains(HasSubstr("\"low back ache\" stands unread in the notes, once")));
  // Another entry of the same meaning reads it.
  EXPECT_THAT(lint(joined + fact("t.c", "b", "low backache"), {"A low back ache."}).lines, Not(Contains(HasSubstr("[compound]"))));
}

TEST(Lint, two_types_of_the_same_words_contradict_where_both_become_facts) {
  const auto entry = [](const std::string& id, const std::string& senses) {
    return "{\"id\": \"" + id + "\", \"senses\": {" + senses + "}, \"terms\": [\"dead hand\"], \"yes\": [\"[dead hand]\"]}";
  };
  const Linted both = lint(entry("t.a", "\"symptom\": \"numbness\"") + ",\n" + entry("t.b", "\"red_flag\": \"fever\""));
  EXPECT_TRUE(both.errors);
  EXPECT_THAT(both.lines, Contains(HasSubstr("\"dead hand\" stands in t.a t.json:2 too, and both are facts in a history: symptom numbness and red_flag fever [contradiction]")));
  EXPECT_THAT(lint(entry("t.a", "\"symptom\": \"numbness\", \"red_flag\": \"fever\"")).lines, IsEmpty());
}

TEST(Lint, two_facts_with_words_of_their_own_do_not_contradict) {
  EXPECT_FALSE(lint("{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"[ache] with sores\"]},\n"
                    "{\"id\": \"t.b\", \"senses\": {\"symptom\": \"b\"}, \"terms\": [\"ache with [sores]\"]}")
                   .errors);
}

TEST(Lint, a_duplicate_with_other_attributes_is_a_warning) {
  const auto body = [](const std::string& id, const std::string& attributes) {
    return "{\"id\": \"" + id + "\", \"class\": \"body\", \"code\": \"arm\", \"attributes\": {" + attributes + "}, \"terms\": [\"arm\"], \"yes\": [\"[arm]\"]}";
  };
  EXPECT_THAT(lint(body("t.a", "\"region\": \"upper_limb\"") + ",\n" + body("t.b", "\"region\": \"upper_limb\", \"roots\": [\"C5\"]")).lines,
              Contains(HasSubstr(
                  "warning: \"arm\" stands in t.a t.json:2 too, there with {\"region\":\"upper_limb\"}, here with {\"region\":\"upper_limb\",\"roots\":[\"C5\"]} [duplicate]")));
}

TEST(Lint, cues_that_never_meet_may_share_words) {
  const auto cue = [](const std::string& id, const std::string& more) {
    return "{\"id\": \"" + id + "\", \"class\": \"cue\", \"cue\": {" + more + "}, \"terms\": [\"may\"], \"yes\": [\"[may]\"]}";
  };
  EXPECT_THAT(lint(cue("t.a", "\"axis\": \"possible\", \"direction\": \"forward\"") + ",\n" + cue("t.b", "\"axis\": \"negated\", \"direction\": \"backward\"")).lines, IsEmpty());
  EXPECT_THAT(lint(cue("t.a", "\"axis\": \"possible\", \"direction\": \"forward\", \"types\": [\"exam\"]") + ",\n" +
                   cue("t.b", "\"axis\": \"negated\", \"direction\": \"forward\", \"not_types\": [\"exam\"]"))
                  .lines,
              IsEmpty());
}

std::vector<std::string> whole(const std::vector<std::string>& layers) {
  std::vector<LexiconSource> sources;
  for (uint32_t i = 0; i < layers.size(); ++i)
    sources.push_back({"t" + std::to_string(i) + ".json", "{\"lexicon\": \"t\", \"about\": \"t\", \"entries\": [\n" + layers[i] + "\n]}", i});
  SpelledTerms terms;
  const Result<Lexicon> lexicon = Lexicon::load(sources, &terms);
  EXPECT_TRUE(lexicon.ok()) << to_string(lexicon.issues());
  LintFindings findings;
  lint_whole({lexicon.value(), terms, sources}, findings);
  std::vector<std::string> lines;
  for (const LintFinding& finding : findings) lines.push_back(to_string(finding));
  return lines;
}

TEST(Lint, a_lexicon_without_cues_or_headings_is_warned_of) {
  EXPECT_THAT(whole({fact("t.a", "a", "ache")}),
              ::testing::ElementsAre("t0.json:2: warning: the lexicon has facts and no cue: none of them is ever denied, possible or planned [no_cues]; \"keep\": [\"context\"] in "
                                     "overlay.json, or cues of its own",
                                     HasSubstr("[no_headings]")));
  EXPECT_THAT(whole({"{\"id\": \"t.b\", \"class\": \"body\", \"terms\": [\"back\"]}"}), IsEmpty());
}

TEST(Lint, a_code_that_looks_like_a_slip_is_warned_of) {
  const std::string two = fact("t.a", "numbness", "ache") + ",\n" + fact("t.b", "numbness", "bruise") + ",\n";
  EXPECT_THAT(whole({two + fact("t.c", "numbnes", "cramp")}), Contains("t0.json:4: warning: no other entry gives symptom \"numbnes\" [code_once]; did you mean \"numbness\"?"));
  EXPECT_THAT(whole({two + fact("t.c", "weakness", "cramp")}), Not(Contains(HasSubstr("[code_once]"))));
}

TEST(Lint, an_entry_that_takes_the_place_of_another_is_noted) {
  const std::string below = "{\"id\": \"t.a\", \"senses\": {\"symptom\": \"a\"}, \"terms\": [\"ache\", \"sore\"]}";
  EXPECT_THAT(whole({below, fact("t.a", "a", "ache")}),
              Contains("t1.json:2: note: it stands for t.a t0.json:2 as a whole, and 1 of its 2 terms are gone [replaces]; an id of its own, when "
                       "it is meant to add"));
  EXPECT_THAT(whole({below, fact("t.b", "a", "cramp")}), Not(Contains(HasSubstr("[replaces]"))));
}

TEST(Lint, names_entries_that_a_corpus_never_hits) {
  const std::string entries = fact("t.a", "a", "ache") + ",\n" + fact("t.b", "b", "bruise");
  EXPECT_THAT(lint(entries, {"An ache.", "Nothing."}).lines,
              ::testing::ElementsAre("t.json:3: note: \"t.b\" is hit in none of 2 notes [never_hit]; nothing to do, when it is rare"));
}

// No entry of the program's own lexicon is dead, contradicts another, cannot match, or fails its examples.
TEST(Lint, the_shipped_lexicon_has_no_errors) {
  const std::vector<LexiconSource> sources = lexicon_sources({}).value();
  SpelledTerms terms;
  const Result<Lexicon> lexicon = Lexicon::load(sources, &terms);
  ASSERT_TRUE(lexicon.ok());
  const LintInput in{lexicon.value(), terms, sources};
  LintFindings findings;
  lint_terms(in, findings);
  lint_examples(in, findings);
  lint_patterns(in, findings);
  for (const LintFinding& finding : findings) {
    EXPECT_NE(finding.level, LintLevel::error) << to_string(finding);
  }
}

}  // namespace
}  // namespace chartgap
