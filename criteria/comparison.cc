#include "criteria/comparison.h"

#include <algorithm>
#include <cmath>

#include "criteria/report_parts.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

bool falls_short(const Measure& measure) { return measure.at_most ? measure.found > measure.needed : measure.found < measure.needed; }

std::string amount_of(const Measure& measure) {
  const double gap = std::abs(measure.found - measure.needed);
  return measure.unit == "days" ? length_of(gap) : number_text(gap) + " " + measure.unit;
}

// " by 2 weeks (28 of 42 days)", " by 3 months (640 days, at most 548)"
std::string by_how_much(const Verdict& verdict) {
  const auto measure = std::find_if(verdict.measures.begin(), verdict.measures.end(), falls_short);
  if (measure == verdict.measures.end()) return "";
  const std::string numbers = measure->at_most ? number_text(measure->found) + " " + measure->unit + ", at most " + number_text(measure->needed)
                                               : number_text(measure->found) + " of " + number_text(measure->needed) + " " + measure->unit;
  return " by " + amount_of(*measure) + " (" + numbers + ")";
}

bool weighs(const Criterion& criterion, Status status) {
  if (status == Status::not_documented) return criterion.kind == CriterionKind::required && criterion.silence == SilenceRule::gap;
  return criterion.kind != CriterionKind::advisory;
}

std::vector<std::string> shortfalls_of(const Judged& judged) {
  std::vector<std::string> out;
  for (const Verdict& verdict : judged.judgement.verdicts) {
    std::string text = shortfall_of(judged.policy, verdict);
    if (!text.empty()) out.push_back(std::move(text));
  }
  std::stable_sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) { return a.substr(0, a.find(' ')) < b.substr(0, b.find(' ')); });
  return out;
}

bool has(const std::vector<std::string>& texts, const std::string& text) { return std::find(texts.begin(), texts.end(), text) != texts.end(); }

// "misses A; wants B, C": a verb is not said again.
std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  std::string verb;
  for (const std::string& text : texts) {
    const std::string own = text.substr(0, text.find(' '));
    out += out.empty() ? text : own == verb ? "," + text.substr(own.size()) : "; " + text;
    verb = own;
  }
  return out;
}

std::string padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

}  // namespace

std::string length_of(double days) {
  constexpr double kMonth = 30;
  constexpr double kWeek = 7;
  const auto whole = [](double count, const char* one, const char* several) { return number_text(count) + " " + (count == 1 ? one : several); };
  if (days >= 2 * kMonth && std::fmod(days, kMonth) == 0) return whole(days / kMonth, "month", "months");
  if (days >= kWeek && std::fmod(days, kWeek) == 0) return whole(days / kWeek, "week", "weeks");
  return whole(days, "day", "days");
}

std::string shortfall_of(const Policy& policy, const Verdict& verdict) {
  const Criterion& criterion = policy.criteria[verdict.criterion];
  const Status status = standing_status(verdict);
  if (!weighs(criterion, status)) return "";
  const std::string name = spaced(criterion.id);
  switch (status) {
    case Status::not_met: return "misses " + name + by_how_much(verdict);
    case Status::conflicting: return "has a conflict in " + name;
    case Status::not_documented: return "wants " + name + (verdict.missing.empty() ? "" : " (" + listed(verdict.missing) + ")");
    case Status::met:
    case Status::not_applicable: return "";
  }
  return "";
}

std::string comparison(const std::vector<Judged>& all) {
  std::vector<std::vector<std::string>> shortfalls;
  for (const Judged& judged : all) shortfalls.push_back(shortfalls_of(judged));
  std::vector<std::string> shared;
  for (const std::string& text : shortfalls.front()) {
    if (std::all_of(shortfalls.begin(), shortfalls.end(), [&](const std::vector<std::string>& each) { return has(each, text); })) shared.push_back(text);
  }
  size_t width = 0;
  for (const Judged& judged : all) width = std::max(width, judged.policy.id.size() + judged.policy.version.size() + 1);
  std::string out;
  for (size_t i = 0; i < all.size(); ++i) {
    std::erase_if(shortfalls[i], [&](const std::string& text) { return has(shared, text); });
    const std::string standing(word_for(all[i].judgement.standing_with_decisions.value_or(all[i].judgement.standing)));
    const std::string apart = joined(shortfalls[i]);
    out += padded(all[i].policy.id + " " + all[i].policy.version, width) + "  " + (apart.empty() ? standing : padded(standing, 15) + "  " + apart) + "\n";
  }
  if (!shared.empty()) out += "under every policy: " + joined(shared) + "\n";
  return out;
}

}  // namespace chartgap
