// What one test finds: the status of a criterion with its quotes, before it becomes a verdict.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "criteria/chart.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "criteria/status.h"

namespace chartgap {

using Quotes = std::vector<Evidence>;
Quotes quotes(const Items& items, EvidenceFor points_to);
void append(Quotes& to, const Quotes& more);
void append(Items& to, const Items& more);

// What is said for a thing, and what against it.
struct Sides {
  Items yes;
  Items no;
};
// As far as they speak of the same time: a statement more than so many days before one that says the contrary is outdated.
void keep_current(const Chart& chart, Sides& sides, double days);

struct Finding {
  Status status = Status::not_documented;
  std::vector<std::string> missing;
  Quotes evidence;
  std::string why;
  std::vector<RootFinding> roots = {};
  std::vector<Measure> measures = {};
  std::vector<CareLength> care = {};
};

Finding met(const Items& yes, std::string why);
Finding not_met(const Items& no, std::string why);
Finding conflicting(const Items& yes, const Items& no, std::string why);
Finding silent(std::string why);
Finding lacking(std::vector<std::string> missing, const Items& partly, std::string why);

// The four clauses of a test that weighs words for against words against.
struct Clauses {
  std::string_view met;
  std::string_view not_met;
  std::string_view conflicting;
  std::string_view silent;
};
// Both sides: conflicting; one: met or not_met; none: silent.
Finding settle(const Items& yes, const Items& no, const Clauses& clauses);

// A part of a criterion that is said or missing.
struct Part {
  std::string_view element;
  Quotes said;
};
// Met with every part said, else not_documented with the elements that are missing.
Finding all_said(const std::vector<Part>& parts, std::string_view met, std::string_view lacking);
// The same finding with a number that it compared.
Finding with(Finding finding, Measure measure);

// One function a kind of test.
Finding weigh_diagnosis(const Chart& chart, const Criterion& criterion);
Finding weigh_limb_symptom(const Chart& chart, const Criterion& criterion);
Finding weigh_symptom_history(const Chart& chart, const Criterion& criterion);
Finding weigh_conservative_care(const Chart& chart, const Criterion& criterion);
Finding weigh_root_compression(const Chart& chart, const Criterion& criterion);
Finding weigh_root_correlation(const Chart& chart, const Criterion& criterion);
Finding weigh_exam_components(const Chart& chart, const Criterion& criterion);
Finding weigh_image_guidance(const Chart& chart, const Criterion& criterion);
Finding weigh_discussion(const Chart& chart, const Criterion& criterion);
Finding weigh_care_plan(const Chart& chart, const Criterion& criterion);
Finding weigh_alternative_source(const Chart& chart, const Criterion& criterion);
Finding weigh_injection_response(const Chart& chart, const Criterion& criterion);
Finding weigh_infection(const Chart& chart, const Criterion& criterion);
Finding weigh_bleeding_risk(const Chart& chart, const Criterion& criterion);
Finding weigh_cardiopulmonary(const Chart& chart, const Criterion& criterion);
Finding weigh_compressive_lesion(const Chart& chart, const Criterion& criterion);
Finding weigh_pain_predominance(const Chart& chart, const Criterion& criterion);
Finding weigh_symptom_duration(const Chart& chart, const Criterion& criterion);
Finding weigh_baseline_scale(const Chart& chart, const Criterion& criterion);
Finding weigh_scale_follow_up(const Chart& chart, const Criterion& criterion);
Finding weigh_study_age(const Chart& chart, const Criterion& criterion);
Finding weigh_contrast(const Chart& chart, const Criterion& criterion);
Finding weigh_session_levels(const Chart& chart, const Criterion& criterion);
Finding weigh_session_count(const Chart& chart, const Criterion& criterion);
Finding weigh_session_interval(const Chart& chart, const Criterion& criterion);
Finding weigh_single_procedure(const Chart& chart, const Criterion& criterion);
Finding weigh_sedation(const Chart& chart, const Criterion& criterion);
Finding weigh_red_flag(const Chart& chart, const Criterion& criterion);

}  // namespace chartgap
