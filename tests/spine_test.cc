#include "nlp/spine.h"

#include <gtest/gtest.h>

namespace chartgap {
namespace {

using Names = std::vector<std::string>;

TEST(Spine, NamesEverySegmentOfItsColumns) {
  EXPECT_EQ(segment_name(spine_segment('c', 1)), "C1");
  EXPECT_EQ(segment_name(spine_segment('C', 8)), "C8");
  EXPECT_EQ(segment_name(spine_segment('t', 12)), "T12");
  EXPECT_EQ(segment_name(spine_segment('d', 11)), "T11");
  EXPECT_EQ(segment_name(spine_segment('L', 5)), "L5");
  EXPECT_EQ(segment_name(spine_segment('s', 5)), "S5");
  for (int segment = 0; segment < kSpineSegments; ++segment) {
    const std::string name = segment_name(segment);
    EXPECT_EQ(spine_segment(name[0], std::stoi(name.substr(1))), segment) << name;
    EXPECT_EQ(segment_named(name), segment) << name;
  }
}

TEST(Spine, HasNoSegmentBeyondAColumn) {
  EXPECT_EQ(spine_segment('c', 9), kNoSegment);
  EXPECT_EQ(spine_segment('t', 13), kNoSegment);
  EXPECT_EQ(spine_segment('l', 6), kNoSegment);
  EXPECT_EQ(spine_segment('s', 0), kNoSegment);
  EXPECT_EQ(spine_segment('x', 1), kNoSegment);
  EXPECT_EQ(spine_segment('c', -1), kNoSegment);
  EXPECT_EQ(segment_name(kNoSegment), "");
  for (const char* name : {"", "C", "C9", "T:", "x1", "C66", "L5-S1"}) EXPECT_EQ(segment_named(name), kNoSegment) << name;
}

TEST(Spine, GoesFromOneVertebraToTheNextWithoutC8) {
  EXPECT_EQ(vertebra_below(spine_segment('c', 7)), spine_segment('t', 1));
  EXPECT_EQ(vertebra_below(spine_segment('t', 12)), spine_segment('l', 1));
  EXPECT_EQ(vertebra_below(spine_segment('l', 5)), spine_segment('s', 1));
  EXPECT_EQ(vertebra_below(spine_segment('s', 5)), kNoSegment);
  EXPECT_EQ(vertebra_below(kNoSegment), kNoSegment);
}

TEST(Spine, KnowsTheRegionOfASegment) {
  EXPECT_EQ(region_of_segment(spine_segment('c', 8)), SpineRegion::cervical);
  EXPECT_EQ(region_of_segment(spine_segment('t', 1)), SpineRegion::thoracic);
  EXPECT_EQ(region_of_segment(spine_segment('l', 1)), SpineRegion::lumbar);
  EXPECT_EQ(region_of_segment(spine_segment('s', 2)), SpineRegion::lumbar);
  EXPECT_EQ(region_of_segment(kNoSegment), SpineRegion::none);
}

LevelSet disc(char letter, int number) {
  LevelSet levels;
  levels.discs.add(spine_segment(letter, number));
  return levels;
}

TEST(Spine, NamesADiscByBothItsVertebrae) {
  LevelSet levels = disc('c', 7);
  levels.add(disc('l', 5));
  levels.vertebrae.add(spine_segment('l', 4));
  EXPECT_EQ(levels.names(), (Names{"C7-T1", "L4", "L5-S1"}));
}

TEST(Spine, CountsADiscBetweenTwoRegionsToTheUsualOne) {
  EXPECT_EQ(disc('c', 7).region(), SpineRegion::cervical);
  EXPECT_EQ(disc('t', 12).region(), SpineRegion::lumbar);
  EXPECT_EQ(disc('t', 11).region(), SpineRegion::thoracic);
  EXPECT_EQ(LevelSet{}.region(), SpineRegion::none);
  LevelSet mixed = disc('c', 6);
  mixed.add(disc('c', 7));
  mixed.add(disc('t', 1));
  EXPECT_EQ(mixed.region(), SpineRegion::cervical);
}

TEST(Spine, IntersectsDiscsWithDiscsOnly) {
  LevelSet vertebra;
  vertebra.vertebrae.add(spine_segment('c', 5));
  EXPECT_TRUE(disc('c', 5).intersects(disc('c', 5)));
  EXPECT_FALSE(disc('c', 5).intersects(disc('c', 6)));
  EXPECT_FALSE(disc('c', 5).intersects(vertebra));
}

}  // namespace
}  // namespace chartgap
