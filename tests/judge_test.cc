#include "criteria/judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {
namespace {

const Policy& own_policy() {
  static const Policy policy = [] {
    std::ifstream in(std::string(CHARTGAP_ROOT) + "/criteria/policies/cervical-esi-62321.json");
    std::ostringstream text;
    text << in.rdbuf();
    const Result<Policy> loaded = load_policy(text.str(), "policy");
    return loaded.ok() ? loaded.value() : Policy{};
  }();
  return policy;
}

SegmentSet root(int number) {
  SegmentSet roots;
  roots.add(spine_segment('c', number));
  return roots;
}

LevelSet disc(int upper) {
  LevelSet levels;
  levels.discs.add(spine_segment('c', upper));
  return levels;
}

// A case made of facts by hand. A fact stands where its words stand; its sentence ends at the next full stop or line.
class Patient {
 public:
  Patient& document(std::string text, DocumentKind kind = DocumentKind::clinic_note, Date date = {2025, 5, 1}) {
    case_.documents.emplace_back();
    CaseDocument& added = case_.documents.back();
    added.document = Document("doc" + std::to_string(case_.documents.size()), std::move(text), Vocabulary{}, HeadingTable{});
    added.kind = kind;
    added.date = date;
    return *this;
  }

  template <class Change>
  Patient& fact(FactType type, std::string_view code, std::string_view words, Assertion assertion, Change change) {
    CaseDocument& home = case_.documents.back();
    const std::string& text = home.document.text().bytes();
    const size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    Fact made;
    made.type = type;
    made.code = code;
    made.assertion = assertion;
    made.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    const size_t before = text.find_last_of(".\n", at == 0 ? 0 : at - 1);
    const size_t after = std::min(text.find_first_of(".\n", at), text.size());
    made.sentence = {before == std::string::npos || at == 0 ? 0 : static_cast<uint32_t>(before + 1), static_cast<uint32_t>(after)};
    change(made);
    std::vector<Fact>& list = type == FactType::statement ? home.statements : home.facts;
    list.push_back(made);
    std::stable_sort(list.begin(), list.end(), [](const Fact& a, const Fact& b) { return a.span.begin < b.span.begin; });
    return *this;
  }
  Patient& fact(FactType type, std::string_view code, std::string_view words, Assertion assertion = Assertion::present) {
    return fact(type, code, words, assertion, [](Fact&) {});
  }
  Patient& says(std::string_view code, std::string_view words) { return fact(FactType::statement, code, words); }

  Judgement judged() const { return judge(case_, own_policy()); }

  Verdict verdict(std::string_view id) const {
    for (const Verdict& each : judged().verdicts) {
      if (own_policy().criteria[each.criterion].id == id) return each;
    }
    ADD_FAILURE() << "no criterion " << id;
    return {};
  }
  std::string status(std::string_view id) const { return std::string(to_string(verdict(id).status)); }
  std::vector<std::string> missing(std::string_view id) const { return verdict(id).missing; }

 private:
  Case case_;
};

using Names = std::vector<std::string>;
constexpr auto kPresent = Assertion::present;
constexpr auto kAbsent = Assertion::absent;
constexpr auto kPlanned = Assertion::hypothetical;

auto days(int count) {
  return [count](Fact& fact) { fact.attributes.duration.min_days = fact.attributes.duration.max_days = count; };
}
auto outcome(Outcome value) {
  return [value](Fact& fact) { fact.attributes.outcome = value; };
}
auto in_arm(Side side = Side::none, int implied = 0) {
  return [side, implied](Fact& fact) {
    fact.attributes.regions = kUpperLimb;
    fact.attributes.side = side;
    if (implied != 0) fact.attributes.implied_roots = root(implied);
  };
}
auto at_level(int upper, Side side = Side::none, uint8_t severities = 0) {
  return [upper, side, severities](Fact& fact) {
    fact.attributes.levels = disc(upper);
    fact.attributes.side = side;
    fact.attributes.severities = severities;
    fact.attributes.modality = Modality::mri;
  };
}

TEST(Judge, EveryDecidedVerdictQuotes) {
  Patient patient;
  patient.document("Neck pain. Numb arm. No arm pain.").fact(FactType::symptom, "neck_pain", "Neck pain").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm());
  for (const Verdict& verdict : patient.judged().verdicts) {
    if (verdict.status == Status::met || verdict.status == Status::not_met || verdict.status == Status::conflicting) {
      EXPECT_FALSE(verdict.evidence.empty()) << verdict.criterion;
    }
    EXPECT_FALSE(verdict.why.empty()) << verdict.criterion;
  }
}

TEST(JudgeDiagnosis, Statuses) {
  EXPECT_EQ(Patient().document("Radiculopathy.").fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy").status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("Radiculopathy?").fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy", Assertion::possible).status("diagnosis"), "not_documented");
  EXPECT_EQ(Patient().document("M54.2").fact(FactType::diagnosis, "cervicalgia", "M54.2").status("diagnosis"), "not_met");
  EXPECT_EQ(Patient().document("Lumbar stenosis").fact(FactType::diagnosis, "lumbar_stenosis", "stenosis").status("diagnosis"), "not_met");
  EXPECT_EQ(Patient().document("Nothing").status("diagnosis"), "not_documented");
  EXPECT_EQ(Patient()
                .document("Radiculopathy. No radic.")
                .fact(FactType::diagnosis, "cervical_radiculopathy", "Radiculopathy")
                .fact(FactType::diagnosis, "cervical_radiculopathy", "radic.", kAbsent)
                .status("diagnosis"),
            "conflicting");
}

TEST(JudgeDiagnosis, CodeOfADiscWithRadiculopathyCounts) {
  const auto coded = [](Fact& fact) { fact.attributes.icd = fact.span; };
  EXPECT_EQ(Patient().document("M50.122").fact(FactType::diagnosis, "cervical_disc_disorder", "M50.122", kPresent, coded).status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("m50122").fact(FactType::diagnosis, "cervical_disc_disorder", "m50122", kPresent, coded).status("diagnosis"), "met");
  EXPECT_EQ(Patient().document("M50.322").fact(FactType::diagnosis, "cervical_disc_disorder", "M50.322", kPresent, coded).status("diagnosis"), "not_documented");
}

TEST(JudgeSymptoms, ArmSymptoms) {
  EXPECT_EQ(Patient().document("Numb hand.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm()).status("radicular_symptoms"), "met");
  EXPECT_EQ(
      Patient().document("Numb foot.").fact(FactType::symptom, "numbness", "Numb", kPresent, [](Fact& fact) { fact.attributes.regions = kLowerLimb; }).status("radicular_symptoms"),
      "not_documented");
  EXPECT_EQ(Patient()
                .document("Neck pain. No numbness.")
                .fact(FactType::symptom, "neck_pain", "Neck pain")
                .fact(FactType::symptom, "numbness", "numbness", kAbsent)
                .status("radicular_symptoms"),
            "not_met");
  EXPECT_EQ(Patient().document("No new numbness.").fact(FactType::symptom, "numbness", "numbness", kAbsent).status("radicular_symptoms"), "not_documented");
  EXPECT_EQ(Patient().document("Neck pain. Stays there.").fact(FactType::symptom, "neck_pain", "Neck pain").says("no_radiation", "Stays there").status("radicular_symptoms"),
            "not_met");
}

TEST(JudgeSymptoms, OneSymptomDisputedAnotherNot) {
  Patient disputed;
  disputed.document("Numb hand. No numbness.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm()).fact(FactType::symptom, "numbness", "numbness", kAbsent);
  EXPECT_EQ(disputed.status("radicular_symptoms"), "conflicting");
  disputed.document("Weak grip.").fact(FactType::symptom, "weakness", "Weak grip", kPresent, in_arm());
  EXPECT_EQ(disputed.status("radicular_symptoms"), "met");
}

TEST(JudgeSymptoms, DenialOfTheOtherSideIsNoConflict) {
  EXPECT_EQ(Patient()
                .document("Numb left hand. Not right.")
                .fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(Side::left))
                .fact(FactType::symptom, "numbness", "Not right", kAbsent, in_arm(Side::right))
                .status("radicular_symptoms"),
            "met");
}

TEST(JudgeSymptoms, HistoryNamesWhatIsMissing) {
  Patient patient;
  patient.document("Neck pain, burning.").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, [](Fact& fact) { fact.attributes.qualities = 4; });
  EXPECT_EQ(patient.missing("symptom_history"), Names{"duration"});
  patient.document("Neck pain for a year.").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(365));
  EXPECT_EQ(patient.status("symptom_history"), "met");
}

TEST(JudgeSymptoms, CheckedBoxGivesTheQuality) {
  Patient patient;
  patient.document("Quality: [x] burning [ ] sharp\nNeck pain").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(60));
  EXPECT_EQ(patient.status("symptom_history"), "met");
  Patient unchecked;
  unchecked.document("Quality: [ ] burning [ ] sharp\nNeck pain").fact(FactType::symptom, "neck_pain", "Neck pain", kPresent, days(60));
  EXPECT_EQ(unchecked.missing("symptom_history"), Names{"character"});
}

Patient full_care() {
  Patient patient;
  patient.document("PT did little. Naproxen. No lifting.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 42;
    fact.attributes.outcome = Outcome::failed;
  });
  patient.fact(FactType::therapy, "nsaid", "Naproxen").fact(FactType::therapy, "activity_modification", "No lifting");
  return patient;
}

TEST(JudgeCare, AllElements) {
  EXPECT_EQ(full_care().status("conservative_care"), "met");
  Patient bare;
  bare.document("Had PT for 8 weeks.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(56));
  EXPECT_EQ(bare.missing("conservative_care"), (Names{"nsaid", "activity_modification", "failure"}));
}

TEST(JudgeCare, ShortCareIsNotMet) {
  Patient patient;
  patient.document("PT for three weeks, no help.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 21;
    fact.attributes.outcome = Outcome::failed;
  });
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, ShortTreatmentsAreNotAddedUpAndLumbarCareNeverCounts) {
  Patient patient;
  patient.document("PT 3 weeks. Pills 3 weeks. Low back PT for months.")
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(21))
      .fact(FactType::therapy, "nsaid", "Pills", kPresent, days(21));
  patient.fact(FactType::therapy, "physical_therapy", "back PT", kPresent, [](Fact& fact) {
    fact.attributes.regions = kLowBack;
    fact.attributes.duration.min_days = 120;
  });
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, EpiduralsAreNoConservativeCare) {
  Patient patient;
  patient.document("Epidural, lasting months. PT 2 weeks.")
      .fact(FactType::therapy, "epidural_injection", "Epidural", kPresent, days(90))
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(14));
  EXPECT_EQ(patient.status("conservative_care"), "not_met");
}

TEST(JudgeCare, DoneAndNeverIsConflicting) {
  Patient patient = full_care();
  patient.document("Never had therapy.").says("never_physical_therapy", "Never had therapy");
  EXPECT_EQ(patient.status("conservative_care"), "conflicting");
}

TEST(JudgeCare, NeverInAnEarlierDocumentIsOutdated) {
  Patient patient;
  patient.document("No PT yet.", DocumentKind::er_note, {2025, 1, 2}).says("never_physical_therapy", "No PT yet");
  patient.document("PT did little. Naproxen. No lifting.").fact(FactType::therapy, "physical_therapy", "PT", kPresent, [](Fact& fact) {
    fact.attributes.duration.min_days = 42;
    fact.attributes.outcome = Outcome::failed;
  });
  patient.fact(FactType::therapy, "nsaid", "Naproxen").fact(FactType::therapy, "activity_modification", "No lifting");
  EXPECT_EQ(patient.status("conservative_care"), "met");
}

TEST(JudgeCare, NeverWithoutAnyTherapyOrHelpedEnoughIsNotMet) {
  EXPECT_EQ(Patient().document("Never had therapy.").says("never_physical_therapy", "Never had therapy").status("conservative_care"), "not_met");
  EXPECT_EQ(Patient()
                .document("PT took care of it.")
                .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(60))
                .says("care_sufficient", "took care of it")
                .status("conservative_care"),
            "not_met");
}

TEST(JudgeCare, CourseOfATherapyNote) {
  Patient patient;
  patient.document("THERAPY\nStart of care 1/6/2025; last visit 2/24/2025.\nNeck. Unchanged.", DocumentKind::therapy_note).says("symptoms_persist", "Unchanged");
  EXPECT_EQ(patient.missing("conservative_care"), (Names{"nsaid", "activity_modification"}));
  Patient brief;
  brief.document("THERAPY\nEval date 1/6/2025\nLast visit 1/20/2025\n", DocumentKind::therapy_note);
  EXPECT_EQ(brief.status("conservative_care"), "not_met");
}

TEST(JudgeCare, ContraindicatedDrugCountsAsTried) {
  Patient patient;
  patient.document("PT. NSAIDs: contraindicated. No lifting. Persists.")
      .fact(FactType::therapy, "physical_therapy", "PT", kPresent, days(60))
      .fact(FactType::therapy, "nsaid", "NSAIDs", kAbsent);
  patient.says("contraindicated", "contraindicated").fact(FactType::therapy, "activity_modification", "No lifting").says("symptoms_persist", "Persists");
  EXPECT_EQ(patient.status("conservative_care"), "met");
}

TEST(JudgeImaging, Compression) {
  const auto status = [](std::string_view code, Assertion assertion, uint8_t severity) {
    Patient patient;
    patient.document("MRI CERVICAL\nFinding here.", DocumentKind::imaging_report).fact(FactType::imaging, code, "Finding", assertion, at_level(5, Side::left, severity));
    return patient.status("imaging_compression");
  };
  EXPECT_EQ(status("nerve_root_compression", kPresent, 0), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kModerate), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kModerate | kSevere), "met");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, kMild), "not_documented");
  EXPECT_EQ(status("foraminal_stenosis", kPresent, 0), "not_documented");
  EXPECT_EQ(status("nerve_root_compression", Assertion::possible, 0), "not_documented");
  EXPECT_EQ(status("disc_herniation", kPresent, 0), "not_documented");
  EXPECT_EQ(status("disc_herniation", kAbsent, 0), "not_met");
}

TEST(JudgeImaging, MissingElements) {
  EXPECT_EQ(Patient().document("MRI done, report not here.").missing("imaging_compression"), Names{"mri"});
  Patient no_level;
  no_level.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root compressed");
  EXPECT_EQ(no_level.missing("imaging_compression"), Names{"level"});
}

TEST(JudgeImaging, ComputedTomographyDoesNotSatisfy) {
  Patient patient;
  patient.document("CT CERVICAL SPINE\nSevere stenosis.", DocumentKind::imaging_report).fact(FactType::imaging, "foraminal_stenosis", "stenosis", kPresent, [](Fact& fact) {
    fact.attributes.levels = disc(5);
    fact.attributes.severities = kSevere;
  });
  EXPECT_EQ(patient.missing("imaging_compression"), Names{"mri"});
}

TEST(JudgeImaging, NewestStudyCounts) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report, {2025, 3, 1})
      .fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(6, Side::right));
  patient.document("MRI 2021: no root compression.").fact(FactType::imaging, "nerve_root_compression", "root compression", kAbsent, [](Fact& fact) {
    fact.attributes.date = {2021, 5, 0};
  });
  EXPECT_EQ(patient.status("imaging_compression"), "met");
}

TEST(JudgeImaging, TwoDocumentsAgainstEachOther) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(6, Side::right));
  patient.document("MRI: no root compression.").fact(FactType::imaging, "nerve_root_compression", "root compression", kAbsent);
  EXPECT_EQ(patient.status("imaging_compression"), "conflicting");
}

Patient imaged(int upper, Side side) {
  Patient patient;
  patient.document("MRI CERVICAL\nRoot compressed.", DocumentKind::imaging_report).fact(FactType::imaging, "nerve_root_compression", "Root", kPresent, at_level(upper, side));
  return patient;
}

TEST(JudgeCorrelation, RootAndSide) {
  const auto with_thumb = [](Patient patient, Side side) {
    patient.document("Numb thumb.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(side, 6));
    return patient.status("imaging_correlation");
  };
  EXPECT_EQ(with_thumb(imaged(5, Side::left), Side::left), "met");
  EXPECT_EQ(with_thumb(imaged(5, Side::left), Side::right), "not_met");
  EXPECT_EQ(with_thumb(imaged(7, Side::left), Side::left), "not_met");
  EXPECT_EQ(with_thumb(imaged(5, Side::bilateral), Side::right), "met");
  EXPECT_EQ(with_thumb(imaged(5, Side::none), Side::right), "met");
}

TEST(JudgeCorrelation, MissingElements) {
  EXPECT_EQ(Patient().document("Nothing").missing("imaging_correlation"), (Names{"symptom_root", "imaging_level"}));
  EXPECT_EQ(imaged(5, Side::left).missing("imaging_correlation"), Names{"symptom_root"});
  Patient no_side = imaged(5, Side::none);
  no_side.document("Numb thumb.").fact(FactType::symptom, "numbness", "Numb", kPresent, in_arm(Side::none, 6));
  EXPECT_EQ(no_side.missing("imaging_correlation"), Names{"side"});
}

TEST(JudgeCorrelation, SameStudyRetoldWithTheOtherSide) {
  Patient patient = imaged(5, Side::right);
  patient.document("MRI: left C6 root compressed. Right thumb numb.").fact(FactType::imaging, "nerve_root_compression", "left C6 root", kPresent, at_level(5, Side::left));
  patient.fact(FactType::symptom, "numbness", "numb", kPresent, in_arm(Side::right, 6));
  EXPECT_EQ(patient.status("imaging_compression"), "met");
  EXPECT_EQ(patient.status("imaging_correlation"), "conflicting");
}

TEST(JudgeCorrelation, StatedRadiculopathyLocalizes) {
  Patient patient = imaged(7, Side::left);
  patient.document("Left C8 radiculopathy.").fact(FactType::diagnosis, "cervical_radiculopathy", "radiculopathy", kPresent, [](Fact& fact) {
    fact.attributes.roots = root(8);
    fact.attributes.side = Side::left;
  });
  EXPECT_EQ(patient.status("imaging_correlation"), "met");
}

TEST(JudgeExam, PartsMissing) {
  Patient patient;
  patient.document("Tender. Strength 5/5. Pin intact.")
      .fact(FactType::exam, "tenderness", "Tender")
      .fact(FactType::exam, "motor_deficit", "Strength", kAbsent)
      .fact(FactType::exam, "sensory_deficit", "Pin", kAbsent);
  EXPECT_EQ(patient.missing("physical_exam"), Names{"reflex"});
  patient.document("Knee jerk 2+").fact(FactType::exam, "reflex_deficit", "Knee jerk", kAbsent, [](Fact& fact) { fact.attributes.regions = kLowerLimb; });
  EXPECT_EQ(patient.missing("physical_exam"), Names{"reflex"});
  patient.document("Biceps 2+").fact(FactType::exam, "reflex_deficit", "Biceps", kAbsent);
  EXPECT_EQ(patient.status("physical_exam"), "met");
}

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
  EXPECT_EQ(Patient().document("Aspirin.").fact(FactType::red_flag, "antiplatelet", "Aspirin").status("no_bleeding_diathesis"), "not_documented");
  EXPECT_EQ(Patient().document("Warfarin. INR 2.4").fact(FactType::red_flag, "anticoagulant", "Warfarin").says("high_inr", "INR 2.4").status("no_bleeding_diathesis"),
            "not_documented");
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

TEST(JudgeCase, StandingInItsOrder) {
  Patient patient;
  patient.document("Nothing");
  EXPECT_EQ(patient.judged().standing, CaseStanding::incomplete);
  patient.document("Arm worse. Neck worse.").says("arm_dominant", "Arm worse").says("neck_dominant", "Neck worse");
  EXPECT_EQ(patient.judged().standing, CaseStanding::conflicting);
  patient.document("M54.2").fact(FactType::diagnosis, "cervicalgia", "M54.2");
  EXPECT_EQ(patient.judged().standing, CaseStanding::not_supported);
  patient.document("Sepsis.").fact(FactType::red_flag, "infection", "Sepsis");
  EXPECT_EQ(patient.judged().standing, CaseStanding::contraindicated);
}

}  // namespace
}  // namespace chartgap
