#include "criteria/shelves.h"

#include <algorithm>

#include "criteria/report_parts.h"

namespace chartgap {
namespace {

constexpr TestKind kByDenial[] = {
    // the indication and its imaging
    TestKind::diagnosis, TestKind::limb_symptom, TestKind::root_compression, TestKind::root_correlation, TestKind::study_age, TestKind::exam_components,
    TestKind::pain_predominance,
    // pain and care before
    TestKind::baseline_scale, TestKind::conservative_care, TestKind::care_plan, TestKind::symptom_history, TestKind::symptom_duration,
    // earlier injections, and how many
    TestKind::injection_response, TestKind::scale_follow_up, TestKind::session_count, TestKind::session_interval,
    // technique and limits
    TestKind::image_guidance, TestKind::contrast, TestKind::session_levels, TestKind::single_procedure, TestKind::discussion, TestKind::alternative_source};

// Tests that the list does not name stand after those that it names.
size_t denial_rank(const Criterion& criterion) { return static_cast<size_t>(std::find(std::begin(kByDenial), std::end(kByDenial), criterion.test.kind) - std::begin(kByDenial)); }

bool is_against(Status status) { return status == Status::not_met || status == Status::conflicting; }

bool is_gap(const Criterion& criterion, Status status) {
  return status == Status::not_documented && criterion.kind == CriterionKind::required && criterion.silence == SilenceRule::gap;
}

// On the safety shelf, worst first.
int alarm_of(const Verdict& verdict) {
  switch (verdict.status) {
    case Status::not_met: return 0;
    case Status::conflicting: return 1;
    case Status::not_documented: return verdict.missing.empty() ? 3 : 2;
    case Status::met:
    case Status::not_applicable: return 4;
  }
  return 4;
}

size_t count_verdicts(const Policy& policy, const Judgement& judgement, Status status, CriterionKind kind) {
  const auto counts = [&](const Verdict& verdict) { return verdict.status == status && criterion_of(policy, verdict).kind == kind; };
  return static_cast<size_t>(std::count_if(judgement.verdicts.begin(), judgement.verdicts.end(), counts));
}

size_t count_conflicts(const Judgement& judgement) {
  return static_cast<size_t>(std::count_if(judgement.verdicts.begin(), judgement.verdicts.end(), [](const Verdict& verdict) { return verdict.status == Status::conflicting; }));
}

size_t count_gaps(const Policy& policy, const Judgement& judgement) {
  return static_cast<size_t>(
      std::count_if(judgement.verdicts.begin(), judgement.verdicts.end(), [&](const Verdict& verdict) { return is_gap(criterion_of(policy, verdict), verdict.status); }));
}

// A decision that changes what counts; one that says what the program says, or that is resolved, leaves the verdict on its own shelf.
bool is_overridden(const Verdict& verdict) { return standing_status(verdict) != verdict.status; }

}  // namespace

std::string_view to_string(Shelf shelf) {
  constexpr std::array<std::string_view, kShelves> kNames = {"contradicted", "conflicting", "missing", "decided", "met", "advisory", "safety", "not_applicable"};
  return kNames[static_cast<size_t>(shelf)];
}

std::string_view title_of(Shelf shelf) {
  constexpr std::array<std::string_view, kShelves> kTitles = {
      "The documents say the contrary", "The documents disagree",      "Not documented", "Decided by a reviewer", "Documented",
      "Advisory: worth a sentence",     "Safety, apart from coverage", "Does not apply"};
  return kTitles[static_cast<size_t>(shelf)];
}

bool is_safety(const Criterion& criterion) {
  const TestKind kind = criterion.test.kind;
  return kind == TestKind::infection || kind == TestKind::bleeding_risk || kind == TestKind::cardiopulmonary || kind == TestKind::compressive_lesion;
}

Shelf shelf_of(const Policy& policy, const Verdict& verdict) {
  const Criterion& criterion = criterion_of(policy, verdict);
  if (is_safety(criterion)) return Shelf::safety;
  if (is_overridden(verdict)) return Shelf::decided;
  if (verdict.status == Status::met) return Shelf::met;
  if (verdict.status == Status::not_applicable) return Shelf::not_applicable;
  if (criterion.kind == CriterionKind::advisory) return Shelf::advisory;
  if (verdict.status == Status::not_met) return Shelf::contradicted;
  if (verdict.status == Status::conflicting) return Shelf::conflicting;
  return is_gap(criterion, verdict.status) ? Shelf::missing : Shelf::advisory;
}

Shelves shelve(const Policy& policy, const Judgement& judgement) {
  Shelves shelves;
  for (const Verdict& verdict : judgement.verdicts) shelves[static_cast<size_t>(shelf_of(policy, verdict))].push_back(&verdict);
  const auto denied_more = [&](const Verdict* a, const Verdict* b) { return denial_rank(criterion_of(policy, *a)) < denial_rank(criterion_of(policy, *b)); };
  for (auto& shelf : shelves) std::stable_sort(shelf.begin(), shelf.end(), denied_more);
  auto& safety = shelves[static_cast<size_t>(Shelf::safety)];
  std::stable_sort(safety.begin(), safety.end(), [](const Verdict* a, const Verdict* b) { return alarm_of(*a) < alarm_of(*b); });
  return shelves;
}

std::vector<Shelf> order_of(const Policy& policy, const Shelves& shelves) {
  const auto& safety = shelves[static_cast<size_t>(Shelf::safety)];
  const bool alarm = std::any_of(safety.begin(), safety.end(), [&](const Verdict* verdict) { return needs_look(policy, *verdict); });
  std::vector<Shelf> out;
  if (alarm) out.push_back(Shelf::safety);
  for (int i = 0; i < kShelves; ++i) {
    const Shelf shelf = static_cast<Shelf>(i);
    if (!shelves[static_cast<size_t>(i)].empty() && !(alarm && shelf == Shelf::safety)) out.push_back(shelf);
  }
  return out;
}

std::vector<const Verdict*> in_report_order(const Policy& policy, const Judgement& judgement) {
  const Shelves shelves = shelve(policy, judgement);
  std::vector<const Verdict*> out;
  for (const Shelf shelf : order_of(policy, shelves)) {
    const auto& verdicts = shelves[static_cast<size_t>(shelf)];
    out.insert(out.end(), verdicts.begin(), verdicts.end());
  }
  return out;
}

bool needs_look(const Policy& policy, const Verdict& verdict) {
  if (is_overridden(verdict)) return false;
  const Criterion& criterion = criterion_of(policy, verdict);
  if (is_against(verdict.status) || is_gap(criterion, verdict.status)) return true;
  return is_safety(criterion) && verdict.status == Status::not_documented && !verdict.missing.empty();
}

std::string_view word_for(CaseStanding standing) {
  switch (standing) {
    case CaseStanding::supported: return "SUPPORTED";
    case CaseStanding::review: return "REVIEW";
    case CaseStanding::incomplete: return "INCOMPLETE";
    case CaseStanding::conflicting: return "CONFLICTING";
    case CaseStanding::not_supported: return "NOT SUPPORTED";
    case CaseStanding::contraindicated: return "CONTRAINDICATED";
  }
  return "";
}

std::string reason_for(const Policy& policy, const Judgement& judgement) {
  const auto contrary = [&](CriterionKind kind) { return count_verdicts(policy, judgement, Status::not_met, kind); };
  switch (judgement.standing) {
    case CaseStanding::supported: return "every required criterion is documented";
    case CaseStanding::review:
      return "every required criterion is documented, and so is " +
             count_of(contrary(CriterionKind::relative_contraindication), "relative contraindication", "relative contraindications");
    case CaseStanding::incomplete: return "documentation is lacking for " + count_of(count_gaps(policy, judgement), "required criterion", "required criteria");
    case CaseStanding::conflicting: return "the documents disagree on " + count_of(count_conflicts(judgement), "criterion", "criteria");
    case CaseStanding::not_supported: return "the documents speak against " + count_of(contrary(CriterionKind::required), "required criterion", "required criteria");
    case CaseStanding::contraindicated:
      return "the documents state " + count_of(contrary(CriterionKind::absolute_contraindication), "absolute contraindication", "absolute contraindications");
  }
  return {};
}

std::string summary_of(const Shelves& shelves) {
  constexpr std::array<std::string_view, kShelves> kWords = {"contradicted", "in conflict", "missing",   "decided by a reviewer",
                                                             "documented",   "advisory",    "on safety", "not applicable"};
  std::string out;
  for (size_t i = 0; i < kShelves; ++i) {
    if (shelves[i].empty()) continue;
    out += (out.empty() ? "" : ", ") + std::to_string(shelves[i].size()) + " " + std::string(kWords[i]);
  }
  return out;
}

std::string decided_line(const Judgement& judgement) {
  if (!judgement.standing_with_decisions) return {};
  const auto decided = std::count_if(judgement.verdicts.begin(), judgement.verdicts.end(), [](const Verdict& verdict) { return verdict.decided.has_value(); });
  return "With " + count_of(static_cast<size_t>(decided), "decision", "decisions") + " of a reviewer: " + std::string(word_for(*judgement.standing_with_decisions));
}

}  // namespace chartgap
