#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> talks(const std::string& text) { return facts_of(text, {"counseling"}); }

TEST(Counsel, TalkToComeIsHypothetical) {
  EXPECT_THAT(talks("PLAN: Risks and benefits will be discussed at the next visit."),
              ElementsAre("counseling/risks hypothetical [Risks]", "counseling/benefits hypothetical [benefits]"));
  EXPECT_THAT(talks("PLAN: We will go over the risks when he returns."), ElementsAre("counseling/risks hypothetical [risks]"));
  EXPECT_THAT(talks("PLAN: Consent to be obtained on the day."), ElementsAre("counseling/consent hypothetical [Consent]"));
  EXPECT_THAT(talks("PLAN: If he elects to proceed, we will schedule it."), ElementsAre("counseling/consent hypothetical [elects to proceed]"));
}

TEST(Counsel, TalkThatWasNotHeldIsAbsent) {
  EXPECT_THAT(talks("PLAN: Risks have not been discussed."), ElementsAre("counseling/risks absent [Risks]"));
  EXPECT_THAT(talks("PLAN: We have not discussed the alternatives."), ElementsAre("counseling/alternatives absent [alternatives]"));
  EXPECT_THAT(talks("PLAN: Consent was not obtained today."), ElementsAre("counseling/consent absent [Consent]"));
}

TEST(Counsel, TalkThatWasHeldIsPresent) {
  EXPECT_THAT(talks("PLAN: The risks were reviewed and she wishes to proceed."), ElementsAre("counseling/risks present [risks]", "counseling/consent present [wishes to proceed]"));
}

TEST(Counsel, HeadingThatItsLineAnswersIsAMention) {
  EXPECT_THAT(talks("Consent: signed\nRisks: explained\n"), ElementsAre("counseling/consent present [Consent]", "counseling/risks present [Risks]"));
  EXPECT_THAT(talks("CONSENT:\nHe was seen today.\n"), IsEmpty());
}

}  // namespace
}  // namespace chartgap
