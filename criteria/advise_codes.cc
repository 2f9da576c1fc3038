// Diagnosis codes against the imaging, against the procedure, and against the list of codes.
#include <algorithm>
#include <array>

#include "criteria/advisories.h"
#include "criteria/icd.h"

namespace chartgap {
namespace {

struct Code {
  std::string code;
  Evidence quote;
};

using Find = std::vector<PrintedCode> (*)(const Text& text);

// Each code once, where it is first written.
std::vector<Code> codes_of(const Chart& chart, Find find) {
  std::vector<Code> out;
  for (uint32_t i = 0; i < chart.documents().size(); ++i) {
    for (const PrintedCode& each : find(chart.documents()[i].document.text())) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const Code& other) { return other.code == each.code; });
      if (!known) out.push_back({each.code, {i, each.span, EvidenceFor::met}});
    }
  }
  return out;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

bool is_finding_of_disc(const Item& item) {
  constexpr std::array<std::string_view, 4> kCodes = {"nerve_root_compression", "foraminal_stenosis", "disc_herniation", "canal_stenosis"};
  return item.is(Assertion::present) && std::find(kCodes.begin(), kCodes.end(), item.fact->code) != kCodes.end() && !item.attributes().levels.discs.empty();
}

void check_level(const Chart& chart, const Code& code, Advisories& out) {
  const LevelSet levels = levels_of_code(code.code);
  if (levels.empty()) return;
  const Items findings = chart.select(FactType::imaging, [&](const Item& item) { return is_finding_of_disc(item) && chart.area(item) == Area::here; });
  LevelSet seen;
  for (const Item& item : findings) seen.add(item.attributes().levels);
  if (findings.empty() || seen.intersects(levels)) return;
  out.push_back({AdvisoryKind::code_level,
                 code.code + " names " + listed(levels.names()) + "; the imaging tells of " + listed(seen.names()) + ".",
                 {code.quote, quote_of(findings.front())}});
}

std::string_view part(Region region) { return words_of(region).spine; }

// Only where every diagnosis code with a part of the spine is of another part than the procedure.
void check_region(const std::vector<Code>& diagnoses, const std::vector<Code>& procedures, Advisories& out) {
  if (procedures.empty()) return;
  const Code& procedure = procedures.front();
  const Region region = *region_of_epidural(procedure.code);
  const Code* other = nullptr;
  for (const Code& each : diagnoses) {
    const std::optional<Region> own = region_of_code(each.code);
    if (own == region) return;
    if (own && other == nullptr) other = &each;
  }
  if (other == nullptr) return;
  out.push_back({AdvisoryKind::code_region,
                 other->code + " is a code of the " + std::string(part(*region_of_code(other->code))) + ", and procedure " + procedure.code + " one of the " +
                     std::string(part(region)) + ".",
                 {other->quote, procedure.quote}});
}

void check_policy_region(const std::vector<Code>& procedures, const Policy& policy, Advisories& out) {
  const bool fits = std::any_of(procedures.begin(), procedures.end(), [&](const Code& each) { return region_of_epidural(each.code) == policy.region; });
  if (procedures.empty() || fits) return;
  const Code& procedure = procedures.front();
  out.push_back({AdvisoryKind::code_region,
                 "Procedure " + procedure.code + " is one of the " + std::string(part(*region_of_epidural(procedure.code))) + ", and policy " + policy.id + " one of the " +
                     std::string(part(policy.region)) + ".",
                 {procedure.quote}});
}

void check_header(const Code& code, Advisories& out) {
  const CodeHeader* const header = header_of(code.code);
  if (header == nullptr) return;
  out.push_back({AdvisoryKind::code_header,
                 code.code + " only heads more exact codes (" + std::string(header->first) + " to " + std::string(header->last) + " in ICD-10-CM's release of April 2026).",
                 {code.quote}});
}

}  // namespace

void check_codes(const Chart& chart, const Policy& policy, Advisories& out) {
  const std::vector<Code> diagnoses = codes_of(chart, spine_codes_in);
  const std::vector<Code> procedures = codes_of(chart, epidural_codes_in);
  for (const Code& code : diagnoses) {
    check_level(chart, code, out);
    check_header(code, out);
  }
  check_region(diagnoses, procedures, out);
  check_policy_region(procedures, policy, out);
}

}  // namespace chartgap
