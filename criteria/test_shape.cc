#include "criteria/test_shape.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

// In the order of TestKind.
constexpr std::array<TestShape, kTestKinds> kShapes = {{
    {"diagnosis", "accepted accepted_icd axial", "", "", "", "met not_met not_documented conflicting"},
    {"limb_symptom", "pain other axial", "current_days", "", "", "met not_met not_documented conflicting"},
    {"symptom_history", "symptoms", "", "", "duration character", "met not_documented"},
    {"conservative_care", "physical_therapy? nsaid? medication? activity_modification? counted", "min_days strict_days? kinds? window? not_tolerated?", "",
     "physical_therapy? nsaid? medication? activity_modification? kinds? duration window? failure", "met not_met not_documented conflicting"},
    {"root_compression", "compression graded modalities", "report_outranks_note", "severities", "mri level compression", "met not_met not_documented conflicting"},
    {"root_correlation", "compression graded modalities symptoms deficits diagnoses", "report_outranks_note", "severities", "symptom_root imaging_level side",
     "met not_met not_documented conflicting"},
    {"exam_components", "tenderness? motor? sensory? reflex?", "", "", "tenderness? motor? sensory? reflex?", "met not_documented"},
    {"image_guidance", "accepted refused", "", "", "", "met not_met not_documented conflicting"},
    {"discussion", "", "", "", "risks benefits alternatives", "met not_met not_documented"},
    {"care_plan", "rehabilitation medication? psychosocial?", "current_days", "", "rehabilitation second_component?medication", "met not_met not_documented"},
    {"alternative_source", "sources signs", "", "", "", "met not_met not_documented conflicting"},
    {"injection_response", "", "min_percent min_days", "", "relief_percent relief_duration", "met not_met not_documented conflicting not_applicable"},
    {"infection", "spinal", "current_days", "", "", "met not_met not_documented conflicting"},
    {"bleeding_risk", "", "current_days", "", "hold_plan", "met not_met not_documented conflicting"},
    {"cardiopulmonary", "", "", "", "clearance", "met not_met not_documented conflicting"},
    {"compressive_lesion", "imaging mass_words", "", "", "", "met not_met not_documented conflicting"},
    {"pain_predominance", "pain other axial", "current_days", "", "", "met not_met not_documented conflicting"},
    {"symptom_duration", "symptoms", "min_days", "", "duration", "met not_met not_documented"},
    {"baseline_scale", "scales", "min_pain?", "", "scale", "met not_met?min_pain not_documented"},
    {"scale_follow_up", "scales", "", "", "baseline follow_up", "met not_documented not_applicable"},
    {"study_age", "modalities", "max_days", "", "study study_date", "met not_met not_documented"},
    {"contrast", "", "", "", "", "met not_met not_documented conflicting"},
    {"session_levels", "", "interlaminar transforaminal", "", "approach levels", "met not_met not_documented"},
    {"session_count", "", "max_sessions window_days", "", "dates", "met not_met not_documented not_applicable"},
    {"session_interval", "", "min_days", "", "dates", "met not_met not_documented not_applicable"},
    {"single_procedure", "other", "", "", "", "met not_met not_documented"},
    {"sedation", "", "", "", "reason", "met not_documented conflicting"},
    {"red_flag", "flags", "current_days", "", "", "met not_met not_documented conflicting"},
}};

}  // namespace

const TestShape& shape_of(TestKind kind) { return kShapes[static_cast<size_t>(kind)]; }

std::vector<std::string> test_kind_names() {
  std::vector<std::string> out;
  for (const TestShape& shape : kShapes) out.emplace_back(shape.name);
  return out;
}

std::vector<ShapeName> names_in(std::string_view row) {
  std::vector<ShapeName> out;
  while (!row.empty()) {
    const size_t space = std::min(row.find(' '), row.size());
    const std::string_view name = row.substr(0, space);
    const size_t mark = name.find('?');
    const bool optional = mark != std::string_view::npos;
    const std::string own(name.substr(0, mark));
    out.push_back({own, optional, optional && mark + 1 < name.size() ? std::string(name.substr(mark + 1)) : own});
    row.remove_prefix(std::min(space + 1, row.size()));
  }
  return out;
}

std::vector<std::string> elements_of(const Test& test) {
  std::vector<std::string> out;
  for (const ShapeName& element : names_in(shape_of(test.kind).elements)) {
    if (!element.optional || test.has(element.argument)) out.push_back(element.name);
  }
  return out;
}

std::vector<Status> statuses_of(const Test& test) {
  std::vector<Status> out;
  const std::vector<ShapeName> names = names_in(shape_of(test.kind).statuses);
  for (int i = 0; i < kStatuses; ++i) {
    const auto status = static_cast<Status>(i);
    if (std::any_of(names.begin(), names.end(), [&](const ShapeName& each) { return each.name == to_string(status) && (!each.optional || test.has(each.argument)); }))
      out.push_back(status);
  }
  return out;
}

}  // namespace chartgap
