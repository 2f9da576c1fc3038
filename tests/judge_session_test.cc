// Contrast, levels, sessions and intervals, scores, and time: the tests that the shipped payers' policies add.
#include "tests/judge_testing.h"

namespace chartgap {
namespace {

constexpr auto kLumbar = "medicare-esi-lumbar";

auto injection(Approach approach, int levels, Side side = Side::left, bool contrast = false) {
  return [=](Fact& fact) {
    fact.attributes.regions = kLowBack;
    fact.attributes.approach = approach;
    fact.attributes.side = side;
    fact.attributes.contrast = contrast;
    for (int i = 0; i < levels; ++i) fact.attributes.levels.discs.add(spine_segment('l', 3 + i));
  };
}
auto on(Date date) {
  return [=](Fact& fact) { fact.attributes.date = date; };
}
auto score(float value) {
  return [=](Fact& fact) { fact.attributes.value = value; };
}

Patient planned(const std::string& words, Approach approach, int levels, Side side = Side::left, bool contrast = false) {
  Patient patient;
  patient.under(kLumbar).document(words).fact(FactType::procedure, "epidural_injection", "epidural", kPlanned, injection(approach, levels, side, contrast));
  return patient;
}

TEST(Contrast, SaidWithWithoutAndNotAtAll) {
  EXPECT_EQ(planned("L3-4 epidural with contrast.", Approach::interlaminar, 1, Side::none, true).status("contrast"), "met");
  EXPECT_EQ(planned("L3-4 epidural.", Approach::interlaminar, 1).status("contrast"), "not_documented");
  Patient without = planned("L3-4 epidural without contrast. Allergic to contrast.", Approach::interlaminar, 1);
  without.says("no_contrast", "without contrast");
  EXPECT_EQ(without.status("contrast"), "not_met");
  without.fact(FactType::red_flag, "allergy", "Allergic");
  EXPECT_EQ(without.status("contrast"), "met");
  Patient steroid = planned("L3-4 epidural without contrast. Allergic to dexamethasone.", Approach::interlaminar, 1);
  EXPECT_EQ(steroid.says("no_contrast", "without contrast").fact(FactType::red_flag, "allergy", "Allergic").status("contrast"), "not_met");
}

TEST(Contrast, StudyWithoutContrastIsNoInjectionWithoutContrast) {
  Patient patient = planned("MRI without contrast. L3-4 epidural with contrast.", Approach::interlaminar, 1, Side::none, true);
  EXPECT_EQ(patient.says("no_contrast", "without contrast").status("contrast"), "met");
}

TEST(SessionLevels, LimitsOfTheApproach) {
  EXPECT_EQ(planned("epidural", Approach::transforaminal, 2).status("session_levels"), "met");
  EXPECT_EQ(planned("epidural", Approach::transforaminal, 3).status("session_levels"), "not_met");
  EXPECT_EQ(planned("epidural", Approach::interlaminar, 1).status("session_levels"), "met");
  EXPECT_EQ(planned("epidural", Approach::interlaminar, 2).status("session_levels"), "not_met");
  EXPECT_EQ(planned("epidural", Approach::interlaminar, 1, Side::bilateral).status("session_levels"), "not_met");
  EXPECT_EQ(planned("epidural", Approach::caudal, 0, Side::none).status("session_levels"), "met");
  EXPECT_EQ(planned("epidural", Approach::none, 1).missing("session_levels"), Names{"approach"});
  EXPECT_EQ(planned("epidural", Approach::transforaminal, 0).missing("session_levels"), Names{"levels"});
}

// Earlier epidurals in one note of 1 May 2025.
Patient with_sessions(const std::vector<Date>& dates) {
  std::string text;
  for (size_t i = 0; i < dates.size(); ++i) text += "Lumbar epidural number " + std::to_string(i) + ".\n";
  Patient patient;
  patient.under(kLumbar).document(text);
  for (size_t i = 0; i < dates.size(); ++i) patient.fact(FactType::therapy, "epidural_injection", "epidural number " + std::to_string(i), kPresent, on(dates[i]));
  return patient;
}

TEST(Sessions, CountedInARollingYear) {
  EXPECT_EQ(with_sessions({{2024, 8, 1}, {2024, 11, 1}, {2025, 2, 1}}).status("sessions_in_year"), "met");
  EXPECT_EQ(with_sessions({{2024, 6, 1}, {2024, 8, 1}, {2024, 11, 1}, {2025, 2, 1}}).status("sessions_in_year"), "not_met");
  EXPECT_EQ(with_sessions({{2024, 4, 1}, {2024, 8, 1}, {2024, 11, 1}, {2025, 2, 1}}).status("sessions_in_year"), "met");
}

TEST(Sessions, SameDayToldTwiceIsOneSession) { EXPECT_EQ(with_sessions({{2024, 8, 1}, {2024, 8, 1}, {2024, 8, 1}, {2025, 2, 1}}).status("sessions_in_year"), "met"); }

TEST(Sessions, IntervalFromTheLast) {
  EXPECT_EQ(with_sessions({{2025, 4, 17}}).status("session_interval"), "met");
  const Patient soon = with_sessions({{2025, 4, 18}});
  EXPECT_EQ(soon.status("session_interval"), "not_met");
  ASSERT_EQ(soon.verdict("session_interval").measures.size(), 1u);
  EXPECT_EQ(soon.verdict("session_interval").measures.front().found, 13);
  EXPECT_EQ(with_sessions({}).status("session_interval"), "not_applicable");
}

TEST(Sessions, DateOfTheSentence) {
  Patient patient;
  patient.under(kLumbar).document("Lumbar epidural on 02/03/2025, then lumbar epidural on 04/25/2025.", DocumentKind::clinic_note, {2025, 5, 1});
  patient.fact(FactType::therapy, "epidural_injection", "Lumbar epidural", kPresent).fact(FactType::therapy, "epidural_injection", "lumbar epidural", kPresent);
  EXPECT_EQ(patient.status("session_interval"), "not_met");
}

TEST(Sessions, WithoutDates) {
  Patient patient;
  patient.under(kLumbar).document("Lumbar epidural helped.").fact(FactType::therapy, "epidural_injection", "epidural", kPresent, outcome(Outcome::helped));
  EXPECT_EQ(patient.missing("sessions_in_year"), Names{"dates"});
  EXPECT_EQ(patient.missing("session_interval"), Names{"dates"});
}

TEST(SingleProcedure, AnotherBlockInTheSameSentence) {
  Patient patient = planned("L3-4 epidural and facet block.", Approach::interlaminar, 1);
  EXPECT_EQ(patient.status("single_procedure"), "met");
  EXPECT_EQ(patient.fact(FactType::procedure, "facet_injection", "facet block", kPlanned).status("single_procedure"), "not_met");
}

TEST(Sedation, NeedsAReason) {
  EXPECT_EQ(Patient().under(kLumbar).document("No sedation.").says("no_sedation", "No sedation").status("sedation"), "met");
  Patient patient;
  patient.under(kLumbar).document("Moderate sedation. Sedation for severe phobia.").says("sedation", "Moderate sedation");
  EXPECT_EQ(patient.missing("sedation"), Names{"reason"});
  EXPECT_EQ(patient.says("sedation_reason", "Sedation for severe phobia").status("sedation"), "met");
}

TEST(Scale, NamedAndSevereEnough) {
  Patient patient;
  patient.under(kLumbar).document("Pain 5/10. ODI 40%.").fact(FactType::score, "ndi", "ODI", kPresent, score(40));
  EXPECT_EQ(patient.missing("baseline_scale"), Names{"scale"});
  EXPECT_EQ(patient.fact(FactType::score, "nrs", "5/10", kPresent, score(5)).status("baseline_scale"), "met");
}

TEST(Scale, SameOneBeforeAndAfter) {
  Patient patient;
  patient.under(kLumbar).document("Pain 8/10.", DocumentKind::clinic_note, {2025, 1, 2}).fact(FactType::score, "nrs", "8/10", kPresent, score(8));
  EXPECT_EQ(patient.status("same_scale"), "not_applicable");
  patient.document("Lumbar epidural. ODI 30%. Pain 3/10.", DocumentKind::clinic_note, {2025, 5, 1})
      .fact(FactType::therapy, "epidural_injection", "epidural", kPresent, on({2025, 1, 20}));
  patient.fact(FactType::score, "odi", "ODI", kPresent, score(30));
  EXPECT_EQ(patient.missing("same_scale"), Names{"baseline"});
  EXPECT_EQ(patient.fact(FactType::score, "nrs", "3/10", kPresent, score(3)).status("same_scale"), "met");
}

TEST(Duration, OfTheSymptoms) {
  const auto lasted = [](int count) {
    return Patient().under(kLumbar).document("Back pain").fact(FactType::symptom, "back_pain", "Back pain", kPresent, days(count)).verdict("pain_duration");
  };
  EXPECT_EQ(lasted(28).status, Status::met);
  EXPECT_EQ(lasted(27).status, Status::not_met);
  EXPECT_EQ(Patient().under(kLumbar).document("Back pain").fact(FactType::symptom, "back_pain", "Back pain").missing("pain_duration"), Names{"duration"});
}

Patient studied(Date report) {
  Patient patient;
  patient.under("evicore-esi-cervical").document("Visit.", DocumentKind::clinic_note, {2025, 5, 1});
  patient.document("MRI CERVICAL SPINE\nC5-6 compression.", DocumentKind::imaging_report, report)
      .fact(FactType::imaging, "nerve_root_compression", "compression", kPresent, at_level(5));
  return patient;
}

TEST(StudyAge, UpToTheNewestDocument) {
  EXPECT_EQ(studied({2023, 5, 2}).status("imaging_age"), "met");
  EXPECT_EQ(studied({2023, 4, 1}).status("imaging_age"), "not_met");
  EXPECT_EQ(studied({}).missing("imaging_age"), Names{"study_date"});
  EXPECT_EQ(Patient().under("evicore-esi-cervical").document("Visit.").missing("imaging_age"), Names{"study"});
}

TEST(RedFlag, PresentDeniedAndDisputed) {
  Patient patient;
  patient.under(kLumbar).document("No cancer. Metastases known.").fact(FactType::red_flag, "malignancy", "cancer", kAbsent);
  EXPECT_EQ(patient.status("no_suspected_cancer"), "met");
  EXPECT_EQ(patient.fact(FactType::red_flag, "malignancy", "Metastases").status("no_suspected_cancer"), "conflicting");
}

Patient treated(const std::string& policy, std::string_view code) {
  Patient patient;
  patient.under(policy).document("Home exercise and medicine for ten weeks failed.");
  patient.fact(FactType::therapy, code, "Home exercise", kPresent, [](Fact& fact) {
    days(70)(fact);
    fact.attributes.outcome = Outcome::failed;
  });
  return patient;
}

TEST(ConservativeCare, OnlyTheGivenPartsAreAsked) {
  EXPECT_EQ(treated("medicare-esi-cervical", "nsaid").status("conservative_care"), "met");
  EXPECT_EQ(treated("carelon-esi-cervical", "nsaid").missing("conservative_care"), (Names{"physical_therapy", "kinds"}));
}

TEST(ConservativeCare, FormsOfExerciseAreOneKind) {
  Patient patient = treated("carelon-esi-cervical", "home_exercise");
  EXPECT_EQ(patient.missing("conservative_care"), Names{"kinds"});
  EXPECT_EQ(patient.fact(FactType::therapy, "nsaid", "medicine").status("conservative_care"), "met");
}

TEST(ConservativeCare, NotToleratedFailsWhereThePolicySaysSo) {
  const auto stopped = [](const std::string& policy) {
    Patient patient;
    return patient.under(policy).document("NSAID for ten weeks, not tolerated.").fact(FactType::therapy, "nsaid", "NSAID", kPresent, [](Fact& fact) {
      days(70)(fact);
      fact.attributes.outcome = Outcome::not_tolerated;
    });
  };
  EXPECT_EQ(stopped("medicare-esi-cervical").status("conservative_care"), "met");
  EXPECT_EQ(stopped("evicore-esi-cervical").missing("conservative_care"), Names{"failure"});
}

// Six months: a course that ended before them does not count, one without its dates leaves the window open.
TEST(ConservativeCare, EndsWithinTheWindow) {
  const auto ended = [](Date end) {
    Patient patient = treated("evicore-esi-cervical", "nsaid");
    patient.with("conservative_care", "window", 182);
    return patient.document("Therapy for ten weeks.", DocumentKind::clinic_note, {2025, 5, 1}).fact(FactType::therapy, "physical_therapy", "Therapy", kPresent, [&](Fact& fact) {
      days(70)(fact);
      fact.attributes.end_date = end;
    });
  };
  EXPECT_EQ(ended({2025, 1, 10}).status("conservative_care"), "met");
  EXPECT_EQ(ended({2024, 1, 10}).missing("conservative_care"), Names{"window"});
  Patient old;
  old.under("evicore-esi-cervical").with("conservative_care", "window", 182).document("Therapy for ten weeks failed.");
  old.fact(FactType::therapy, "physical_therapy", "Therapy", kPresent, [](Fact& fact) {
    days(70)(fact);
    fact.attributes.outcome = Outcome::failed;
    fact.attributes.end_date = {2024, 1, 10};
  });
  EXPECT_EQ(old.status("conservative_care"), "not_met");
}

TEST(Scale, SevereEnough) {
  const auto rated = [](float value) {
    Patient patient;
    return patient.under(kLumbar).with("baseline_scale", "min_pain", 6).document("Pain.").fact(FactType::score, "nrs", "Pain", kPresent, score(value));
  };
  EXPECT_EQ(rated(6).status("baseline_scale"), "met");
  EXPECT_EQ(rated(5).status("baseline_scale"), "not_met");
}

}  // namespace
}  // namespace chartgap
