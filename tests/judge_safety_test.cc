#include <gtest/gtest.h>

#include "tests/judge_testing.h"

namespace chartgap {
namespace {

TEST(JudgeSafety, AlternativeSource) {
  EXPECT_EQ(Patient().document("Shoulder excluded.").says("alternative_excluded", "excluded").status("no_alternative_generator"), "met");
  EXPECT_EQ(Patient().document("No shoulder pathology.").fact(FactType::alternative, "shoulder_pathology", "shoulder pathology", kAbsent).status("no_alternative_generator"),
            "met");
  EXPECT_EQ(Patient().document("Facet pain.").fact(FactType::alternative, "facet_syndrome", "Facet pain").status("no_alternative_generator"), "not_met");
  EXPECT_EQ(Patient().document("Facet pain?").fact(FactType::alternative, "facet_syndrome", "Facet pain", Assertion::possible).status("no_alternative_generator"),
            "not_documented");
  EXPECT_EQ(Patient().document("Hawkins negative.").fact(FactType::alternative, "shoulder_pathology", "Hawkins", kAbsent).status("no_alternative_generator"), "not_documented");
  EXPECT_EQ(Patient().document("No carpal tunnel.").fact(FactType::alternative, "carpal_tunnel", "carpal tunnel", kAbsent).status("no_alternative_generator"), "not_documented");
  EXPECT_EQ(Patient()
                .document("Excluded. Facet pain.")
                .says("alternative_excluded", "Excluded")
                .fact(FactType::alternative, "facet_syndrome", "Facet pain")
                .status("no_alternative_generator"),
            "conflicting");
}

TEST(JudgeSafety, Infection) {
  EXPECT_EQ(Patient().document("No fever.").fact(FactType::red_flag, "fever", "fever", kAbsent).status("no_active_infection"), "met");
  EXPECT_EQ(Patient().document("Sepsis.").fact(FactType::red_flag, "infection", "Sepsis").status("no_active_infection"), "not_met");
  EXPECT_EQ(Patient()
                .document("Sepsis. Denies infection.")
                .fact(FactType::red_flag, "infection", "Sepsis")
                .fact(FactType::red_flag, "infection", "infection", kAbsent)
                .status("no_active_infection"),
            "conflicting");
  EXPECT_EQ(Patient()
                .document("Cellulitis. Afebrile.")
                .fact(FactType::red_flag, "infection", "Cellulitis")
                .fact(FactType::red_flag, "fever", "Afebrile", kAbsent)
                .status("no_active_infection"),
            "not_met");
  EXPECT_EQ(
      Patient().document("Risks include infection.").fact(FactType::counseling, "risks", "Risks").fact(FactType::red_flag, "infection", "infection").status("no_active_infection"),
      "not_documented");
  EXPECT_EQ(Patient().document("Abscess, resolved.").fact(FactType::red_flag, "infection", "Abscess").says("resolved", "resolved").status("no_active_infection"), "not_documented");
  EXPECT_EQ(Patient().document("Mother had sepsis.").fact(FactType::red_flag, "infection", "sepsis", Assertion::family).status("no_active_infection"), "not_documented");
}

TEST(JudgeSafety, Bleeding) {
  EXPECT_EQ(Patient().document("No hemophilia.").fact(FactType::red_flag, "bleeding_disorder", "hemophilia", kAbsent).status("no_bleeding_diathesis"), "met");
  EXPECT_EQ(Patient().document("Hemophilia.").fact(FactType::red_flag, "bleeding_disorder", "Hemophilia").status("no_bleeding_diathesis"), "not_met");
  Patient taking;
  taking.document("Warfarin. No bleeding.").fact(FactType::red_flag, "anticoagulant", "Warfarin").fact(FactType::red_flag, "bleeding_disorder", "bleeding", kAbsent);
  EXPECT_EQ(taking.missing("no_bleeding_diathesis"), Names{"hold_plan"});
  taking.document("Hold five days before.").says("hold_plan", "Hold");
  EXPECT_EQ(taking.status("no_bleeding_diathesis"), "met");
  EXPECT_EQ(Patient()
                .document("Warfarin. No blood thinners.")
                .fact(FactType::red_flag, "anticoagulant", "Warfarin")
                .fact(FactType::red_flag, "anticoagulant", "blood thinners", kAbsent)
                .status("no_bleeding_diathesis"),
            "conflicting");
  const Verdict platelets = Patient().document("Aspirin.").fact(FactType::red_flag, "antiplatelet", "Aspirin").verdict("no_bleeding_diathesis");
  EXPECT_EQ(platelets.status, Status::not_documented);
  EXPECT_NE(platelets.why.find("antiplatelet"), std::string::npos);
  EXPECT_EQ(Patient().document("Warfarin. INR 2.4").fact(FactType::red_flag, "anticoagulant", "Warfarin").says("high_inr", "INR 2.4").status("no_bleeding_diathesis"),
            "not_documented");
}

TEST(JudgeSafety, HoldThatIsRefusedIsNoHold) {
  const auto missing = [](const std::string& text, std::string_view words) {
    return Patient().document("Eliquis. " + text).fact(FactType::red_flag, "anticoagulant", "Eliquis").says("hold_plan", words).missing("no_bleeding_diathesis");
  };
  EXPECT_EQ(missing("It cannot be held, per cardiology.", "be held"), Names{"hold_plan"});
  EXPECT_EQ(missing("Discussed holding it but he refuses to stop.", "holding"), Names{"hold_plan"});
  EXPECT_EQ(missing("Asked whether to stop it.", "stop it"), Names{"hold_plan"});
  EXPECT_EQ(missing("Last dose this morning, not held as instructed.", "Last dose"), Names{"hold_plan"});
  EXPECT_EQ(missing("Do not eat that day, hold it for three days before.", "hold it"), Names{});
  EXPECT_EQ(missing("Hold it, not the aspirin.", "Hold it"), Names{});
}

TEST(JudgeSafety, Fitness) {
  EXPECT_EQ(Patient().document("No heart disease.").fact(FactType::red_flag, "cardiopulmonary", "heart disease", kAbsent).status("cardiopulmonary_fitness"), "met");
  Patient stable;
  stable.document("CAD, stable.").fact(FactType::red_flag, "cardiopulmonary", "CAD");
  EXPECT_EQ(stable.missing("cardiopulmonary_fitness"), Names{"clearance"});
  stable.document("Cleared.").says("cleared", "Cleared");
  EXPECT_EQ(stable.status("cardiopulmonary_fitness"), "met");
  EXPECT_EQ(Patient().document("Not a candidate.").says("not_cleared", "Not a candidate").status("cardiopulmonary_fitness"), "not_met");
  EXPECT_EQ(
      Patient().document("Severe COPD.").fact(FactType::red_flag, "cardiopulmonary", "COPD").says("severe_heart_lung_disease", "Severe COPD").status("cardiopulmonary_fitness"),
      "not_met");
}

TEST(JudgeSafety, CompressiveLesion) {
  const auto cord = [](Assertion assertion) {
    Patient patient;
    patient.document("MRI CERVICAL\nCord compression.", DocumentKind::imaging_report).fact(FactType::imaging, "cord_compression", "Cord compression", assertion, at_level(4));
    return patient;
  };
  EXPECT_EQ(cord(kAbsent).status("no_compressive_lesion"), "met");
  Patient present = cord(kPresent);
  EXPECT_EQ(present.status("no_compressive_lesion"), "not_met");
  present.document("No myelopathy.").fact(FactType::red_flag, "myelopathy", "myelopathy", kAbsent);
  EXPECT_EQ(present.status("no_compressive_lesion"), "not_met");
  present.document("MRI: no cord compression.").fact(FactType::imaging, "cord_compression", "cord compression", kAbsent);
  EXPECT_EQ(present.status("no_compressive_lesion"), "conflicting");
}

TEST(JudgeSafety, Predominance) {
  EXPECT_EQ(Patient().document("Arm worse.").says("arm_dominant", "Arm worse").status("radicular_predominance"), "met");
  EXPECT_EQ(Patient().document("Neck worse.").says("neck_dominant", "Neck worse").status("radicular_predominance"), "not_met");
  EXPECT_EQ(Patient().document("Arm worse. Neck worse.").says("arm_dominant", "Arm worse").says("neck_dominant", "Neck worse").status("radicular_predominance"), "conflicting");
  EXPECT_EQ(Patient()
                .document("Neck pain. No arm pain.")
                .fact(FactType::symptom, "neck_pain", "Neck pain")
                .fact(FactType::symptom, "limb_pain", "arm pain", kAbsent, in_arm())
                .status("radicular_predominance"),
            "not_met");
}

TEST(JudgeSafety, PredominanceFromFigures) {
  const auto status = [](const std::string& text) { return Patient().document(text).says("pain_numbers", text).status("radicular_predominance"); };
  EXPECT_EQ(status("arm 8/10, neck 3/10"), "met");
  EXPECT_EQ(status("neck 6/10 and the arm 6/10"), "met");
  EXPECT_EQ(status("Neck 7   Arm 2"), "not_met");
  EXPECT_EQ(status("arm, which is 8 against 3 for the neck"), "met");
  EXPECT_EQ(status("arm 8/10, arm 3/10"), "not_documented");
}

TEST(JudgeSafety, HoldThatIsStillAskedForIsNoPlan) {
  Patient patient;
  patient.document("Takes Eliquis. We must ask whether it can be held.").fact(FactType::red_flag, "anticoagulant", "Eliquis");
  patient.says("hold_plan", "can be held").says("hold_undecided", "whether it can be held");
  EXPECT_EQ(patient.missing("no_bleeding_diathesis"), (Names{"hold_plan"}));
}

TEST(JudgeSafety, AnticoagulantThatGoesOnIsQuotedAndHasNoHoldPlan) {
  Patient patient;
  patient.document("On Eliquis. No need to hold Eliquis.").fact(FactType::red_flag, "anticoagulant", "Eliquis");
  patient.says("anticoagulant_continued", "No need to hold").says("hold_plan", "hold Eliquis");
  const Verdict verdict = patient.verdict("no_bleeding_diathesis");
  EXPECT_EQ(verdict.missing, (Names{"hold_plan"}));
  EXPECT_EQ(verdict.why, "an anticoagulant is taken and said to be continued, not held");
  EXPECT_EQ(verdict.evidence.size(), 2u);
  patient.document("Hold five days before.").says("hold_plan", "Hold");
  EXPECT_EQ(patient.status("no_bleeding_diathesis"), "met");
}

TEST(JudgeSafety, EmptyBoxOfADenialIsSilence) {
  Patient patient;
  patient.document("[ ] No bleeding disorder\n").fact(FactType::red_flag, "bleeding_disorder", "bleeding disorder", kAbsent);
  EXPECT_EQ(patient.status("no_bleeding_diathesis"), "not_documented");
}

}  // namespace
}  // namespace chartgap
