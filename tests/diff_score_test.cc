#include "tools/diff_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace chartgap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Counts counts(uint32_t gold, uint32_t predicted, uint32_t right) { return {gold, predicted, right, right}; }

TEST(PairedChange, is_nothing_where_nothing_changed) {
  const std::vector<Counts> same = {counts(10, 8, 7), counts(3, 5, 2), counts(7, 7, 7)};
  const PairedChange change = paired_change(same, same, draw_resamples(same.size()));
  EXPECT_EQ(change.before.gold, 20u);
  EXPECT_EQ(change.after.fact, 16u);
  EXPECT_EQ(change.f1.low, 0);
  EXPECT_EQ(change.f1.high, 0);
}

TEST(PairedChange, a_gain_in_every_note_is_more_than_chance_and_a_gain_in_one_is_not) {
  std::vector<Counts> before;
  std::vector<Counts> everywhere;
  for (uint32_t i = 0; i < 20; ++i) {
    before.push_back(counts(10, 10, 5 + i % 3));
    everywhere.push_back(counts(10, 10, 6 + i % 3));
  }
  const std::vector<Resample> resamples = draw_resamples(before.size());
  const PairedChange sure = paired_change(before, everywhere, resamples);
  EXPECT_NEAR(sure.f1.low, 0.1, 1e-9);  // paired: the notes differ among each other, the gain does not
  EXPECT_NEAR(sure.f1.high, 0.1, 1e-9);
  std::vector<Counts> once = before;
  once[4] = counts(10, 10, 9);
  const PairedChange chance = paired_change(before, once, resamples);
  EXPECT_EQ(chance.recall.low, 0);
  EXPECT_GT(chance.recall.high, 0);
}

TEST(PairedChange, draws_the_same_each_time) {
  const std::vector<Counts> before = {counts(10, 8, 7), counts(3, 5, 2), counts(7, 7, 7)};
  const std::vector<Counts> after = {counts(10, 9, 7), counts(3, 3, 2), counts(7, 7, 5)};
  const PairedChange one = paired_change(before, after, draw_resamples(3));
  const PairedChange two = paired_change(before, after, draw_resamples(3));
  EXPECT_EQ(one.precision.low, two.precision.low);
  EXPECT_EQ(one.precision.high, two.precision.high);
}

ScoredNote note(const std::string& type, Counts before, Counts after) {
  ScoredNote out;
  for (auto [score, of] : {std::pair(&out.before, before), std::pair(&out.after, after)}) {
    score->all = of;
    score->rows[static_cast<size_t>(Grouping::type)][type] = of;
  }
  return out;
}

TEST(ScoreChangeText, has_all_facts_and_the_types_that_changed) {
  const std::string text = score_change_text({note("symptom", counts(4, 4, 2), counts(4, 4, 3)), note("exam", counts(4, 2, 2), counts(4, 2, 2))}, 5);
  EXPECT_THAT(text, HasSubstr("scored   2 annotated of 5 notes, 8 facts; 95 % from 1000 paired draws of whole notes; of so few notes they say little\n"));
  EXPECT_THAT(text, HasSubstr("all          precision  0.6667  0.8333  +0.1667  "));
  EXPECT_THAT(text, HasSubstr("symptom      precision  0.5000  0.7500  +0.2500  "));
  EXPECT_THAT(text, Not(HasSubstr("exam")));
  EXPECT_THAT(text, Not(HasSubstr("attributes")));
}

TEST(ScoreChangeText, is_one_line_when_nothing_changed) {
  EXPECT_EQ(score_change_text({note("symptom", counts(4, 4, 2), counts(4, 4, 2))}, 1),
            "scored   1 annotated of 1 notes, 4 facts: no score changes (precision 0.5000, recall 0.5000, F1 0.5000)\n");
}

class AnnotationsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chartgap_diff_score_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  InputDocument write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return {(folder_ / name).string(), text};
  }
  std::filesystem::path folder_;
};

TEST_F(AnnotationsTest, stand_beside_the_notes_in_either_form) {
  const InputDocument a = write("a.txt", "Neck pain.");
  write("a.ann", "T1\tsymptom_neck_pain 0 9\tNeck pain\nA1\tassertion T1 present\n");
  const InputDocument b = write("b.txt", "Neck pain.");
  write("b.json", R"({"id": "b", "facts": [{"type": "symptom", "code": "neck_pain", "assertion": "present", "start": 0, "end": 9, "text": "Neck pain", "attributes": {}}]})");
  const InputDocument plain = write("c.txt", "Neck pain.");
  const InputDocument empty = write("d.txt", "Nothing.");
  write("d.ann", "");
  const auto found = read_annotations({a, b, plain, {"row-7", "Neck pain."}, empty});
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found.value().size(), 5u);
  EXPECT_EQ(found.value()[0]->size(), 1u);
  EXPECT_EQ(found.value()[1]->front().code, "neck_pain");
  EXPECT_FALSE(found.value()[2].has_value());
  EXPECT_FALSE(found.value()[3].has_value());
  EXPECT_TRUE(found.value()[4]->empty());  // read by somebody who found nothing
}

TEST_F(AnnotationsTest, that_are_wrong_are_named_all_at_once) {
  const InputDocument a = write("a.txt", "Neck pain.");
  write("a.ann", "T1\tsymptom_neck_pain 0 90\tNeck pain\n");
  const InputDocument b = write("b.txt", "Neck pain.");
  write("b.json", "{");
  const auto found = read_annotations({a, b});
  ASSERT_FALSE(found.ok());
  EXPECT_THAT(to_string(found.issues()), HasSubstr("a.ann:1:"));
  EXPECT_THAT(to_string(found.issues()), HasSubstr("b.json:1:"));
}

}  // namespace
}  // namespace chartgap
