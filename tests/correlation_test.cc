#include "criteria/correlation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chartgap {
namespace {

LevelSet disc(char letter, int upper) {
  LevelSet levels;
  levels.discs.add(spine_segment(letter, upper));
  return levels;
}

struct RootCase {
  char letter;
  int upper;
  Zone zone;
  std::string root;
};

TEST(Correlation, RootOfALevel) {
  const std::vector<RootCase> cases = {
      {'c', 2, Zone::foramen, "C3"}, {'c', 3, Zone::canal, "C4"},   {'c', 4, Zone::foramen, "C5"}, {'c', 5, Zone::foramen, "C6"}, {'c', 5, Zone::canal, "C6"},
      {'c', 6, Zone::foramen, "C7"}, {'c', 7, Zone::foramen, "C8"}, {'t', 1, Zone::foramen, "T1"}, {'l', 3, Zone::canal, "L4"},   {'l', 4, Zone::canal, "L5"},
      {'l', 4, Zone::foramen, "L4"}, {'l', 5, Zone::canal, "S1"},   {'l', 5, Zone::foramen, "L5"},
  };
  for (const RootCase& each : cases) {
    EXPECT_EQ(roots_at(disc(each.letter, each.upper), each.zone).names(), std::vector<std::string>{each.root}) << each.letter << each.upper;
  }
}

TEST(Correlation, SeveralLevelsAndNone) {
  LevelSet levels = disc('c', 4);
  levels.add(disc('c', 5));
  EXPECT_EQ(roots_at(levels, Zone::foramen).names(), (std::vector<std::string>{"C5", "C6"}));
  EXPECT_TRUE(roots_at({}, Zone::foramen).empty());
}

TEST(Correlation, NamedRootsGoBeforeLevels) {
  Attributes attributes;
  attributes.levels = disc('c', 6);
  EXPECT_EQ(roots_of(attributes, Zone::foramen).names(), std::vector<std::string>{"C7"});
  attributes.roots.add(spine_segment('c', 6));
  EXPECT_EQ(roots_of(attributes, Zone::foramen).names(), std::vector<std::string>{"C6"});
}

TEST(Correlation, OnlyOppositeSidesDisagree) {
  EXPECT_FALSE(sides_agree(Side::left, Side::right));
  EXPECT_FALSE(sides_agree(Side::right, Side::left));
  EXPECT_TRUE(sides_agree(Side::left, Side::left));
  EXPECT_TRUE(sides_agree(Side::left, Side::bilateral));
  EXPECT_TRUE(sides_agree(Side::none, Side::right));
}

}  // namespace
}  // namespace chartgap
