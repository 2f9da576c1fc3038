#include "criteria/judge.h"

#include <algorithm>
#include <array>

#include "criteria/finding.h"
#include "criteria/label_value.h"

namespace chartgap {
namespace {

using Weigh = Finding (*)(const Chart& chart, const Criterion& criterion);

// In the order of TestKind.
constexpr std::array<Weigh, kTestKinds> kTests = {
    weigh_diagnosis,       weigh_limb_symptom,       weigh_symptom_history,   weigh_conservative_care,  weigh_root_compression,   weigh_root_correlation, weigh_exam_components,
    weigh_image_guidance,  weigh_discussion,         weigh_care_plan,         weigh_alternative_source, weigh_injection_response, weigh_infection,        weigh_bleeding_risk,
    weigh_cardiopulmonary, weigh_compressive_lesion, weigh_pain_predominance, weigh_symptom_duration,   weigh_baseline_scale,     weigh_scale_follow_up,  weigh_study_age,
    weigh_contrast,        weigh_session_levels,     weigh_session_count,     weigh_session_interval,   weigh_single_procedure,   weigh_sedation,         weigh_red_flag};

bool stands_before(const Evidence& a, const Evidence& b) {
  if (a.document != b.document) return a.document < b.document;
  return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
}

void put_in_order(Quotes& evidence) {
  std::stable_sort(evidence.begin(), evidence.end(), stands_before);
  evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
}

// `missing` names only what the policy has an element for.
Verdict verdict_of(const Criterion& criterion, uint32_t index, Finding finding) {
  std::erase_if(finding.missing, [&](const std::string& name) { return criterion.element(name) == nullptr; });
  if (finding.status != Status::not_documented) finding.missing.clear();
  put_in_order(finding.evidence);
  return {index,
          finding.status,
          std::move(finding.missing),
          std::move(finding.evidence),
          std::move(finding.why),
          std::move(finding.roots),
          std::nullopt,
          std::move(finding.measures),
          std::move(finding.care)};
}

bool has(const Judgement& judgement, const Policy& policy, CriterionKind kind, Status status) {
  return std::any_of(judgement.verdicts.begin(), judgement.verdicts.end(),
                     [&](const Verdict& verdict) { return verdict.status == status && policy.criteria[verdict.criterion].kind == kind; });
}

bool has_conflict(const Judgement& judgement) {
  return std::any_of(judgement.verdicts.begin(), judgement.verdicts.end(), [](const Verdict& verdict) { return verdict.status == Status::conflicting; });
}

// A required criterion on which the documents are silent lowers the case unless the policy only wants it remarked.
bool has_gap(const Judgement& judgement, const Policy& policy) {
  return std::any_of(judgement.verdicts.begin(), judgement.verdicts.end(), [&](const Verdict& verdict) {
    const Criterion& criterion = policy.criteria[verdict.criterion];
    return verdict.status == Status::not_documented && criterion.kind == CriterionKind::required && criterion.silence == SilenceRule::gap;
  });
}

}  // namespace

CaseStanding standing_of(const Judgement& judgement, const Policy& policy) {
  if (has(judgement, policy, CriterionKind::absolute_contraindication, Status::not_met)) return CaseStanding::contraindicated;
  if (has(judgement, policy, CriterionKind::required, Status::not_met)) return CaseStanding::not_supported;
  if (has_conflict(judgement)) return CaseStanding::conflicting;
  if (has_gap(judgement, policy)) return CaseStanding::incomplete;
  if (has(judgement, policy, CriterionKind::relative_contraindication, Status::not_met)) return CaseStanding::review;
  return CaseStanding::supported;
}

Status standing_status(const Verdict& verdict) { return verdict.decided && verdict.decided->state != DecisionState::resolved ? verdict.decided->status : verdict.status; }

std::string_view to_string(RootSource source) {
  constexpr std::array<std::string_view, kRootSources> kNames = {"symptom", "exam", "diagnosis", "imaging"};
  return kNames[static_cast<size_t>(source)];
}

Judgement judge(const Case& patient, const Policy& policy) {
  const Chart chart(patient, policy.region);
  Judgement judgement;
  for (uint32_t i = 0; i < policy.criteria.size(); ++i) {
    const Criterion& criterion = policy.criteria[i];
    Finding finding = kTests[static_cast<size_t>(criterion.test.kind)](chart, criterion);
    for (Evidence& each : finding.evidence) each.span = with_value(patient.documents[each.document].document, each.span);
    judgement.verdicts.push_back(verdict_of(criterion, i, std::move(finding)));
  }
  judgement.standing = standing_of(judgement, policy);
  return judgement;
}

}  // namespace chartgap
