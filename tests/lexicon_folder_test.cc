#include "tools/lexicon_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "nlp/analyze.h"
#include "tools/command.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

constexpr const char* kBase =
    "{\"lexicon\": \"body\", \"about\": \"x\", \"words\": {\"limb\": [\"arm\", \"arms\"]},\n\"entries\": [\n"
    "{\"id\": \"body.arm\", \"class\": \"body\", \"terms\": [\"{limb}\"]},\n"
    "{\"id\": \"body.leg\", \"class\": \"body\", \"terms\": [\"leg\"]}]}";

std::string over(const std::string& entries, const std::string& words = "") { return "{\"lexicon\": \"body\", \"about\": \"x\"," + words + "\n\"entries\": [\n" + entries + "]}"; }

Result<Lexicon> layered(const std::string& text) { return Lexicon::load({{"base.json", kBase, 0}, {"over.json", text, 1}}); }

std::string issues_of(const std::string& entries) {
  const Result<Lexicon> loaded = layered(over(entries));
  return loaded.ok() ? "" : to_string(loaded.issues());
}

// The ids of the hits in a text.
std::vector<std::string> hit_ids(const Lexicon& lexicon, const std::string& text) {
  const Document document("t", text, lexicon.vocabulary(), lexicon.headings());
  MatchScratch scratch;
  std::vector<Hit> hits;
  find_hits(document, lexicon, {}, scratch, hits);
  std::vector<std::string> out;
  for (const Hit& hit : hits) out.push_back(lexicon.entry(hit.entry).id);
  return out;
}

TEST(Overlay, replaces_removes_and_adds_by_id) {
  const Result<Lexicon> loaded =
      layered(over("{\"id\": \"body.new\", \"class\": \"body\", \"terms\": [\"hand\"]},\n{\"id\": \"body.leg\", \"remove\": true},\n"
                   "{\"id\": \"body.arm\", \"class\": \"body\", \"terms\": [\"upper limb\"]}"));
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.issues());
  ASSERT_EQ(loaded.value().entries().size(), 2u);
  EXPECT_EQ(loaded.value().entry(0).id, "body.arm");  // where the old one stood
  EXPECT_EQ(loaded.value().files()[loaded.value().entry(0).file], "over.json");
  EXPECT_EQ(loaded.value().entry(0).line, 5u);
  EXPECT_THAT(hit_ids(loaded.value(), "the arm, the leg, the upper limb, the hand"), ::testing::ElementsAre("body.arm", "body.new"));
}

TEST(Overlay, a_removal_of_an_unknown_id_names_the_nearest) {
  EXPECT_EQ(issues_of("{\"id\": \"body.legs\", \"remove\": true}"), "over.json:3:8: there is no entry \"body.legs\" to remove [lexicon.remove]; expected \"body.leg\"\n");
  EXPECT_THAT(issues_of("{\"id\": \"body.leg\", \"remove\": true, \"terms\": [\"leg\"]}"), HasSubstr("over.json:3:45: unknown key \"terms\" [json.unknown_key]"));
  EXPECT_THAT(issues_of("{\"id\": \"body.leg\", \"remove\": true}, {\"id\": \"body.leg\", \"remove\": true}"), HasSubstr("there is no entry \"body.leg\" to remove"));
  EXPECT_THAT(issues_of("{\"id\": \"body.x\", \"class\": \"body\", \"terms\": [\"x\"]}, {\"id\": \"body.x\", \"class\": \"body\", \"terms\": [\"y\"]}"),
              HasSubstr("the id \"body.x\" is taken"));
}

TEST(Overlay, a_family_sees_its_word_lists_and_may_replace_them) {
  const Result<Lexicon> seen = layered(over("{\"id\": \"body.of\", \"class\": \"body\", \"terms\": [\"upper {limb}\"]}"));
  ASSERT_TRUE(seen.ok()) << to_string(seen.issues());
  EXPECT_THAT(hit_ids(seen.value(), "upper arms"), ::testing::ElementsAre("body.of"));
  const Result<Lexicon> replaced = layered(over("", " \"words\": {\"limb\": [\"wing\"]},"));
  ASSERT_TRUE(replaced.ok()) << to_string(replaced.issues());
  EXPECT_THAT(hit_ids(replaced.value(), "arm, wing"), ::testing::ElementsAre("body.arm"));
}

class LexiconFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chartgap_lexicons_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  std::vector<std::string> folders() const { return {folder_.string()}; }
  std::string issues() const {
    const Result<Lexicon> loaded = load_lexicon(folders());
    return loaded.ok() ? "" : to_string(loaded.issues());
  }
  std::filesystem::path folder_;
};

constexpr const char* kChest =
    "{\"lexicon\": \"chest\", \"about\": \"findings of a chest film\", \"entries\": [\n"
    "{\"id\": \"chest.effusion\", \"senses\": {\"imaging\": \"pleural_effusion\"}, \"terms\": [\"(pleural|) effusion(s)\"]},\n"
    "{\"id\": \"chest.pneumothorax\", \"senses\": {\"imaging\": \"pneumothorax\"}, \"terms\": [\"pneumothora(x|ces)\"]},\n"
    "{\"id\": \"chest.side\", \"class\": \"side\", \"code\": \"left\", \"terms\": [\"left\"]},\n"
    "{\"id\": \"chest.no\", \"class\": \"cue\", \"cue\": {\"axis\": \"negated\", \"direction\": \"forward\"}, \"terms\": [\"no\"]}]}";

TEST_F(LexiconFolderTest, a_wholly_different_lexicon_runs_through_the_same_engine) {
  write("overlay.json", "{\"replace\": true, \"about\": \"chest films\"}");
  write("chest.json", kChest);
  const Result<Lexicon> loaded = load_lexicon(folders());
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.issues());
  EXPECT_EQ(loaded.value().entries().size(), 4u);
  const Analysis analysis = Analyzer(loaded.value(), Reading::facts).analyze("film", "Left pleural effusion. No pneumothorax. Neck pain.");
  ASSERT_EQ(analysis.facts.size(), 2u);
  EXPECT_EQ(analysis.facts[0].code, "pleural_effusion");
  EXPECT_EQ(analysis.facts[0].attributes.side, Side::left);
  EXPECT_EQ(analysis.facts[1].code, "pneumothorax");
  EXPECT_EQ(analysis.facts[1].assertion, Assertion::absent);
}

TEST_F(LexiconFolderTest, a_lexicon_of_its_own_keeps_families_of_the_program) {
  write("overlay.json", "{\"replace\": true, \"keep\": [\"context\", \"heading\", \"modifiers\"]}");
  write("chest.json",
        "{\"lexicon\": \"chest\", \"about\": \"x\", \"entries\": [{\"id\": \"chest.effusion\", \"senses\": {\"imaging\": \"pleural_effusion\"}, \"terms\": [\"effusion(s)\"]}]}");
  const Result<Lexicon> loaded = load_lexicon(folders());
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.issues());
  const Analysis analysis = Analyzer(loaded.value(), Reading::facts).analyze("film", "FINDINGS: No left effusion. Neck pain.");
  ASSERT_EQ(analysis.facts.size(), 1u);
  EXPECT_EQ(analysis.facts[0].assertion, Assertion::absent);
  EXPECT_EQ(analysis.facts[0].attributes.side, Side::left);
  EXPECT_EQ(analysis.facts[0].section, SectionKind::findings);
  EXPECT_THAT(describe_lexicon(folders().front(), lexicon_sources(folders()).value()), HasSubstr("a lexicon of its own with context, heading, modifiers of the program"));
  const std::string kept = lexicon_sha256(folders());
  write("overlay.json", "{\"replace\": true}");
  EXPECT_NE(lexicon_sha256(folders()), kept);
}

TEST_F(LexiconFolderTest, lies_over_the_lexicon_in_the_program) {
  write("chest.json", kChest);
  const Result<Lexicon> loaded = load_lexicon(folders());
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.issues());
  EXPECT_GT(loaded.value().entries().size(), 500u);
  const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders());
  EXPECT_THAT(describe_lexicon(folders().front(), sources.value()), HasSubstr("laid over"));
}

TEST_F(LexiconFolderTest, a_copy_of_every_family_is_a_lexicon_of_its_own_with_the_same_fingerprint) {
  for (const auto& file : std::filesystem::directory_iterator(CHARTGAP_ROOT "/lexicons")) {
    if (file.path().extension() == ".json") std::filesystem::copy(file.path(), folder_);
  }
  const Result<std::vector<LexiconSource>> sources = lexicon_sources(folders());
  ASSERT_TRUE(sources.ok());
  EXPECT_THAT(describe_lexicon(folders().front(), sources.value()), HasSubstr("a lexicon of its own"));
  EXPECT_EQ(lexicon_sha256(sources.value()), lexicon_sha256());
}

TEST_F(LexiconFolderTest, the_fingerprint_covers_the_overlay_and_not_where_it_stands) {
  write("chest.json", kChest);
  const std::string here = lexicon_sha256(folders());
  EXPECT_NE(here, lexicon_sha256());
  const std::filesystem::path moved = folder_.string() + "_moved";
  std::filesystem::rename(folder_, moved);
  EXPECT_EQ(lexicon_sha256({moved.string()}), here);
  std::filesystem::rename(moved, folder_);
  write("chest.json", std::string(kChest) + "\n");
  EXPECT_NE(lexicon_sha256(folders()), here);
}

// The blocks of lexicon files that the documentation shows are laid over the lexicon in the program, one by one, and their examples hold.
TEST_F(LexiconFolderTest, the_examples_of_the_documentation_load) {
  std::ifstream readme(CHARTGAP_ROOT "/lexicons/README.md", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(readme), {}};
  size_t shown = 0;
  for (size_t at = text.find("```json\n"); at != std::string::npos; at = text.find("```json\n", at + 1)) {
    const size_t begin = at + 8;
    const std::string block = text.substr(begin, text.find("```", begin) - begin);
    if (block.find("\"entries\"") == std::string::npos) continue;
    ++shown;
    write("shown.json", block);
    const Result<Lexicon> loaded = load_lexicon(folders());
    EXPECT_TRUE(loaded.ok()) << to_string(loaded.issues());
  }
  EXPECT_GE(shown, 3u);
}

TEST_F(LexiconFolderTest, each_bad_folder_gets_its_own_message) {
  EXPECT_THAT(issues(), HasSubstr(": holds no lexicon file [lexicons.folder]; expected files *.json"));
  write("overlay.json", "{\"replac\": true}");
  EXPECT_THAT(issues(), HasSubstr("overlay.json:1:12: unknown key \"replac\" [json.unknown_key]; expected \"replace\""));
  write("overlay.json", "{\"replace\": 1}");
  EXPECT_THAT(issues(), HasSubstr("overlay.json:1:13: \"replace\" is a number [json.type]; expected true or false"));
  write("overlay.json", "{\"replace\": true, \"keep\": [\"contxt\"]}");
  EXPECT_THAT(issues(), HasSubstr("overlay.json:1:28: there is no family \"contxt\" in the program [lexicons.keep]; expected \"context\""));
  write("overlay.json", "{\"keep\": [\"context\"]}");
  EXPECT_THAT(issues(), HasSubstr("overlay.json:1:10: \"keep\" says nothing without \"replace\" [lexicons.keep]; expected \"replace\": true"));
  std::filesystem::remove(folder_ / "overlay.json");
  write("x.json", "{\"lexicon\": \"x\", \"about\": \"x\", \"entries\": [\n{\"id\": \"x.y\", \"class\": \"body\", \"terms\": [\"(a\"]}, {\"id\": \"x.z\"}]}");
  EXPECT_THAT(issues(), HasSubstr("x.json:2:50: \"x.z\" has both \"senses\" and \"class\", or neither"));
  const Result<Lexicon> nowhere = load_lexicon({"/nowhere/lexicons"});
  ASSERT_FALSE(nowhere.ok());
  EXPECT_THAT(to_string(nowhere.issues()), HasSubstr("/nowhere/lexicons: cannot be read: No such file or directory [lexicons.folder]"));
}

}  // namespace
}  // namespace chartgap
