// A file of decisions to fill in: one entry for each criterion that needs a look, with what the reviewer read. Loading refuses it until each entry that is kept has a reason.
#include <nlohmann/json.hpp>
#include <string>

#include "criteria/file_place.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/shelves.h"

namespace chartgap {

std::string decisions_form(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions&) {
  using Json = nlohmann::ordered_json;
  Json documents = Json::array();
  for (uint32_t i = 0; i < patient.documents.size(); ++i) {
    if (!is_later_visit(patient, i)) documents.push_back({{"name", patient.documents[i].document.name()}, {"sha256", file_sha256(patient.documents[i])}});
  }
  Json out = {{"schema_version", 1}, {"decisions", Json::array()}};
  for (const Verdict* verdict : in_report_order(policy, judgement)) {
    if (!needs_look(policy, *verdict)) continue;
    out["decisions"].push_back({{"policy", policy.id},
                                {"policy_version", policy.version},
                                {"criterion", criterion_of(policy, *verdict).id},
                                {"status", to_string(verdict->status)},
                                {"was", to_string(verdict->status)},
                                {"reason", ""},
                                {"by", ""},
                                {"on", ""},
                                {"documents", documents}});
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chartgap
