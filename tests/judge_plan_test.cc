#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

auto guided(Guidance guidance) {
  return [guidance](Fact& fact) {
    fact.attributes.regions = kNeck;
    fact.attributes.guidance = guidance;
  };
}

TEST(JudgePlan, Guidance) {
  const auto status = [](Guidance guidance) {
    return Patient().document("ESI planned.").fact(FactType::procedure, "epidural_injection", "ESI", kPlanned, guided(guidance)).status("image_guidance");
  };
  EXPECT_EQ(status(Guidance::fluoroscopy), "met");
  EXPECT_EQ(status(Guidance::ct), "met");
  EXPECT_EQ(status(Guidance::ultrasound), "not_met");
  EXPECT_EQ(status(Guidance::none), "not_documented");
  EXPECT_EQ(Patient()
                .document("ESI, no C-arm.")
                .fact(FactType::procedure, "epidural_injection", "ESI", kPlanned, guided(Guidance::fluoroscopy))
                .says("no_guidance", "no C-arm")
                .status("image_guidance"),
            "not_met");
}

TEST(JudgePlan, Discussion) {
  Patient patient;
  patient.document("Risks and benefits reviewed.").fact(FactType::counseling, "risks", "Risks").fact(FactType::counseling, "benefits", "benefits");
  EXPECT_EQ(patient.missing("shared_decision"), Names{"alternatives"});
  patient.document("Waiting is an option.").says("discussed_alternatives", "option");
  EXPECT_EQ(patient.status("shared_decision"), "met");
  EXPECT_EQ(Patient().document("Have not discussed risks.").fact(FactType::counseling, "risks", "risks").says("not_discussed", "not discussed").status("shared_decision"),
            "not_met");
}

TEST(JudgePlan, CareAroundTheInjection) {
  Patient patient;
  patient.document("PT after the shot.").fact(FactType::therapy, "physical_therapy", "PT", kPlanned);
  EXPECT_EQ(patient.missing("multimodal_plan"), Names{"second_component"});
  patient.document("Stay on gabapentin.").fact(FactType::therapy, "neuropathic_agent", "gabapentin").says("care_continues", "Stay on");
  EXPECT_EQ(patient.status("multimodal_plan"), "met");
  EXPECT_EQ(Patient().document("Injection only.").says("only_treatment", "only").status("multimodal_plan"), "not_met");
  EXPECT_EQ(Patient().document("Had PT in spring.").fact(FactType::therapy, "physical_therapy", "PT").missing("multimodal_plan"), (Names{"rehabilitation", "second_component"}));
}

TEST(JudgePlan, CareThatWasNotBegunOrIsOnlyAnAlternativeDoesNotGoWithTheInjection) {
  EXPECT_EQ(
      Patient().document("PT ordered, never went.").fact(FactType::therapy, "physical_therapy", "PT", kPlanned).says("care_not_started", "never went").missing("multimodal_plan"),
      (Names{"rehabilitation", "second_component"}));
  EXPECT_EQ(Patient()
                .document("Alternatives including PT.")
                .fact(FactType::counseling, "alternatives", "Alternatives")
                .fact(FactType::therapy, "physical_therapy", "PT", kPlanned)
                .missing("multimodal_plan"),
            (Names{"rehabilitation", "second_component"}));
}

TEST(JudgePlan, CareOrderedBeforeThePlanThatThePatientDeclinesDoesNotGoWithTheInjection) {
  const auto missing = [](std::string_view declined, Date date, SectionKind section) {
    return Patient()
        .document("PT ordered.")
        .fact(FactType::therapy, "physical_therapy", "PT", kPlanned, [section](Fact& fact) { fact.section = section; })
        .document("Physical therapy was " + std::string(declined) + ".", DocumentKind::clinic_note, date)
        .fact(FactType::therapy, "physical_therapy", "Physical therapy", kAbsent)
        .missing("multimodal_plan");
  };
  constexpr Date kSameDay = {2025, 5, 1};
  EXPECT_EQ(missing("declined", kSameDay, SectionKind::hpi), (Names{"rehabilitation", "second_component"}));
  EXPECT_EQ(missing("refused", {2025, 5, 9}, SectionKind::hpi), (Names{"rehabilitation", "second_component"}));
  EXPECT_EQ(missing("declined", {2025, 4, 20}, SectionKind::hpi), Names{"second_component"});
  EXPECT_EQ(missing("never had", kSameDay, SectionKind::hpi), Names{"second_component"});
  EXPECT_EQ(missing("declined", kSameDay, SectionKind::plan), Names{"second_component"});
}

auto relief(float percent, int lasting) {
  return [percent, lasting](Fact& fact) {
    fact.attributes.regions = kNeck;
    fact.attributes.relief_percent = percent;
    if (lasting >= 0) fact.attributes.relief_duration.min_days = fact.attributes.relief_duration.max_days = lasting;
  };
}

TEST(JudgePlan, EarlierInjection) {
  const auto one = [](float percent, int lasting) {
    Patient patient;
    patient.document("Epidural in March.").fact(FactType::therapy, "epidural_injection", "Epidural", kPresent, relief(percent, lasting));
    return patient;
  };
  EXPECT_EQ(one(70, 90).status("repeat_response"), "met");
  EXPECT_EQ(one(50, 14).status("repeat_response"), "met");
  EXPECT_EQ(one(40, 90).status("repeat_response"), "not_met");
  EXPECT_EQ(one(80, 5).status("repeat_response"), "not_met");
  EXPECT_EQ(one(80, -1).missing("repeat_response"), Names{"relief_duration"});
  EXPECT_EQ(one(kNoNumber, 30).missing("repeat_response"), Names{"relief_percent"});
  EXPECT_EQ(Patient().document("No injections.").status("repeat_response"), "not_applicable");
  Patient disputed = one(80, 70);
  disputed.document("That shot did nothing.").fact(FactType::therapy, "epidural_injection", "shot", kPresent, outcome(Outcome::failed));
  EXPECT_EQ(disputed.status("repeat_response"), "conflicting");
}

TEST(JudgePlan, ReliefBelowAPercentDidNotReachIt) {
  const auto status = [](const std::string& words) {
    return Patient().document("ESI: " + words + " for 90 days.").fact(FactType::therapy, "epidural_injection", "ESI", kPresent, relief(50, 90)).status("repeat_response");
  };
  EXPECT_EQ(status("50% relief"), "met");
  EXPECT_EQ(status("less than 50% relief"), "not_met");
  EXPECT_EQ(status("<50 % relief"), "not_met");
}

TEST(JudgePlan, LumbarEpiduralIsNotApplicable) {
  EXPECT_EQ(Patient()
                .document("Lumbar epidural helped.")
                .fact(FactType::therapy, "epidural_injection", "epidural", kPresent,
                      [](Fact& fact) {
                        fact.attributes.regions = kLowBack;
                        fact.attributes.relief_percent = 90;
                      })
                .status("repeat_response"),
            "not_applicable");
}

TEST(JudgePlan, ReliefIsJudgedWhereItIsSustained) {
  Patient patient;
  patient.document("Epidural 2/4: 80% better that evening. 40% better at two weeks.").fact(FactType::therapy, "epidural_injection", "Epidural", kPresent, [](Fact& fact) {
    fact.attributes.outcome = Outcome::partial;
  });
  patient.says("relief", "% better that").says("relief", "% better at");
  EXPECT_EQ(patient.status("repeat_response"), "not_met");
}

TEST(JudgePlan, DiscussionLeftToAnotherIsNeitherDoneNorRefused) {
  Patient patient;
  patient.document("The clinic will go over risks, benefits and alternatives.").says("discussion_left", "The clinic will go over risks");
  patient.fact(FactType::counseling, "risks", "risks").fact(FactType::counseling, "benefits", "benefits").fact(FactType::counseling, "alternatives", "alternatives");
  EXPECT_EQ(patient.missing("shared_decision"), (Names{"risks", "benefits", "alternatives"}));
}

TEST(JudgePlan, FiguresOfAnEarlierEpiduralInItsOwnFields) {
  Patient patient;
  patient.document("Last neck epidural: 2024.\nRelief: 65 %.\nLasted: 12 weeks.").fact(FactType::therapy, "epidural_injection", "epidural", kPresent, [](Fact& fact) {
    fact.attributes.regions = kNeck;
    fact.attributes.outcome = Outcome::partial;
  });
  patient.says("relief", "%").says("relief_length", "Lasted");
  EXPECT_EQ(patient.status("repeat_response"), "met");
}

TEST(JudgePlan, ReliefToldOfTheShotThatAProcedureNoteRecords) {
  Patient patient;
  patient.document("Neck epidural done.", DocumentKind::procedure_note, {2025, 1, 10}).fact(FactType::procedure, "epidural_injection", "epidural", kPresent, [](Fact& fact) {
    fact.attributes.regions = kNeck;
  });
  EXPECT_EQ(patient.missing("repeat_response"), (Names{"relief_percent", "relief_duration"}));
  patient.document("The shot wore off. It was three quarters better for ten weeks.", DocumentKind::clinic_note, {2025, 4, 20}).says("relief", "three quarters better");
  EXPECT_EQ(patient.status("repeat_response"), "met");
}

TEST(JudgePlan, FiguresBehindTheNameTellOfAnEarlierEpidural) {
  Patient patient;
  patient.document("CESI 3/2025: 40% for 2 months.").fact(FactType::procedure, "epidural_injection", "CESI", kPresent, [](Fact& fact) { fact.attributes.regions = kNeck; });
  EXPECT_EQ(patient.status("repeat_response"), "not_met");
}

TEST(JudgePlan, WhatIsToldBesideTheRisksWasTold) {
  Patient patient;
  patient.document("Told of risks and what we hope to gain.").fact(FactType::counseling, "risks", "risks");
  patient.fact(FactType::statement, "discussed_benefits", "what we hope to gain", kPlanned);
  EXPECT_EQ(patient.missing("shared_decision"), Names{"alternatives"});
}

TEST(JudgePlan, GoodThatAnEpiduralMayDoIsNoEarlierOne) {
  Patient patient;
  patient.document("We discussed a neck epidural and what it may help.").fact(FactType::therapy, "epidural_injection", "epidural", kPresent, [](Fact& fact) {
    fact.attributes.regions = kNeck;
    fact.attributes.outcome = Outcome::helped;
  });
  EXPECT_EQ(patient.status("repeat_response"), "not_applicable");
}

}  // namespace
}  // namespace chartgap
