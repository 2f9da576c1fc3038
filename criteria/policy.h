// A medical-necessity policy as data: its parameters, and its criteria with the test that judges each.
// In:     criteria/policies/*.json.
// Errors: all issues of a file at once: unknown and missing keys, unknown kinds (the nearest known one is named), repeated ids, parameters that nothing defines.
// Threads: built once, then const.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "criteria/region.h"
#include "nlp/result.h"

namespace chartgap {

enum class CriterionKind : uint8_t { required, absolute_contraindication, relative_contraindication, advisory };
std::string_view to_string(CriterionKind kind);

// How a criterion is judged; criteria/judge.cc holds one function for each, criteria/test_shape.cc what each takes.
enum class TestKind : uint8_t {
  diagnosis,
  limb_symptom,
  symptom_history,
  conservative_care,
  root_compression,
  root_correlation,
  exam_components,
  image_guidance,
  discussion,
  care_plan,
  alternative_source,
  injection_response,
  infection,
  bleeding_risk,
  cardiopulmonary,
  compressive_lesion,
  pain_predominance,
  symptom_duration,
  baseline_scale,
  scale_follow_up,
  study_age,
  contrast,
  session_levels,
  session_count,
  session_interval,
  single_procedure,
  sedation,
  red_flag
};
inline constexpr int kTestKinds = 28;
std::string_view to_string(TestKind kind);

// What silence means: a gap that leaves the case incomplete, or a remark that does not lower it.
enum class SilenceRule : uint8_t { gap, advisory };

struct Parameter {
  std::string name;
  double number = 0;
  std::vector<std::string> words;  // instead of a number
  std::string unit;
  std::string source;
};

// Whether the word is one of them.
bool has_name(const std::vector<std::string>& words, std::string_view word);

struct Test {
  TestKind kind = TestKind::diagnosis;
  std::vector<std::pair<std::string, std::vector<std::string>>> lists;
  std::vector<std::pair<std::string, double>> numbers;
  std::vector<std::string> parameters;  // the policy's parameters that it takes

  // The list or number of that name; empty or 0 when the policy gives none.
  const std::vector<std::string>& list(std::string_view name) const;
  bool lists_word(std::string_view name, std::string_view word) const;
  double number(std::string_view name) const;
  // Whether the policy gives an argument of that name.
  bool has(std::string_view name) const;
};

// A part of a criterion that can be missing by itself; `ask` says neutrally what would close the gap.
struct Element {
  std::string id;
  std::string ask;
};

struct Criterion {
  std::string id;
  std::string label;
  CriterionKind kind = CriterionKind::required;
  std::string citation;
  Test test;
  std::vector<Element> elements;
  SilenceRule silence = SilenceRule::gap;
  std::string ask;  // where no element says it

  const Element* element(std::string_view id) const;
};

struct PolicySource {
  std::string title;
  std::string section;
  std::string date_read;
  std::string note;
};

// Who applies the policy under which numbers; of a family that several contractors publish alike, one row each.
struct Contractor {
  std::string name;
  std::string policy;          // "L39240"
  std::string article;         // "A58993"
  std::string effective_from;  // empty: as the policy
  std::string source;
};

struct Policy {
  std::string id;
  std::string version;
  std::string title;
  std::string payer;
  Region region = Region::neck;
  std::string effective_from;
  std::string effective_to;  // empty: open
  PolicySource source;
  std::vector<std::string> cpt;
  std::vector<Contractor> contractors;
  std::vector<std::string> not_judged;  // what the payer asks besides, and no test here can see
  std::vector<Parameter> parameters;
  std::vector<Criterion> criteria;

  const Parameter* parameter(std::string_view name) const;
};

// A number as a reader writes it: "28", "0.5".
std::string number_text(double value);

// `file` is only for the issues.
Result<Policy> load_policy(std::string_view text, const std::string& file);

}  // namespace chartgap
