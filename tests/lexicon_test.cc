#include "nlp/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "nlp/matcher.h"
#include "tests/facts_testing.h"
#include "tools/embedded_files.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

std::vector<LexiconSource> shipped() {
  std::vector<LexiconSource> sources;
  for (const EmbeddedFile& file : embedded_lexicons()) sources.push_back({std::string(file.file), std::string(file.text)});
  return sources;
}

const Lexicon& from_files() {
  static const Result<Lexicon> loaded = Lexicon::load(shipped());
  return loaded.value();
}

std::string issues_of(const std::string& entries) {
  const Result<Lexicon> loaded = Lexicon::load({{"bad.json", "{\"lexicon\": \"bad\", \"about\": \"x\",\n\"entries\": [\n" + entries + "\n]}"}});
  return loaded.ok() ? "" : to_string(loaded.issues());
}

TEST(Lexicon, says_where_what_and_what_would_be_right) {
  EXPECT_EQ(issues_of(R"({"id": "a.b", "clas": "body", "class": "body", "terms": ["arm"], "yes": ["[arm]"]})"),
            "bad.json:3:23: unknown key \"clas\" [json.unknown_key]; expected \"class\"\n");
  EXPECT_THAT(issues_of(R"({"id": "a.b", "class": "bodi", "terms": ["arm"]})"), HasSubstr("unknown class \"bodi\" [lexicon.class]; expected body"));
  EXPECT_THAT(issues_of(R"({"id": "A", "class": "body", "terms": ["arm"]})"), HasSubstr("[lexicon.id]"));
  EXPECT_THAT(issues_of(R"({"id": "a.b", "class": "body", "terms": ["(arm"]})"), HasSubstr("a '(' without its ')'"));
  EXPECT_THAT(issues_of(R"({"id": "a.b", "class": "body", "terms": ["{nowhere}"]})"), HasSubstr("an unknown word list {nowhere}"));
  EXPECT_THAT(issues_of(R"({"id": "a.b", "senses": {"sympton": "numbness"}, "terms": ["x"]})"), HasSubstr("unknown fact type \"sympton\""));
  EXPECT_THAT(issues_of(R"({"id": "a.b", "class": "none", "pattern": "x*", "trigger": ["x"]})"), HasSubstr("matches the empty string"));
}

TEST(Lexicon, reports_all_issues_at_once_and_repeated_keys_and_ids) {
  const std::string issues = issues_of(
      "{\"id\": \"a.b\", \"class\": \"body\", \"terms\": [\"arm\"]},\n{\"id\": \"a.b\", \"class\": \"body\", \"terms\": [\"leg\"]},\n{\"id\": \"a.c\", \"terms\": [\"x\"]}");
  EXPECT_THAT(issues, HasSubstr("bad.json:4:1: the id \"a.b\" is taken"));
  EXPECT_THAT(issues, HasSubstr("bad.json:5:1: \"a.c\" has both \"senses\" and \"class\", or neither"));
  EXPECT_THAT(issues_of(R"({"id": "a.b", "id": "a.c", "class": "body", "terms": ["arm"]})"), HasSubstr("the key \"id\" stands here twice [json.repeated_key]"));
}

// Every entry's own examples: [ ] marks what it must hit.
TEST(Lexicon, every_entry_finds_its_own_examples) {
  const Lexicon& lexicon = from_files();
  MatchScratch scratch;
  std::vector<Hit> hits;
  size_t checked = 0;
  for (uint32_t index = 0; index < lexicon.entries().size(); ++index) {
    const Entry& entry = lexicon.entry(index);
    if (entry.hit_class == HitClass::heading) continue;
    const auto hit_spans = [&](const std::string& text) {
      const Document document("example", text, lexicon.vocabulary(), lexicon.headings());
      find_hits(document, lexicon, {true, true}, scratch, hits);
      std::vector<Span> spans;
      for (const Hit& hit : hits) {
        if (hit.entry == index) spans.push_back(document.span_of(hit.tokens));
      }
      return spans;
    };
    for (const std::string& example : entry.yes) {
      std::string text = example;
      const size_t begin = text.find('[');
      ASSERT_NE(begin, std::string::npos) << entry.id << ": " << example;
      text.erase(begin, 1);
      const size_t end = text.find(']', begin);
      ASSERT_NE(end, std::string::npos) << entry.id << ": " << example;
      text.erase(end, 1);
      const std::vector<Span> spans = hit_spans(text);
      const Span wanted{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
      EXPECT_TRUE(std::find(spans.begin(), spans.end(), wanted) != spans.end())
          << lexicon.files()[entry.file] << ":" << entry.line << " " << entry.id << " does not hit " << example;
      ++checked;
    }
    for (const std::string& example : entry.no) {
      EXPECT_TRUE(hit_spans(example).empty()) << lexicon.files()[entry.file] << ":" << entry.line << " " << entry.id << " hits " << example;
      ++checked;
    }
  }
  EXPECT_GT(checked, 1000u);
}

TEST(Lexicon, the_compiled_image_reads_like_the_files) {
  const std::optional<Lexicon> image = Lexicon::from_image(from_files().image());
  ASSERT_TRUE(image.has_value());
  ASSERT_EQ(image->entries().size(), from_files().entries().size());
  const std::string note = "HPI: Sharp neck pain radiating down the left arm x 6 weeks, denies weakness.\nEXAM: Left triceps 4/5, Spurling's positive.\nMRI: C6-7 disc protrusion.";
  Analyzer by_image(*image);
  Analyzer by_files(from_files());
  std::string a;
  std::string b;
  write_facts(a, by_image.analyze("n", note), *image, OffsetUnit::codepoint);
  write_facts(b, by_files.analyze("n", note), from_files(), OffsetUnit::codepoint);
  EXPECT_EQ(a, b);
  EXPECT_GT(a.size(), 500u);
}

TEST(Lexicon, a_cut_image_is_refused) {
  const std::string image = from_files().image();
  EXPECT_FALSE(Lexicon::from_image("").has_value());
  EXPECT_FALSE(Lexicon::from_image(std::string_view(image).substr(0, image.size() / 2)).has_value());
}

// The automaton against a matcher that knows nothing but the words.
TEST(Matcher, agrees_with_a_naive_one) {
  const std::vector<std::string> terms = {"neck pain", "pain", "neck", "pain in the neck", "the neck", "neck pain neck", "arm", "pain arm", "in the arm"};
  std::string entries;
  for (size_t i = 0; i < terms.size(); ++i)
    entries += (i == 0 ? "" : ",\n") + ("{\"id\": \"t.x" + std::to_string(i) + "\", \"class\": \"study\", \"terms\": [\"" + terms[i] + "\"]}");
  const Result<Lexicon> lexicon = Lexicon::load({{"t.json", "{\"lexicon\": \"t\", \"about\": \"t\", \"entries\": [" + entries + "]}"}});
  ASSERT_TRUE(lexicon.ok()) << to_string(lexicon.issues());
  const std::vector<std::string> words = {"neck", "pain", "in", "the", "arm", "leg"};
  std::mt19937 random(7);
  MatchScratch scratch;
  std::vector<Hit> hits;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    std::vector<std::string> drawn;
    for (int i = 0; i < 12; ++i) drawn.push_back(words[random() % words.size()]);
    for (const std::string& word : drawn) text += (text.empty() ? "" : " ") + word;
    const Document document("t", text, lexicon.value().vocabulary(), lexicon.value().headings());
    find_hits(document, lexicon.value(), {}, scratch, hits);
    std::vector<std::pair<TokenRange, uint32_t>> naive;
    for (uint32_t begin = 0; begin < drawn.size(); ++begin) {
      std::string joined;
      for (uint32_t end = begin; end < drawn.size(); ++end) {
        joined += (end == begin ? "" : " ") + drawn[end];
        for (uint32_t t = 0; t < terms.size(); ++t) {
          if (terms[t] == joined) naive.push_back({{begin, end + 1}, t});
        }
      }
    }
    std::erase_if(naive, [&](const auto& one) {
      return std::any_of(naive.begin(), naive.end(), [&](const auto& other) { return other.first.contains(one.first) && other.first.size() > one.first.size(); });
    });
    ASSERT_EQ(hits.size(), naive.size()) << text;
    for (const auto& [range, term] : naive) {
      EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [&, r = range, t = term](const Hit& hit) { return hit.tokens == r && hit.entry == t; })) << text;
    }
  }
}

// Phrases wherever they may begin, however many of their anchors stand in the sentence.
TEST(Matcher, finds_phrases_as_a_naive_one_does) {
  const Result<Lexicon> lexicon = Lexicon::load({{"p.json", R"json({"lexicon": "p", "about": "p", "entries": [
    {"id": "p.body", "class": "body", "terms": ["(neck|arm)"]},
    {"id": "p.hurts", "class": "study", "terms": ["<body> ~2 (hurts|aches)"]},
    {"id": "p.sore", "class": "study", "terms": ["(the|) sore ~1 <body>"]}]})json"}});
  ASSERT_TRUE(lexicon.ok()) << to_string(lexicon.issues());
  const std::vector<std::string> words = {"neck", "arm", "hurts", "aches", "sore", "the", "so"};
  std::mt19937 random(11);
  MatchScratch scratch;
  std::vector<Hit> hits;
  size_t found = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> drawn;
    std::string text;
    for (int i = 0; i < 10; ++i) drawn.push_back(words[random() % words.size()]);
    for (const std::string& word : drawn) text += (text.empty() ? "" : " ") + word;
    const Document document("p", text, lexicon.value().vocabulary(), lexicon.value().headings());
    find_hits(document, lexicon.value(), {}, scratch, hits);
    std::erase_if(hits, [](const Hit& hit) { return hit.entry == 0; });
    const auto word = [&](size_t at) { return at < drawn.size() ? drawn[at] : std::string(); };
    const auto is_body = [&](size_t at) { return word(at) == "neck" || word(at) == "arm"; };
    std::vector<std::pair<TokenRange, uint32_t>> naive;
    for (uint32_t at = 0; at < drawn.size(); ++at) {
      for (uint32_t end = at + 1; is_body(at) && end <= at + 3; ++end) {
        if (word(end) != "hurts" && word(end) != "aches") continue;
        naive.push_back({{at, end + 1}, 1});
        break;
      }
      const uint32_t sore = word(at) == "the" ? at + 1 : at;
      for (uint32_t end = sore + 1; word(sore) == "sore" && end <= sore + 2; ++end) {
        if (!is_body(end)) continue;
        naive.push_back({{at, end + 1}, 2});
        break;
      }
    }
    std::erase_if(naive, [&](const auto& one) {
      return std::any_of(naive.begin(), naive.end(), [&](const auto& other) { return other.first.contains(one.first) && other.first.size() > one.first.size(); });
    });
    ASSERT_EQ(hits.size(), naive.size()) << text;
    for (const auto& [range, entry] : naive) {
      EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [&, r = range, e = entry](const Hit& hit) { return hit.tokens == r && hit.entry == e; })) << text;
    }
    found += hits.size();
  }
  EXPECT_GT(found, 400u);
}

TEST(Matcher, does_not_depend_on_the_order_of_the_files) {
  std::vector<LexiconSource> sources = shipped();
  std::reverse(sources.begin(), sources.end());
  const Result<Lexicon> reversed = Lexicon::load(sources);
  ASSERT_TRUE(reversed.ok()) << to_string(reversed.issues());
  const std::string note =
      "Neck pain radiating down the left arm with numbness of the thumb; no weakness. MRI shows a C5-6 disc protrusion with severe left foraminal stenosis. She failed six weeks "
      "of physical therapy.";
  std::string a;
  std::string b;
  write_facts(a, Analyzer(from_files()).analyze("n", note), from_files(), OffsetUnit::codepoint);
  write_facts(b, Analyzer(reversed.value()).analyze("n", note), reversed.value(), OffsetUnit::codepoint);
  EXPECT_EQ(a, b);
}

}  // namespace
}  // namespace chartgap
