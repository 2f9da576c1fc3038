#include "criteria/finding.h"

#include <algorithm>

namespace chartgap {
namespace {

void drop_outdated(const Chart& chart, Items& items, const Items& against, double days) {
  std::erase_if(
      items, [&](const Item& item) { return std::any_of(against.begin(), against.end(), [&](const Item& other) { return chart.is_older(item.document, other.document, days); }); });
}

}  // namespace

Quotes quotes(const Items& items, EvidenceFor points_to) {
  Quotes out;
  for (const Item& item : items) out.push_back({item.document, item.fact->span, points_to});
  return out;
}

void append(Quotes& to, const Quotes& more) { to.insert(to.end(), more.begin(), more.end()); }
void append(Items& to, const Items& more) { to.insert(to.end(), more.begin(), more.end()); }

void keep_current(const Chart& chart, Sides& sides, double days) {
  const Items yes = sides.yes;
  drop_outdated(chart, sides.yes, sides.no, days);
  drop_outdated(chart, sides.no, yes, days);
}

Finding met(const Items& yes, std::string why) { return {Status::met, {}, quotes(yes, EvidenceFor::met), std::move(why)}; }
Finding not_met(const Items& no, std::string why) { return {Status::not_met, {}, quotes(no, EvidenceFor::not_met), std::move(why)}; }

Finding conflicting(const Items& yes, const Items& no, std::string why) {
  Finding finding{Status::conflicting, {}, quotes(yes, EvidenceFor::met), std::move(why)};
  append(finding.evidence, quotes(no, EvidenceFor::not_met));
  return finding;
}

Finding silent(std::string why) { return {Status::not_documented, {}, {}, std::move(why)}; }

Finding lacking(std::vector<std::string> missing, const Items& partly, std::string why) {
  return {Status::not_documented, std::move(missing), quotes(partly, EvidenceFor::met), std::move(why)};
}

Finding settle(const Items& yes, const Items& no, const Clauses& clauses) {
  if (!yes.empty() && !no.empty()) return conflicting(yes, no, std::string(clauses.conflicting));
  if (!yes.empty()) return met(yes, std::string(clauses.met));
  if (!no.empty()) return not_met(no, std::string(clauses.not_met));
  return silent(std::string(clauses.silent));
}

Finding all_said(const std::vector<Part>& parts, std::string_view met, std::string_view lacking) {
  Finding finding{Status::met, {}, {}, std::string(met)};
  for (const Part& part : parts) {
    if (part.said.empty()) finding.missing.emplace_back(part.element);
    append(finding.evidence, part.said);
  }
  if (!finding.missing.empty()) {
    finding.status = Status::not_documented;
    finding.why = lacking;
  }
  return finding;
}

Finding with(Finding finding, Measure measure) {
  finding.measures.push_back(std::move(measure));
  return finding;
}

}  // namespace chartgap
