// The tests on what the patient has: the diagnosis, and symptoms of the limb.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "criteria/finding.h"

namespace chartgap {
namespace {

bool is_report(const Chart& chart, const Item& item) { return chart.document(item).kind == DocumentKind::imaging_report; }

// "M50.122" as printed, with or without its dot, begins with one of the policy's codes.
bool begins_with_code(std::string_view printed, std::string_view code) {
  size_t at = 0;
  for (const char wanted : code) {
    if (wanted == '.') continue;
    while (at < printed.size() && (printed[at] == '.' || printed[at] == ' ')) ++at;
    if (at == printed.size() || (printed[at] | 0x20) != (wanted | 0x20)) return false;
    ++at;
  }
  return true;
}

bool has_accepted_icd(const Chart& chart, const Item& item, const Test& test) {
  const std::string_view printed = chart.text(item, item.attributes().icd);
  if (printed.empty()) return false;
  const std::vector<std::string>& codes = test.list("accepted_icd");
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) { return begins_with_code(printed, code); });
}

bool is_accepted(const Chart& chart, const Item& item, const Test& test) { return test.lists_word("accepted", item.fact->code) || has_accepted_icd(chart, item, test); }

// A nerve test without a finding is no word against the diagnosis, and "spondylosis without radiculopathy" names another one.
bool denies_diagnosis(const Chart& chart, const Item& item) {
  return item.is(Assertion::absent) && item.attributes().modality != Modality::emg && chart.document(item).kind != DocumentKind::imaging_report &&
         !has_word(chart.sentence(item), "emg");
}

// A denial for one side says nothing of the other.
bool side_of_denial_matters(const Item& denial, const Items& yes) {
  const Side side = denial.attributes().side;
  if (side != Side::left && side != Side::right) return true;
  return yes.empty() || std::any_of(yes.begin(), yes.end(), [&](const Item& item) { return item.attributes().side == side; });
}

bool is_in_limb(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if ((attributes.regions & chart.words().limb_region) != 0) return true;
  if (attributes.regions != 0) return false;
  if (!attributes.roots.empty()) return chart.area_of(attributes) == Area::here;
  const Area area = chart.area(item);
  return item.fact->code == "radicular_pain" ? area != Area::elsewhere : area == Area::here;
}

bool is_joint_only(const Chart& chart, const Item& item) { return item.fact->code == "limb_pain" && has_word(chart.text(item, item.fact->span), chart.words().nearby_joint); }

// "No new weakness" and "no further numbness" deny a change, not the symptom.
bool denies_change_only(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 28;
  constexpr std::array<std::string_view, 7> kWords = {"new", "further", "worsening", "progressive", "increased", "other", "additional"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return is_preceded_by(chart, item, word, kReach); });
}

// Words on one symptom of a limb; a group of codes that name the same complaint is one symptom.
Sides limb_words(const Chart& chart, const std::vector<std::string_view>& codes, bool reports) {
  Sides sides;
  for (const Item& item : chart.facts(FactType::symptom)) {
    if (std::find(codes.begin(), codes.end(), item.fact->code) == codes.end() || is_report(chart, item) != reports) continue;
    if (item.is(Assertion::present) && is_in_limb(chart, item) && !is_joint_only(chart, item)) sides.yes.push_back(item);
    if (item.is(Assertion::absent) && chart.area(item) != Area::elsewhere && !is_joint_only(chart, item) && !denies_change_only(chart, item)) sides.no.push_back(item);
  }
  std::erase_if(sides.no, [&](const Item& denial) { return !side_of_denial_matters(denial, sides.yes); });
  return sides;
}

struct LimbSymptoms {
  std::vector<Sides> symptoms;
  Items axial;
};

LimbSymptoms limb_symptoms(const Chart& chart, const Test& test, bool reports) {
  LimbSymptoms out;
  const std::vector<std::string>& pain = test.list("pain");
  Sides limb_pain = limb_words(chart, std::vector<std::string_view>(pain.begin(), pain.end()), reports);
  if (!reports) append(limb_pain.no, chart.asserted("no_radiation"));
  out.symptoms.push_back(std::move(limb_pain));
  for (const std::string& code : test.list("other")) out.symptoms.push_back(limb_words(chart, {code}, reports));
  for (Sides& sides : out.symptoms) keep_current(chart, sides, test.number("current_days"));
  out.axial = chart.select(FactType::symptom, [&](const Item& item) { return test.lists_word("axial", item.fact->code) && item.is(Assertion::present); });
  append(out.axial, chart.select(FactType::diagnosis, [&](const Item& item) { return item.fact->code == chart.words().axial_diagnosis && item.is(Assertion::present); }));
  return out;
}

Status status_of(const Sides& sides) {
  if (!sides.yes.empty()) return sides.no.empty() ? Status::met : Status::conflicting;
  return sides.no.empty() ? Status::not_documented : Status::not_met;
}

Finding weigh_limb(const LimbSymptoms& limb, const RegionWords& words) {
  const std::string spine(words.spine);
  const std::string name(words.limb);
  Status status = Status::not_applicable;
  for (const Sides& sides : limb.symptoms) {
    const Status one = status_of(sides);
    if (one != Status::not_documented) status = any_of(status, one);
  }
  Sides deciding;
  for (const Sides& sides : limb.symptoms) {
    if (status_of(sides) != status) continue;
    append(deciding.yes, sides.yes);
    append(deciding.no, sides.no);
  }
  if (status == Status::met) return met(deciding.yes, "the patient reports symptoms in " + std::string(words.a_limb));
  if (status == Status::conflicting) return conflicting(deciding.yes, deciding.no, "the same " + name + " symptom is reported and denied");
  if (status == Status::not_met && !limb.axial.empty()) return not_met(deciding.no, spine + " pain, and every " + name + " symptom that is spoken of is denied");
  return silent("no word on the " + name + " either way");
}

}  // namespace

Finding weigh_diagnosis(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  const std::string subject = "radiculopathy or stenosis of the " + std::string(chart.words().spine);
  const auto accepted = [&](const Item& item) { return is_accepted(chart, item, test); };
  const Items yes = chart.select(FactType::diagnosis, [&](const Item& item) { return item.is(Assertion::present) && !is_report(chart, item) && accepted(item); });
  const Items no = chart.select(FactType::diagnosis, [&](const Item& item) { return accepted(item) && denies_diagnosis(chart, item); });
  const Items undisputed = [&] {
    Items out = yes;
    std::erase_if(out, [&](const Item& item) { return std::any_of(no.begin(), no.end(), [&](const Item& other) { return other.fact->code == item.fact->code; }); });
    return out;
  }();
  if (!undisputed.empty()) return met(undisputed, subject + " is asserted");
  if (!yes.empty()) return conflicting(yes, no, subject + " is both asserted and denied");
  const Items possible = chart.select(
      FactType::diagnosis, [&](const Item& item) { return (item.is(Assertion::possible) || item.is(Assertion::hypothetical)) && accepted(item) && !is_report(chart, item); });
  if (!possible.empty()) return lacking({}, possible, subject + " is only possible");
  Items other =
      chart.select(FactType::diagnosis, [&](const Item& item) { return item.is(Assertion::present) && test.lists_word("axial", item.fact->code) && !is_report(chart, item); });
  append(other, no);
  if (!other.empty()) return not_met(other, "the spine diagnoses are axial or of another region");
  return silent("no diagnosis for the " + std::string(chart.words().spine));
}

Finding weigh_limb_symptom(const Chart& chart, const Criterion& criterion) {
  Finding finding = weigh_limb(limb_symptoms(chart, criterion.test, false), chart.words());
  if (finding.status != Status::not_documented) return finding;
  // In the study's own request only.
  Finding requested = weigh_limb(limb_symptoms(chart, criterion.test, true), chart.words());
  return requested.status == Status::met ? requested : finding;
}

}  // namespace chartgap
